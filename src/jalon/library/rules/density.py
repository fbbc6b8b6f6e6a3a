"""How much of a text speaks of something: passages with a tag, of those that may be evidence.

A long report has more passages on everything than a short one. So what is compared is the share,
and the counts stand beside it.
"""

from dataclasses import dataclass

from jalon.library.rules.records import Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Density:
    """Passages that speak of an element, and passages of the text that may be evidence.

    >>> found = Density(evidence=Evidence(confirmed=3, suggested=1), of=40)
    >>> found.share, found.confirmed, Density(evidence=Evidence(), of=0).share
    (0.1, 0.075, None)
    """

    evidence: Evidence
    of: int

    @property
    def share(self) -> float | None:
        """Share of confirmed and suggested passages; None when nothing may be evidence."""
        return self._share(self.evidence.total)

    @property
    def confirmed(self) -> float | None:
        """Share of confirmed passages."""
        return self._share(self.evidence.confirmed)

    @property
    def suggested(self) -> float | None:
        """Share of suggested passages."""
        return self._share(self.evidence.suggested)

    @property
    def bands(self) -> tuple[int, int]:
        """Confirmed and suggested passages of a thousand, for bars that show shares; 1 at least.

        >>> Density(evidence=Evidence(confirmed=1), of=5000).bands
        (1, 0)
        """
        shares = (self.confirmed or 0.0, self.suggested or 0.0)
        one, other = (max(round(1000 * share), 1) if share else 0 for share in shares)
        return one, other

    def _share(self, passages: int) -> float | None:
        return passages / self.of if self.of else None


def points(one: float | None, other: float | None) -> float | None:
    """The difference between two shares in percentage points, the second minus the first.

    >>> points(0.25, 0.5), points(None, 0.5)
    (25.0, None)
    """
    return None if one is None or other is None else 100 * (other - one)
