"""Specimens in ODT, EPUB, RTF and Markdown, and parts of DOCX, with texts our own."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("meta", "meta"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"'
    ' style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2"'
    ' style:num-format="a" style:num-suffix=")"/></text:list-style>'
)
ODT_BODY = """<text:h text:outline-level="1">Gardens</text:h>
<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:list text:style-name="L1">
<text:list-item><text:p>{first}<text:note text:note-class="footnote"><text:note-citation>1
</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>the first bridge</text:p></text:list-item></text:list>
</text:list-item>
<text:list-item><text:p>{second}<office:annotation><text:p>a comment</text:p>
</office:annotation></text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>north</text:p></table:table-cell>
<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>"""


def _zipped(path: Path, mimetype: str, parts: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, text in parts.items():
            package.writestr(name, text)


def odt(path: Path, body: str) -> None:
    """An ODT package around the body XML."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{_LISTS}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    _zipped(path, "application/vnd.oasis.opendocument.text", {"content.xml": content})


def epub(path: Path, chapters: Mapping[str, str]) -> None:
    """An EPUB book of HTML chapters, by file name, in the order given."""
    items = "".join(
        f'<item id="i{place}" href="{name}" media-type="application/xhtml+xml"/>'
        for place, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{place}"/>' for place in range(len(chapters)))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>Gardens of the town</dc:title><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    parts = {"META-INF/container.xml": container, "OEBPS/book.opf": book}
    parts |= {
        f"OEBPS/{name}": f"<html><body>{body}</body></html>" for name, body in chapters.items()
    }
    _zipped(path, "application/epub+zip", parts)


RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title The gardens of the town}
{\creatim\yr2020\mo3\dy5}}
{\pard\outlinelevel0\b Gardens\par}
{\pard {\listtext\tab 1.\tab}The caf\'e9 and the \u1084?\u1080?\u1088? of the town{\super\chftn}
{\footnote\pard {\super\chftn} A note of ours.} stay {\deleted never} open.\par}
{\header Running head\par}
\trowd\cellx100\cellx200 north\cell 12\cell\row
}"""

MARKDOWN = """---
title: "Gardens of the town"
date: 2021-03-04
---
# Gardens

The **town** keeps [three gardens](https://example.org/x)[^1] and
goes on in a second line.

- roses
- apples and
  pears

| garden | size |
|--------|------|
| north  | 12   |

Second heading
--------------
> A quoted text of the town.

[^1]: The note.
"""


def run(text: str) -> str:
    """A run of Word with a text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*inner: str, shape: str = "") -> str:
    """A paragraph of Word."""
    return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(inner)}</w:p>"


def field(kind: str) -> str:
    """The begin, separate or end sign of a field of Word."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
