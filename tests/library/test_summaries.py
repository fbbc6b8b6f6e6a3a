"""What a document speaks of as a whole, and two texts side by side."""

import csv
import io
import re

import pytest
from django.test import Client

from jalon.library.models import Document
from jalon.library.queries.summaries import CompareBy, comparison, summary
from jalon.library.rules import Evidence, TagState
from tests.factories import (
    load_reference,
    make_body,
    make_document,
    make_mention,
    make_passage,
    make_tag,
)

pytestmark = pytest.mark.django_db
CONFIRMED, SUGGESTED = TagState.CONFIRMED, TagState.SUGGESTED


@pytest.fixture(autouse=True)
def reference(db: None) -> None:
    load_reference()


def _document(
    slug: str, *, evidence: int, confirmed: int, suggested: int, **more: object
) -> Document:
    document = make_document(slug=slug, evidence=evidence, **more)
    for state, times in ((CONFIRMED, confirmed), (SUGGESTED, suggested)):
        for _ in range(times):
            make_tag(make_passage(document), code="gcm:6", state=state)
    return document


def test_the_density_is_a_share_of_what_may_be_evidence() -> None:
    _document("plan", evidence=40, confirmed=3, suggested=1)

    (line,) = summary("plan").lines

    assert line.found.evidence == Evidence(confirmed=3, suggested=1)
    assert (line.found.share, line.found.confirmed, line.found.suggested) == (0.1, 0.075, 0.025)


def test_what_nothing_was_found_on_is_named() -> None:
    _document("plan", evidence=40, confirmed=1, suggested=0)

    silent = summary("plan").silent

    assert len(silent) == 22
    assert "gcm:6" not in {one.code for one in silent}


def test_refused_tags_make_no_density() -> None:
    document = make_document(slug="plan", evidence=10)
    make_tag(make_passage(document), code="gcm:6", state=TagState.REFUSED)

    assert summary("plan").lines == []


def test_places_are_counted_by_passages() -> None:
    document = make_document(slug="plan", evidence=2)
    for code in ("PRT", "PRT", "MAR"):
        make_mention(make_passage(document), code)

    found = [(line.place.code, line.passages) for line in summary("plan").places]

    assert found == [("PRT", 2), ("MAR", 1)]


def test_a_short_and_a_long_document_are_compared_by_share() -> None:
    _document("long", evidence=200, confirmed=4, suggested=0)
    _document("short", evidence=20, confirmed=1, suggested=1)

    found = comparison(CompareBy.DOCUMENT, "long", "short")

    (line,) = [one for one in found.lines if one.element.code == "gcm:6"]
    assert (line.one.share, line.other.share) == (0.02, 0.1)
    assert (line.points, line.confirmed_points) == pytest.approx((8.0, 3.0))
    assert len(found.lines) == 23


def test_a_year_is_all_its_documents_that_may_be_seen() -> None:
    _document("a", evidence=30, confirmed=3, suggested=0, year=2020)
    _document("b", evidence=70, confirmed=2, suggested=0, year=2020)
    _document("c", evidence=50, confirmed=5, suggested=0, year=2022)
    hidden = {"year": 2022, "is_public": False, "owner": make_body()}
    _document("d", evidence=50, confirmed=9, suggested=0, **hidden)

    found = comparison(CompareBy.YEAR, "2020", "2022")

    (line,) = [one for one in found.lines if one.element.code == "gcm:6"]
    assert (found.one.documents, found.one.of, line.one.share) == (2, 100, 0.05)
    assert (found.other.documents, line.other.share) == (1, 0.1)
    assert line.points == pytest.approx(5.0)


@pytest.mark.parametrize(("one", "other"), [("nowhere", "plan"), ("plan", "hidden")])
def test_what_may_not_be_seen_is_not_compared(client: Client, one: str, other: str) -> None:
    _document("plan", evidence=10, confirmed=1, suggested=0)
    _document("hidden", evidence=10, confirmed=1, suggested=0, is_public=False, owner=make_body())

    page = client.get(f"/en/documents/compare/?one={one}&other={other}")

    assert page.status_code == 404
    assert 'value="hidden"' not in client.get("/en/documents/compare/").content.decode()


def test_the_comparison_comes_as_a_table() -> None:
    _document("long", evidence=200, confirmed=4, suggested=2)
    _document("short", evidence=20, confirmed=1, suggested=1)

    answer = Client().get("/en/documents/compare.csv?by=document&one=long&other=short")

    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(rows) == 24
    (found,) = [row for row in rows if row[0] == "gcm:6"]
    assert found[2:] == ["4", "2", "200", "2.0", "3.0", "1", "1", "20", "5.0", "10.0", "7.0", "3.0"]


def test_the_pages_say_shares_counts_and_difference(client: Client) -> None:
    _document("long", evidence=200, confirmed=4, suggested=0)
    _document("short", evidence=20, confirmed=1, suggested=1)

    alone = client.get("/en/documents/long/summary/").content.decode()
    both = client.get("/en/documents/compare/?one=long&other=short").content.decode()

    assert re.search(r"<b>2\.0%</b>", alone)
    assert "4 confirmed" in alone
    assert ">+8.0<" in both.replace("<bdi>", "").replace("</bdi>", "")


def test_a_document_without_evidence_divides_by_nothing(client: Client) -> None:
    make_document(slug="empty", evidence=0)
    _document("plan", evidence=10, confirmed=1, suggested=0)

    page = client.get("/en/documents/compare/?one=empty&other=plan")

    assert page.status_code == 200
    assert client.get("/en/documents/empty/summary/").status_code == 200


def test_the_density_comes_by_machine(client: Client) -> None:
    _document("plan", evidence=40, confirmed=3, suggested=1)

    answer = client.get("/api/v1/documents/plan/density").json()

    assert answer["data"] == [
        {
            "code": "gcm:6",
            "confirmed": 3,
            "suggested": 1,
            "of": 40,
            "share_confirmed": 0.075,
            "share_suggested": 0.025,
        }
    ]
