"""Read RTF: text, numbers, headings by outline level, footnotes, tables."""

import re
from collections.abc import Iterator
from typing import Any

from jalon.engines.reading.blocks import Block, Draft, Role, mark_call
from jalon.engines.reading.normalising import tidy
from jalon.engines.reading.records import Metadata, Source
from jalon.engines.reading.refusals import DamagedFile

_OUTLINE = re.compile(r"\\outlinelevel([0-8])(?!\d) ?")
_HEADING_MARK = "\ue006"
_NOTE_MARK = "\ue007"
_END_MARK = "\ue008"
_MARKED = re.compile(f"{_HEADING_MARK}(\\d)")
_CALLED = re.compile(f"{_NOTE_MARK}(\\d+){_END_MARK}")
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote\b")
_DELETED = re.compile(r"\{(?:\\[a-z]+-?\d* ?)*\\deleted\b(?!0)")
_SHAPE = re.compile(r"\\shptxt\b")
_NUMBER = re.compile(r"\s{0,4}(?P<marker>[^\s\t]{1,10})\t(?=\S)")
_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_CALL_RUN = re.compile(r"\{[^{}]*\\chftn[^{}]*\}|\\chftn\b ?")
_TROUBLES = (
    ValueError, LookupError, RecursionError, OverflowError, TypeError, AttributeError,
)  # fmt: skip
"""What the kept library stumbles over in damaged control words."""
_BULLETS = frozenset("•·o▪§\uf0b7\uf0a7-–")


def read_rich(source: Source) -> Draft:
    """Blocks of an RTF file.

    Raises:
        DamagedFile: The control words cannot be followed.
    """
    code = source.data.decode("latin-1")
    notes: list[str] = []
    try:
        marked = _without(code, _DELETED)
        marked = _take_notes(marked, notes)
        marked = _OUTLINE.sub(
            lambda found: f"{found.group()}{_escape(_HEADING_MARK)}{found[1]} ", marked
        )
        marked = _SHAPE.sub("", marked.replace("\\pntext", ""))
        text = _plain(marked)
        said = [_plain("{\\rtf1 " + _CALL_RUN.sub("", note) + "}") for note in notes]
    except _TROUBLES as trouble:
        raise DamagedFile(file=source.path.name, kind="RTF") from trouble
    return Draft(blocks=list(_blocks(text, said)), properties=_properties(code))


def _plain(code: str) -> str:
    from striprtf import striprtf

    convert: Any = striprtf.rtf_to_text  # ships no types
    return str(convert(code, errors="ignore"))


def _escape(char: str) -> str:
    return f"\\u{ord(char) - 0x10000}?"


def _properties(code: str) -> Metadata:
    title, created = _TITLE.search(code[:20_000]), _CREATED.search(code[:20_000])
    date = "-".join(f"{int(part):02d}" for part in created.groups()) if created else None
    return Metadata(title=tidy(title[1]) if title else None, date=date)


def _end_of(code: str, start: int) -> int:
    """The place after the group that opens at a brace."""
    depth, place = 0, start
    while place < len(code):
        char = code[place]
        if char == "\\":
            place += 2
            continue
        depth += (char == "{") - (char == "}")
        place += 1
        if not depth:
            break
    return place


def _groups(code: str, pattern: "re.Pattern[str]") -> Iterator[tuple[int, int]]:
    """Start and end of the groups that a pattern opens, one after the other."""
    place = 0
    while found := pattern.search(code, place):
        place = _end_of(code, found.start())
        yield found.start(), place


def _without(code: str, pattern: "re.Pattern[str]") -> str:
    kept, last = [], 0
    for start, end in _groups(code, pattern):
        kept.append(code[last:start])
        last = end
    return "".join([*kept, code[last:]])


def _take_notes(code: str, notes: list[str]) -> str:
    """The code without its footnotes, with a marked call in the place of each."""
    kept, last = [], 0
    for start, end in _groups(code, _NOTE):
        before = _CALL_RUN.sub("", code[last:start])
        notes.append(code[start + 1 : end - 1].replace("\\*", "", 1).replace("\\footnote", "", 1))
        kept.append(f"{before}{_escape(_NOTE_MARK)}{len(notes)}{_escape(_END_MARK)}")
        last = end
    return "".join([*kept, code[last:]])


def _blocks(text: str, notes: list[str]) -> Iterator[Block]:
    tables = row = 0
    for line in text.split("\n"):
        called = [int(found[1]) for found in _CALLED.finditer(line)]
        raw = _CALLED.sub(lambda found: mark_call(found[1]), line)
        is_row = raw.rstrip().endswith("|") and raw.count("|") > 1
        row = row + 1 if is_row else 0
        tables += row == 1
        block = _row(raw, tables, row) if is_row else _line(raw)
        if block.text:
            yield block
        for number in called:
            note = tidy(notes[number - 1]).replace("\n", " ").strip()
            if note:
                yield Block(text=note, raw=note, role=Role.FOOTNOTE, note=str(number))


def _row(raw: str, table: int, row: int) -> Block:
    cells = [tidy(_MARKED.sub("", cell)).strip() for cell in raw.split("|")]
    text = " | ".join(cell for cell in cells if cell)
    return Block(text=text, raw=raw, role=Role.TABLE, table=(table, row))


def _line(raw: str) -> Block:
    level = _MARKED.search(raw)
    raw = _MARKED.sub("", raw)
    number = _NUMBER.match(raw)
    marker = number["marker"] if number else ""
    text = tidy(raw[number.end() :] if number else raw).strip()
    block = Block(text=text, raw=raw)
    if level:
        block.role, block.level = Role.HEADING, int(level[1]) + 1
        block.text = f"{marker} {text}" if marker and marker not in _BULLETS else text
    else:
        block.marker = "•" if marker in _BULLETS else marker
    return block
