"""Bullets that a PDF draws: small shapes by themselves before the first word of a line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from jalon.engines.reading.characters import Drawing
from jalon.engines.reading.glyphs import Run

BULLET = "■"
PLAIN_SEGMENTS = 14
"""Most segments of a square or dot, which is a bullet although none like it is drawn."""
PLAIN_SIDES = (2.0, 9.0)
"""Smallest and largest side of a square or dot, in points."""
SMALLEST, TALLEST, WIDEST = 0.15, 1.1, 1.0
"""Least and most height of a bullet, and its greatest width, in heights of its text."""
FARTHEST = 30.0
"""Farthest text that a bullet may belong to, in points."""
CLOSEST = 0.1
"""Least gap between a bullet and its text, in heights of the text: less has a drawn letter."""
ALIKE = 0.3
"""Largest difference of the sides of two drawings of one shape, in points."""
TOUCHING = 3.0
"""Widest gap between the parts of one picture, in points."""
LARGEST_PART = 60.0
"""Longest side of a part of a small picture, in points: rules and grounds have a longer one."""
MOST = 2_000
"""Most small drawings of a page on which bullets are looked for: maps have more."""


def bullets_of(drawings: Sequence[Drawing], runs: Sequence[Run]) -> list[Run]:
    """A run for each drawn bullet, set like the text that it stands before.

    A shape is a bullet when it is about as large as a letter, by itself, and before the first
    word of a line; one that is neither square nor dot also needs another like it.
    """
    small = [one for one in drawings if max(_sides(one)) <= LARGEST_PART]
    if not 0 < len(small) <= MOST:
        return []
    texts = np.array([(run.left, run.bottom, run.right, run.top) for run in runs])
    homes = {index: _home(one, texts) for index, one in enumerate(small)}
    found = [(small[index], runs[home]) for index, home in homes.items() if home is not None]
    found = [(one, run) for one, run in found if not _is_part(one, small)]
    shapes = Counter(_shape(one) for one, _ in found)
    return [
        replace(run, text=BULLET, left=one[0], right=one[2])
        for one, run in _without_copies(found)
        if _is_plain(one) or shapes[_shape(one)] > 1
    ]


def _sides(drawing: Drawing) -> tuple[float, float]:
    return drawing[2] - drawing[0], drawing[3] - drawing[1]


def _shape(drawing: Drawing) -> tuple[int, int, int]:
    width, height = _sides(drawing)
    return round(width / ALIKE), round(height / ALIKE), drawing[4]


def _is_plain(drawing: Drawing) -> bool:
    width, height = _sides(drawing)
    small, large = PLAIN_SIDES
    fits = small <= width <= large and small <= height <= large
    return fits and abs(width - height) < 1.5 and drawing[4] <= PLAIN_SEGMENTS


def _home(drawing: Drawing, texts: npt.NDArray[np.float64]) -> int | None:
    """The run that a drawing stands before, when it is the first of its line."""
    left, bottom, right, top, _segments = drawing
    middle = (bottom + top) / 2
    level = (texts[:, 1] < middle) & (middle < texts[:, 3])
    gaps = np.where(level, texts[:, 0] - right, np.inf)
    home = int(np.argmin(np.where(gaps >= 0, gaps, np.inf)))
    height = texts[home, 3] - texts[home, 1]
    width, tall = _sides(drawing)
    if not level.any() or not CLOSEST * height <= gaps[home] < FARTHEST:
        return None
    if not SMALLEST * height <= tall <= TALLEST * height or width > WIDEST * height:
        return None
    before = level & (texts[:, 0] < left) & (texts[:, 2] > left - FARTHEST)
    return None if before.any() else home


def _is_part(drawing: Drawing, others: Sequence[Drawing]) -> bool:
    """Tell whether a drawing is a part of a picture: others touch it, not only its own copies."""
    left, bottom, right, top, _segments = drawing
    return any(
        one[0] < right + TOUCHING and one[2] > left - TOUCHING
        and one[1] < top + TOUCHING and one[3] > bottom - TOUCHING
        and not _covers(drawing, one)
        for one in others
    )  # fmt: skip


def _covers(drawing: Drawing, other: Drawing) -> bool:
    return (
        drawing[0] - 0.5 <= other[0] and other[2] <= drawing[2] + 0.5
        and drawing[1] - 0.5 <= other[1] and other[3] <= drawing[3] + 0.5
    )  # fmt: skip


def _without_copies(found: Sequence[tuple[Drawing, Run]]) -> list[tuple[Drawing, Run]]:
    """The bullets, those left out that are drawn inside another of the same text."""
    kept: list[tuple[Drawing, Run]] = []
    for one, run in sorted(found, key=lambda pair: -max(_sides(pair[0]))):
        if not any(_covers(other, one) for other, home in kept if home is run):
            kept.append((one, run))
    return kept
