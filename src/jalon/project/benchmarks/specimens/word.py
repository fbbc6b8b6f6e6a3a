"""Papers as DOCX: automatic numbers, styles, footnotes, tables, changes and comments."""

import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from jalon.project.benchmarks.specimens.papers import CALL, Paper, Part, PartKind

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering",
          "footnotes": "footnotes", "comments": "comments", "header1": "header"}  # fmt: skip
_LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3)"))
_STYLES = (("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"),
           ("FootnoteText", "footnote text"), ("Caption", "caption"), ("TOC1", "toc 1"),
           ("Normal", "Normal"))  # fmt: skip
_STYLED = {PartKind.TITLE: "Title", PartKind.HEADING: "Heading1", PartKind.ANNEX: "Heading1",
           PartKind.CAPTION: "Caption", PartKind.CONTENTS: "TOC1"}  # fmt: skip


def save_docx(paper: Paper, path: Path) -> None:
    """Write a paper as DOCX, its numbers left to the list definitions."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(name.rstrip("1"), f"{name}.xml") for name in _PARTS if name != "document"]
        ),
        "word/document.xml": _wrapped("document", f"<w:body>{_body(paper)}{_SECTION}</w:body>"),
        "word/styles.xml": _wrapped("styles", _styles()),
        "word/numbering.xml": _wrapped("numbering", _numbering()),
        "word/footnotes.xml": _wrapped("footnotes", _footnotes(paper)),
        "word/comments.xml": _wrapped("comments", _comments(paper)),
        "word/header1.xml": _wrapped("hdr", _paragraph(_run(paper.head))),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)


_SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/></w:sectPr>'


def _body(paper: Paper) -> str:
    out = []
    note, counted = 1, 1
    for kind, group in groupby(paper.parts, key=lambda part: part.kind):
        parts = list(group)
        if kind is PartKind.ROW:
            out.append(_table(parts))
            continue
        for part in parts:
            counted = 3 if kind is PartKind.ANNEX else counted
            out.append(_part(part, first_note=note + 1, counted=counted))
            note += len(part.notes)
    return "".join(_with_noise(out, paper.noise))


def _with_noise(out: list[str], noise: Iterable[str]) -> Iterator[str]:
    """Deleted words, deleted paragraphs and comments put between the paragraphs."""
    waiting = list(noise)
    for at, xml in enumerate(out):
        if waiting and at % 2 and xml.startswith("<w:p>"):
            words = waiting.pop()
            deleted = f'<w:del w:id="{90 + at}" w:author="A"><w:r><w:delText xml:space="preserve"> {escape(words)} </w:delText></w:r></w:del>'  # noqa: E501 - one piece of markup
            comment = '<w:r><w:commentReference w:id="0"/></w:r>'
            inserted = xml.replace("<w:r>", '<w:ins w:id="80" w:author="A"><w:r>', 1)
            inserted = inserted.replace("</w:r>", f"</w:r></w:ins>{deleted}{comment}", 1)
            yield inserted
        else:
            yield xml


def _part(part: Part, *, first_note: int, counted: int) -> str:
    runs = []
    for at, piece in enumerate(part.text.split(CALL)):
        runs.append(_run(piece) if piece else "")
        if at < len(part.notes):
            runs.append(
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{first_note + at}"/></w:r>'
            )
    return _paragraph("".join(runs), _shape(part, counted))


def _shape(part: Part, counted: int) -> str:
    if part.kind in _STYLED:
        return f'<w:pStyle w:val="{_STYLED[part.kind]}"/>'
    if part.marker == "•":
        return '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    if part.marker:
        level = part.depth if part.kind is PartKind.ITEM else 0
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{counted}"/></w:numPr>'
    return ""


def _paragraph(runs: str, shape: str = "") -> str:
    return f"<w:p><w:pPr>{shape}</w:pPr>{runs}</w:p>"


def _run(text: str) -> str:
    """A text cut into runs in the middle of a word, as spelling checks leave it."""
    half = len(text) // 2
    pieces = [text[:half], text[half:]] if half else [text]
    return "".join(
        f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces
    )


def _table(rows: list[Part]) -> str:
    made = ""
    for row in rows:
        cells = "".join(f"<w:tc>{_paragraph(_run(one))}</w:tc>" for one in row.plain.split(" | "))
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def _footnotes(paper: Paper) -> str:
    rule = _paragraph("<w:r><w:separator/></w:r>")
    marks = "".join(
        f'<w:footnote w:type="{name}" w:id="{at}">{rule}</w:footnote>'
        for at, name in enumerate(("separator", "continuationSeparator"))
    )
    notes = "".join(
        f'<w:footnote w:id="{at}">{_paragraph("<w:r><w:footnoteRef/></w:r>" + _run(" " + note))}'
        "</w:footnote>"
        for at, note in enumerate(paper.notes, start=2)
    )
    return marks + notes


def _comments(paper: Paper) -> str:
    said = paper.noise[0] if paper.noise else "nothing"
    return f'<w:comment w:id="0" w:author="A">{_paragraph(_run(said))}</w:comment>'


def _styles() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{_outlined(name)}</w:style>"
        for key, name in _STYLES
    )


def _outlined(name: str) -> str:
    heading, _, level = name.rpartition(" ")
    if heading != "heading":
        return ""
    return f'<w:pPr><w:outlineLvl w:val="{int(level) - 1}"/></w:pPr>'


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(_LEVELS)
    )
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    return (
        "".join(
            f'<w:abstractNum w:abstractNumId="{at}">{made}</w:abstractNum>'
            for at, made in enumerate((levels, bullet))
        )
        + "".join(
            f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (0, 1)
        )
        + _AGAIN
    )


_AGAIN = (
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
"""The first list once more, counted from one."""


def _wrapped(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{_W}" xmlns:r="{_OFFICE}">{inner}</w:{name}>'


def _types() -> str:
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    package = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{package}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'
