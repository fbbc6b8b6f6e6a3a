"""Characters on a line of a PDF: their place, and which way they run."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a sign runs."""

    RIGHT = "from the left to the right"
    LEFT = "from the right to the left"
    NUMBER = "number"
    MARK = "over or under a letter"
    NEITHER = "as its neighbours"


@dataclass(kw_only=True, slots=True)
class Sign:
    """A character on a line.

    Attributes:
        text: The character, or the letters of one glyph.
        index: Which one it is among those of the page.
        last: The same of its last letter.
        left, right: Its place along the line, in the direction of the page.
        size: Font size in points.
        origin: Where its glyph is put.
        base: Height of its baseline, as the page is read.
        blanks: Spaces and breaks before it in the file.
        home: Its left edge on the page.
        blank: True when a space that takes room stands to the right of it.
        raised: True for superior figures.
        spaced: True when a space stands before it, in reading order.
        doubtful: True when its order is not sure.
    """

    text: str
    index: int
    last: int
    left: float
    right: float
    size: float
    origin: tuple[float, float] = (0.0, 0.0)
    base: float = 0.0
    blanks: int = 0
    home: float = 0.0
    blank: bool = False
    raised: bool = False
    spaced: bool = False
    doubtful: bool = False

    @property
    def way(self) -> Way:
        """How it runs."""
        return way_of(self.text)


def way_of(char: str) -> Way:
    """How a character runs.

    >>> way_of("a").name, way_of("ب").name, way_of("7").name, way_of("(").name
    ('RIGHT', 'LEFT', 'NUMBER', 'NEITHER')
    """
    kind = unicodedata.bidirectional(char[0])
    if kind in {"R", "AL"}:
        return Way.LEFT
    if kind in {"EN", "AN"}:
        return Way.NUMBER
    if kind == "NSM":
        return Way.MARK
    if "\ue000" <= char < "\uf900":
        return Way.NEITHER
    return Way.RIGHT if kind == "L" else Way.NEITHER
