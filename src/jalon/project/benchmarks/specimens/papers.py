"""A paper: its parts in reading order, as they must be found again whatever prints them."""

from dataclasses import dataclass
from enum import StrEnum

CALL = "¤"
"""Where a footnote is called inside the text of a part."""


class PartKind(StrEnum):
    """What a part of a paper is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    BOX = "box"
    SIDE = "side"
    CAPTION = "caption"
    CONTENTS = "contents"
    REFERENCE = "reference"
    ANNEX = "annex"


EVIDENCE = {PartKind.PARAGRAPH, PartKind.ITEM, PartKind.ROW, PartKind.BOX, PartKind.SIDE}
"""Kinds whose words may stand as evidence."""
MAIN = {PartKind.PARAGRAPH, PartKind.ITEM}
"""Kinds that are read one after the other; boxes and side notes may stand before or after."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A piece of a paper that belongs together.

    Attributes:
        kind: What it is.
        text: Its words, with marks where footnotes are called, without its number or bullet.
        marker: Number or bullet before it ("12.", "(a)", "•"), else empty.
        label: Label the reading must give it; empty when none is promised.
        notes: Texts of the footnotes it calls, in order of their marks.
        depth: Depth of a list item from 1, level of a heading from 1.
    """

    kind: PartKind
    text: str
    marker: str = ""
    label: str = ""
    notes: tuple[str, ...] = ()
    depth: int = 1

    @property
    def plain(self) -> str:
        """Its words without marks of calls."""
        return self.text.replace(CALL, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """What a specimen says.

    Attributes:
        name: Short name, the stem of its files.
        lang: Language of its words.
        parts: In reading order.
        head: Running head of every page; must not be read as text.
        columns: Number of columns.
        noise: Words that are in the file and must not be in the reading (deleted text, comments).
    """

    name: str
    lang: str
    parts: tuple[Part, ...]
    head: str = ""
    columns: int = 1
    noise: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Texts of all footnotes, in order."""
        return tuple(note for part in self.parts for note in part.notes)
