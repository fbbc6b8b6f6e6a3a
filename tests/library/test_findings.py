"""What passages name, count and state: stored with them, and shown as the machine's word."""

from decimal import Decimal

import pytest
from django.test import Client

from jalon.library.actions.finding import look_at_all, store_findings
from jalon.library.models import Finding, Passage
from jalon.library.public import EvidenceFilter, evidence_passages
from jalon.library.queries import findings_of, passage, what_is_said
from tests.factories import load_reference, make_document, make_passage, make_tag

TEXT = "En 2019, le Portugal a adopté un plan de 97 mesures avec l’OIM."

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


def stored(text: str = TEXT, *, is_evidence: bool = True) -> Passage:
    document = make_document(slug="plan", title="Plan")
    row = make_passage(document, label="1", number="1", text=text, order=0)
    row.lang, row.is_evidence = "fr", is_evidence
    found = look_at_all([row])
    row.save()
    store_findings([row], found)
    return row


def test_a_passage_says_what_it_states_who_acts_and_when() -> None:
    row = stored()

    row.refresh_from_db()
    assert (row.statement, row.actor_text, row.says_year) == ("measure", "Portugal", 2019)


def test_what_a_passage_names_is_stored_in_order_of_place() -> None:
    stored()

    found = findings_of(passage("plan", "1"))

    assert [(one.kind, one.code) for one in found] == [
        ("date", "2019"),
        ("figure", "97"),
        ("body", "iom"),
    ]
    assert (found[1].value, found[1].counted) == (Decimal(97), "mesures")


def test_headings_and_notes_state_nothing() -> None:
    row = stored(is_evidence=False)

    assert row.statement == ""
    assert not Finding.objects.exists()


def test_a_figure_that_no_column_holds_is_left_out() -> None:
    stored("Il y a 99999999999999999999999 étoiles.")

    assert not Finding.objects.filter(kind="figure").exists()


def test_evidence_is_narrowed_to_a_kind_of_statement() -> None:
    load_reference()
    make_tag(stored(), code="gcm:1")

    measures = evidence_passages(EvidenceFilter(codes=("gcm:1",), statement="measure"))
    gaps = evidence_passages(EvidenceFilter(codes=("gcm:1",), statement="gap"))

    assert [one.label for one in measures] == ["1"]
    assert gaps == []


def test_a_document_tells_what_its_evidence_says() -> None:
    stored()

    said = what_is_said("plan")

    assert said.statements == {"measure": 1}
    assert [one.text for one in said.actors] == ["Portugal"]
    assert [one.code for one in said.bodies] == ["iom"]
    assert [label for _figure, label in said.figures] == ["1"]


def test_the_page_of_a_passage_says_that_the_machine_found_it(client: Client) -> None:
    stored()

    page = client.get("/en/documents/plan/p/1", follow=True).content.decode()

    assert "Found by the machine" in page
    assert "measure taken" in page
    assert "97 mesures" in page


def test_the_api_gives_findings_with_their_units(client: Client) -> None:
    stored()

    answer = client.get("/api/v1/documents/plan/passages/1/findings").json()

    assert [one["kind"] for one in answer["data"]] == ["date", "figure", "body"]


def test_the_summary_of_a_document_tells_who_acts_and_the_figures(client: Client) -> None:
    stored()

    page = client.get("/en/documents/plan/summary/").content.decode()

    assert "Who acts" in page
    assert "97 mesures" in page
    assert "/en/documents/plan/p/1" in page
