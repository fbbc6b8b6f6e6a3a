"""Read ODT: numbered paragraphs, headings, lists, notes, tables; changes accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jalon.engines.reading.blocks import Block, Draft, Role, mark_call
from jalon.engines.reading.normalising import tidy
from jalon.engines.reading.numbering import small_number
from jalon.engines.reading.ooxml import PACKAGE_TROUBLES, counted, parse_part
from jalon.engines.reading.records import Metadata, Source
from jalon.engines.reading.refusals import DamagedFile
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, STYLE, META, FO, DRAW = (
    _NAMES % name
    for name in ("text", "table", "office", "style", "meta", "xsl-fo-compatible", "drawing")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = {
    f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}tracked-changes",
    f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}bookmark", f"{DRAW}object",
}  # fmt: skip
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman"}  # fmt: skip
_INDEXES = {f"{TEXT}{name}-index" for name in ("alphabetical", "illustration", "table", "object")}
_INDEXES |= {f"{TEXT}table-of-content", f"{TEXT}user-index"}
MOST_DEPTH = 200
"""Deepest nesting of elements that is followed."""


@dataclass(kw_only=True, slots=True)
class _Level:
    """How one level of a list is counted and written."""

    form: str
    prefix: str
    suffix: str
    start: int
    shown: int


@dataclass(kw_only=True, slots=True)
class _Text:
    """A text document while it is read."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    bold: set[str] = field(default_factory=set)
    notes: list[Block] = field(default_factory=list)
    tables: int = 0


def read_opendocument(source: Source) -> Draft:
    """Blocks of an ODT file.

    Raises:
        DamagedFile: A part is missing or is not well-formed XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            root = parse_part(package, "content.xml")
            body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
            if body is None:
                raise DamagedFile(file=source.path.name, kind="ODT")
            document = _Text()
            for part in (parse_part(package, "styles.xml"), root):
                _load_styles(part, document)
            blocks = list(_blocks(body, document, 0))
            return Draft(blocks=blocks, properties=_properties(package))
    except PACKAGE_TROUBLES as trouble:
        raise DamagedFile(file=source.path.name, kind="ODT") from trouble


def _properties(package: zipfile.ZipFile) -> Metadata:
    root = parse_part(package, "meta.xml")
    if root is None:
        return Metadata()
    language = language_of(root.findtext(f".//{_DC}language") or "")
    date = root.findtext(f".//{META}creation-date") or root.findtext(f".//{_DC}date") or ""
    return Metadata(
        title=tidy(root.findtext(f".//{_DC}title") or "") or None,
        date=date[:10] or None,
        language=language or UNKNOWN_LANGUAGE,
    )


def _load_styles(root: Any, document: _Text) -> None:
    if root is None:
        return
    for style in root.iter(f"{TEXT}list-style"):
        levels = {}
        for level in style:
            form = level.get(f"{STYLE}num-format") or ""
            bullet = str(level.tag).endswith("bullet")
            levels[small_number(level.get(f"{TEXT}level"), 1)] = _Level(
                form="bullet" if bullet else _FORMS.get(form, ""),
                prefix=level.get(f"{STYLE}num-prefix") or "",
                suffix=level.get(f"{STYLE}num-suffix") or "",
                start=small_number(level.get(f"{TEXT}start-value"), 1),
                shown=small_number(level.get(f"{TEXT}display-levels"), 1),
            )
        document.lists[style.get(f"{STYLE}name") or ""] = levels
    for style in root.iter(f"{STYLE}style"):
        shape = style.find(f"{STYLE}text-properties")
        if shape is not None and shape.get(f"{FO}font-weight") == "bold":
            document.bold.add(style.get(f"{STYLE}name") or "")


def _blocks(element: Any, document: _Text, depth: int) -> Iterator[Block]:
    for child in element if depth < MOST_DEPTH else ():
        if child.tag in _SKIPPED:
            continue
        if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield from _paragraph(child, document)
        elif child.tag == f"{TEXT}list":
            yield from _list(child, document, "", 1)
        elif child.tag == f"{TABLE}table":
            yield from _table(child, document)
        elif child.tag in _INDEXES:
            yield from _index(child, document)
        else:
            yield from _blocks(child, document, depth + 1)


def _paragraph(element: Any, document: _Text, marker: str = "", level: int = 0) -> Iterator[Block]:
    raw = _said(element, document)
    text = tidy(raw).strip()
    if text:
        block = Block(text=text, raw=raw, marker=marker, depth=level)
        if element.tag == f"{TEXT}h":
            block.role = Role.HEADING
            block.level = min(small_number(element.get(f"{TEXT}outline-level"), 1), 6)
            block.text = f"{marker} {text}" if marker and marker != "•" else text
            block.marker = ""
        elif not marker and _is_bold_title(element, text, document):
            block.role, block.level = Role.HEADING, 5
        yield block
    yield from document.notes
    document.notes = []


def _is_bold_title(element: Any, text: str, document: _Text) -> bool:
    """Tell whether a short paragraph is set in bold from end to end."""
    if len(text) > 160 or text[-1] in ".;,:" or not any(char.isalpha() for char in text):
        return False
    if element.get(f"{TEXT}style-name") in document.bold:
        return True
    spans = list(element)
    loose = (element.text or "").strip() or any((span.tail or "").strip() for span in spans)
    return (
        bool(spans)
        and not loose
        and all(span.get(f"{TEXT}style-name") in document.bold for span in spans)
    )


def _said(element: Any, document: _Text) -> str:
    """The text of a paragraph; notes are put by for the block after it."""
    parts: list[str] = []
    _collect(element, document, parts, 0)
    return "".join(parts)


def _collect(element: Any, document: _Text, parts: list[str], depth: int) -> None:
    parts.append(re.sub(r"\s+", " ", element.text or ""))
    for child in element if depth < MOST_DEPTH else ():
        if child.tag == f"{TEXT}note":
            parts.append(_note(child, document))
        elif child.tag == f"{TEXT}s":
            parts.append(" " * min(small_number(child.get(f"{TEXT}c"), 1), 100))
        elif child.tag == f"{TEXT}tab":
            parts.append(" ")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag not in _SKIPPED:
            _collect(child, document, parts, depth + 1)
        parts.append(re.sub(r"\s+", " ", child.tail or ""))


def _note(element: Any, document: _Text) -> str:
    """The mark of the call of a note, whose text is put by."""
    shown = element.find(f"{TEXT}note-citation")
    label = "".join(shown.itertext()).strip()[:20] if shown is not None else ""
    label = label or "*"
    if element.get(f"{TEXT}note-class") == "endnote":
        label = f"e{label}"
    body = element.find(f"{TEXT}note-body")
    text = tidy(" ".join("".join(line.itertext()) for line in body)) if body is not None else ""
    if text:
        document.notes.append(Block(text=text, raw=text, role=Role.FOOTNOTE, note=label))
    return mark_call(label)


def _list(element: Any, document: _Text, style: str, level: int) -> Iterator[Block]:
    style = element.get(f"{TEXT}style-name") or style
    counts = document.counts.setdefault(style, {})
    goes_on = element.get(f"{TEXT}continue-numbering") == "true"
    if level == 1 and not goes_on and element.get(f"{TEXT}continue-list") is None:
        counts.clear()
    for deeper in [other for other in counts if other > level]:
        del counts[deeper]
    for item in element if level < MOST_DEPTH else ():
        marker = ""
        if item.tag == f"{TEXT}list-item":
            marker = _marker(item, document, style, level)
        for child in item:
            if child.tag == f"{TEXT}list":
                yield from _list(child, document, style, level + 1)
            elif child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from _paragraph(child, document, marker, level)
                marker = ""


def _marker(item: Any, document: _Text, style: str, level: int) -> str:
    """The number or bullet of the next item of a list."""
    counts = document.counts.setdefault(style, {})
    form = document.lists.get(style, {}).get(level)
    if form is None or form.form in {"bullet", ""}:
        return "•" if form is None or form.form else ""
    if not any(child.tag in {f"{TEXT}p", f"{TEXT}h"} for child in item):
        return ""
    counts[level] = small_number(
        item.get(f"{TEXT}start-value"), counts.get(level, form.start - 1) + 1
    )
    shown = [
        counted(counts.get(one, 1), document.lists[style][one].form)
        for one in range(max(1, level - form.shown + 1), level + 1)
        if one in document.lists[style]
    ]
    return f"{form.prefix}{'.'.join(shown)}{form.suffix}".strip()


def _index(element: Any, document: _Text) -> Iterator[Block]:
    """Lines of a table of contents or another index."""
    for line in element.iter(f"{TEXT}p"):
        text = tidy(_said(line, document)).strip()
        if text:
            yield Block(text=text, raw=text, role=Role.CONTENTS)


def _table(element: Any, document: _Text) -> Iterator[Block]:
    """One block for each row; cells are joined by " | "."""
    document.tables += 1
    number, count = document.tables, 0
    for row in element.iter(f"{TABLE}table-row"):
        cells = [
            tidy(" ".join(_said(line, document) for line in cell.iter(f"{TEXT}p", f"{TEXT}h")))
            for cell in row.iterchildren(f"{TABLE}table-cell")
        ]
        text = " | ".join(cell for cell in cells if cell)
        if text:
            count += 1
            yield Block(text=text, raw=" | ".join(cells), role=Role.TABLE, table=(number, count))
    yield from document.notes
    document.notes = []
