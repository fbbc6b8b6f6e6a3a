import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.searching.spelling import distance
from tests.engines.searching.making import ask, make_card, make_index

WORDS = st.text(st.sampled_from("abcd"), max_size=8)


@pytest.mark.parametrize(
    ("a", "b", "letters"),
    [("travail", "travail", 0), ("travail", "travial", 1), ("droit", "droits", 1), ("a", "b", 1)],
)
def test_the_distance_counts_letters(a: str, b: str, letters: int) -> None:
    assert distance(a, b, 3) == letters


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(a: str, b: str) -> None:
    assert distance(a, b, 8) == distance(b, a, 8)
    assert (distance(a, b, 8) == 0) == (a == b)


def test_short_words_numbers_and_symbols_are_not_respelt(tmp_path) -> None:
    index = make_index(tmp_path, make_card("a:1", "cat 2018 C189"))

    assert [ask(index, text).total for text in ("cta", "2081", "C198")] == [0, 0, 0]


def test_the_most_usual_neighbour_is_suggested(tmp_path) -> None:
    cards = [make_card(f"a:{n}", "labour") for n in range(3)]
    index = make_index(tmp_path, make_card("a:9", "labours"), *cards)

    assert ask(index, "labor").corrected == (("labor", "labour"),)
