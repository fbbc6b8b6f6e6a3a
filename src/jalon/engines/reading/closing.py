"""Put the words of stretched lines together, so that their gaps are not taken for gutters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from jalon.engines.reading.glyphs import Run

MIN_EVEN_GAPS = 3
"""Fewest equal gaps that show a line to be stretched to its measure."""
EVEN = 0.05
"""Largest difference of gaps that are even, as a share of a gap."""
MIN_FULL_LINES = 3
"""Fewest lines from one left edge to one right edge that show a column to be justified."""
MIN_EDGE_LINES = 8
"""Fewest lines from one edge to another that show a column whose lines are all stretched."""
EDGE_LINES = 0.3
"""Share of the lines of a page that must start or end at such an edge."""
LINE_LETTERS = 12
"""Fewest letters of such a line."""
NEAR = 1.5
"""Largest distance of edges that are one edge, in points."""
WORD_SPACE = 0.09
"""Gap between two runs from which on they are two words, in line heights."""
INDENT = 4.0
"""Farthest that the first line of a paragraph starts inside its column, in line heights."""
Measure = tuple[float, float]
"""Left and right edge of a justified column, in points."""


def measures_of(runs: Sequence[Run]) -> list[Measure]:
    """Justified columns of a page, the narrowest first; those that hold two others left out."""
    edges = Counter(
        (round(run.left), round(run.right)) for run in runs if len(run.text) >= LINE_LETTERS
    )
    found = [
        (float(left), float(right))
        for (left, right) in edges
        if sum(
            count for (low, high), count in edges.items()
            if abs(low - left) <= 1 and abs(high - right) <= 1
        ) >= MIN_FULL_LINES
    ]  # fmt: skip
    found += [one for one in _by_edges(runs) if one not in found]
    found.sort(key=lambda one: (one[1] - one[0], one))
    return [one for one in found if not _holds_two(one, found)]


def _by_edges(runs: Sequence[Run]) -> list[Measure]:
    """Columns told from the edges that most lines start and end at, stretched as they may be."""
    heights = len({round(run.base) for run in runs})
    least = max(MIN_EDGE_LINES, EDGE_LINES * heights)
    lefts, rights = (
        [place for place, count in Counter(edges).items() if count >= least]
        for edges in ([round(run.left) for run in runs], [round(run.right) for run in runs])
    )
    found = []
    for left in sorted(lefts):
        right = min((place for place in rights if place > left), default=None)
        between = right is not None and any(left < other < right for other in lefts)
        if right is not None and not between:
            found.append((float(left), float(right)))
    return found


def _holds_two(whole: Measure, found: Sequence[Measure]) -> bool:
    """Tell whether two columns stand side by side inside a measure."""
    inside = [one for one in found if whole[0] - NEAR <= one[0] and one[1] <= whole[1] + NEAR]
    return any(one[1] < other[0] for one in inside for other in inside)


def close_rows(rows: Sequence[Sequence[Run]], unit: float) -> list[Run]:
    """Runs of a page by line, those of one stretched line put together.

    Args:
        rows: Runs by line, each from left to right.
        unit: Usual line height, in points.
    """
    runs = [run for row in rows for run in row]
    measures = measures_of(runs)
    edges = Counter(round(run.left) for run in runs if len(run.text) >= LINE_LETTERS)
    closed: list[Run] = []
    for row in rows:
        closed += _close_even(_close_measured(row, measures, edges, unit))
    return closed


def _close_measured(
    row: Sequence[Run], measures: Sequence[Measure], edges: Counter[int], unit: float
) -> list[Run]:
    """A row, the runs that fill a justified column from edge to edge put together."""
    runs = list(row)
    if len(runs) < 2:
        return runs
    for left, right in measures:
        inside = [run for run in runs if left - NEAR <= run.left and run.right <= right + NEAR]
        if len(inside) < 2 or inside[-1].right < right - NEAR:
            continue
        start = runs.index(inside[0])
        cells = any(_is_edge(run.left, edges) for run in inside[1:])
        if cells or _starts_before(runs, start, inside, measures):
            continue
        if inside[0].left < left + INDENT * unit and _are_alike(inside):
            runs[start : start + len(inside)] = [_joined(inside)]
    return runs


def _starts_before(
    row: Sequence[Run], start: int, inside: Sequence[Run], measures: Sequence[Measure]
) -> bool:
    """Tell whether the line starts further left: the gap before is no wider than those in it."""
    if not start:
        return False
    before = row[start - 1]
    ends_column = any(abs(before.right - right) < NEAR for _, right in measures)
    widest = max(after.left - one.right for one, after in pairwise(inside))
    return not ends_column and inside[0].left - before.right < (1 + EVEN) * widest


def _is_edge(left: float, edges: Counter[int]) -> bool:
    """Tell whether other lines start at the same distance from the margin, as columns do."""
    place = round(left)
    return sum(edges[one] for one in (place - 1, place, place + 1)) >= MIN_FULL_LINES


def _are_alike(runs: Sequence[Run]) -> bool:
    """Tell whether runs are set in one size on one line, without overlaps."""
    first = runs[0]
    alike = all(
        abs(run.size - first.size) < 0.1 and abs(run.base - first.base) < 0.1 for run in runs
    )
    return alike and all(after.left >= before.right for before, after in pairwise(runs))


def _joined(runs: Sequence[Run]) -> Run:
    """One run of several."""
    text = runs[0].text
    for before, run in pairwise(runs):
        apart = run.left - before.right > WORD_SPACE * run.height
        text += f" {run.text}" if apart else run.text
    last = runs[-1]
    return replace(runs[0], text=text, right=last.right, closes_bold=last.closes_bold)


def _close_even(row: Sequence[Run]) -> list[Run]:
    """A row, the runs between gaps that are all as wide put together."""
    closed: list[Run] = []
    place = 0
    while place < len(row):
        end = place + 1
        while end < len(row) and _goes_evenly(row, place, end):
            end += 1
        if end - place > MIN_EVEN_GAPS:
            closed.append(_joined(row[place:end]))
            place = end
        else:
            closed.append(row[place])
            place += 1
    return closed


def _goes_evenly(row: Sequence[Run], start: int, end: int) -> bool:
    """Tell whether the gap before a run is as wide as the gaps before it in its stretch."""
    before, run = row[end - 1], row[end]
    gap = run.left - before.right
    first = row[start + 1].left - row[start].right if end > start + 1 else gap
    same = abs(run.size - before.size) < 0.1
    return same and gap > 0 and abs(gap - first) < EVEN * first
