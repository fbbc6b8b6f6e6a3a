"""Documents, passages and tags: their records, their states, and what may become of a tag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from jalon.kernel.codes import slug_of
from jalon.kernel.errors import JalonError, UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.library.rules.describing import Doubt


class TagState(StrEnum):
    """The three states of knowledge that a tag can be in."""

    SUGGESTED = _("suggested")
    CONFIRMED = _("confirmed")
    REFUSED = _("refused")


class DocumentState(StrEnum):
    """Whether the text of a document is here, or only its description."""

    KNOWN = "known"
    READ = "read"


class IntakeState(StrEnum):
    """Where a received file is on its way into the library."""

    WAITING = "waiting"
    READING = "reading"
    STORED = "stored"
    KNOWN = "known"
    REFUSED = "refused"


class Method(StrEnum):
    """How a tag came about."""

    MACHINE = "machine"
    PERSON = "person"


class MatrixBy(StrEnum):
    """What the columns of a coverage matrix are."""

    DOCUMENT = "document"
    PLACE = "place"
    YEAR = "year"


FINDABLE_KINDS = ("paragraph", "list-item", "table", "footnote", "caption")
"""Kinds of passages that search finds; headings, contents and references only point to them."""

TAG_MOVES: Mapping[TagState, frozenset[TagState]] = {
    TagState.SUGGESTED: frozenset({TagState.CONFIRMED, TagState.REFUSED}),
    TagState.CONFIRMED: frozenset({TagState.SUGGESTED, TagState.REFUSED}),
    TagState.REFUSED: frozenset({TagState.SUGGESTED, TagState.CONFIRMED}),
}
"""From each state of a tag, the states a person may give it; back to suggested is an undo."""


class InvalidMove(JalonError):
    """A tag cannot go from its state to the one asked for."""

    code = "invalid-move"
    sentence = _(
        "A tag that is {state} cannot become {wanted}. Load the page again to see it as it is."
    )


class UnknownFile(JalonError):
    """The file of a document is not on this installation."""

    code = "unknown-file"
    sentence = _(
        "The file of the document “{document}” is not on this installation. Upload your copy, or "
        "bring the files folder back from a backup."
    )


class ReasonMissing(JalonError):
    """A document is not withdrawn without a word of why."""

    code = "reason-missing"
    sentence = _(
        "Say why “{document}” is withdrawn: its people read the reason, and the record keeps it. "
        "Nothing was changed."
    )


def wanted_state(text: str) -> TagState:
    """The state of a tag that a person asked for.

    Raises:
        UnknownCode: No state has this name.
    """
    if text not in set(TagState):
        raise UnknownCode(value=text)
    return TagState(text)


def check_move(state: TagState, wanted: TagState) -> None:
    """Refuse a change of state that has no meaning.

    Raises:
        InvalidMove: The tag is in that state already.
    """
    if wanted not in TAG_MOVES[state]:
        raise InvalidMove(state=state.value, wanted=wanted.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filing:
    """Where files that come together belong.

    Attributes:
        place: Code of the place they are about; empty when none.
        owner: Number of the body that owns them; None for the keeping body.
        is_public: Whether everybody may see them, or only people of their owner.
    """

    place: str = ""
    owner: int | None = None
    is_public: bool = True


UNSAID = Filing()
"""Where files belong when nobody said: to the keeping body, about no one place, for everybody."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TagRecord:
    """What a passage is said to speak of.

    Attributes:
        score: How sure the engine is, 0 to 1; 1 when a person added the tag.
        start: Offset into the passage's text of the words it rests on; None without such words.
        why: Kinds and words of the reasons, strongest first.
    """

    id: int
    passage_id: int
    code: str
    score: float
    state: TagState
    method: Method
    version: str
    start: int | None
    end: int | None
    why: Sequence[Mapping[str, object]]
    decided_by: str
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PassageRecord:
    """A citable piece of a document, with its tags when they were asked for.

    `doubtful`: its text may be wrong; `recognised`: it was recognised from a picture of letters.
    """

    id: int
    document: str
    order: int
    label: str
    number: str
    page: int | None
    page_label: str
    box: Mapping[str, float] | None
    section: str
    lang: str
    kind: str
    text: str
    citation: str
    tags: tuple[TagRecord, ...] = ()
    places: tuple[str, ...] = ()
    doubtful: bool = False
    recognised: bool = False
    statement: str = ""
    actor: str = ""
    actor_text: str = ""
    says_year: int | None = None

    @property
    def doubt(self) -> Doubt | None:
        """Why its text may be wrong; None when nothing is known against it."""
        if self.recognised:
            return Doubt.RECOGNISED
        return Doubt.DOUBTFUL if self.doubtful else None


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentRecord:
    """A document of the library and how much of it has been read and decided.

    `owner` is the number of the body that it belongs to; None for the keeping body.
    """

    id: int
    slug: str
    title: str
    symbol: str
    body: str
    date: str
    language: str
    place: str
    state: DocumentState
    url: str
    media_type: str
    pages: int | None
    passages: int
    evidence: int
    suggested: int
    confirmed: int
    refused: int
    notices: Sequence[Mapping[str, object]] = field(default_factory=list)
    has_file: bool = False
    owner: int | None = None
    is_public: bool = True
    origins: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    reader: str = ""

    @property
    def name(self) -> str:
        """The short name used in citations: the symbol, else the title."""
        return self.symbol or self.title

    @property
    def year(self) -> int | None:
        """The calendar year of the document, when its date is known."""
        return int(self.date[:4]) if self.date[:4].isdigit() else None


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeRecord:
    """A received file: where it is on its way, and why it was refused if it was."""

    id: int
    batch: str
    name: str
    state: IntakeState
    code: str
    sentence: str
    facts: Mapping[str, object]
    document: str
    received_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """How much evidence there is: passages with at least one tag in the state."""

    confirmed: int = 0
    suggested: int = 0

    @property
    def total(self) -> int:
        """Confirmed and suggested together."""
        return self.confirmed + self.suggested


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentName:
    """What a document is called: the short name of citations, its title, its calendar year."""

    slug: str
    name: str
    title: str
    year: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentEvidence(DocumentName):
    """A document and how many of its passages speak of something."""

    passages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceFilter:
    """Which passages count as evidence; empty fields keep everything.

    Attributes:
        codes: Only on these elements.
        place: Only passages that name this place, or stand in a document about it.
        documents: Only of the documents with these slugs.
        year: Only of documents of this calendar year.
        states: States of the tags that count.
        statement: Only passages of this kind of statement ("gap").
    """

    codes: tuple[str, ...] = ()
    place: str = ""
    documents: tuple[str, ...] = ()
    year: int | None = None
    states: tuple[TagState, ...] = (TagState.CONFIRMED, TagState.SUGGESTED)
    statement: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Matrix:
    """Coverage of elements: rows are elements, columns documents, places or years.

    `cells` holds only what is not empty, by (row code, column key).
    """

    by: MatrixBy
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    cells: Mapping[tuple[str, str], Evidence]
    totals: Mapping[str, Evidence]

    def silent(self) -> tuple[str, ...]:
        """Rows that nothing speaks of."""
        return tuple(code for code in self.rows if not self.totals.get(code, Evidence()).total)


LONGEST_SECTION_IN_CITATION = 60
"""Letters of a section's heading that a citation shows."""


def citation(
    name: str, *, label: str, number: str = "", page_label: str = "", section: str = ""
) -> str:
    """The steady short form in which a passage is cited, so that it can be found on paper.

    Args:
        name: The symbol of the document, else its title.
        label: Address of the passage in the document.
        number: Paragraph number as printed; empty when it has none, and for a footnote.
        page_label: Page as printed or counted; empty when the text has no pages.
        section: Headings above the passage, the nearest last; shown when nothing else leads there.

    >>> citation("A/75/542", label="64", number="64", page_label="14")
    'A/75/542 §64, p. 14'
    >>> citation("Plan", label="s2.p3", page_label="5", section="Aims")
    'Plan [s2.p3], p. 5'
    >>> citation("IDM No. 27", label="s2.p3", section="Part I › Answers")
    'IDM No. 27, “Answers” [s2.p3]'
    """
    heading = section.rsplit(" › ", 1)[-1].strip()
    if number:
        place = f" §{number}"
    elif heading and not page_label:
        place = f", “{shortened(heading, LONGEST_SECTION_IN_CITATION)}” [{label}]"
    else:
        place = f" [{label}]"
    return f"{name}{place}{f', p. {page_label}' if page_label else ''}"


def shortened(text: str, longest: int) -> str:
    """A text cut at the end of a word, with a mark where it was cut.

    >>> shortened("Answers to vulnerability", 12)
    'Answers to…'
    """
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


SHORTEST_TELLING_TITLE = 30
"""Letters from which on a title is taken to name one document."""


def same_title(one: str, other: str) -> bool:
    """Whether two titles name the same document: alike but for accents, marks and capitals.

    >>> same_title("Mise en œuvre du plan d'action pour les migrants",
    ...            "MISE EN OEUVRE DU PLAN D’ACTION POUR LES MIGRANTS")
    True
    >>> same_title("Report", "Report")
    False
    """
    slug = slug_of(one, longest=200)
    return len(slug) >= SHORTEST_TELLING_TITLE and slug == slug_of(other, longest=200)


def document_slug(symbol: str, title: str, file_name: str) -> str:
    """The address part of a document: from its symbol, else its title, else its file name.

    >>> document_slug("A/75/542", "Report", "x.pdf"), document_slug("", "", "A b.pdf")
    ('a-75-542', 'a-b')
    """
    stem = file_name.rsplit(".", 1)[0]
    return slug_of(symbol) or slug_of(title, longest=60) or slug_of(stem) or "document"
