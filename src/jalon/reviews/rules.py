"""What a report is: statements with their citations, templates, and how passages are quoted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

LONGEST_QUOTE = 600
"""Characters of a quoted passage at the most; longer passages are cut at the end of a sentence."""

SHORTEST_QUOTE = 240
"""A cut at a sentence is preferred when at least this many characters remain."""


class Part(StrEnum):
    """A part of a report; a template is a list of them."""

    SUMMARY = "summary"
    COVERAGE = "coverage"
    OBJECTIVES = "objectives"
    WAITING = "waiting"
    SILENCE = "silence"
    SOURCES = "sources"
    METHOD = "method"


class Format(StrEnum):
    """A file format a report can be written in."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateRecord:
    """What a report of one kind holds, in order, and how much it quotes for each objective.

    Attributes:
        confirmed, suggested, initiatives: Entries of each objective at the most.
    """

    name: str
    title: str
    purpose: str
    parts: tuple[Part, ...]
    confirmed: int
    suggested: int
    initiatives: int


TEMPLATES: Mapping[str, TemplateRecord] = {
    template.name: template
    for template in (
        TemplateRecord(
            name="objectives",
            title=_("Objective by objective"),
            purpose=_("Everything confirmed, the leading suggestions and the initiatives."),
            parts=tuple(Part),
            confirmed=500,
            suggested=5,
            initiatives=50,
        ),
        TemplateRecord(
            name="overview",
            title=_("Overview"),
            purpose=_("A few pages: the coverage and the leading confirmed statements."),
            parts=(Part.SUMMARY, Part.COVERAGE, Part.OBJECTIVES, Part.SILENCE, Part.SOURCES),
            confirmed=1,
            suggested=0,
            initiatives=0,
        ),
    )
}
"""The kinds of reports, by name."""

DEFAULT_TEMPLATE = "objectives"


class UnknownTemplate(JalonError):
    """No kind of report has this name."""

    code = "unknown-template"
    sentence = _("There is no report template “{value}”. There are: {known}.")


class UnknownFormat(JalonError):
    """Reports are not written in this format."""

    code = "unknown-format"
    sentence = _("A report cannot be written as “{value}”. It can be: {known}.")


class NothingChosen(JalonError):
    """Nobody said what the report is about."""

    code = "nothing-chosen"
    sentence = _(
        "Say what the report is about: a place, documents, or “all” for the whole library."
    )


def template_named(name: str) -> TemplateRecord:
    """The template of this name.

    Raises:
        UnknownTemplate: There is none.
    """
    if name not in TEMPLATES:
        raise UnknownTemplate(value=name, known=", ".join(TEMPLATES))
    return TEMPLATES[name]


def format_named(name: str) -> Format:
    """The file format of this name.

    Raises:
        UnknownFormat: There is none.
    """
    if name not in set(Format):
        raise UnknownFormat(value=name, known=", ".join(Format))
    return Format(name)


class StatementState(StrEnum):
    """Whether a person stands behind a statement; refused ones are in no report."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """Words of a passage, unaltered; whether words before or after them are left out."""

    text: str
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementRecord:
    """A passage quoted for an objective, with the place it stands at.

    Attributes:
        language: BCP 47 tag of the quoted words.
        citation: The steady short form: symbol, paragraph, page.
        address: Path of the passage on an installation, "/documents/a-75-542/p/64".
    """

    quote: Quote
    language: str
    document: str
    citation: str
    address: str
    state: StatementState


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
        """Whether no passage speaks of the objective, not even by suggestion."""
        return not self.confirmed_count and not self.suggested_count

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


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportRecord:
    """A report: what it is about, and everything it says with its sources.

    Attributes:
        place: Names of the place by language; empty for the whole library or for documents.
        documents: Names of the chosen documents; empty when all count.
        made_on: ISO 8601 date.
        language: Language of its own words; quotes keep theirs.
        read: Documents whose text was looked through.
        site: Address of the installation its links lead to; empty for a file that has none.
    """

    place_code: str
    place: Mapping[str, str]
    documents: tuple[str, ...]
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
    def silent(self) -> tuple[ObjectiveSection, ...]:
        """Objectives on which nothing was found."""
        return tuple(section for section in self.sections if section.silent)

    @property
    def waiting(self) -> tuple[ObjectiveSection, ...]:
        """Objectives that rest on suggestions alone."""
        return tuple(section for section in self.sections if section.waiting)


_ENDS = re.compile(r"[.!?؟…][)»”’\"']*(?=\s)|[。！？][」』”）]*|\n")
"""Where a sentence may end; whether it does is for `_ends_there` to say."""

_SHORT_FORM = re.compile(
    r"(?:^|[\s(«“])(?:[^\W\d]|art|cf|chap|ibid|no|nos|nº|op|p|par|pp|vol|гл|п|с|ст)\.$",
    re.IGNORECASE,
)
"""A letter or a usual short form before a full stop."""


def _ends_there(text: str, end: int) -> bool:
    follows = text[end:].lstrip()[:1]
    return not follows.islower() and not _SHORT_FORM.search(text[max(0, end - 12) : end])


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence, the last one at the end of the text.

    >>> sentence_ends("See p. 4. Done? Yes")
    [9, 15, 19]
    """
    ends = [match.end() for match in _ENDS.finditer(text)]
    return [*(end for end in ends if end < len(text) and _ends_there(text, end)), len(text)]


def quote_of(
    text: str,
    *,
    start: int | None = None,
    longest: int = LONGEST_QUOTE,
    shortest: int = SHORTEST_QUOTE,
) -> Quote:
    """The words of a passage that a report quotes: whole sentences, never altered.

    Only white space is joined. A long passage is quoted from its beginning, or from the sentence
    that holds the words a tag rests on when those stand further down.

    Args:
        text: The passage.
        start: Offset of the words the tag rests on; None without such words.
        longest: Characters at the most.
        shortest: A sentence's end before this many characters is too early to stop at.

    >>> quote_of("One. Two is longer. Three.", longest=20, shortest=5)
    Quote(text='One. Two is longer.', cut_before=False, cut_after=True)
    """
    ends = sentence_ends(text)
    begin = 0
    if len(text) > longest and start is not None and start >= longest:
        begin = max((end for end in ends if end <= start), default=0)
    rest = text[begin:]
    if len(rest.strip()) <= longest:
        return Quote(text=_joined(rest), cut_before=begin > 0)
    stops = [end - begin for end in ends if shortest <= end - begin <= longest]
    stop = max(stops, default=0) or max(rest.rfind(" ", 0, longest), 0) or longest
    return Quote(text=_joined(rest[:stop]), cut_before=begin > 0, cut_after=True)


def _joined(text: str) -> str:
    return " ".join(text.split())


def with_counts(
    sources: Iterable[SourceRecord], sections: Iterable[ObjectiveSection]
) -> tuple[SourceRecord, ...]:
    """Sources that are cited, each with how many statements and initiatives cite it."""
    cited = Counter(document for section in sections for document in section.cited)
    counted = (replace(row, statements=cited[row.document]) for row in sources)
    return tuple(row for row in counted if row.statements)
