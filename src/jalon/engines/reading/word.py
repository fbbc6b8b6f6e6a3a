"""Read DOCX from its parts: numbers, styles, footnotes, tables, changes accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jalon.engines.reading.blocks import Block, Draft, Role, mark_call
from jalon.engines.reading.normalising import tidy
from jalon.engines.reading.numbering import small_number
from jalon.engines.reading.ooxml import (
    MOST_LEVEL,
    PACKAGE_TROUBLES,
    WORD,
    Lists,
    Style,
    lists_of,
    main_part,
    parse_part,
    styles_of,
    value_of,
)
from jalon.engines.reading.records import Metadata, Source
from jalon.engines.reading.refusals import DamagedFile
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = {
    f"{WORD}{name}"
    for name in (
        "del", "moveFrom", "delText", "instrText", "commentReference", "rPr", "pPr", "txbxContent"
    )
} | {f"{_MC}Fallback"}  # fmt: skip
_SIGNS = {
    f"{WORD}tab": " ",
    f"{WORD}ptab": " ",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
    f"{WORD}softHyphen": "",
}
_HEADING_STYLE = re.compile(r"(?:heading|titre|título|überschrift|заголовок) ?(\d)|^title$|^titre$")
_RAISED_CALL = re.compile(r"\d{1,3}$|\*{1,3}$")
_STARS = re.compile(r"\*{1,3}$")
_CONTENTS = re.compile(r"\s*TOC\b")
_DOTTED_TAIL = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}\s*\d+$")


@dataclass(kw_only=True, slots=True)
class _Book:
    """A document while it is read."""

    styles: dict[str, Style]
    lists: Lists
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    tables: int = 0
    fields: list[bool] = field(default_factory=list)
    carried: str = ""


def read_word(source: Source) -> Draft:
    """Blocks of a DOCX file.

    Raises:
        DamagedFile: A part is missing or is not well-formed XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            root = parse_part(package, main_part(package))
            body = root.find(f"{WORD}body") if root is not None else None
            if body is None:
                raise DamagedFile(file=source.path.name, kind="DOCX")
            book = _Book(styles=styles_of(package), lists=lists_of(package))
            _load_notes(package, book)
            blocks = list(_blocks(body, book))
            return Draft(blocks=blocks, properties=_properties(package))
    except PACKAGE_TROUBLES as trouble:
        raise DamagedFile(file=source.path.name, kind="DOCX") from trouble


def _properties(package: zipfile.ZipFile) -> Metadata:
    root = parse_part(package, "docProps/core.xml")
    if root is None:
        return Metadata()
    language = language_of(root.findtext(f"{_DC}language") or "")
    date = (root.findtext(f"{_TERMS}created") or "")[:10]
    return Metadata(
        title=tidy(root.findtext(f"{_DC}title") or "") or None,
        date=date or None,
        language=language or UNKNOWN_LANGUAGE,
    )


def _load_notes(package: zipfile.ZipFile, book: _Book) -> None:
    """Texts of footnotes and endnotes by kind and id, separators left out."""
    for kind in ("footnote", "endnote"):
        root = parse_part(package, f"word/{kind}s.xml")
        if root is None:
            continue
        for note in root.iter(f"{WORD}{kind}"):
            if value_of(note, "type") in {
                "separator",
                "continuationSeparator",
                "continuationNotice",
            }:
                continue
            lines = [_text(paragraph, book) for paragraph in note.iter(f"{WORD}p")]
            text = tidy(" ".join(line for line in lines if line.strip()))
            book.notes[f"{kind}:{value_of(note, 'id')}"] = (text, "\n".join(lines))


def _blocks(body: Any, book: _Book) -> Iterator[Block]:
    for element in body:
        if element.tag == f"{WORD}p":
            yield from _paragraph(element, book)
        elif element.tag == f"{WORD}tbl":
            yield from _table(element, book)
        elif element.tag in {f"{WORD}sdt", f"{WORD}ins", f"{WORD}moveTo", f"{WORD}sdtContent",
                             f"{WORD}customXml", f"{WORD}smartTag"}:  # fmt: skip
            yield from _blocks(element, book)


def _style(element: Any, book: _Book) -> Style:
    """The style of a paragraph; one that the document does not define is known by its id."""
    name = value_of(element.find(f"{WORD}pPr/{WORD}pStyle"))
    return book.styles.get(name) or Style(name=name.lower())


def _paragraph(element: Any, book: _Book) -> Iterator[Block]:
    style = _style(element, book)
    raw, book.carried = book.carried + _text(element, book), ""
    in_contents = _in_contents(element, book)
    text = tidy(raw)
    if element.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None:
        book.carried = raw
        return
    if not text:
        yield from _boxes(element, book)
        yield from _called_notes(book)
        return
    marker, depth = _marker(element, style, book)
    block = Block(text=text, raw=raw, marker=marker, depth=depth)
    heading = _HEADING_STYLE.search(style.name)
    shown = value_of(element.find(f"{WORD}pPr/{WORD}outlineLvl"))
    outline = small_number(shown, -1, most=MOST_LEVEL) + 1
    if in_contents or style.name.startswith("toc ") or _DOTTED_TAIL.search(text):
        block.role = Role.CONTENTS
    elif style.name.endswith("caption"):
        block.role = Role.CAPTION
    elif heading or style.outline or outline:
        block.role = Role.HEADING
        digit = heading.group(1) if heading else None
        block.level = int(digit) if digit else style.outline or outline or 1
        block.text = f"{marker} {text}" if marker and marker != "•" else text
        block.marker = ""
    elif _is_bold_title(element, text):
        block.role, block.level = Role.HEADING, 5
    yield block
    yield from _boxes(element, book)
    yield from _called_notes(book)


def _boxes(element: Any, book: _Book) -> Iterator[Block]:
    """Blocks of the text boxes that hang on a paragraph, each box once."""
    for box in element.iter(f"{WORD}txbxContent"):
        above = [one.tag for one in box.iterancestors()]
        here = above[: above.index(element.tag)]
        if f"{_MC}Fallback" not in here and f"{WORD}txbxContent" not in here:
            yield from _blocks(box, book)


def _in_contents(element: Any, book: _Book) -> bool:
    """Tell whether any of a paragraph stands in a field that makes a table of contents."""
    inside = any(book.fields)
    for part in element.iter(f"{WORD}fldChar", f"{WORD}instrText"):
        kind = value_of(part, "fldCharType")
        if kind == "begin":
            book.fields.append(False)
        elif kind == "end" and book.fields:
            book.fields.pop()
        elif part.tag == f"{WORD}instrText" and book.fields and _CONTENTS.match(part.text or ""):
            book.fields[-1] = inside = True
    return inside


def _is_bold_title(element: Any, text: str) -> bool:
    """Tell whether a short paragraph is set in bold from end to end."""
    if len(text) > 160 or text[-1] in ".;,:" or not any(char.isalpha() for char in text):
        return False
    runs = [run for run in element.iter(f"{WORD}r") if "".join(run.itertext()).strip()]
    bold = [run.find(f"{WORD}rPr/{WORD}b") for run in runs]
    return bool(runs) and all(
        one is not None and value_of(one) not in {"0", "false"} for one in bold
    )


def _marker(element: Any, style: Style, book: _Book) -> tuple[str, int]:
    """The automatic number of a paragraph and its depth from 1; empty and 0 without one."""
    numbering = element.find(f"{WORD}pPr/{WORD}numPr")
    list_id, level = style.list_id, style.list_level
    if numbering is not None:
        list_id = value_of(numbering.find(f"{WORD}numId")) or list_id
        shown = value_of(numbering.find(f"{WORD}ilvl"))
        level = small_number(shown, level, most=MOST_LEVEL)
    if list_id in {"", "0"}:
        return "", 0
    return book.lists.marker(list_id, level), level + 1


def _text(element: Any, book: _Book) -> str:
    """The text of a paragraph as it reads when all changes are accepted."""
    parts: list[str] = []
    _collect(element, book, parts)
    return "".join(parts)


def _collect(element: Any, book: _Book, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or _is_hidden(child):
            continue
        if tag in {f"{WORD}t", f"{_MATH}t"}:
            parts.append(child.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag in {f"{WORD}footnoteReference", f"{WORD}endnoteReference"}:
            own = _own_mark(child)
            parts.append(mark_call(_call(child, book, own)))
            if own:
                return
        elif tag == f"{WORD}r" and _is_raised_number(child):
            parts.append(mark_call("".join(child.itertext())))
        else:
            _collect(child, book, parts)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{WORD}rPr/{WORD}vanish")
    return hidden is not None and value_of(hidden) not in {"0", "false", "off"}


def _is_raised_number(run: Any) -> bool:
    align = value_of(run.find(f"{WORD}rPr/{WORD}vertAlign"))
    text = "".join(part.text or "" for part in run.iter(f"{WORD}t")).strip()
    return align == "superscript" and bool(_RAISED_CALL.match(text))


def _own_mark(call: Any) -> str:
    """The stars that the author set for a note instead of its number; empty without them."""
    if value_of(call, "customMarkFollows") not in {"1", "true", "on"}:
        return ""
    after = "".join(part.text or "" for part in call.itersiblings(f"{WORD}t")).strip()
    return after if _STARS.match(after) else ""


def _call(element: Any, book: _Book, own: str) -> str:
    """The printed label of a note: notes are counted in the order of their calls."""
    kind = "footnote" if element.tag.endswith("footnoteReference") else "endnote"
    key = f"{kind}:{value_of(element, 'id')}"
    if key not in book.numbers:
        counted = [one for one, mark in book.numbers.items() if not mark.startswith("*")]
        count = 1 + sum(one.startswith(kind) for one in counted)
        book.numbers[key] = own or (str(count) if kind == "footnote" else f"e{count}")
        book.calls.append(key)
    return book.numbers[key]


def _called_notes(book: _Book) -> Iterator[Block]:
    """The notes called since the last paragraph."""
    for key in book.calls:
        text, raw = book.notes.get(key, ("", ""))
        mark = book.numbers[key]
        if mark.startswith("*"):
            text = text.removeprefix(mark).lstrip()
        if text:
            yield Block(text=text, raw=raw, role=Role.FOOTNOTE, note=mark)
    book.calls.clear()


def _table(table: Any, book: _Book) -> Iterator[Block]:
    """One block for each row; cells are joined by " | ". A table of one column is text."""
    rows = [row for row in _rows(table) if row.find(f"{WORD}trPr/{WORD}del") is None]
    columns = [[cell for cell in row.iter(f"{WORD}tc") if _is_own(cell, table)] for row in rows]
    if max(map(len, columns), default=0) < 2:
        for cell in (cell for cells in columns for cell in cells):
            yield from _blocks(cell, book)
        return
    book.tables += 1
    number, count = book.tables, 0
    for own in columns:
        cells = [tidy(" ".join(_lines(cell, book))).replace("\n", " ") for cell in own]
        text = " | ".join(cell for cell in cells if cell)
        if text:
            count += 1
            yield Block(text=text, raw=" | ".join(cells), role=Role.TABLE, table=(number, count))
    yield from _called_notes(book)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, those in content controls and changes too."""
    for child in table:
        if child.tag == f"{WORD}tr":
            yield child
        elif child.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"}:
            yield from _rows(child)


def _is_own(cell: Any, table: Any) -> bool:
    """Tell whether a cell belongs to a table itself, not to a table in one of its cells."""
    return next(cell.iterancestors(f"{WORD}tbl")) is table


def _lines(cell: Any, book: _Book) -> Iterator[str]:
    """The paragraphs of a cell, with their automatic numbers."""
    for element in cell.iter(f"{WORD}p"):
        if next(element.iterancestors(f"{_MC}Fallback"), None) is not None:
            continue
        text = _text(element, book)
        marker = _marker(element, _style(element, book), book)[0] if text.strip() else ""
        yield f"{marker} {text}" if marker and marker != "•" else text
