"""Drawn things on a PDF page that stand for text: lines turned into outlines, and bullets."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from jalon.engines.reading.blocks import DRAWN
from jalon.engines.reading.bullets import bullets_of
from jalon.engines.reading.characters import Drawing
from jalon.engines.reading.glyphs import Run
from jalon.engines.reading.styles import address_of, plain_call

LINE_STEPS = (0.9, 1.33)
"""Nearest and farthest line above a drawn one that it goes on from, in its font sizes."""
SAME_EDGE = 3.0
"""Largest distance of their left edges, in points."""
MIN_SEGMENTS = 80
"""Fewest curves and lines of a drawing that may be a line of text."""


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
    inside = [one for one in drawings if _is_inside(one, area)]
    sizes = _usual_sizes(runs)
    size = median(run.size for run in runs)
    lines = [_drawn_line(one, sizes, runs) for one in inside if _is_line(one, size)]
    return lines + bullets_of(inside, runs)


def _is_inside(drawing: Drawing, area: tuple[float, ...]) -> bool:
    left, bottom, right, top, _segments = drawing
    return area[0] < left and right < area[2] and area[1] < bottom and top < area[3]


def _drawn_line(drawing: Drawing, sizes: Sequence[float], runs: Sequence[Run]) -> Run:
    """The run of a drawn line, as large as the line it goes on from, or as its height tells."""
    left, bottom, right, top, _segments = drawing
    height = top - bottom
    foot = bottom + 0.2 * height
    nearest, farthest = LINE_STEPS
    above = [
        run for run in runs
        if abs(run.left - left) < SAME_EDGE
        and nearest * run.size < run.base - foot < farthest * run.size
    ]  # fmt: skip
    size = above[0].size if above else min(sizes, key=lambda one: abs(one - 1.05 * height))
    return Run(text=DRAWN, left=left, bottom=bottom, right=right, top=top, size=size, base=foot)


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

    raw = address_of(page.raw)
    box = (ctypes.c_float * 4)()
    sides = [ctypes.c_void_p(ctypes.addressof(box) + 4 * side) for side in range(4)]
    object_at = plain_call("FPDFPage_GetObject", ctypes.c_void_p)
    type_of = plain_call("FPDFPageObj_GetType", ctypes.c_int)
    bounds_of = plain_call("FPDFPageObj_GetBounds", ctypes.c_int)
    segments_of = plain_call("FPDFPath_CountSegments", ctypes.c_int)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        thing = ctypes.c_void_p(object_at(raw, index))
        if type_of(thing) == pdfium.FPDF_PAGEOBJ_PATH and bounds_of(thing, *sides):
            left, bottom, right, top = box
            yield left, bottom, right, top, segments_of(thing)


def _is_line(drawing: Drawing, size: float) -> bool:
    left, bottom, right, top, segments = drawing
    width, height = right - left, top - bottom
    return segments >= MIN_SEGMENTS and 0.5 * size < height < 1.6 * size and width > 3 * height
