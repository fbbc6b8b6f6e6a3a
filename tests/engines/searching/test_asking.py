import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.searching.asking import Clause, Form, Restriction, read_query


def test_words_phrases_beginnings_and_exclusions_are_told_apart() -> None:
    asked = read_query('droits "travail décent" migr* -retour -"travail forcé"')

    assert asked.clauses == (
        Clause(Form.WORD, "droits"),
        Clause(Form.PHRASE, "travail décent"),
        Clause(Form.PREFIX, "migr"),
        Clause(Form.WORD, "retour", excluded=True),
        Clause(Form.PHRASE, "travail forcé", excluded=True),
    )


@pytest.mark.parametrize("quoted", ["“decent work”", "« decent work »", "„decent work“"])
def test_any_quotation_marks_make_a_phrase(quoted: str) -> None:
    (clause,) = read_query(quoted).clauses

    assert (clause.form, clause.text.strip()) == (Form.PHRASE, "decent work")


def test_a_field_and_a_value_narrow_the_search() -> None:
    asked = read_query("kind:passage -lang:fr pays:PRT element:gcm:6.c migration")

    assert asked.restrictions == (
        Restriction("kind", "passage"),
        Restriction("lang", "fr", excluded=True),
        Restriction("place", "PRT"),
        Restriction("element", "gcm:6.c"),
    )
    assert [clause.text for clause in asked.clauses] == ["migration"]


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("2020", (2020, 2020)),
        ("2019..2021", (2019, 2021)),
        ("2019-2021", (2019, 2021)),
        ("2019..", (2019, 9999)),
        ("..2019", (0, 2019)),
    ],
)
def test_years_may_be_a_range(typed: str, years: tuple[int, int]) -> None:
    (restriction,) = read_query(f"year:{typed}").restrictions

    assert restriction.years == years


@pytest.mark.parametrize(
    "text", ["year:soon", "http://example.org/a", "note: this", "a:b", "-", "*"]
)
def test_what_is_no_field_is_searched_as_words(text: str) -> None:
    assert read_query(text).restrictions == ()


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    (clause,) = read_query("non-discrimination").clauses

    assert clause == Clause(Form.WORD, "non-discrimination")


def test_a_quotation_mark_without_its_partner_is_ignored() -> None:
    assert [clause.text for clause in read_query('"decent work').clauses] == ["decent", "work"]


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    read_query(text)
