"""How far readers agree beyond chance: Cohen's kappa and Krippendorff's alpha, for named values."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

TOO_FEW = 30
"""Units that two readers decided, below which a coefficient says nothing: it is not shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How far readers agree on some units.

    Attributes:
        n: Units that at least two readers decided.
        alike: Share of pairs of verdicts on the same unit that are the same; None without any.
        kappa: Cohen's kappa; None when there are not exactly two readers, or it is undefined.
        alpha: Krippendorff's alpha; None when it is undefined.
    """

    n: int
    alike: float | None
    kappa: float | None
    alpha: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough units for the coefficients to say something."""
        return self.n >= TOO_FEW


Unit = Sequence[Hashable | None]
"""Verdicts of the readers on one unit, in the order of the readers; None where one is missing."""


def agreement(units: Iterable[Unit]) -> Agreement:
    """How far readers agree on units; each unit has one place for each reader.

    >>> found = agreement([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", None)])
    >>> found.n, round(found.alike, 2), found.is_enough
    (3, 0.67, False)
    """
    decided = [unit for unit in units if len(_said(unit)) > 1]
    two = [(unit[0], unit[1]) for unit in decided if len(unit) == 2]
    return Agreement(
        n=len(decided),
        alike=_alike(decided),
        kappa=cohen_kappa(two) if len(two) == len(decided) else None,
        alpha=krippendorff_alpha(decided),
    )


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two readers: agreement beyond what their own habits give by chance.

    Args:
        pairs: Verdicts of the first and the second reader on n units; none is missing.

    Returns:
        1 when they always agree, 0 when not more than by chance, below 0 when less; None without
        units, and when both always gave the same one verdict, so that nothing can be said.

    Source: J. Cohen, A coefficient of agreement for nominal scales, 1960.

    >>> pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    >>> round(cohen_kappa(pairs), 3)
    0.4
    """
    if not pairs:
        return None
    n = len(pairs)
    first, second = Counter(one for one, _two in pairs), Counter(two for _one, two in pairs)
    observed = sum(one == two for one, two in pairs) / n
    by_chance = sum(first[value] * second[value] for value in first) / n**2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def krippendorff_alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha for named values: any number of readers, verdicts may be missing.

    Args:
        units: Verdicts on each unit; units with fewer than two are left out.

    Returns:
        1 when all agree, 0 when not more than by chance, below 0 when less; None without units to
        compare, and when only one value was ever given.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011, part C.

    >>> round(krippendorff_alpha(zip("0100000010", "1110010000")), 3)
    0.095
    """
    together: Counter[tuple[Hashable, Hashable]] = Counter()
    weights: Counter[Hashable] = Counter()
    for unit in units:
        said = Counter(_said(unit))
        m = said.total()
        if m < 2:
            continue
        weights.update(said)
        for one, times in said.items():
            for two, others in said.items():
                pairs = times * (others - (one == two))
                together[one, two] += pairs / (m - 1)  # type: ignore[assignment]  # a share of pairs
    n = weights.total()
    apart = sum(weights[one] * weights[two] for one in weights for two in weights if one != two)
    if not apart:
        return None
    differing = sum(share for (one, two), share in together.items() if one != two)
    return 1 - (n - 1) * differing / apart


def _said(unit: Unit) -> list[Hashable]:
    return [verdict for verdict in unit if verdict is not None]


def _alike(units: Sequence[Unit]) -> float | None:
    """Share of pairs of verdicts on the same unit that are the same."""
    same = pairs = 0
    for unit in units:
        said = _said(unit)
        pairs += len(said) * (len(said) - 1) // 2
        same += sum(times * (times - 1) // 2 for times in Counter(said).values())
    return same / pairs if pairs else None
