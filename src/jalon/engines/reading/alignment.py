"""Tables without rules on a PDF page: three columns or more, told by space, one of them figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jalon.engines.reading.glyphs import Run
from jalon.engines.reading.layout import rows_of_runs
from jalon.engines.reading.records import Box
from jalon.engines.reading.tables import PdfTable, TableRow, mark_of

WIDE = 1.0
"""Gap between columns in at least one row, in font sizes."""
NARROW = 2.0
"""Least room between two columns over all rows, in points."""
ONE_EDGE = 1.5
"""Largest distance of edges that are one edge, in points."""
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
AT_THE_FOOT = 2
"""Fewest rows of a table that goes on over the page."""
MOSTLY = 0.8
"""Share of the rows in which the cells of a column keep an edge."""
STEP = 1.9
"""Largest distance of the lines of a table, in font sizes."""
_FIGURE = re.compile(r"[-+–−(<>~]?[$€£]?\s?\d[\d\s.,:/]*[%)‰*]?|[-–—]|n/?a", re.IGNORECASE)

Gap = tuple[float, float]


@dataclass(kw_only=True, slots=True)
class _Band:
    """Lines one under the other, with the gaps that go down through all of them."""

    lines: list[list[Run]]
    gaps: list[Gap]

    def cells(self, line: Sequence[Run]) -> list[list[Run]]:
        """The runs of a line by column."""
        edges = [(low + high) / 2 for low, high in self.gaps]
        found: list[list[Run]] = [[] for _ in range(len(edges) + 1)]
        for run in line:
            found[sum(run.left > edge for edge in edges)].append(run)
        return found


def take_aligned(
    runs: Sequence[Run], tables: Sequence[PdfTable]
) -> tuple[list[Run], list[PdfTable]]:
    """The runs of a page with one mark in the place of each table without rules; all its tables.

    Args:
        runs: Of the page, marks of ruled tables among them.
        tables: Its ruled tables.
    """
    found = list(tables)
    left = list(runs)
    if sum(bool(_FIGURE.fullmatch(run.text)) for run in runs) < AT_THE_FOOT:
        return left, found
    lines = rows_of_runs(runs)
    place = 0
    while place < len(lines):
        band = _band_from(lines, place) if _widest(lines[place]) else None
        table = _table_of(band, is_last=place + len(band.lines) == len(lines)) if band else None
        if not band or not table:
            place += 1
            continue
        inside = [run for line in band.lines for run in line]
        gone = {id(run) for run in inside}
        left = [run for run in left if id(run) not in gone]
        left.append(mark_of(inside, max(run.top for run in band.lines[0]), len(found)))
        found.append(table)
        place += len(band.lines)
    return left, found


def _widest(line: Sequence[Run]) -> bool:
    """Tell whether a line has a gap as wide as one between columns."""
    return any(
        after.left - before.right >= WIDE * max(before.size, after.size)
        for before, after in pairwise(line)
    )


def _band_from(lines: Sequence[list[Run]], first: int) -> _Band | None:
    """The longest band from a line on that keeps two gaps or more; None when it has no second."""
    gaps = [
        (before.right, after.left)
        for before, after in pairwise(lines[first])
        if after.left - before.right >= NARROW
    ]
    band = _Band(lines=[lines[first]], gaps=gaps)
    for before, line in pairwise(lines[first:]):
        kept = [rest for gap in band.gaps for rest in _free(gap, line)]
        near = before[0].base - line[0].base <= STEP * max(before[0].size, line[0].size)
        alike = abs(line[0].size - lines[first][0].size) <= 0.1 * line[0].size
        if len(kept) < FEWEST_COLUMNS - 1 or not near or not alike:
            break
        band.gaps = kept
        band.lines.append(line)
    return band if len(band.lines) >= AT_THE_FOOT else None


def _free(gap: Gap, line: Sequence[Run]) -> list[Gap]:
    """What a line leaves of a gap."""
    rest = [gap]
    for run in line:
        rest = [
            part
            for low, high in rest
            for part in (
                [(low, min(high, run.left)), (max(low, run.right), high)]
                if run.left < high and run.right > low
                else [(low, high)]
            )
            if part[1] - part[0] >= NARROW
        ]
    return rest


def _table_of(band: _Band, *, is_last: bool) -> PdfTable | None:
    """The table of a band; None when its columns are not clear enough."""
    band.gaps = [gap for gap in band.gaps if _parts(band, gap)]
    if len(band.gaps) < FEWEST_COLUMNS - 1:
        return None
    rows: list[list[list[Run]]] = []
    for line in band.lines:
        cells = band.cells(line)
        if sum(map(bool, cells)) > 1:
            rows.append(cells)
        elif rows:
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)
    if len(rows) < (AT_THE_FOOT if is_last else FEWEST_ROWS) or not _is_clear(rows):
        return None
    return PdfTable(rows=[TableRow(box=_around(row), cells=row) for row in rows])


def _parts(band: _Band, gap: Gap) -> bool:
    """Tell whether a gap parts columns: wide somewhere, with cells in line on its right."""
    middle = (gap[0] + gap[1]) / 2
    beside: list[tuple[Run, Run]] = []
    for line in band.lines:
        left = [run for run in line if run.right < middle]
        right = [run for run in line if run.left > middle]
        if left and right:
            beside.append((left[-1], right[0]))
    if not beside or not any(b.left - a.right >= WIDE * b.size for a, b in beside):
        return False
    least = MOSTLY * len(beside)
    return any(
        sum(abs(one - other) < ONE_EDGE for one in edges) >= least
        for edges in ([b.left for _, b in beside], [b.right for _, b in beside])
        for other in edges
    )


def _is_clear(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Tell whether rows are full and a column holds figures; lists of contents are no tables."""
    full = sum(all(row) for row in rows)
    if 2 * full < len(rows):
        return False
    figures = [_holds_figures(column) for column in zip(*rows, strict=True)]
    contents = len(figures) == FEWEST_COLUMNS and figures[0] and not figures[1]
    return any(figures[1:]) and not contents


def _holds_figures(column: Sequence[Sequence[Run]]) -> bool:
    """Tell whether most cells under the first, the head of a column, are figures."""
    texts = [" ".join(run.text for run in cell) for cell in column[1:] if cell]
    return bool(texts) and sum(bool(_FIGURE.fullmatch(text)) for text in texts) >= MOSTLY * len(
        texts
    )


def _around(row: Sequence[Sequence[Run]]) -> Box:
    runs = [run for cell in row for run in cell]
    return Box(
        left=round(min(run.left for run in runs), 1),
        bottom=round(min(run.bottom for run in runs), 1),
        right=round(max(run.right for run in runs), 1),
        top=round(max(run.top for run in runs), 1),
    )
