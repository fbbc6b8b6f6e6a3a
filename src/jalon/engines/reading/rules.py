"""Rules of a PDF page: the lines that tables are drawn with, and the cells between them."""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from jalon.engines.reading.characters import Drawing
from jalon.engines.reading.styles import address_of, plain_call

THIN = 3.0
"""Largest width of a rule, in points."""
SHORTEST = 8.0
"""Shortest rule, in points."""
MIN_RULES = 5
"""Fewest rules of a page that may hold a table: it takes three and two."""
MOST_RULES = 3_000
"""Most rules that are looked at; drawings and maps have more."""
MOST_SEGMENTS = 400
MOST_PARTINGS = 80
"""Most rules of a page that may part columns or rows: drawings have more."""
SNAP = 3.0
"""Distance up to which rules are one rule, in points."""

Rule = tuple[float, float, float, float]
"""Left, bottom, right and top in points; two of the sides are the same."""
Cell = tuple[float, float, float, float]


def rules_of(page: Any, drawings: Sequence[Drawing]) -> list[Rule]:
    """The upright and level lines of a page of pypdfium2; empty when they cannot make a table.

    Args:
        page: Page of pypdfium2.
        drawings: Box and number of segments of each drawing on it.
    """
    thin = [drawing for drawing in drawings if _is_thin(drawing)]
    framed = [one for one in drawings if 4 <= one[4] <= MOST_SEGMENTS and not _is_thin(one)]
    if len(thin) + 2 * len(framed) < MIN_RULES or len(thin) > MOST_RULES:
        return []
    rules = [_rule(drawing) for drawing in thin]
    if framed:
        rules += _framed(page)
    level = sum(rule[1] == rule[3] for rule in rules)
    enough = len(rules) >= MIN_RULES and level >= 2 and len(rules) - level >= 2
    return rules if enough and len(rules) <= MOST_RULES else []


def partings_of(drawings: Sequence[Drawing]) -> list[Rule]:
    """The lines of a page that part what stands beside or under them; none where there are many.

    Args:
        drawings: Box and number of segments of each drawing on the page.
    """
    found = {_rule(one) for one in drawings if _is_thin(one)}
    return sorted(found) if len(found) <= MOST_PARTINGS else []


def _is_thin(drawing: Drawing) -> bool:
    width, height = drawing[2] - drawing[0], drawing[3] - drawing[1]
    return min(width, height) <= THIN and max(width, height) >= SHORTEST


def _rule(drawing: Drawing) -> Rule:
    left, bottom, right, top, _segments = drawing
    if right - left > top - bottom:
        middle = (bottom + top) / 2
        return (left, middle, right, middle)
    middle = (left + right) / 2
    return (middle, bottom, middle, top)


def _framed(page: Any) -> Iterator[Rule]:
    """Sides of the stroked frames and grids of a page."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw = address_of(page.raw)
    object_at = plain_call("FPDFPage_GetObject", ctypes.c_void_p)
    type_of = plain_call("FPDFPageObj_GetType", ctypes.c_int)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        if type_of(ctypes.c_void_p(object_at(raw, index))) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
        if stroke.value and 4 <= pdfium.FPDFPath_CountSegments(thing) <= MOST_SEGMENTS:
            yield from _sides(thing)


def _sides(thing: Any) -> Iterator[Rule]:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _side(before, here)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _side(here, start)
        before = here


def _side(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    width, height = abs(one[0] - other[0]), abs(one[1] - other[1])
    if max(width, height) < SHORTEST or min(width, height) > 0.5:
        return
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    yield _rule((left, bottom, right, top, 2))


def grids_of(rules: Sequence[Rule]) -> list[list[list[Cell]]]:
    """The tables that rules draw: each a list of rows, each a list of cells from the left.

    The rules are joined to cells by pdfplumber; tables of one row or one column are none.
    """
    from pdfplumber import table as finder

    edges = [_edge(rule) for rule in rules]
    merged = finder.merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    crossings = finder.edges_to_intersections(merged, SNAP, SNAP)
    grids = []
    for cells in finder.cells_to_tables(finder.intersections_to_cells(crossings)):
        rows: dict[float, list[Cell]] = {}
        for left, top, right, bottom in cells:
            rows.setdefault(top, []).append((left, -bottom, right, -top))
        grid = [sorted(rows[top]) for top in sorted(rows)]
        if len(grid) > 1 and max(len(row) for row in grid) > 1:
            grids.append(grid)
    return grids


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule as pdfplumber knows it, with heights from the top."""
    left, bottom, right, top = rule
    return {
        "object_type": "line",
        "orientation": "h" if bottom == top else "v",
        "x0": left,
        "x1": right,
        "top": -top,
        "bottom": -bottom,
        "width": right - left,
        "height": top - bottom,
    }
