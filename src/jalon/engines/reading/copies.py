"""Drop text that a page prints twice, one copy over the other (shadows, hidden layers)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from jalon.engines.reading.glyphs import Run

SAME_PLACE = 1.0
"""Largest shift of a copy that lies on its original, in points."""
MIN_COPIES = 3
"""Fewest runs with one shift that show a shifted layer."""
MIN_TEXT = 4
"""Fewest characters of a run that a shift is told from."""


def without_copies(runs: Sequence[Run]) -> list[Run]:
    """Runs without those that are printed a second time over or beside their original."""
    pairs = list(_pairs(runs))
    if not pairs:
        return list(runs)
    votes = Counter(round(shift) for first, _, shift in pairs if _overlaps(runs[first], shift))
    shifts = {shift for shift, count in votes.items() if count >= MIN_COPIES}
    dropped: set[int] = set()
    for first, second, shift in pairs:
        if first in dropped:
            continue
        if abs(shift) <= SAME_PLACE or shifts & {round(shift), int(shift), int(shift) + 1}:
            dropped.add(second)
    return [run for index, run in enumerate(runs) if index not in dropped]


def _pairs(runs: Sequence[Run]) -> Iterator[tuple[int, int, float]]:
    """Runs that say the same on one baseline, and how far the second is shifted."""
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, run in enumerate(runs):
        places[run.text, round(run.base)].append(index)
    for same in places.values():
        for first, second in combinations(same, 2):
            if abs(runs[first].size - runs[second].size) < SAME_PLACE / 10:
                yield first, second, runs[second].left - runs[first].left


def _overlaps(run: Run, shift: float) -> bool:
    return len(run.text) >= MIN_TEXT and abs(shift) < 0.8 * (run.right - run.left)
