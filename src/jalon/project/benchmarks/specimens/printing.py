"""Papers as PDF by Typst: columns, boxes, side notes, footnotes, tables, running heads and feet."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import typst

from jalon.project.benchmarks.specimens.papers import CALL, Paper, Part, PartKind

_FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}
"""Fonts that Typst does not bring along, by language."""
_PAGE = """#set page(paper: "a4", columns: {columns}, numbering: "1",
  margin: (x: 2cm, y: 2.2cm, left: {left}), header: align(right)[#text(8pt)[{head}]])
#set text(size: {size}pt, lang: "{lang}", font: ({font}"Libertinus Serif"))
#set par(justify: true, leading: 0.62em, spacing: 1em)
#set smartquote(enabled: false)
#set list(marker: [•])
#show heading: set block(above: 1.4em, below: 0.9em)
"""
_COLUMN_SIZES = {1: 11, 2: 9, 3: 8}


def can_print(lang: str) -> bool:
    """Whether there is a font for this language here."""
    return lang not in _FONTS or _FONTS[lang] in _families()


def print_pdf(paper: Paper, path: Path) -> None:
    """Print a paper."""
    path.write_bytes(typst.compile(source(paper).encode()))


def source(paper: Paper) -> str:
    """A paper in the markup of Typst."""
    beside = any(part.kind is PartKind.SIDE for part in paper.parts)
    font = f'"{_FONTS[paper.lang]}", ' if paper.lang in _FONTS else ""
    lines = [
        _PAGE.format(
            columns=paper.columns, left="5.5cm" if beside else "2cm", head=escaped(paper.head),
            size=_COLUMN_SIZES[paper.columns], lang=paper.lang, font=font,
        )
    ]  # fmt: skip
    for kind, group in groupby(paper.parts, key=lambda part: part.kind):
        parts = list(group)
        lines += _table(parts) if kind is PartKind.ROW else map(_part, parts)
    if paper.columns > 1:
        lines[1] = f'#place(top, scope: "parent", float: true, block(width: 100%)[{lines[1]}])'
    return "\n\n".join(lines)


_FRAMES = {
    PartKind.TITLE: "#align(center)[#text(16pt, weight: 700)[{text}]]",
    PartKind.HEADING: "= {text}",
    PartKind.ANNEX: "= {text}",
    PartKind.BOX: "#block(stroke: 0.7pt, inset: 7pt, width: 100%)[{text}]",
    PartKind.SIDE: "#place(dx: -3.6cm)[#box(width: 3.1cm)[#set par(justify: false)\n"
    "#text(8pt)[{text}]]]",
    PartKind.CAPTION: "#rect(width: 60%, height: 3cm, fill: luma(85%))\n"
    '#text(9pt, style: "italic")[{text}]',
    PartKind.ITEM: "#pad(left: {indent}em)[{marked}]",
}
"""How parts are set, by their kind; the others are paragraphs."""


def _part(part: Part) -> str:
    text = _called(part)
    if part.kind is PartKind.CONTENTS and not part.marker:
        title, page = text.rsplit(" ", 1)
        return f"{title} #box(width: 1fr, repeat[.]) {page}"
    frame = _FRAMES.get(part.kind, "{marked}")
    return frame.format(text=text, marked=_marked(part), indent=1.6 * part.depth)


def _marked(part: Part) -> str:
    return f"{escaped(part.marker)} {_called(part)}".strip()


def _called(part: Part) -> str:
    """Its words with footnotes where they are called."""
    pieces = part.text.split(CALL)
    notes = [f"#footnote[{escaped(note)}]" for note in part.notes] + [""]
    return "".join(escaped(piece) + note for piece, note in zip(pieces, notes, strict=True))


def _table(rows: list[Part]) -> Iterator[str]:
    cells = [cell for row in rows for cell in row.plain.split(" | ")]
    yield (
        "#table(columns: (3fr, 1fr, 1fr), align: left, "
        + ", ".join(f"[{escaped(cell)}]" for cell in cells)
        + ")"
    )


def escaped(text: str) -> str:
    """A text that Typst prints as it is."""
    marks = '#$*_[]<>@`"\\=-+/~'
    plain = "".join(f"\\{letter}" if letter in marks else letter for letter in text)
    return plain[:-1] + "\\." if plain[:-1].isdigit() and plain.endswith(".") else plain


@cache
def _families() -> frozenset[str]:
    return frozenset(typst.Fonts().families())
