from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from jalon.base.public import acts_on
from jalon.engines.reading import FileTooLarge
from jalon.library.actions import describe_document, ingest_files, read_waiting, receive_file
from jalon.library.actions.ingesting import LEASE, take_up_again
from jalon.library.models import Document, Intake, Mention, Passage, Tag
from jalon.library.rules import UNSAID, DocumentState, Filing, IntakeState, TagState
from tests.factories import load_reference, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

REPORT = """Rapport national 2021

1. Le Niger a ouvert des centres d’accueil pour les migrants en transit à Agadez.

2. Le recrutement équitable des travailleurs migrants relève de l’objectif 6 du Pacte mondial.

3. Le Maroc et le Niger coopèrent pour faciliter le retour et la réintégration des migrants.
"""


@pytest.fixture
def reference() -> None:
    load_reference()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "rapport.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def _receive(content: bytes, *, name: str = "rapport.txt", batch: str = "b1") -> int:
    return receive_file(
        [content],
        name=name,
        size=len(content),
        batch=batch,
        filing=Filing(place="NER"),
        actor=reader,
    )


def test_a_file_becomes_passages_with_suggestions_and_places(report: Path) -> None:
    (outcome,) = ingest_files([report], actor=reader)

    tags = Tag.objects.filter(passage__label="2").values_list("element__code", "state")
    places = Mention.objects.filter(passage__label="3").values_list("place__code", flat=True)
    assert outcome.state is IntakeState.STORED
    assert ("gcm:6", TagState.SUGGESTED) in set(tags)
    assert set(places) == {"MAR", "NER"}


def test_the_same_content_is_stored_once(report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(REPORT, encoding="utf-8")

    states = [outcome.state for outcome in ingest_files([report, copy], actor=reader)]
    again = [outcome.state for outcome in ingest_files([report], actor=reader)]

    assert sorted(states) == [IntakeState.KNOWN, IntakeState.STORED]
    assert again == [IntakeState.KNOWN]
    assert Document.objects.count() == 1


def test_a_bad_file_is_reported_and_the_batch_goes_on(report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()

    outcomes = {o.path.name: o for o in ingest_files([empty, report], actor=reader)}

    assert outcomes["rapport.txt"].state is IntakeState.STORED
    assert outcomes["empty.pdf"].refusal is not None
    assert "empty.pdf" in str(outcomes["empty.pdf"].refusal)


def test_reading_leaves_a_line_in_the_record(report: Path) -> None:
    (outcome,) = ingest_files([report], actor=reader)

    (act,) = acts_on(f"document:{outcome.document}")

    assert act.act == "read document"
    assert act.after["passages"] == Passage.objects.count()


def test_a_received_file_is_read_by_the_worker() -> None:
    intake_id = _receive(REPORT.encode())

    worked = read_waiting()

    intake = Intake.objects.get(pk=intake_id)
    assert worked
    assert intake.state == IntakeState.STORED
    assert intake.document is not None
    assert intake.document.place is not None
    assert intake.document.place.code == "NER"
    assert not read_waiting()


def test_a_refused_file_keeps_its_sentence() -> None:
    intake_id = _receive(b"", name="leer.pdf")

    read_waiting()

    intake = Intake.objects.get(pk=intake_id)
    assert intake.state == IntakeState.REFUSED
    assert "leer.pdf" in intake.sentence.format(**intake.facts)


def test_a_file_that_is_known_is_not_read_again() -> None:
    first, second = _receive(REPORT.encode()), _receive(REPORT.encode(), batch="b2")

    while read_waiting():
        pass

    states = [Intake.objects.get(pk=pk).state for pk in (first, second)]
    assert states == [IntakeState.STORED, IntakeState.KNOWN]
    assert Document.objects.count() == 1


def test_what_a_killed_worker_had_is_taken_up_again() -> None:
    intake_id = _receive(REPORT.encode())
    Intake.objects.update(state=IntakeState.READING, lease_until=timezone.now() + LEASE)
    assert not read_waiting()

    taken_up = take_up_again()
    read_waiting()

    assert taken_up == 1
    assert Intake.objects.get(pk=intake_id).state == IntakeState.STORED


def test_a_lease_that_ran_out_is_taken_up_by_another_worker() -> None:
    intake_id = _receive(REPORT.encode())
    Intake.objects.update(state=IntakeState.READING, lease_until=timezone.now() - LEASE)

    read_waiting()

    assert Intake.objects.get(pk=intake_id).state == IntakeState.STORED


def test_a_file_that_is_too_large_is_refused_before_it_is_kept() -> None:
    size = settings.JALON_LARGEST_FILE_BYTES + 1

    with pytest.raises(FileTooLarge, match="big"):
        receive_file([b"x"], name="big.pdf", size=size, batch="b", filing=UNSAID, actor=reader)

    assert Intake.objects.count() == 0


def test_a_known_document_gets_its_text(report: Path) -> None:
    from hashlib import sha256

    describe_document(
        slug="niger-2021",
        values={"title": "Rapport", "language": "fr", "symbol": "NER/2021"},
        copies=[sha256(report.read_bytes()).hexdigest()],
        actor=reader,
    )

    (outcome,) = ingest_files([report], actor=reader)

    document = Document.objects.get()
    assert outcome.document == "niger-2021"
    assert (document.state, document.symbol) == (DocumentState.READ, "NER/2021")
