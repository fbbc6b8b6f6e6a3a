"""Reports put together from the library and the practices."""

from datetime import date
from typing import Any

import pytest

from jalon.atlas.public import UnknownPlace
from jalon.kernel.errors import UnknownCode
from jalon.library.public import TagState
from jalon.reviews.queries import offer, report
from jalon.reviews.rules import ReportChoice, ReportRecord, UnknownTemplate
from tests.factories import (
    load_reference,
    make_document,
    make_initiative,
    make_mention,
    make_passage,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    load_reference()


def section(found: ReportRecord, number: int) -> Any:
    return found.sections[number - 1]


def test_confirmed_and_suggested_passages_are_kept_apart() -> None:
    confirmed = make_tag(code="gcm:6", state=TagState.CONFIRMED).passage
    suggested = make_tag(code="gcm:6").passage
    make_tag(code="gcm:6", state=TagState.REFUSED)

    six = section(report(ReportChoice()), 6)

    assert [item.quote.text for item in six.confirmed] == [confirmed.text]
    assert [item.quote.text for item in six.suggested] == [suggested.text]
    assert (six.confirmed_count, six.suggested_count) == (1, 1)


def test_a_report_of_a_place_holds_what_names_it() -> None:
    passage = make_passage(text="Portugal opened centres.")
    make_tag(passage, code="gcm:3", state=TagState.CONFIRMED)
    make_mention(passage, "PRT")
    make_tag(code="gcm:3", state=TagState.CONFIRMED)
    make_initiative(objectives=("gcm:3",), places=("PRT",))
    make_initiative(objectives=("gcm:3",), places=("FRA",))

    three = section(report(ReportChoice(place="portugal")), 3)

    assert [item.quote.text for item in three.confirmed] == ["Portugal opened centres."]
    assert three.initiative_count == 1


def test_a_report_of_documents_cites_only_these() -> None:
    tag = make_tag(state=TagState.CONFIRMED)
    make_tag(state=TagState.CONFIRMED)

    found = report(ReportChoice(documents=(tag.document.slug,)))

    assert [source.document for source in found.sources] == [tag.document.slug]
    assert len(found.statements) == 1
    assert found.read == 1


def test_every_statement_has_citation_address_and_source() -> None:
    document = make_document(symbol="A/75/542", slug="a-75-542")
    passage = make_passage(document, label="64", number="64", page_label="14")
    make_tag(passage, state=TagState.CONFIRMED)

    found = report(ReportChoice())
    statement = found.statements[0]

    assert statement.citation == "A/75/542 §64, p. 14"
    assert statement.address == "/documents/a-75-542/p/64"
    assert found.sources[0].statements == 1


def test_only_the_leading_suggestions_are_quoted_and_all_are_counted() -> None:
    for score in (0.1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4):
        make_tag(make_passage(text=f"Score {score}."), code="gcm:2", score=score)

    two = section(report(ReportChoice()), 2)

    assert two.suggested_count == 7
    assert len(two.suggested) == 5
    assert "Score 0.1." not in [item.quote.text for item in two.suggested]


def test_objectives_nobody_speaks_of_are_silent() -> None:
    make_tag(code="gcm:6")

    found = report(ReportChoice())

    assert len(found.silent) == 22
    assert [row.number for row in found.waiting] == ["6"]


def test_an_overview_quotes_one_confirmed_statement_and_no_suggestion() -> None:
    for _n in range(3):
        make_tag(code="gcm:6", state=TagState.CONFIRMED)
        make_tag(code="gcm:6")

    six = section(report(ReportChoice(template="overview")), 6)

    assert (len(six.confirmed), len(six.suggested)) == (1, 0)
    assert (six.confirmed_count, six.suggested_count) == (3, 3)


def test_a_report_can_be_on_some_objectives() -> None:
    found = report(ReportChoice(objectives=("6", "7")), made_on=date(2026, 1, 2))

    assert [row.number for row in found.sections] == ["6", "7"]
    assert found.made_on == "2026-01-02"


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        (ReportChoice(place="Atlantis"), UnknownPlace),
        (ReportChoice(documents=("no-such",)), UnknownCode),
        (ReportChoice(objectives=("24",)), UnknownCode),
        (ReportChoice(template="poster"), UnknownTemplate),
    ],
)
def test_what_does_not_exist_is_refused(choice: ReportChoice, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        report(choice)


def test_statements_do_not_grow_with_the_library(django_assert_max_num_queries: Any) -> None:
    for number in range(1, 24):
        make_tag(code=f"gcm:{number}", state=TagState.CONFIRMED)
        make_initiative(objectives=(f"gcm:{number}",))

    with django_assert_max_num_queries(15):
        report(ReportChoice())


def test_a_chosen_document_is_offered_however_old() -> None:
    old, _new = make_document(), make_document()

    found = offer(chosen=[old.slug], limit=1)

    assert next(slug for slug, _name in found.documents) == old.slug
    assert len(found.documents) == 2
