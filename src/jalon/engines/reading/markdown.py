"""Read Markdown: headings, lists, tables, footnotes; marks of emphasis and links resolved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jalon.engines.reading.blocks import Block, Draft, Role, mark_call
from jalon.engines.reading.normalising import tidy
from jalon.engines.reading.plain import decode
from jalon.engines.reading.records import Metadata, Source

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"(?P<indent>\s*)(?P<marker>[-*+]|\(?(?:\d{1,4}|[a-zA-Z]|[ivx]{1,6})[.)])\s+")
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:\s*(.*)")
_CALL = re.compile(r"\[\^([^\]\s]{1,20})\]")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_RULE = re.compile(r" {0,3}(?:[-*_]\s*){3,}$")
_DIVIDER = re.compile(r"[\s|]*:?-[-:|\s]*$")
_FRONT = re.compile(r"---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_FIELD = re.compile(r"(title|date|lang(?:uage)?)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,1000})\]\(<?([^)\s>]{1,2000})>?[^)]{0,500}\)")
_REFERENCE = re.compile(r"\[([^\[\]^]{1,1000})\]\[[^\[\]]{0,200}\]")
_DEFINITION = re.compile(r" {0,3}\[[^\]^]+\]:\s+\S+")
_EMPHASIS = re.compile(r"(?<![\\\w])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
_CODE = re.compile(r"`{1,9}([^`]{1,2000})`{1,9}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--[^<]{0,2000}?-->")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


@dataclass(kw_only=True, slots=True)
class _Page:
    """A page while it is read."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    marker: str = ""
    depth: int = 0
    quote: bool = False
    tables: int = 0
    notes: list[Block] = field(default_factory=list)


def read_markdown(source: Source) -> Draft:
    """Blocks of a Markdown file."""
    text = decode(source).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    fields = dict(_fields(front[1])) if front else {}
    page = _Page()
    lines = text[front.end() if front else 0 :].split("\n")
    place = 0
    while place < len(lines):
        place = _step(page, lines, place)
    _flush(page)
    date = fields.get("date", "")[:10]
    return Draft(
        blocks=page.blocks + page.notes,
        properties=Metadata(title=fields.get("title") or None, date=date or None),
    )


def _fields(front: str) -> Iterator[tuple[str, str]]:
    for line in front.split("\n"):
        found = _FIELD.match(line)
        if found:
            yield found[1].lower(), found[2]


def _step(page: _Page, lines: Sequence[str], place: int) -> int:
    """Read what starts at a line; returns the place after it."""
    line = lines[place]
    heading = _HEADING.match(line)
    if _FENCE.match(line):
        return _fenced(page, lines, place)
    if heading:
        _flush(page)
        _heading(page, heading[2], len(heading[1]))
    elif page.lines and not page.marker and _UNDERLINE.match(line):
        title, page.lines = " ".join(page.lines), []
        _heading(page, title, 1 if "=" in line else 2)
    elif not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
        _flush(page)
    elif "|" in line and place + 1 < len(lines) and _DIVIDER.match(lines[place + 1]):
        return _table(page, lines, place)
    else:
        _text(page, line)
    return place + 1


def _heading(page: _Page, title: str, level: int) -> None:
    text = inline(title)
    if text:
        page.blocks.append(Block(text=text, raw=title, role=Role.HEADING, level=level))


def _text(page: _Page, line: str) -> None:
    """Take a line of running text, the first one of an item, or that of a footnote."""
    line = re.sub(r"^\s{0,3}(?:>\s?)+", "", line)
    note, item = _NOTE.match(line), _ITEM.match(line)
    if note:
        _flush(page)
        page.notes.append(Block(text=inline(note[2]), raw=line, role=Role.FOOTNOTE, note=note[1]))
        return
    if item and (not page.lines or page.marker or item["marker"] in "-*+" or "1" in item["marker"]):
        _flush(page)
        page.marker = "•" if item["marker"] in "-*+" else item["marker"]
        page.depth = 1 + len(item["indent"].expandtabs(4)) // 2
        line = line[item.end() :]
    page.lines.append(line.strip())


def _flush(page: _Page) -> None:
    raw = "\n".join(page.lines)
    text = inline(" ".join(page.lines))
    if text:
        page.blocks.append(Block(text=text, raw=raw, marker=page.marker, depth=page.depth))
    page.lines, page.marker, page.depth = [], "", 0


def _fenced(page: _Page, lines: Sequence[str], place: int) -> int:
    """Take a block of code as one text."""
    _flush(page)
    end = place + 1
    while end < len(lines) and not _FENCE.match(lines[end]):
        end += 1
    text = tidy("\n".join(lines[place + 1 : end])).strip()
    if text:
        page.blocks.append(Block(text=text, raw=text))
    return end + 1


def _table(page: _Page, lines: Sequence[str], place: int) -> int:
    """One block for each row."""
    _flush(page)
    page.tables += 1
    count, end = 0, place
    while end < len(lines) and "|" in lines[end]:
        cells = [inline(cell) for cell in re.split(r"(?<!\\)\|", lines[end].strip().strip("|"))]
        text = " | ".join(cell for cell in cells if cell)
        if text and end != place + 1:
            count += 1
            page.blocks.append(
                Block(text=text, raw=lines[end], role=Role.TABLE, table=(page.tables, count))
            )
        end += 1
    return end


def inline(text: str) -> str:
    """A text without the marks of Markdown; calls of footnotes are marked.

    >>> inline("**Two** [gardens](https://example.org/a) in `town`")
    'Two gardens (https://example.org/a) in town'
    """
    text = _CODE.sub(r"\1", _TAG.sub("", text))
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda found: _linked(found[1], found[2]), text)
    text = _REFERENCE.sub(r"\1", text)
    text = _CALL.sub(lambda found: mark_call(found[1]), text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return tidy(_ESCAPE.sub(r"\1", text)).strip()


def _linked(text: str, address: str) -> str:
    return f"{text} ({address})" if address.startswith("http") and address != text else text
