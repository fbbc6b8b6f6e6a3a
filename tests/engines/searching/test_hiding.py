"""What may not be found leaves no trace: in hits, totals, facets, spellings and reasons."""

from dataclasses import replace
from pathlib import Path

import pytest

from jalon.engines.searching import Card, Index, Results
from tests.engines.searching.making import ask, found, make_card, make_index

OPEN = (
    make_card("passage:1", "recruitment fees of agencies", document="a", element=("gcm:6",)),
    make_card("passage:2", "schools and housing", document="a", element=("gcm:15",)),
)
HIDDEN = (
    make_card(
        "passage:3",
        "recruitment of zanzibarite agencies",
        document="b",
        element=("gcm:21",),
        place=("TZA",),
        access="body:3",
    ),
    *(make_card(f"passage:{n}", "recruitmend", document="c", access="body:4") for n in (4, 5, 6)),
)
ASKED = (
    "recruitment",
    "recruitment agencies",
    "zanzibarite",
    "zanxibarite",
    "recruitmend",
    "recruitmeny",
    "recruitmeny nowhere",
    "zanxibarite schools",
    '"zanzibarite agencies"',
    "zanzib*",
    "recruitment -fees",
    "zanzibarite schools nowhere",
    "place:TZA",
    "-zanzibarite",
    "",
)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return make_index(tmp_path, *OPEN, *HIDDEN)


def _told(results: Results) -> object:
    """All that an answer tells, but scores and time."""
    hits = [(hit.id, hit.snippet, hit.marks, hit.reasons) for hit in results.hits]
    return replace(results, took_ms=0, hits=()), hits


@pytest.mark.parametrize("text", ASKED)
def test_answers_are_those_of_an_index_without_what_is_hidden(
    text: str, index: Index, tmp_path: Path
) -> None:
    alone = make_index(tmp_path / "alone", *OPEN)

    assert _told(ask(index, text)) == _told(ask(alone, text))


def test_people_of_a_body_find_its_own_cards_and_no_others(index: Index) -> None:
    assert set(found(index, "recruitment", access=("body:3",))) == {"passage:1", "passage:3"}
    assert found(index, "zanzibarite", access=("body:4",)) == []
    assert ask(index, "zanxibarite", access=("body:3",)).corrected == (
        ("zanxibarite", "zanzibarite"),
    )


def test_everything_is_found_when_that_is_said(index: Index) -> None:
    assert ask(index, "", access=None).total == 6
    assert ask(index, "").total == 2


def test_answers_are_remembered_for_each_reader_apart(index: Index) -> None:
    first = ask(index, "recruitment", access=None).total

    assert (first, ask(index, "recruitment").total) == (2, 1)


def test_a_card_that_is_opened_is_found_by_everybody(index: Index) -> None:
    index.write([replace(HIDDEN[0], access="")])

    assert found(index, "zanzibarite") == ["passage:3"]


def test_a_card_is_given_back_with_its_mark(index: Index) -> None:
    cards: list[Card] = [hit.card for hit in ask(index, "zanzibarite", access=None).hits]

    assert [card.access for card in cards] == ["body:3"]
