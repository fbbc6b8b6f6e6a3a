"""Odd names, and files that will not be stored: one file never stops the others."""

import os
from pathlib import Path

import pytest

from jalon.base.public import Actor
from jalon.engines.reading import Reading
from jalon.library.actions import ingest_files, ingesting, read_waiting, receive_file
from jalon.library.actions.storing import KeptFile, Stored, store_reading
from jalon.library.actions.walking import document_files, shown_name
from jalon.library.models import Document, Intake
from jalon.library.rules import UNSAID, IntakeState
from tests.factories import load_reference, reader

TEXT = "1. Le Niger a ouvert des centres d’accueil.\n\n2. Le Maroc aussi.\n\n3. La fin.\n"


@pytest.fixture
def reference(db: None) -> None:
    load_reference()


@pytest.fixture
def unstorable(monkeypatch: pytest.MonkeyPatch) -> None:
    def store(reading: Reading, file: KeptFile, *, actor: Actor) -> Stored:
        if file.name.startswith("odd"):
            message = "a string literal cannot contain NUL"
            raise ValueError(message)
        return store_reading(reading, file, actor=actor)

    monkeypatch.setattr(ingesting, "store_reading", store)


@pytest.mark.usefixtures("reference")
def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/rapport\xff\nfinal.txt"))
    file.write_text(TEXT, encoding="utf-8")

    (outcome,) = ingest_files([file], actor=reader)

    assert outcome.state is IntakeState.STORED
    assert Document.objects.get(slug=outcome.document).file_name == "rapport\ufffd final.txt"


@pytest.mark.usefixtures("reference", "unstorable")
def test_a_file_that_cannot_be_stored_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in ("odd.txt", "plain.txt"):
        (tmp_path / name).write_text(f"{TEXT}\n4. {name}\n", encoding="utf-8")

    found = {one.path.name: one for one in ingest_files(document_files([tmp_path]), actor=reader)}

    assert found["plain.txt"].state is IntakeState.STORED
    assert found["odd.txt"].refusal is not None
    assert found["odd.txt"].refusal.code == "storing-failed"


@pytest.mark.usefixtures("reference", "unstorable")
def test_a_sent_file_that_cannot_be_stored_is_refused_with_a_sentence() -> None:
    content = TEXT.encode()
    receive_file([content], name="odd.txt", size=1, batch="b", filing=UNSAID, actor=reader)

    read_waiting()

    intake = Intake.objects.get()
    assert (intake.state, intake.code) == (IntakeState.REFUSED, "storing-failed")
    assert not read_waiting()


@pytest.mark.usefixtures("reference")
def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    (outcome,) = ingest_files([tmp_path / "gone.pdf"], actor=reader)

    assert outcome.refusal is not None
    assert outcome.refusal.code == "file-missing"


def test_hidden_files_and_locks_of_office_programs_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".trash").mkdir()
    for name in ("a.pdf", ".b.pdf", "~$c.docx", ".trash/d.pdf", "e.png"):
        (tmp_path / name).touch()

    assert [file.name for file in document_files([tmp_path])] == ["a.pdf"]


def test_a_name_is_shown_on_one_line_without_signs_that_turn_it_round() -> None:
    assert shown_name(Path("a\n\u202efdp.exe")) == "a fdp.exe"
