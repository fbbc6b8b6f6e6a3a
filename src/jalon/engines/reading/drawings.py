"""Drawn things on a PDF page that stand for text: bullets, and lines turned into outlines."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from jalon.engines.reading.characters import Drawing
from jalon.engines.reading.glyphs import Run

DRAWN = "[…]"
"""Stands where a line of text is only drawn, so that nobody takes the text for whole."""
BULLET = "■"
MIN_SEGMENTS = 80
"""Fewest curves and lines of a drawing that may be a line of text."""
MOST_BULLET_SEGMENTS = 14
BULLET_SIZES = (2.0, 9.0)
"""Smallest and largest side of a drawn bullet, in points."""
BULLET_REACH = 30.0
"""Farthest text that a bullet may belong to, in points."""


def drawn_runs(
    drawings: Sequence[Drawing], runs: Sequence[Run], area: tuple[float, ...]
) -> list[Run]:
    """Runs for drawn bullets and for lines of text that were turned into outlines.

    Args:
        drawings: Of the page.
        runs: The upright text of the page.
        area: Left, bottom, right and top of what is shown, in points.
    """
    if not runs:
        return []
    sizes = _usual_sizes(runs)
    size = median(run.size for run in runs)
    found = []
    for left, bottom, right, top, segments in drawings:
        inside = area[0] < left and right < area[2] and area[1] < bottom and top < area[3]
        if not inside:
            continue
        width, height = right - left, top - bottom
        if _is_line(width, height, segments, size):
            close = min(sizes, key=lambda one: abs(one - 1.05 * height))
            foot = bottom + 0.2 * height
            found.append(
                Run(
                    text=DRAWN,
                    left=left,
                    bottom=bottom,
                    right=right,
                    top=top,
                    size=close,
                    base=foot,
                )
            )
        elif segments <= MOST_BULLET_SEGMENTS and _is_dot(width, height):
            neighbour = _neighbour(runs, right, bottom, top)
            if neighbour:
                found.append(replace(neighbour, text=BULLET, left=left, right=right))
    return found


def _usual_sizes(runs: Sequence[Run]) -> list[float]:
    """Font sizes that at least one letter in twelve of the page is set in."""
    letters: Counter[float] = Counter()
    for run in runs:
        letters[run.size] += len(run.text)
    total = sum(letters.values())
    return [size for size, count in letters.items() if 12 * count >= total] or list(letters)


def drawings_of(page: Any) -> Iterator[Drawing]:
    """Box and number of segments of each drawing on a page of pypdfium2."""
    import pypdfium2.raw as pdfium

    raw = page.raw
    box = [ctypes.c_float() for _ in range(4)]
    links = [ctypes.byref(side) for side in box]
    for index in range(pdfium.FPDFPage_CountObjects(raw)):
        thing = pdfium.FPDFPage_GetObject(raw, index)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(thing, *links):
            left, bottom, right, top = (side.value for side in box)
            yield left, bottom, right, top, pdfium.FPDFPath_CountSegments(thing)


def _is_line(width: float, height: float, segments: int, size: float) -> bool:
    return segments >= MIN_SEGMENTS and 0.5 * size < height < 1.6 * size and width > 3 * height


def _is_dot(width: float, height: float) -> bool:
    small, large = BULLET_SIZES
    return small <= width <= large and small <= height <= large and abs(width - height) < 1.5


def _neighbour(runs: Sequence[Run], right: float, bottom: float, top: float) -> Run | None:
    """The text close to the right of a dot, on its height."""
    middle = (bottom + top) / 2
    beside = [
        run
        for run in runs
        if 0 <= run.left - right < BULLET_REACH and run.bottom < middle < run.top
    ]
    return min(beside, key=lambda run: run.left) if beside else None
