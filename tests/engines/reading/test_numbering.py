import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.reading.counting import Candidate, best_chain
from jalon.engines.reading.numbering import (
    Number,
    Style,
    marker_at,
    number_at,
    roman_value,
    to_roman,
)


def candidate(place: int, value: int, weight: float = 1.0, suffix: str = "") -> Candidate:
    number = Number(value=value, suffix=suffix, style=Style.DOTTED, end=0)
    return Candidate(place=place, number=number, weight=weight)


def values(chain: list[Candidate]) -> list[int]:
    return [one.number.value for one in chain]


@given(st.integers(min_value=1, max_value=89))
def test_roman_numbers_go_there_and_back(value: int) -> None:
    assert roman_value(to_roman(value)) == value


@given(
    st.integers(1, 60), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=40)
)
def test_a_chain_always_increases_in_place_and_number(
    length: int, noise: list[tuple[int, int]]
) -> None:
    truth = [candidate(3 * n, n) for n in range(1, length + 1)]
    mixed = sorted([*truth, *(candidate(p, v, 0.3) for p, v in noise)], key=lambda one: one.place)

    chain = best_chain(mixed)

    assert all(a.place <= b.place for a, b in pairwise(chain))
    assert values(chain) == sorted(set(values(chain)))


@given(st.integers(5, 60), st.integers(0, 1000))
def test_headings_with_numbers_of_their_own_do_not_break_the_chain(length: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    mixed: list[Candidate] = []
    heading = 0
    for number in range(1, length + 1):
        if chance.random() < 0.3:
            heading += 1
            mixed.append(candidate(len(mixed), heading, weight=0.3))
        mixed.append(candidate(len(mixed), number, weight=1.4))

    chain = best_chain(mixed)

    assert values([one for one in chain if one.weight > 1]) == list(range(1, length + 1))


def test_a_box_of_titles_between_two_paragraphs_is_left_aside() -> None:
    before = [candidate(n, n, 1.4) for n in range(1, 8)]
    titles = [candidate(10 + n, n, 0.3) for n in range(1, 24)]
    after = [candidate(40 + n, n, 1.4) for n in range(8, 27)]

    chain = best_chain([*before, *titles, *after])

    assert [one.place for one in chain] == [one.place for one in [*before, *after]]


def test_a_missing_number_is_jumped() -> None:
    chain = best_chain([candidate(n, n) for n in (1, 2, 3, 5, 6)])

    assert values(chain) == [1, 2, 3, 5, 6]


def test_bis_follows_its_number() -> None:
    mixed = [candidate(0, 1), candidate(1, 2), candidate(2, 2, suffix="bis"), candidate(3, 3)]

    assert [one.number.label for one in best_chain(mixed)] == ["1", "2", "2bis", "3"]


def test_no_candidates_give_no_chain() -> None:
    assert best_chain([]) == []


def test_numbers_are_told_from_years_and_decimals() -> None:
    assert number_at("12. The town").style is Style.DOTTED
    assert number_at("- 17. The town").value == 17
    assert number_at("3) The town").style is Style.BRACKET
    assert number_at("7 The town").style is Style.BARE
    assert number_at("1.2 million people") is None
    assert number_at("The town") is None


def test_i_is_a_letter_after_h_and_roman_elsewhere() -> None:
    h = marker_at("h) the eighth")

    assert marker_at("i) the ninth", h).kind == "letter"
    assert marker_at("i) the first").kind == "roman"


def test_markers_are_told_from_words() -> None:
    assert marker_at("(b) the second").text == "b"
    assert marker_at("– the dash").kind == "bullet"
    assert marker_at("3) the third").kind == "digit"
    assert marker_at("a garden") is None
    assert marker_at("civil) rights") is None
