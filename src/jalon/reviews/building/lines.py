"""The words of a report as a file shows them: one record for each thing that is set."""

from collections.abc import Mapping
from dataclasses import dataclass

BAR = 198
"""Width of the longest bar of the coverage chart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A text with its own language, "und" when unknown, and its direction."""

    text: str
    language: str
    direction: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """A statement as it is set: quoted words with marks, its citation, a link or none.

    Attributes:
        label: "Suggestion" on suggestions, else empty.
        foreign: In which language the words are, when it is not the report's, and why they may be
            wrong.
    """

    words: Line
    citation: str
    url: str
    label: str
    foreign: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An initiative as it is set."""

    title: Line
    facts: str
    summary: Line
    note: str
    citation: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Statements or initiatives of one kind under an objective; `more` tells what is not shown."""

    heading: str
    statements: tuple[Quoted, ...] = ()
    initiatives: tuple[Entry, ...] = ()
    note: str = ""
    more: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Objective:
    """An objective as it is set; groups without entries are empty."""

    number: str
    anchor: str
    area: int
    title: Line
    counts: str
    confirmed: Group
    suggested: Group
    initiatives: Group


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of the coverage table: counts, and whether the report has a section to lead to.

    Attributes:
        solid, hatched: Widths of the bar for confirmed and suggested; `BAR` is the longest.
    """

    number: str
    anchor: str
    area: int
    title: Line
    confirmed: int
    suggested: int
    initiatives: int
    solid: int
    hatched: int
    linked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A heading, a sentence, and names of objectives below."""

    heading: str
    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A cited document as it is set."""

    name: str
    title: Line
    facts: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A whole report in words.

    Attributes:
        words: Headings and other fixed texts by name.
        notice: What a reader must know of this file before reading; mostly nothing.
    """

    language: str
    direction: str
    title: str
    subtitle: str
    made_on: str
    date: str
    parts: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    most: int
    rows: tuple[Row, ...]
    objectives: tuple[Objective, ...]
    waiting: Listing
    silence: Listing
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    words: Mapping[str, str]
    notice: str = ""
