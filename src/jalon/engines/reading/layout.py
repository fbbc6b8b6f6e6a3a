"""Reading order on a page: columns by gutters, rows, lines with superscripts marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from jalon.engines.reading.blocks import mark_call
from jalon.engines.reading.closing import WORD_SPACE, close_rows
from jalon.engines.reading.glyphs import Run
from jalon.engines.reading.records import Box
from jalon.engines.reading.rules import Rule

MIN_GUTTER = 0.55
"""Narrowest gutter between columns, in usual line heights."""
MIN_COLUMN = 3.5
"""Narrowest column, in usual line heights."""
SAME_BASE = 0.05
"""Largest distance of the baselines of one line, in line heights."""
NEAR = 1.5
"""Largest distance of edges that are one edge, in points."""
TOUCHING = 0.5
"""Widest gap between two lines of one paragraph, in line heights."""
MANY_LINES = 8
"""Lines of a column from which on a gap beside them is no chance."""
MIN_LINES = 2
"""Fewest lines on each side of a gutter."""
_CALL_TEXT = re.compile(r"(?:\d{1,3}|[a-z]|\*{1,3})(?:\s?[,;]\s?(?:\d{1,3}|[a-z]))*$")
_LETTER = re.compile(r"[^\W\d_]")
_ORDINAL = re.compile(r"(?:er|re|e|ère|ème|os|o|a|th|st|nd|rd|º|ª|er\.)$", re.IGNORECASE)
_ORDINAL_BASE = re.compile(r"(?:\d|[XVI]|\b[nN])$")


@dataclass(kw_only=True, slots=True)
class Line:
    """A line of text in its column.

    Attributes:
        text: With marked footnote calls.
        page: Physical page from 1.
        box: Place on the page.
        size: Size of its main font, in points.
        bold: True when most of it is bold, and both its ends are.
        opens_bold, closes_bold: True when its first or last letters are bold.
        leaf: Number of the column or box on the page it stands in, from 0.
        bounds: Left and right edge of that column.
        call: Label of a raised number that the line starts with, else empty.
        base: Height of its baseline, in points.
        doubtful: True when the order of its letters is not sure.
    """

    text: str
    page: int
    box: Box
    size: float
    bold: bool
    opens_bold: bool
    closes_bold: bool
    leaf: int
    bounds: tuple[float, float]
    call: str = ""
    base: float = 0.0
    doubtful: bool = False


def lines_of(runs: Sequence[Run], page: int, partings: Sequence[Rule] = ()) -> list[Line]:
    """The lines of a page in reading order.

    Args:
        runs: The text of the page.
        page: Its number from 1.
        partings: Rules on it, which part what stands beside or under them.
    """
    if not runs:
        return []
    unit = _usual_height(runs)
    lines: list[Line] = []
    for leaf, column in enumerate(_columns(close_rows(rows_of_runs(runs), unit), unit, partings)):
        bounds = (min(run.left for run in column), max(run.right for run in column))
        lines += [_line(row, page, leaf, bounds) for row in rows_of_runs(column)]
    return [line for line in lines if line.text]


def _usual_height(runs: Sequence[Run]) -> float:
    """The median height of the letters of some runs, in points."""
    heights = sorted((run.top - run.bottom, min(len(run.text), 40)) for run in runs)
    half = sum(count for _, count in heights) / 2
    passed = 0
    for height, count in heights:
        passed += count
        if passed >= half:
            return height
    return heights[-1][0]


def _columns(runs: list[Run], unit: float, rules: Sequence[Rule]) -> list[list[Run]]:
    """Runs by column or box, in reading order."""
    cut = _best_cut(runs, unit)
    if cut is None:
        parts = _beside_rule(runs, rules)
        if not parts:
            return [runs]
    else:
        first, last, gutter = cut
        ordered = sorted(runs, key=lambda run: (-_middle(run), run.left))
        above, band, below = ordered[:first], ordered[first : last + 1], ordered[last + 1 :]
        crossing = [rule for rule in rules if _crosses(rule, gutter, unit)]
        parts = [above, *_rows_and_columns(band, gutter, crossing), below]
    return [column for part in parts if part for column in _columns(part, unit, rules)]


def _crosses(rule: Rule, gutter: float, unit: float) -> bool:
    """Tell whether a level rule goes on far on both sides of a gutter."""
    left, bottom, right, top = rule
    least = MIN_COLUMN * unit
    return bottom == top and left < gutter - least and right > gutter + least


def _rows_and_columns(band: Sequence[Run], gutter: float, rules: Sequence[Rule]) -> list[list[Run]]:
    """What stands left and right of a gutter, for each row that rules across it part."""
    heights = sorted((rule[1] for rule in rules), reverse=True)
    rows: dict[int, tuple[list[Run], list[Run]]] = {}
    for run in band:
        row = sum(height > _middle(run) for height in heights)
        rows.setdefault(row, ([], []))[run.left >= gutter].append(run)
    return [side for _, sides in sorted(rows.items()) for side in sides]


def _beside_rule(runs: Sequence[Run], rules: Sequence[Rule]) -> list[list[Run]]:
    """What stands above a rule, left of it, right of it and below; empty when no rule parts."""
    for place, bottom, right_side, top in rules:
        if place != right_side:
            continue
        band = [run for run in runs if bottom < _middle(run) < top]
        left = [run for run in band if run.right < place + NEAR]
        right = [run for run in band if run.left > place - NEAR]
        if left and right and len(left) + len(right) == len(band):
            above = [run for run in runs if _middle(run) >= top]
            return [above, left, right, [run for run in runs if _middle(run) <= bottom]]
    return []


def _middle(run: Run) -> float:
    return (run.bottom + run.top) / 2


def _best_cut(runs: Sequence[Run], unit: float) -> tuple[int, int, float] | None:
    """The band of runs (sorted from the top) with the best gutter, and where it lies.

    Returns:
        First and last index in the sorted runs, and the left edge of the right column; or None.
    """
    if not _any_split(runs, unit):
        return None
    ordered = sorted(runs, key=lambda run: (-_middle(run), run.left))
    best: tuple[float, int, int, float] | None = None
    for first in range(len(ordered)):
        if first and abs(_middle(ordered[first]) - _middle(ordered[first - 1])) < 0.3 * unit:
            continue
        found = _band_from(ordered, first, unit)
        if found and (best is None or found[0] > best[0]):
            best = found
        if best and best[0] >= len(ordered) - first:
            break
    if best is None:
        return None
    _, first, last, gutter = best
    return _first_of_band(ordered, (first, last), gutter, unit), last, gutter


def _first_of_band(
    ordered: Sequence[Run], band: tuple[int, int], gutter: float, unit: float
) -> int:
    """Where a band starts when lines right above it that go on in one of its columns join it."""
    tops: dict[bool, tuple[float, float]] = {}
    first, last = band
    for run in ordered[first : last + 1]:
        side = run.left < gutter
        top, left = tops.get(side, (run.top, run.left))
        tops[side] = (max(top, run.top), min(left, run.left))
    while first > 0:
        run = ordered[first - 1]
        side = run.left < gutter
        top, left = tops[side]
        on_side = run.right < gutter if side else run.left > left - NEAR
        if not on_side or abs(run.left - left) > NEAR or run.bottom - top > TOUCHING * unit:
            break
        tops[side] = (run.top, left)
        first -= 1
    return first


def _any_split(runs: Sequence[Run], unit: float) -> bool:
    """Tell quickly whether two runs stand side by side with a gap between them."""
    table = np.array([(run.left, run.right, run.bottom, run.top) for run in runs])
    left, right, bottom, top = table.T
    apart = left[None, :] - right[:, None] > MIN_GUTTER * unit
    beside = np.minimum(top[None, :], top[:, None]) > np.maximum(bottom[None, :], bottom[:, None])
    return bool((apart & beside).any())


def _band_from(
    ordered: Sequence[Run], first: int, unit: float
) -> tuple[float, int, int, float] | None:
    """The longest band that starts at a run and keeps a gutter.

    A gutter is scored once, at the last run before it closes or narrows.
    """
    free = [(-1e9, 1e9)]
    best: tuple[float, int, int, float] | None = None
    before: list[tuple[float, float]] = []
    for last in range(first, len(ordered) + 1):
        inner: list[tuple[float, float]] = []
        if last < len(ordered):
            run = ordered[last]
            free = _subtract(free, run.left, run.right, MIN_GUTTER * unit)
            inner = [gap for gap in free if gap[0] > -1e8 and gap[1] < 1e8]
        hopeless = best is not None and last - first < best[0]
        for gap in () if hopeless else set(before).difference(inner):
            score = _score(ordered[first:last], gap, unit)
            if score and (best is None or (score, gap[1]) >= (best[0], best[3])):
                best = (score, first, last - 1 - _leads(ordered, last, unit), gap[1])
        if last < len(ordered) and not inner:
            lower = _middle(ordered[first]) - _middle(ordered[last]) > 0.5 * unit
            if lower and last > first + 1:
                break
        before = inner
    return best


def _leads(ordered: Sequence[Run], place: int, unit: float) -> bool:
    """Tell whether the run before a place is the raised number that its line begins with."""
    if not 0 < place < len(ordered):
        return False
    call, run = ordered[place - 1], ordered[place]
    close = 0 <= run.left - call.right < MIN_GUTTER * unit
    return close and call.size < run.size and call.bottom < run.top and run.bottom < call.top


def _subtract(
    free: list[tuple[float, float]], left: float, right: float, least: float
) -> list[tuple[float, float]]:
    rest = []
    for low, high in free:
        if right <= low or left >= high:
            rest.append((low, high))
            continue
        if left - low >= least:
            rest.append((low, left))
        if high - right >= least:
            rest.append((right, high))
    return rest


def _score(band: Sequence[Run], gap: tuple[float, float], unit: float) -> float:
    """How good a gutter is: lines that stand beside each other; 0 when it is none."""
    left = [run for run in band if run.left < gap[1]]
    right = [run for run in band if run.left >= gap[1]]
    if not left or not right:
        return 0.0
    for side in (left, right):
        width = max(run.right for run in side) - min(run.left for run in side)
        if width < MIN_COLUMN * unit or _line_count(side, unit) < MIN_LINES:
            return 0.0
    top = min(max(run.top for run in left), max(run.top for run in right))
    bottom = max(min(run.bottom for run in left), min(run.bottom for run in right))
    if top - bottom < 1.5 * unit or not _is_aligned(right, gap[1], unit):
        return 0.0
    return len(band) * (top - bottom) / (top - bottom + 2 * unit)


def _is_aligned(right: Sequence[Run], edge: float, unit: float) -> bool:
    """Tell whether the lines right of a gap start together or are centred, as in a column.

    Gaps between the words of a few stretched lines may lie one under the other by chance.
    """
    firsts: list[Run] = []
    for run in sorted(right, key=lambda run: (-_middle(run), run.left)):
        if not firsts or _middle(firsts[-1]) - _middle(run) > 0.5 * unit:
            firsts.append(run)
    together = sum(run.left - edge < NEAR for run in firsts)
    if len(firsts) >= MANY_LINES or 2 * together > len(firsts):
        return True
    centres = sorted((run.left + run.right) / 2 for run in firsts)
    centre = centres[len(centres) // 2]
    return 2 * sum(abs(one - centre) < NEAR for one in centres) > len(centres)


def _line_count(runs: Sequence[Run], unit: float) -> int:
    heights = sorted(_middle(run) for run in runs)
    return 1 + sum(b - a > 0.5 * unit for a, b in pairwise(heights))


def rows_of_runs(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by line, from the top; each line from left to right."""
    rows: list[tuple[Run, list[Run]]] = []
    for run in sorted(runs, key=lambda one: (-one.base, one.left)):
        latest = range(max(0, len(rows) - 3), len(rows))
        homes = [
            place for place in latest
            if rows[place][0].bottom < run.top + run.size and _same_row(*rows[place], run)
        ]  # fmt: skip
        if not homes:
            rows.append((run, [run]))
            continue
        home = min(homes, key=lambda place: abs(rows[place][0].base - run.base))
        main, row = rows[home]
        row.append(run)
        rows[home] = (run if run.height > main.height else main, row)
    found = [row for _, row in rows]
    found.sort(key=_row_base, reverse=True)
    return [sorted(row, key=lambda one: one.left) if len(row) > 1 else row for row in found]


def _row_base(row: Sequence[Run]) -> float:
    """The baseline of the run that says most in a row."""
    if len(row) == 1:
        return row[0].base
    return max(row, key=lambda one: one.size * len(one.text)).base


def _same_row(main: Run, row: Sequence[Run], run: Run) -> bool:
    overlap = min(main.top, run.top) - max(main.bottom, run.bottom)
    low = overlap < 0.55 * min(main.top - main.bottom, run.top - run.bottom)
    if low and (overlap <= 0 or abs(main.base - run.base) > SAME_BASE * main.height):
        return False
    reach = 0.5 * (run.top - run.bottom)
    return not any(min(one.right, run.right) - max(one.left, run.left) > reach for one in row)


def _line(row: Sequence[Run], page: int, leaf: int, bounds: tuple[float, float]) -> Line:
    main = max(row, key=lambda run: run.size * min(len(run.text), 30))
    text, call = "", ""
    before: Run | None = None
    for run in row:
        raised = _is_raised(run, main)
        piece = run.text
        if raised and _CALL_TEXT.match(piece) and not _is_ordinal(text, piece):
            if not text:
                call = piece.strip()
                before = run
                continue
            text += "".join(mark_call(label) for label in re.split(r"[,;]\s*", piece))
        else:
            close = before is None or run.left - before.right <= WORD_SPACE * main.height
            text += piece if close or not text else f" {piece}"
        before = run
    size = sum(len(run.text) for run in row)
    lettered = [run for run in row if _LETTER.search(run.text)] or row
    opens, closes = lettered[0].opens_bold, lettered[-1].closes_bold
    if call and not text:
        text, call = mark_call(call), ""
    return Line(
        text=text.strip(),
        page=page,
        box=_box_of(row),
        size=main.size,
        bold=opens and closes and 2 * sum(len(run.text) for run in row if run.bold) > size,
        opens_bold=opens,
        closes_bold=closes,
        leaf=leaf,
        bounds=bounds,
        call=call,
        base=main.base,
        doubtful=any(run.doubtful for run in row) or len({run.leftward for run in row}) > 1,
    )


def _box_of(row: Sequence[Run]) -> Box:
    left, bottom, right, top = row[0].left, row[0].bottom, row[0].right, row[0].top
    if len(row) > 1:
        left, right = min(run.left for run in row), max(run.right for run in row)
        bottom, top = min(run.bottom for run in row), max(run.top for run in row)
    return Box(
        left=round(left, 1), bottom=round(bottom, 1), right=round(right, 1), top=round(top, 1)
    )


def _is_raised(run: Run, main: Run) -> bool:
    """Tell whether a run is a superscript of the main run of its line, or of its font."""
    return run.superior or (
        run is not main and run.size < 0.84 * main.size and run.base > main.base + 0.15 * main.size
    )


def _is_ordinal(before: str, piece: str) -> bool:
    return bool(_ORDINAL.match(piece) and _ORDINAL_BASE.search(before))
