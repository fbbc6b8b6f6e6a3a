"""Put the lines of a PDF page together into blocks: paragraphs, headings, notes, table rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jalon.engines.reading.blocks import CALL, CALL_CLOSE, DRAWN, Block, Role
from jalon.engines.reading.furniture import PdfPage
from jalon.engines.reading.items import starts_item
from jalon.engines.reading.layout import Line, lines_of
from jalon.engines.reading.lettering import (
    has_leaders,
    is_capitals,
    length_of,
    opens_high,
    without_wide_gaps,
)
from jalon.engines.reading.normalising import has_ended, join_lines, tidy
from jalon.engines.reading.numbering import number_at
from jalon.engines.reading.records import Box
from jalon.engines.reading.repairing import mend_glyphs
from jalon.engines.reading.tables import TABLE_MARK

FULL_LINE = 0.01
"""Space that may be left at the end of a full line, in widths of its column."""
QUESTION = 90
"""Longest question that is a heading although it is no larger than the text, in letters."""
GAP, STEADY_GAP = 1.28, 1.14
"""Distance of lines from which on they are apart, in usual distances; where these are steady."""
EVEN = 0.02
"""Largest difference of distances that are one, as a share."""
STEADY = 0.7
"""Share of the distances of a page that must be one for it to be steady."""
FEWEST_STEPS, SHARE_OF_STEPS = 4, 0.2
"""Fewest lines, and least share of them, that keep the distance of lines of one paragraph."""
MANY_STEPS = 8
"""Fewest lines that tell how a page is set."""
LONGEST_CROWN = 100
"""Longest first half of a heading, in letters."""
TITLE_LINES = 4
"""Most lines of a heading that is longer than that."""
CROWN_GAP = 0.5
"""Widest gap between the halves of a heading, in heights of the second."""
_NOTE = re.compile(r"(?P<label>\d{1,3}|\*{1,3}|[a-z](?=\s))[.)]?\s+(?=[^\s%‰])")
_CAPTION = re.compile(
    r"(?:figure|graphique|gráfico|tableau|table|cuadro|tabla|рисунок|таблица|图|表|الشكل|الجدول)"
    r"\s?\d{1,2}\s?[.:–-]?\s",
    re.IGNORECASE,
)


def levels_of(pages: Sequence[PdfPage], size: float) -> dict[float, int]:
    """Heading level of each font height that is larger than the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.size > 1.12 * size:
                sizes[round(line.size * 2) / 2] += 1
    ranked = sorted(sizes, reverse=True)
    return {height: min(1 + place, 3) for place, height in enumerate(ranked)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How a document is set: usual font size, its words, heading level of each larger size."""

    size: float
    known: Counter[str]
    levels: dict[float, int]


def page_blocks(page: PdfPage, setting: Setting, *, tables: int = 0) -> list[Block]:
    """Blocks of the lines of a page.

    Args:
        page: With its lines in reading order.
        setting: How the document is set.
        tables: Number of tables on the pages before.
    """
    blocks: list[Block] = []
    group: list[Line] = []
    spacing = _leading(page.lines)
    for line in page.lines:
        if line.text.startswith(TABLE_MARK):
            if group:
                _add(blocks, group, setting)
            group = []
            number = int(line.text[len(TABLE_MARK) :].split()[0])
            blocks += _table_blocks(page, number, setting, count=tables + number + 1)
            continue
        if group and _breaks(group, line, spacing, setting.size):
            _add(blocks, group, setting)
            group = []
        group.append(line)
    if group:
        _add(blocks, group, setting)
    _crown(blocks)
    return blocks


def _crown(blocks: Sequence[Block]) -> None:
    """Make headings of bold lines that end in a colon, right above a heading: its first half."""
    for block, after in pairwise(blocks):
        text = block.text
        above = block.bold and block.role is Role.TEXT and text[-1:] == ":" and block.box
        if not above or after.role is not Role.HEADING or not after.box:
            continue
        gap = block.box.bottom - after.box.top if block.box else 0.0
        height = after.box.top - after.box.bottom
        if length_of(text) <= LONGEST_CROWN and gap < CROWN_GAP * height:
            block.role, block.level = Role.HEADING, after.level


def _table_blocks(page: PdfPage, number: int, setting: Setting, *, count: int) -> list[Block]:
    """A block for each row of a table; cells are joined by " | "."""
    blocks: list[Block] = []
    for row in page.tables[number].rows:
        lines = [lines_of(cell, page.number) for cell in row.cells]
        raws = [[line.text for line in cell] for cell in lines]
        cells = [_text_of(raw, setting) for raw in raws]
        text = " | ".join(cell for cell in cells if cell)
        if not text:
            continue
        blocks.append(
            Block(
                text=text, raw=" | ".join("\n".join(raw) for raw in raws), role=Role.TABLE,
                page=page.number, box=row.box, left=row.box.left,
                table=(count, len(blocks) + 1),
                doubtful=any(map(_is_doubtful, lines)),
            )
        )  # fmt: skip
    return blocks


def _text_of(lines: Sequence[str], setting: Setting) -> str:
    """The normalised text of some lines."""
    return without_wide_gaps(tidy(mend_glyphs(join_lines(lines, setting.known))))


def _is_doubtful(lines: Sequence[Line]) -> bool:
    return any(line.doubtful or DRAWN in line.text for line in lines)


def _leading(lines: Sequence[Line]) -> tuple[float, float]:
    """Usual distance between the feet of lines, and the one from which on they are apart.

    Both are in line heights. Where almost all distances are one, a little more is enough.
    """
    steps = [
        (above.base - below.base) / above.size
        for above, below in pairwise(lines)
        if above.leaf == below.leaf and 0.5 < (above.base - below.base) / above.size < 2.5
    ]
    usual = _tightest(steps) if steps else 1.0
    steady = sum(abs(step - usual) < EVEN * usual for step in steps) > STEADY * len(steps)
    return usual, (STEADY_GAP if steady and len(steps) >= MANY_STEPS else GAP) * usual


def _tightest(steps: Sequence[float]) -> float:
    """The smallest distance that many lines keep; else the middle one.

    Where most lines are paragraphs of their own, the middle one is that of paragraphs.
    """
    least = max(FEWEST_STEPS, SHARE_OF_STEPS * len(steps))
    for step in sorted(set(steps)):
        alike = [other for other in steps if 0 <= other - step < 2 * EVEN * step]
        if len(alike) >= least:
            return median(alike)
    return median(steps)


def _breaks(group: Sequence[Line], line: Line, spacing: tuple[float, float], size: float) -> bool:
    """Tell whether a line starts a block of its own."""
    before = group[-1]
    leading, apart = spacing
    loose = len(group) == 1 and not has_ended(before.text)
    if line.leaf != before.leaf:
        return True
    step = (before.base - line.base) / max(before.size, line.size)
    if line.text == DRAWN and abs(line.size - before.size) < 0.08 * size:
        return step > 1.6 * leading
    resized = abs(line.size - before.size) > 0.08 * size
    if loose or line.bold or line.text[:1].islower() or line.size > 1.12 * size:
        apart = GAP * leading
    if step > apart or step < -0.5 or line.call or resized:
        return True
    small = line.size < 0.93 * size
    flows = _is_full(before) and not has_ended(before.text)
    if starts_item(group[0].text, before.text, line.text, note=small, flows=flows) or _ends_caption(
        group, line
    ):
        return True
    starts_small = line.text[:1].islower()
    if _changes_weight(before, line) and not starts_small:
        runs_in = before.bold and _is_full(before)
        return _is_full_title(group) or _caps(line.text) or (has_ended(before.text) and not runs_in)
    return _ends_paragraph(before, line) or has_leaders(before.text)


def _changes_weight(before: Line, line: Line) -> bool:
    """Tell whether bold starts or ends between two lines, not inside one of them."""
    if before.closes_bold == line.opens_bold:
        return False
    return before.bold if before.closes_bold else True


def _ends_caption(group: Sequence[Line], line: Line) -> bool:
    """Tell whether a caption ended before a line: its own last line is short."""
    caption = bool(_CAPTION.match(group[0].text))
    return caption and not _is_full(group[-1]) and not line.text[:1].islower()


def _is_full_title(group: Sequence[Line]) -> bool:
    return _all_bold(group) and not has_ended(group[-1].text)


def _all_bold(group: Sequence[Line]) -> bool:
    """Tell whether all lines are bold; of those that are drawn nobody knows."""
    written = [line for line in group if line.text != DRAWN]
    return bool(written) and all(line.bold for line in written)


def _caps(text: str) -> bool:
    return is_capitals(text, 4)


def _ends_paragraph(before: Line, line: Line) -> bool:
    left, right = line.bounds
    width = right - left
    short = before.box.right < right - 0.18 * width
    ended = has_ended(before.text)
    if ended and short and opens_high(line.text):
        return True
    return (
        ended and line.box.left > before.box.left + 0.8 * line.size and not line.text[:1].islower()
    )


def _add(blocks: list[Block], group: Sequence[Line], setting: Setting) -> None:
    """Add the block of some lines; small text after a footnote goes on with the note."""
    text = _text_of([line.text for line in group], setting)
    first = group[0]
    block = Block(
        text=text,
        raw="\n".join(line.text for line in group),
        page=first.page,
        box=_around(group),
        left=first.box.left,
        opens=_opens(blocks, first),
        full=_is_full(group[-1]),
        indented=len(group) > 1 and first.box.left > group[1].box.left + 0.8 * first.size,
        doubtful=_is_doubtful(group),
        bold=_all_bold(group),
    )
    block.small = max(line.size for line in group) < 0.93 * setting.size
    if block.small and _as_note(blocks, block, first):
        return
    block.role, block.level = _role(group, text, setting)
    blocks.append(block)


def _opens(blocks: Sequence[Block], first: Line) -> bool:
    """Tell whether a line starts a page or a column: it stands higher than the block before."""
    body = (block.box for block in reversed(blocks) if block.role is not Role.FOOTNOTE)
    before = next(body, None)
    return before is None or first.box.bottom > before.top


def _is_full(line: Line) -> bool:
    """Tell whether a line reaches the right edge of its column."""
    left, right = line.bounds
    return line.box.right > right - FULL_LINE * (right - left)


def _as_note(blocks: list[Block], block: Block, first: Line) -> bool:
    """Make a footnote of a small block, or append it to the note before it."""
    found = _NOTE.match(block.text)
    if found and found["label"].isalpha() and not _is_called(blocks, found["label"]):
        found = None
    if first.call or found:
        block.role = Role.FOOTNOTE
        block.note = first.call or (found["label"] if found else "")
        block.text = block.text if first.call or not found else block.text[found.end() :]
        blocks.append(block)
        return True
    last = blocks[-1] if blocks else None
    if last and last.role is Role.FOOTNOTE and last.page == block.page:
        last.text, last.raw = f"{last.text} {block.text}", f"{last.raw}\n{block.raw}"
        return True
    return False


def _is_called(blocks: Sequence[Block], label: str) -> bool:
    """Tell whether a text calls the note of a letter: many words are one letter."""
    return any(label in CALL.findall(block.text) for block in blocks)


def _around(group: Sequence[Line]) -> Box:
    return Box(
        left=min(line.box.left for line in group),
        bottom=min(line.box.bottom for line in group),
        right=max(line.box.right for line in group),
        top=max(line.box.top for line in group),
    )


def _role(group: Sequence[Line], text: str, setting: Setting) -> tuple[Role, int]:
    """What a block is, and its heading level from 1, or 0."""
    if has_leaders(text):
        return Role.CONTENTS, 0
    bare = CALL.sub("", text) if CALL_CLOSE in text else text
    if _CAPTION.match(bare) and len(bare) < 250:
        return Role.CAPTION, 0
    short = len(group) <= TITLE_LINES or length_of(bare) <= LONGEST_CROWN
    level = _heading_level(group, bare, setting) if short else 0
    return (Role.HEADING, level) if level else (Role.TEXT, 0)


def _heading_level(group: Sequence[Line], bare: str, setting: Setting) -> int:
    """The level of a short, large or heavy block; 0 when it is no heading."""
    number = number_at(bare)
    length = length_of(bare)
    sentence = length > 160 or (number is not None and length > 100)
    if sentence or sum(char.isalpha() for char in bare) < 3:
        return 0
    height = max(line.size for line in group)
    if height > 1.12 * setting.size:
        return 0 if bare[-1] in ".;," else setting.levels.get(round(height * 2) / 2, 3)
    if _all_bold(group) and bare[-1] == ":" and _caps(bare):
        return 4
    if bare[-1] in ".;,:" or bare[0].islower() or (bare[-1] == "?" and length > QUESTION):
        return 0
    if _caps(bare):
        return 4
    return 5 if _all_bold(group) else 0
