from dataclasses import replace

from jalon.pages.queries.places import folded
from jalon.pages.rules import Grouping, ObjectiveLine, arranged, excerpt, state_of, years_text

LINE = ObjectiveLine(
    code="gcm:1",
    number="1",
    title="Data",
    official={"en": "Data"},
    note={},
    area=1,
    confirmed=0,
    suggested=0,
    initiatives=0,
    url="/",
)


def test_one_confirmed_passage_outweighs_many_suggestions() -> None:
    assert state_of(1, 90) == "confirmed"
    assert state_of(0, 90) == "suggested"
    assert state_of(0, 0) == "none"


def test_objectives_by_evidence_begin_with_the_most_confirmed() -> None:
    lines = [
        replace(LINE, number="1", suggested=9),
        replace(LINE, number="2", confirmed=1),
        replace(LINE, number="3"),
    ]

    (group,) = arranged(lines, Grouping.EVIDENCE, ())

    assert [line.number for line in group.lines] == ["2", "1", "3"]


def test_objectives_by_number_stay_in_their_order() -> None:
    lines = [replace(LINE, number="1"), replace(LINE, number="2", confirmed=5)]

    (group,) = arranged(lines, Grouping.NUMBER, ())

    assert group.lines == tuple(lines)


def test_an_excerpt_ends_between_words() -> None:
    assert excerpt("word " * 200, longest=12) == "word word …"
    assert excerpt("short") == "short"


def test_years_are_written_once_when_they_are_the_same() -> None:
    assert years_text(2019, 2019) == "2019"
    assert years_text(None, 2022) == "2022"


def test_names_are_folded_without_case_and_accents() -> None:
    assert folded(" Türkiye") == "turkiye"
