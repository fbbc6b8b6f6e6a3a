"""Ruled tables of a PDF page: their text is taken out cell by cell and kept as rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jalon.engines.reading.glyphs import Run
from jalon.engines.reading.records import Box
from jalon.engines.reading.rules import Cell, Rule, grids_of

TABLE_MARK = "\ue003"
"""Stands in the lines of a page where a table stands, with the number of the table."""
MIN_FILLED = 0.5
"""Share of the cells of a table that hold text."""
MIN_WIDE_ROWS = 0.5
"""Share of the rows of a table that hold two texts or more."""


@dataclass(kw_only=True, slots=True)
class TableRow:
    """A row of a table: its place, and the runs of each cell."""

    box: Box
    cells: list[list[Run]]


@dataclass(kw_only=True, slots=True)
class PdfTable:
    """A ruled table on a page."""

    rows: list[TableRow] = field(default_factory=list)


def take_tables(runs: Sequence[Run], rules: Sequence[Rule]) -> tuple[list[Run], list[PdfTable]]:
    """The tables of a page, and its runs with one mark in the place of each.

    Args:
        runs: Of the page, without furniture.
        rules: Lines that tables may be drawn with.
    """
    left: list[Run] = list(runs)
    tables: list[PdfTable] = []
    for grid in grids_of(rules) if rules else []:
        table, inside = _filled(grid, left)
        if not _is_table(table):
            continue
        gone = {id(run) for run in inside}
        left = [run for run in left if id(run) not in gone]
        top = max(cell[3] for row in grid for cell in row)
        left.append(mark_of(inside, top, len(tables)))
        tables.append(table)
    return left, tables


def _filled(grid: Sequence[Sequence[Cell]], runs: Sequence[Run]) -> tuple[PdfTable, list[Run]]:
    table, inside = PdfTable(), []
    for row in grid:
        cells = [[run for run in runs if _stands_in(run, cell)] for cell in row]
        box = Box(
            left=round(row[0][0], 1),
            bottom=round(min(cell[1] for cell in row), 1),
            right=round(max(cell[2] for cell in row), 1),
            top=round(max(cell[3] for cell in row), 1),
        )
        table.rows.append(TableRow(box=box, cells=cells))
        inside += [run for cell in cells for run in cell]
    return table, inside


def _stands_in(run: Run, cell: Cell) -> bool:
    """Tell whether a run starts in a cell."""
    middle = (run.bottom + run.top) / 2
    start = run.left + min(2.0, (run.right - run.left) / 2)
    return cell[0] <= start < cell[2] and cell[1] <= middle < cell[3]


def _is_table(table: PdfTable) -> bool:
    """Tell whether enough cells hold text; boxes and forms that are drawn do not."""
    cells = [bool(cell) for row in table.rows for cell in row.cells]
    wide = sum(sum(map(bool, row.cells)) > 1 for row in table.rows)
    return sum(cells) >= MIN_FILLED * len(cells) and wide >= MIN_WIDE_ROWS * len(table.rows)


def mark_of(inside: Sequence[Run], top: float, number: int) -> Run:
    """A run of one line's height at the top of a table, as wide as what it says.

    Args:
        inside: The runs of the table.
        top: Its upper edge.
        number: Of the table on its page, from 0.
    """
    height = min(run.height for run in inside)
    return replace(
        inside[0],
        text=f"{TABLE_MARK}{number}",
        left=min(run.left for run in inside),
        right=max(run.right for run in inside),
        bottom=top - height,
        top=top,
        base=top - 0.8 * height,
        opens_bold=False,
        closes_bold=False,
        superior=False,
    )
