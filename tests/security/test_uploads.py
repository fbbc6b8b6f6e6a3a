"""A04 and A05: hostile files are refused with a sentence, or read as the text they hold."""

import time
from pathlib import Path

import pytest
from django.conf import settings as now
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from jalon.engines.reading import Reading, read_many
from jalon.kernel.errors import JalonError
from jalon.library.actions import ingesting, read_waiting
from jalon.library.models import Intake
from jalon.library.rules import IntakeState
from tests.security import specimens
from tests.security.conftest import Facts

SECONDS = 60
"""Longest time for all hostile files together; each alone may take `JALON_READING_SECONDS`."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading | JalonError]:
    folder = tmp_path_factory.mktemp("hostile") / "files"
    folder.mkdir()
    specimens.write_all(folder)
    began = time.monotonic()
    found = read_many(sorted(folder.iterdir()), workers=2, seconds_per_file=20, memory_mb=600)
    outcomes = {path.name: outcome for path, outcome in found}
    assert time.monotonic() - began < SECONDS
    return outcomes


REFUSED = {
    "laughs-in-text.docx": {"file-damaged"},
    "laughs-in-attribute.docx": {"file-damaged"},
    "laughs-in-utf-16.docx": {"file-damaged"},
    "dtd-from-elsewhere.docx": set(),
    "parameter-from-elsewhere.docx": set(),
    "bomb.docx": {"file-unpacks-too-large"},
    "bomb-in-mimetype.epub": {"file-damaged", "file-unpacks-too-large"},
    "lying.docx": {"file-damaged"},
    "bomb.pdf": {"file-no-text", "reading-memory"},
    "huge-page.pdf": {"file-no-text", "reading-memory"},
    "claimed-pages.pdf": {"file-no-text", "file-damaged", "reading-memory"},
    "page-and.pdf": {"file-no-text", "reading-memory"},
    "renamed.html": {"file-wrong-kind"},
    "picture.pdf": {"file-wrong-kind"},
    "program.txt": {"file-wrong-kind"},
    "old.docx": {"file-wrong-kind"},
}
"""Codes that may be given; none where the rest may be read."""


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_hostile_file_is_refused_in_words(
    outcomes: dict[str, Reading | JalonError], name: str
) -> None:
    outcome = outcomes[name]

    if REFUSED[name]:
        assert isinstance(outcome, JalonError), outcome
        assert outcome.code in REFUSED[name]
    else:
        assert isinstance(outcome, Reading)


def _text(outcome: Reading | JalonError) -> str:
    assert isinstance(outcome, Reading), outcome
    return " ".join(passage.text for passage in outcome.passages)


@pytest.mark.parametrize("name", ["loading.html", "laughs.html", "entity-of-a-file.docx"])
def test_what_a_file_points_to_is_never_in_its_text(
    outcomes: dict[str, Reading | JalonError], name: str
) -> None:
    text = _text(outcomes[name])

    assert "gardens" in text
    assert specimens.SECRET not in text
    assert "lollol" not in text


def test_a_page_named_again_and_again_is_read_once(
    outcomes: dict[str, Reading | JalonError],
) -> None:
    assert _text(outcomes["repeated.epub"]).count("gardens") == 500


def test_every_hostile_file_has_an_outcome(outcomes: dict[str, Reading | JalonError]) -> None:
    assert {"deep.html", "deep.rtf", *REFUSED} <= set(outcomes)


@pytest.fixture
def waiting(facts: Facts) -> Intake:
    """A file that was received, and has ended its worker as often as may be."""
    Intake.objects.all().delete()
    kept = Path(now.JALON_FILES) / "ab" / "plan.txt"
    kept.write_text("1. The gardens are open.\n", encoding="utf-8")
    return Intake.objects.create(
        batch="b", name="plan.txt", sha256="ab", file="ab/plan.txt", file_bytes=9, actor="x",
        state=IntakeState.WAITING, attempts=ingesting.MOST_ATTEMPTS,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_file_that_keeps_ending_its_worker_is_given_up(waiting: Intake) -> None:
    assert not read_waiting()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.code) == (IntakeState.REFUSED, "reading-crashed")
    assert waiting.facts == {"file": "plan.txt"}


@pytest.mark.django_db
def test_the_type_that_a_browser_claims_does_not_matter(editor: Client, facts: Facts) -> None:
    Intake.objects.all().delete()
    sent = SimpleUploadedFile("a.pdf", b"<html><script>alert(1)</script>", "application/pdf")
    editor.post("/en/documents/upload/", {"documents": sent, "place": "", "access": "everybody"})

    read_waiting()

    assert Intake.objects.get().code == "file-wrong-kind"


@pytest.mark.django_db
def test_a_stored_page_is_handed_out_as_a_file_without_rights(
    stranger: Client, facts: Facts
) -> None:
    answer = stranger.get("/en/documents/fair-work/file")

    assert answer["Content-Disposition"].startswith("attachment")
    assert (
        answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer["Content-Disposition"].partition("filename")[0]
    assert "\n" not in answer["Content-Disposition"]
    assert "\r" not in answer["Content-Disposition"]
    assert b"".join(answer) == b"<script>alert(1)</script>"


@pytest.mark.django_db
def test_more_files_than_allowed_at_once_are_refused(
    editor: Client, facts: Facts, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    sent = [SimpleUploadedFile(f"{n}.txt", b"1. Text.") for n in range(4)]

    answer = editor.post(
        "/en/documents/upload/", {"documents": sent, "place": "", "access": "everybody"}
    )

    assert answer.status_code == 400
    assert not Intake.objects.exclude(batch=facts["batch"]).exists()
