"""Papers as HTML, EPUB, Markdown, RTF, ODT, and as text that was converted from pages."""

import textwrap
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from jalon.project.benchmarks.specimens.papers import CALL, Paper, Part, PartKind

_HEADINGS = {PartKind.HEADING, PartKind.ANNEX}


def save_html(paper: Paper, path: Path) -> None:
    """A page of a site: menu, header, the paper in `main`, related links, a footer."""
    noise = "".join(f"<li><a href='/x'>{escape(one)}</a></li>" for one in paper.noise)
    turn = "rtl" if paper.lang == "ar" else "ltr"
    path.write_text(
        f"<!doctype html><html lang='{paper.lang}' dir='{turn}'><head><meta charset='utf-8'>"
        f"<title>{escape(paper.head)}</title><style>p {{ margin: 0 }}</style></head><body>"
        f"<header><nav><ul>{noise}</ul></nav></header><main>{body_of(paper)}</main>"
        f"<aside><ul>{noise}</ul></aside><footer><p>{escape(' '.join(paper.noise))}</p></footer>"
        "</body></html>",
        encoding="utf-8",
    )


def body_of(paper: Paper) -> str:
    """The paper in HTML, its footnotes at the end."""
    out, notes = [], 0
    for kind, group in groupby(paper.parts, key=lambda part: part.kind):
        parts = list(group)
        if kind is PartKind.ROW:
            out.append(_table(parts))
        elif kind is PartKind.ITEM and all(part.marker == "•" for part in parts):
            out.append(f"<ul>{''.join(f'<li>{escape(part.plain)}</li>' for part in parts)}</ul>")
        else:
            for part in parts:
                out.append(_html(part, notes + 1))
                notes += len(part.notes)
    listed = "".join(
        f"<p id='fn{at}'><a href='#ref{at}'>{at}</a>. {escape(note)}</p>"
        for at, note in enumerate(paper.notes, start=1)
    )
    return "".join(out) + (f"<section class='footnotes'><hr>{listed}</section>" if listed else "")


def _html(part: Part, first: int) -> str:
    tag = {PartKind.TITLE: "h1", PartKind.HEADING: "h2", PartKind.ANNEX: "h2"}.get(part.kind, "p")
    pieces = [escape(piece) for piece in part.text.split(CALL)]
    text = pieces[0]
    for at, piece in enumerate(pieces[1:], start=first):
        text += f"<sup id='ref{at}'><a href='#fn{at}'>{at}</a></sup>{piece}"
    if part.kind is PartKind.CAPTION:
        return f"<figure><figcaption>{text}</figcaption></figure>"
    return f"<{tag}>{f'{escape(part.marker)} {text}'.strip()}</{tag}>"


def _table(rows: list[Part]) -> str:
    made = ("".join(f"<td>{escape(cell)}</td>" for cell in row.plain.split(" | ")) for row in rows)
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in made)}</table>"


def save_epub(paper: Paper, path: Path) -> None:
    """A book of one chapter."""
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' version="3.0"><metadata><dc:title>{escape(paper.head)}</dc:title><dc:language>'
        f"{paper.lang}</dc:language></metadata><manifest><item id='c' href='c.xhtml'"
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine>'
        "</package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    chapter = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{paper.lang}"><body>{body_of(paper)}'
        "</body></html>"
    ).replace("<hr>", "<hr/>")
    parts = {"META-INF/container.xml": container, "b.opf": book, "c.xhtml": chapter}
    _zipped(path, "application/epub+zip", parts)


def _zipped(path: Path, kind: str, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        for name, text in parts.items():
            package.writestr(name, text)


def save_markdown(paper: Paper, path: Path) -> None:
    """Markdown with footnotes."""
    lines, notes = [], 0
    for kind, group in groupby(paper.parts, key=lambda part: part.kind):
        parts = list(group)
        if kind is PartKind.ROW:
            rows = [f"| {part.plain} |" for part in parts]
            columns = rows[0].count("|") - 1
            lines.append("\n".join([rows[0], "|" + "---|" * columns, *rows[1:]]))
            continue
        for part in parts:
            text, notes = _marked(part, notes)
            lines.append(text)
    lines += [f"[^{at}]: {note}" for at, note in enumerate(paper.notes, start=1)]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _marked(part: Part, notes: int) -> tuple[str, int]:
    text = part.text
    for at in range(notes + 1, notes + len(part.notes) + 1):
        text = text.replace(CALL, f"[^{at}]", 1)
    opening = {PartKind.TITLE: "# ", PartKind.HEADING: "## ", PartKind.ANNEX: "## "}
    marker = "- " if part.marker == "•" else f"{part.marker} " if part.marker else ""
    return opening.get(part.kind, "") + marker + text, notes + len(part.notes)


def save_text(paper: Paper, path: Path) -> None:
    """Text converted from pages: a blank line after every line, form feeds, glued calls, heads."""
    pages, lines, notes, number = [], [], [], 0
    for part in paper.parts:
        text = part.text
        for note in part.notes:
            number += 1
            text = text.replace(CALL, str(number), 1)
            notes.append(f"{number} {note}")
        lines += [*textwrap.wrap(f"{part.marker} {text}".strip(), 84), ""]
        if len(lines) > 40:
            pages.append((lines, notes))
            lines, notes = [], []
    pages.append((lines, notes))
    made = []
    for at, (body, foot) in enumerate(pages, start=1):
        made.append("\n\n".join([paper.head, "", *body, "", *foot, "", str(at)]))
    path.write_text("\n\f".join(made), encoding="utf-8")


_RTF = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}"


def save_rtf(paper: Paper, path: Path) -> None:
    """Rich text with headings, real footnotes, a table and a header."""
    out = [_RTF, rf"{{\header {_rtf(paper.head)}\par}}"]
    for part in paper.parts:
        if part.kind is PartKind.ROW:
            cells = part.plain.split(" | ")
            marks = "".join(rf"\cellx{2000 * at}" for at in range(1, len(cells) + 1))
            out.append(
                rf"\trowd{marks} " + "".join(rf"{_rtf(one)}\cell " for one in cells) + r"\row"
            )
            continue
        level = r"\outlinelevel0\b " if part.kind in _HEADINGS | {PartKind.TITLE} else ""
        text = _rtf(part.text)
        for note in part.notes:
            foot = rf"{{\super\chftn}}{{\footnote\pard {{\super\chftn}} {_rtf(note)}}}"
            text = text.replace(_rtf(CALL), foot, 1)
        out.append(rf"{{\pard{level} {_rtf(part.marker)} {text}\par}}")
    path.write_text("\n".join(out) + "}", encoding="ascii")


def _rtf(text: str) -> str:
    """A text in the escapes of RTF."""
    return "".join(letter if letter.isascii() else rf"\u{_signed(ord(letter))}?" for letter in text)


def _signed(code: int) -> int:
    return code - 65_536 if code > 32_767 else code


_ODT = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "manifest")
)


def save_odt(paper: Paper, path: Path) -> None:
    """OpenDocument with headings, typed numbers, footnotes, a table, a change and a comment."""
    out = [
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{escape(one)}</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        for one in paper.noise[:1]
    ]
    out += _odt_parts(paper)
    remark = "".join(
        f"<office:annotation><text:p>{escape(one)}</text:p></office:annotation>"
        for one in paper.noise[1:2]
    )
    body = "".join(out).replace("</text:p>", f"{remark}</text:p>", 1)
    _zipped(path, _ODT, {
        "META-INF/manifest.xml": f'<manifest:manifest {_SPACES}><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{_ODT}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        "content.xml": f"<office:document-content {_SPACES}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    })  # fmt: skip


def _odt_parts(paper: Paper) -> Iterator[str]:
    number = 0
    for kind, group in groupby(paper.parts, key=lambda part: part.kind):
        parts = list(group)
        if kind is PartKind.ROW:
            yield _odt_table(parts)
            continue
        for part in parts:
            text = escape(f"{part.marker} {part.text}".strip())
            for note in part.notes:
                number += 1
                text = text.replace(CALL, _odt_note(number, note), 1)
            head = kind in _HEADINGS | {PartKind.TITLE}
            yield (
                f'<text:h text:outline-level="1">{text}</text:h>'
                if head
                else f"<text:p>{text}</text:p>"
            )


def _odt_note(number: int, note: str) -> str:
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{escape(note)}</text:p></text:note-body></text:note>"
    )


def _odt_table(rows: list[Part]) -> str:
    made = ""
    for row in rows:
        cells = "".join(
            f"<table:table-cell><text:p>{escape(one)}</text:p></table:table-cell>"
            for one in row.plain.split(" | ")
        )
        made += f"<table:table-row>{cells}</table:table-row>"
    columns = rows[0].plain.count(" | ") + 1
    wide = f'<table:table-column table:number-columns-repeated="{columns}"/>'
    return f"<table:table>{wide}{made}</table:table>"
