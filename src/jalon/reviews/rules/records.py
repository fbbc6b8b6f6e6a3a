"""What a report says: statements with their citations, objective by objective."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jalon.kernel.codes import slug_of
from jalon.kernel.languages import pick
from jalon.reviews.rules.choosing import Format, TemplateRecord
from jalon.reviews.rules.quoting import Quote


class StatementState(StrEnum):
    """Whether a person stands behind a statement; refused ones are in no report."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementRecord:
    """A passage quoted for an objective, with the place it stands at.

    Attributes:
        language: BCP 47 tag of the quoted words.
        citation: The steady short form: symbol, paragraph, page.
        address: Path of the passage on an installation, "/documents/a-75-542/p/64".
        doubt: Why the words may be wrong; empty when nothing is known against them.
    """

    quote: Quote
    language: str
    document: str
    citation: str
    address: str
    state: StatementState
    doubt: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeEntry:
    """An initiative of the collection, with the paragraph that reports it.

    Attributes:
        named: Whether the source itself names the objective; else the link is our reading.
    """

    title: Mapping[str, str]
    summary: Mapping[str, str]
    who: tuple[str, ...]
    year_from: int | None
    year_to: int | None
    named: bool
    document: str
    citation: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveSection:
    """An objective: how much evidence there is, and the statements and initiatives shown.

    Attributes:
        area: Number of the thematic area, 1 to 5; 0 without one.
        confirmed_count, suggested_count, initiative_count: All there are, not only those shown.
    """

    code: str
    number: str
    title: Mapping[str, str]
    short: Mapping[str, str]
    area: int
    confirmed_count: int = 0
    suggested_count: int = 0
    initiative_count: int = 0
    confirmed: tuple[StatementRecord, ...] = ()
    suggested: tuple[StatementRecord, ...] = ()
    initiatives: tuple[InitiativeEntry, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing was found: no passage, not even by suggestion, and no initiative."""
        return not (self.confirmed_count or self.suggested_count or self.initiative_count)

    @property
    def waiting(self) -> bool:
        """Whether only suggestions speak of the objective."""
        return bool(self.suggested_count) and not self.confirmed_count

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show under its heading."""
        return not (self.confirmed or self.suggested or self.initiatives)

    @property
    def cited(self) -> tuple[str, ...]:
        """The document of each statement and initiative shown, as often as it is cited."""
        statements = (*self.confirmed, *self.suggested)
        return (
            *(item.document for item in statements),
            *(entry.document for entry in self.initiatives),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRecord:
    """A document that a report cites."""

    document: str
    name: str
    title: str
    body: str
    date: str
    language: str
    url: str
    statements: int
    is_public: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportRecord:
    """A report: what it is about, and everything it says with its sources.

    Attributes:
        place: Names of the place by language; empty for the whole library or for documents.
        documents: Names of the chosen documents; empty when all count.
        objectives: Numbers of the chosen objectives; empty when the report is on all.
        made_on: ISO 8601 date.
        language: Language of its own words; quotes keep theirs.
        read: Documents whose text was looked through.
        site: Address of the installation its links lead to; empty for a file that has none.
    """

    place_code: str
    place: Mapping[str, str]
    documents: tuple[str, ...]
    objectives: tuple[str, ...]
    made_on: str
    language: str
    template: TemplateRecord
    read: int
    sections: tuple[ObjectiveSection, ...]
    sources: tuple[SourceRecord, ...]
    site: str = ""

    @property
    def statements(self) -> tuple[StatementRecord, ...]:
        """The confirmed statements shown, objective by objective."""
        return tuple(item for section in self.sections for item in section.confirmed)

    @property
    def suggestions(self) -> tuple[StatementRecord, ...]:
        """The suggestions shown, objective by objective."""
        return tuple(item for section in self.sections for item in section.suggested)

    @property
    def confirmed_count(self) -> int:
        """Confirmed statements there are, shown or not."""
        return sum(section.confirmed_count for section in self.sections)

    @property
    def suggested_count(self) -> int:
        """Suggestions there are, shown or not."""
        return sum(section.suggested_count for section in self.sections)

    @property
    def evidenced(self) -> tuple[ObjectiveSection, ...]:
        """Objectives with at least one confirmed passage."""
        return tuple(section for section in self.sections if section.confirmed_count)

    @property
    def silent(self) -> tuple[ObjectiveSection, ...]:
        """Objectives on which nothing was found."""
        return tuple(section for section in self.sections if section.silent)

    @property
    def waiting(self) -> tuple[ObjectiveSection, ...]:
        """Objectives that rest on suggestions alone."""
        return tuple(section for section in self.sections if section.waiting)


def file_name(report: ReportRecord, wanted: Format) -> str:
    """What the file of a report is called: "jalon-portugal-2026-11-20.pdf"."""
    chosen = pick(report.place, "en") or "-".join(report.documents) or "library"
    return f"jalon-{slug_of(chosen, longest=60) or 'report'}-{report.made_on}.{wanted.value}"


def with_counts(
    sources: Iterable[SourceRecord], sections: Iterable[ObjectiveSection]
) -> tuple[SourceRecord, ...]:
    """Sources that are cited, each with how many statements and initiatives cite it."""
    cited = Counter(document for section in sections for document in section.cited)
    counted = (replace(row, statements=cited[row.document]) for row in sources)
    return tuple(row for row in counted if row.statements)
