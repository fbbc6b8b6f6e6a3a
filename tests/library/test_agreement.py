"""Agreement of readers, against figures that were published, and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.library.rules.agreement import (
    TOO_FEW,
    agreement,
    cohen_kappa,
    krippendorff_alpha,
)

# K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), parts B and C; a point is a
# value that is missing.
TWO_READERS = ("aabbdcccedda", "babbbccceddd")
FOUR_READERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")

verdicts = st.sampled_from(["confirmed", "refused"])
pairs = st.lists(st.tuples(verdicts, verdicts), max_size=40)


def _units(readers: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    rows = zip(*readers, strict=True)
    return [tuple(None if one == "." else one for one in unit) for unit in rows]


def test_alpha_of_two_readers_is_as_published() -> None:
    assert krippendorff_alpha(_units(TWO_READERS)) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_four_readers_with_gaps_is_as_published() -> None:
    assert krippendorff_alpha(_units(FOUR_READERS)) == pytest.approx(0.743, abs=0.0005)


def test_kappa_is_as_published() -> None:
    # J. Sim and C. Wright, The kappa statistic in reliability studies (2005), table 1.
    table = {("y", "y"): 22, ("y", "n"): 2, ("n", "y"): 4, ("n", "n"): 11}

    found = cohen_kappa([pair for pair, times in table.items() for _ in range(times)])

    assert found == pytest.approx(0.67, abs=0.005)


@given(pairs)
def test_agreement_does_not_depend_on_who_is_called_first(
    found: list[tuple[str, str]],
) -> None:
    turned = [(two, one) for one, two in found]

    assert cohen_kappa(turned) == pytest.approx(cohen_kappa(found))
    assert krippendorff_alpha(turned) == pytest.approx(krippendorff_alpha(found))


@given(pairs)
def test_nothing_is_above_one_and_one_means_always_alike(found: list[tuple[str, str]]) -> None:
    for value in (cohen_kappa(found), krippendorff_alpha(found)):
        assert value is None or value <= 1 + 1e-9
        assert value is None or (value > 1 - 1e-9) == all(one == two for one, two in found)


@given(pairs, st.lists(verdicts, max_size=5))
def test_units_that_one_reader_decided_change_nothing(
    found: list[tuple[str, str]], alone: list[str]
) -> None:
    more = [*found, *((one, None) for one in alone)]

    assert krippendorff_alpha(more) == krippendorff_alpha(found)
    assert agreement(more) == agreement(found)


def test_where_only_one_verdict_was_ever_given_nothing_can_be_said() -> None:
    found = agreement([("confirmed", "confirmed")] * 50)

    assert (found.alike, found.kappa, found.alpha, found.is_enough) == (1.0, None, None, True)


def test_kappa_is_for_two_readers_only() -> None:
    found = agreement([("a", "a", "b"), ("b", "b", "b"), ("a", "a", "a")] * TOO_FEW)

    assert found.kappa is None
    assert found.alpha is not None


def test_without_units_there_is_no_figure() -> None:
    found = agreement([])

    assert (found.n, found.alike, found.kappa, found.alpha) == (0, None, None, None)
