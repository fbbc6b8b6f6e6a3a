"""Read plain text that was converted from pages: lines to blocks."""

import re
from collections.abc import Sequence

from jalon.engines.reading.blocks import Block, Draft, Role
from jalon.engines.reading.lettering import is_capitals, length_of, opens_high
from jalon.engines.reading.normalising import has_ended, join_lines, tidy, words_of
from jalon.engines.reading.numbering import Style, marker_at, number_at
from jalon.engines.reading.records import Metadata, Notice, Source
from jalon.engines.reading.rows import Row, rows_of
from jalon.engines.reading.sniffing import wide_encoding
from jalon.engines.reading.textnotes import take_notes

_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-Z])[.)]\s+\S")
_ANNEX = re.compile(
    r"(?:annexe?s?|anexos?|appendix|appendice|apéndice|приложение|附件|المرفق|مرفق)"
    r"(?:\s(?:[ivxlc]+|\d{1,2}|[a-z]))?",
    re.IGNORECASE,
)
_LIST_LENGTH = 4
"""Headings one after the other from which on they are a list."""
_SHORT = 90
"""Longest line of such a list, in characters."""
_TITLE_LENGTH = 240
"""Longest heading, in characters."""


def read_text(source: Source) -> Draft:
    """Blocks of a plain text file."""
    text = decode(source)
    rows = rows_of(text)
    body, notes = take_notes(rows)
    blocks = _blocks(body)
    pages = text.count("\f") + 1 if "\f" in text else None
    return Draft(blocks=_weave(blocks, notes), properties=Metadata(page_count=pages))


def decode(source: Source) -> str:
    """The characters of a file in UTF-8, UTF-16 or a Western or Cyrillic code page."""
    marked = source.data.startswith((b"\xff\xfe", b"\xfe\xff"))
    wide = "utf-16" if marked else wide_encoding(source.data)
    for encoding in filter(None, (wide, "utf-8-sig")):
        try:
            return source.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    source.notices.append(Notice(code="encoding-guessed"))
    high = [byte for byte in source.data[:20_000] if byte >= 0xC0]
    cyrillic = len(high) > len(source.data[:20_000]) // 4
    return source.data.decode("cp1251" if cyrillic else "cp1252", errors="replace")


def _weave(blocks: Sequence[tuple[int, Block]], notes: Sequence[tuple[int, Block]]) -> list[Block]:
    """Blocks and notes in document order; a note comes after the block it cuts."""
    woven: list[Block] = []
    waiting = list(notes)
    for end, block in blocks:
        woven.append(block)
        while waiting and waiting[0][0] <= end:
            woven.append(waiting.pop(0)[1])
    return woven + [block for _, block in waiting]


def _blocks(rows: Sequence[Row]) -> list[tuple[int, Block]]:
    """Blocks with the number of rows up to their end."""
    known = words_of(row.text for row in rows)
    width = _usual_width(rows)
    blocks: list[tuple[int, Block]] = []
    start = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and not _breaks(rows, index, width):
            continue
        lines = rows[start:index]
        block = Block(
            text=tidy(join_lines([row.text for row in lines], known)),
            raw="\n".join(row.raw for row in lines),
            page=lines[0].page,
            opens=lines[0].opens,
            tight=len(lines) > 1 and all(row.gap == 0 for row in lines[1:]) and lines[0].usual >= 1,
        )
        block.role = _role(rows, start, index, width)
        blocks.append((index, block))
        start = index
    _calm_titles([block for _, block in blocks])
    return blocks


def _calm_titles(blocks: Sequence[Block]) -> None:
    """Take back headings that are entries of a list of short lines."""
    run: list[Block] = []
    for block in [*blocks, Block(text="", role=Role.TEXT)]:
        strong = not block.text or _is_strong_title(block.text)
        plain = block.role is Role.HEADING or (run and len(block.text) < _SHORT)
        if plain and not strong and not has_ended(block.text):
            run.append(block)
            continue
        if sum(one.role is Role.HEADING for one in run) >= _LIST_LENGTH:
            for one in run:
                one.role = Role.TEXT
        run = []


def _is_strong_title(text: str) -> bool:
    return bool(_SECTION_NUMBER.match(text)) or is_capitals(text)


def _usual_width(rows: Sequence[Row]) -> int:
    lengths = sorted(len(row.text) for row in rows)
    return lengths[len(lengths) * 3 // 4] if lengths else 80


def _breaks(rows: Sequence[Row], index: int, width: int) -> bool:
    """Tell whether a block starts at this row."""
    before, row = rows[index - 1], rows[index]
    if _starts_item(row.text) or _ANNEX.fullmatch(row.text) or _ANNEX.fullmatch(before.text):
        return True
    if _is_caps(row.text) != _is_caps(before.text) and (row.opens or _is_caps(before.text)):
        return True
    if row.usual >= 1:
        return _breaks_spaced(rows, index, width)
    if row.gap >= 1:
        return True
    return bool(_LEADERS.search(before.text)) or _is_lone_title(rows, index - 1, width)


def _breaks_spaced(rows: Sequence[Row], index: int, width: int) -> bool:
    """The same where blank lines stand between all lines."""
    before, row = rows[index - 1], rows[index]
    if _LEADERS.search(before.text) or (is_capitals(row.text) and row.gap >= 1):
        return True
    if before.gap >= 2 and len(before.text) < 0.3 * width and _like_title(before.text):
        return opens_high(row.text)
    goes_on = row.opens and not has_ended(before.text) and len(before.text) > 0.7 * width
    led = is_capitals(before.text) and row.gap >= 1 and _LEADERS.search(row.text)
    if led or (row.gap > max(row.usual, 1) and not goes_on):
        return True
    tight_here = index + 1 < len(rows) and rows[index + 1].gap == 0
    if row.gap >= 1 and before.gap == 0:
        return True
    if row.gap >= 1 and tight_here:
        return not (goes_on and row.text[:1].islower())
    return _is_lone_title(rows, index, width) or _is_lone_title(rows, index - 1, width)


def _is_caps(text: str) -> bool:
    return is_capitals(text, 8)


def _starts_item(text: str) -> bool:
    number = number_at(text)
    if number and number.style is not Style.BARE and number.value < 1000:
        return True
    marker = marker_at(text)
    return marker is not None and (marker.kind != "bullet" or len(text) > marker.end)


def _is_lone_title(rows: Sequence[Row], index: int, width: int) -> bool:
    """Tell whether one row alone is a heading between two paragraphs."""
    row = rows[index]
    before = rows[index - 1] if index else None
    after = rows[index + 1] if index + 1 < len(rows) else None
    if after is None or len(row.text) > 0.62 * width or row.text[-1:] in ".;:,?!»-":
        return False
    if not opens_high(row.text) or (before and not has_ended(before.text)):
        return False
    number = number_at(after.text)
    return number is not None and number.style is Style.DOTTED and after.gap >= row.usual


def _role(rows: Sequence[Row], start: int, end: int, width: int) -> Role:
    lines = rows[start:end]
    text = " ".join(row.text for row in lines)
    if _LEADERS.search(text):
        return Role.CONTENTS
    cells = any(" | " in row.text for row in lines)
    if cells or length_of(text) > _TITLE_LENGTH or len(lines) > 5 or not _like_title(text):
        return Role.TEXT
    if _SECTION_NUMBER.match(text) or is_capitals(text):
        return Role.HEADING
    apart = _set_apart(rows, start, end)
    short = all(len(row.text) < 0.85 * width for row in lines)
    return Role.HEADING if apart and short else Role.TEXT


def _like_title(text: str) -> bool:
    bare = re.sub("\ue000.*?\ue001", "", text).rstrip()
    if not bare or bare[-1] in ".;:,-–" or sum(char.isalpha() for char in bare) < 3:
        return False
    marker = marker_at(bare)
    if marker and marker.kind == "bullet":
        return False
    first = next(char for char in bare if char.isalnum())
    if first.islower() or (bare[0] in "([" and len(bare) < 60):
        return False
    number = number_at(bare)
    return number is None or number.style is Style.DOTTED


def _set_apart(rows: Sequence[Row], start: int, end: int) -> bool:
    row = rows[start]
    after = rows[end] if end < len(rows) else None
    if after is None:
        return False
    if row.usual >= 1:
        tight = end - start > 1 and all(one.gap == 0 for one in rows[start + 1 : end])
        return tight or row.gap >= 2 or after.gap >= 2 or number_at(after.text) is not None
    return row.gap >= 1 and after.gap >= 1
