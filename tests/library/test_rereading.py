"""Reading again: addresses lead on, decisions stay, descriptions that people mended stay."""

import json
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from jalon.base.public import EVERYONE, SYSTEM, acts_on, seeing
from jalon.engines.reading import READER_VERSION, Metadata, Passage, PassageKind, Reading
from jalon.kernel.errors import UnknownCode
from jalon.library.actions import add_tag, ingest_files
from jalon.library.actions.mending import mend_description
from jalon.library.actions.rereading import Again, store_again
from jalon.library.actions.waiting import ask_to_read_again, outdated, read_again, reread_waiting
from jalon.library.jobs import READER_CHECK
from jalon.library.models import (
    Document,
    FormerLabel,
    LostDecision,
    Rereading,
    Round,
    RoundDocument,
    Tag,
)
from jalon.library.models import Passage as Row
from jalon.library.queries import known_passages, library_counts
from jalon.library.rules import TagState
from tests.factories import (
    load_reference,
    make_document,
    make_passage,
    make_person,
    make_tag,
    reader,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index", "reference")]

FEES = "Recruiters charge no fee to workers, as objective 6 of the Global Compact asks."
SCHOOL = "Schools teach the language of the country to children who arrive during the year."
DATA = "The ministry counts migrants by sex and age and publishes the data each year."


@pytest.fixture
def reference(settings: Settings, tmp_path: Path) -> None:
    load_reference()
    settings.JALON_FILES = tmp_path / "files"


@pytest.fixture
def document() -> Document:
    return make_document(slug="plan", reader_version="0.1", file="x.txt", file_name="Plan.txt")


def _reading(*said: tuple[str, str, str], **metadata: str) -> Reading:
    """What a reader would say: label, number and text of each passage."""
    passages = tuple(
        Passage(order=at, label=label, number=number or None, text=text, raw=text, lang="en")
        for at, (label, number, text) in enumerate(said)
    )
    found = replace(Metadata(language="en", media_type="text/plain"), **metadata)
    return Reading(document="plan", sha256="0" * 64, metadata=found, passages=passages)


def _again(*said: tuple[str, str, str], **metadata: str) -> Again:
    return store_again(_reading(*said, **metadata), slug="plan", actor=reader)


def _get(client: Client, label: str) -> tuple[int, str]:
    answer = client.get(f"/en/documents/plan/p/{label}")
    return answer.status_code, answer.headers.get("Location", "")


def test_a_decision_stays_with_its_passage_when_its_words_are_mended(document: Document) -> None:
    row = make_passage(document, order=0, label="s1.p1", text="Recruiters charge nofee to workers")
    tag = make_tag(row, state=TagState.CONFIRMED, start=0, end=10, decided_by="Amal")

    _again(("s1.p1", "", "Recruiters charge no fee to workers"))

    row.refresh_from_db()
    tag.refresh_from_db()
    assert row.text == "Recruiters charge no fee to workers"
    assert (tag.passage_id, tag.state, tag.decided_by) == (row.pk, TagState.CONFIRMED, "Amal")
    assert (tag.start, tag.end) == (0, 10)


def test_words_that_are_in_the_text_no_more_are_not_marked(document: Document) -> None:
    row = make_passage(document, order=0, label="s1.p1", text="Recruiters charge nofee to workers")
    tag = make_tag(row, state=TagState.REFUSED, start=18, end=23)

    _again(("s1.p1", "", "Recruiters charge no fee to workers"))

    tag.refresh_from_db()
    assert (tag.start, tag.end, tag.state) == (None, None, TagState.REFUSED)


def test_an_earlier_address_leads_to_where_the_passage_is(
    client: Client, document: Document
) -> None:
    make_passage(document, order=0, label="s1.p1", number="", text=FEES)

    again = _again(("12", "12", FEES))

    assert (again.kept, again.moved) == (1, 1)
    assert _get(client, "s1.p1") == (301, "/en/documents/plan/p/12")
    assert client.get("/en/documents/plan/p/s1.p1/page")["Location"].endswith("/p/12/page")
    assert client.get("/api/v1/documents/plan/passages/s1.p1")["Location"].endswith("/passages/12")
    assert known_passages([("plan", "s1.p1"), ("plan", "s1.p9")]) == {("plan", "s1.p1")}


def test_chains_of_addresses_are_one_step(client: Client, document: Document) -> None:
    make_passage(document, order=0, label="s1.p1", number="", text=FEES)
    _again(("12", "12", FEES))

    _again(("13", "13", FEES))

    assert _get(client, "s1.p1") == (301, "/en/documents/plan/p/13")
    assert _get(client, "12") == (301, "/en/documents/plan/p/13")


def test_the_address_of_what_is_gone_says_so_and_what_is_near(
    client: Client, document: Document
) -> None:
    make_passage(document, order=0, label="1", number="1", text=FEES)
    make_passage(document, order=1, label="s1.p2", number="", text="A running head xyz")

    _again(("1", "1", FEES))

    answer = client.get("/en/documents/plan/p/s1.p2")
    problem = client.get("/api/v1/documents/plan/passages/s1.p2")
    assert answer.status_code == 410
    assert "A running head xyz" in answer.content.decode()
    assert 'href="/en/documents/plan/p/1"' in answer.content.decode()
    assert (problem.status_code, problem.json()["code"]) == (410, "passage-gone")


def test_an_address_that_never_was_stays_unknown(client: Client, document: Document) -> None:
    make_passage(document, order=0, label="1", text=FEES)

    assert _get(client, "s9.p9")[0] == 404


def test_a_decision_whose_passage_is_gone_is_kept_and_listed(
    editor: Client, document: Document
) -> None:
    make_passage(document, order=0, label="1", number="1", text=FEES)
    gone = make_passage(document, order=1, label="s1.p2", text="A running head on migration data")
    make_tag(gone, code="gcm:1", state=TagState.REFUSED, reason="A head.", decided_by="Amal")

    again = _again(("1", "1", FEES))

    page = editor.get("/en/documents/plan/lost/").content.decode()
    assert again.decisions_lost == 1
    assert "1 decision lost its passage" in editor.get("/en/documents/plan/").content.decode()
    assert "A running head on migration data" in page
    assert "A head." in page
    assert not Tag.objects.filter(passage=gone).exists()


def test_a_lost_decision_that_was_looked_at_is_listed_no_more_and_kept(
    editor: Client, document: Document
) -> None:
    gone = make_passage(document, order=1, label="s1.p2", text="A running head")
    make_tag(gone, state=TagState.CONFIRMED)
    _again(("1", "1", FEES))
    lost = LostDecision.objects.get()

    editor.post(f"/en/documents/lost/{lost.pk}/")

    assert "There are none" in editor.get("/en/documents/plan/lost/").content.decode()
    lost.refresh_from_db()
    assert lost.settled_by == "Focal point"
    assert [act.act for act in acts_on("document:plan")][:1] == ["look at lost decision"]


def test_a_passage_that_was_joined_to_another_leads_there_with_its_decision(
    client: Client, document: Document
) -> None:
    make_passage(document, order=0, label="s1.p1", number="", text=f"{FEES} {FEES}")
    part = make_passage(document, order=1, label="s1.p2", number="", text=SCHOOL)
    tag = make_tag(part, code="gcm:15", state=TagState.CONFIRMED, start=0, end=7)

    _again(("s1.p1", "", f"{FEES} {FEES} {SCHOOL}"))

    tag.refresh_from_db()
    whole = Row.objects.get(document=document, label="s1.p1")
    assert (tag.passage_id, whole.text[tag.start : tag.end]) == (whole.pk, "Schools")
    assert _get(client, "s1.p2") == (301, "/en/documents/plan/p/s1.p1")
    assert not LostDecision.objects.exists()


def test_of_two_decisions_on_joined_passages_none_is_overwritten(document: Document) -> None:
    whole = make_passage(document, order=0, label="s1.p1", number="", text=f"{FEES} {FEES}")
    part = make_passage(document, order=1, label="s1.p2", number="", text=SCHOOL)
    make_tag(whole, code="gcm:15", state=TagState.REFUSED)
    make_tag(part, code="gcm:15", state=TagState.CONFIRMED)

    _again(("s1.p1", "", f"{FEES} {FEES} {SCHOOL}"))

    assert Tag.objects.get(element__code="gcm:15").state == TagState.REFUSED
    assert LostDecision.objects.get().state == TagState.CONFIRMED


def test_suggestions_are_made_anew_and_never_beside_a_decision(document: Document) -> None:
    row = make_passage(document, order=0, label="1", number="1", text=FEES)
    make_tag(row, code="gcm:6", state=TagState.REFUSED)
    make_tag(row, code="gcm:23", state=TagState.SUGGESTED)

    _again(("1", "1", FEES), ("2", "2", f"Objective 1: {DATA}"))

    tags = {(tag.passage.label, tag.element.code): tag.state for tag in Tag.objects.all()}
    assert tags["1", "gcm:6"] == TagState.REFUSED
    assert ("1", "gcm:23") not in tags
    assert tags["2", "gcm:1"] == TagState.SUGGESTED


def test_what_is_gone_is_counted_and_shown_nowhere(client: Client, document: Document) -> None:
    gone = make_passage(document, order=0, label="s1.p1", number="", text="A running head xyz")

    _again(("1", "1", FEES))

    with seeing(EVERYONE):
        assert library_counts()["passages"] == 1
    assert "running head" not in client.get("/en/documents/plan/").content.decode()
    told = client.get("/api/v1/documents/plan/passages").json()
    assert [item["label"] for item in told["data"]] == ["1"]
    assert Row.objects.get(pk=gone.pk).gone_at is not None


def test_what_a_person_set_is_not_overwritten_and_what_a_machine_read_is(
    document: Document,
) -> None:
    Document.objects.filter(pk=document.pk).update(
        body="Old body", date="2019", origins={"body": {"by": "machine"}}
    )
    mend_description(slug="plan", values={"title": "The right title"}, actor=reader)

    _again(("1", "1", FEES), title="A wrong title", body="UN Network on Migration", date="2021")

    document.refresh_from_db()
    assert document.title == "The right title"
    assert document.body == "UN Network on Migration"
    assert document.date == "2019"
    assert document.origins["title"] == {"by": "person"}


def test_reading_again_is_one_line_in_the_record(document: Document) -> None:
    make_passage(document, order=0, label="1", number="1", text=FEES)

    _again(("1", "1", FEES), ("2", "2", SCHOOL))

    act = acts_on("document:plan")[0]
    assert (act.act, act.actor) == ("read document again", "Amal")
    assert act.before == {"reader": "0.1"}
    assert act.after == {
        "reader": READER_VERSION, "passages": 2, "new": 1, "gone": 0, "moved": 0,
        "decisions_lost": 0,
    }  # fmt: skip


def test_a_reading_that_cannot_be_stored_changes_nothing(document: Document) -> None:
    row = make_passage(document, order=0, label="1", number="1", text=FEES)
    tag = make_tag(row)
    bad = _reading(("1", "1", SCHOOL), ("2", "2", "x" * 10))
    broken = replace(bad, passages=(*bad.passages, replace(bad.passages[0], order=-1)))

    with pytest.raises(Exception, match=r"(?i)constraint|check|out of range|unique"):
        store_again(broken, slug="plan", actor=reader)

    row.refresh_from_db()
    assert row.text == FEES
    assert Tag.objects.filter(pk=tag.pk).exists()
    assert acts_on("document:plan") == []


@pytest.fixture
def ingested(tmp_path: Path) -> str:
    """A text that was read by the reader of now, and is said to be of an older one."""
    file = tmp_path / "notes.txt"
    file.write_text(f"Notes\n\n1. {FEES}\n\n2. {SCHOOL}\n", encoding="utf-8")
    slug = next(iter(ingest_files([file], actor=SYSTEM))).document
    Document.objects.filter(slug=slug).update(reader_version="0.1")
    return slug


def test_the_command_reads_what_an_older_reader_has_read(
    ingested: str, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = dict(Row.objects.values_list("label", "pk"))

    call_command("reread", "--json")

    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["refused"]) == (1, 0)
    assert told["documents"][0] | {"kept": ANY, "tags": ANY} == {
        "document": ingested, "kept": ANY, "added": 0, "gone": 0, "moved": 0, "tags": ANY,
        "decisions_lost": 0,
    }  # fmt: skip
    assert dict(Row.objects.values_list("label", "pk")) == numbers
    assert outdated() == []


def test_the_command_says_what_it_would_read(
    ingested: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("reread", "--dry-run")

    assert capsys.readouterr().out.split() == [ingested]
    assert outdated() == [ingested]


def test_an_unknown_document_is_refused_and_nothing_is_read(ingested: str) -> None:
    with pytest.raises(UnknownCode, match="nowhere"):
        list(read_again([ingested, "nowhere"], actor=SYSTEM))

    assert outdated() == [ingested]


def test_a_file_that_is_gone_leaves_the_document_as_it_was(
    ingested: str, settings: Settings
) -> None:
    before = list(Row.objects.values("label", "text", "gone_at"))
    for file in Path(settings.JALON_FILES).rglob("*.txt"):
        file.unlink()

    (outcome,) = read_again([ingested], actor=SYSTEM)

    assert outcome.refusal is not None
    assert outcome.refusal.code == "unknown-file"
    assert list(Row.objects.values("label", "text", "gone_at")) == before


def test_the_worker_reads_what_people_asked_for(editor: Client, ingested: str) -> None:
    answer = editor.post(f"/en/documents/{ingested}/reread/")
    waits = editor.get(answer["Location"]).content.decode()

    assert reread_waiting()

    assert "as soon as it comes to it" in waits
    assert not Rereading.objects.exists()
    act = acts_on(f"document:{ingested}")[0]
    assert (act.act, act.actor) == ("read document again", "Focal point")
    assert not reread_waiting()


def test_a_request_of_a_killed_worker_is_taken_up_again_and_at_last_given_up(
    ingested: str,
) -> None:
    ask_to_read_again(slug=ingested, actor=reader)
    Rereading.objects.update(attempts=3, lease_until="2020-01-01T00:00:00Z")

    assert reread_waiting()

    assert not Rereading.objects.exists()
    act = acts_on(f"document:{ingested}")[0]
    assert (act.act, act.after) == ("fail to read document again", {"code": "reading-crashed"})


def test_a_document_that_two_readers_decide_on_waits_for_them(ingested: str) -> None:
    ask_to_read_again(slug=ingested, actor=reader)
    people = [make_person().pk, make_person().pk]
    row = Round.objects.create(title="First", first_id=people[0], second_id=people[1])
    document = Document.objects.get(slug=ingested)
    place = RoundDocument.objects.create(round=row, document=document)

    (outcome,) = read_again([ingested], actor=SYSTEM)
    idle = reread_waiting()
    RoundDocument.objects.filter(pk=place.pk).update(is_open=False)

    assert outcome.refusal is not None
    assert (outcome.refusal.code, idle) == ("text-in-round", False)
    assert reread_waiting()
    assert outdated() == []


def test_nobody_adds_to_a_passage_that_is_gone(document: Document) -> None:
    gone = make_passage(document, order=0, label="s1.p1", text="A running head xyz")
    _again(("1", "1", FEES))

    with pytest.raises(UnknownCode):
        add_tag(passage_id=gone.pk, code="gcm:6", actor=reader)


def test_the_check_tells_of_an_older_reader_and_has_it_mended(ingested: str) -> None:
    told = list(READER_CHECK.run(False))
    mended = list(READER_CHECK.run(True))

    assert ingested in told[0].what
    assert not told[0].mended
    assert mended[0].mended
    assert Rereading.objects.get().document.slug == ingested


def test_kinds_and_places_follow_the_new_reading(document: Document) -> None:
    row = make_passage(document, order=0, label="h1", number="", text="Portugal pays fees")
    reading = _reading(("h1", "", "Portugal pays fees"))
    as_heading = replace(reading.passages[0], kind=PassageKind.HEADING)

    store_again(replace(reading, passages=(as_heading,)), slug="plan", actor=reader)

    row.refresh_from_db()
    assert (row.kind, row.is_evidence) == ("heading", False)
    assert not FormerLabel.objects.exists()
