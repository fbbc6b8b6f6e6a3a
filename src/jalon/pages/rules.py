"""What the joined pages show: objectives with their evidence, citable passages, matrices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jalon.kernel.codes import sort_key

Texts = Mapping[str, str]
"""The same text by language tag."""

EXCERPT = 420
"""Characters of a passage shown in a list."""


class Grouping(StrEnum):
    """How the 23 objectives are laid out."""

    AREA = "area"
    NUMBER = "number"
    EVIDENCE = "evidence"
    ROUND_TABLE = "round-table"


class RowSet(StrEnum):
    """Elements of the Compact that a matrix may have as rows; other frameworks go by their slug."""

    OBJECTIVES = "gcm"
    ACTIONS = "gcm-actions"
    PRINCIPLES = "gcm-principles"


def state_of(confirmed: int, suggested: int) -> str:
    """The state of knowledge that counts of passages amount to.

    >>> state_of(0, 3), state_of(0, 0)
    ('suggested', 'none')
    """
    return "confirmed" if confirmed else "suggested" if suggested else "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveLine:
    """One objective: what it is called, its thematic area (1 to 5), how much is known about it.

    `confirmed` and `suggested` count passages, `initiatives` counts initiatives. A line is also a
    band of the pole.
    """

    code: str
    number: str
    title: str
    official: Texts
    note: Texts
    area: int | None
    confirmed: int
    suggested: int
    initiatives: int
    url: str
    here: bool = False

    @property
    def state(self) -> str:
        """The state of knowledge of its passages."""
        return state_of(self.confirmed, self.suggested)


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveGroup:
    """Objectives shown together: by area, by round table, or all without a title."""

    title: Texts
    area: int | None
    unconfirmed: bool
    lines: tuple[ObjectiveLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceLine:
    """A passage as evidence: what it says, in which state, why, and where it stands.

    `text` is an excerpt; `spans` are (start, end) offsets into it of the words the tags rest on.
    `marks` are the elements it speaks of: number, area, title, address.
    """

    citation: str
    url: str
    text: str
    lang: str
    direction: str
    state: str
    score: float
    why: str
    spans: tuple[tuple[int, int], ...]
    places: tuple[tuple[str, str], ...]
    marks: tuple["Mark", ...]
    statement: str = ""
    says_year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """The mark of an element: its number and area, its title, the address of its page."""

    number: str
    area: int | None
    title: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeLine:
    """An initiative in a list: title and summary by language, where, when, and who reports it.

    `figures` are the numbers it reports, each with its unit by language.
    """

    title: Texts
    summary: Texts
    kind: str
    places: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    years: str
    url: str
    citation: str
    source_url: str
    figures: tuple[tuple[float, Texts], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    value: str
    label: str
    chosen: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """Acts of one kind on one document and day: what was done, to how many passages."""

    day: date
    act: str
    count: int
    document: str
    name: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixCell:
    """One cell: passages by state, and the address of their list; an empty one has no address."""

    confirmed: int = 0
    suggested: int = 0
    url: str = ""

    @property
    def state(self) -> str:
        """The state of knowledge of its passages."""
        return state_of(self.confirmed, self.suggested)

    @property
    def total(self) -> int:
        """Confirmed and suggested together."""
        return self.confirmed + self.suggested


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixColumn:
    """One column: key (slug, place code or year), what stands above it, its page.

    `silent` counts the rows that nothing speaks of in this column.
    """

    key: str
    label: str
    title: str
    url: str
    silent: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixRow:
    """One row: the element, its cells in the order of the columns, and all its passages."""

    code: str
    number: str
    title: str
    area: int | None
    url: str
    cells: tuple[MatrixCell, ...]
    total: MatrixCell


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixGroup:
    """Rows shown under one heading; an empty title has no heading."""

    title: Texts
    area: int | None
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixPicture:
    """A coverage matrix ready to be shown, printed or written as CSV.

    `most` is the largest number of passages in a cell. `silent` are the rows nothing speaks of in
    `documents` documents. Of `all_columns` columns those of one page are here.
    """

    by: str
    rows_name: str
    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
    silent: tuple[MatrixRow, ...]
    most: int
    documents: int
    all_columns: int
    page: int = 1
    pages: int = 1

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """All rows in the order of their codes."""
        every = (row for group in self.groups for row in group.rows)
        return tuple(sorted(every, key=lambda row: sort_key(row.code)))


def arranged(
    lines: Sequence[ObjectiveLine], grouping: Grouping, groups: Iterable[ObjectiveGroup]
) -> tuple[ObjectiveGroup, ...]:
    """The lines by number or by evidence in one group, or the groups made for areas and tables."""
    if grouping in {Grouping.AREA, Grouping.ROUND_TABLE}:
        return tuple(groups)
    ordered = sorted(lines, key=_by_evidence) if grouping is Grouping.EVIDENCE else list(lines)
    return (ObjectiveGroup(title={}, area=None, unconfirmed=False, lines=tuple(ordered)),)


def _by_evidence(line: ObjectiveLine) -> tuple[int, int, int, int]:
    return (-line.confirmed, -line.suggested, -line.initiatives, int(line.number))


def excerpt(text: str, *, longest: int = EXCERPT) -> str:
    """The beginning of a text, cut between words.

    >>> excerpt("fair recruitment for all", longest=18)
    'fair recruitment …'
    """
    if len(text) <= longest:
        return text
    cut = text[:longest].rsplit(None, 1)[0]
    return f"{cut} …"


def years_text(first: int | None, last: int | None) -> str:
    """Years as people write them: one, a span, or nothing when none is known.

    >>> years_text(2019, None), years_text(2019, 2022), years_text(None, None)
    ('2019', '2019–2022', '')
    """
    known = [str(year) for year in (first, last) if year]
    return "–".join(dict.fromkeys(known))
