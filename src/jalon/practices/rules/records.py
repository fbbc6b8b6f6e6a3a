"""Initiatives: what somebody did, where, on which objectives, and which paragraph reports it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jalon.kernel.errors import text_marker as _
from jalon.kernel.texts import LanguageStatus, Texts, Told, statuses


class InitiativeKind(StrEnum):
    """What an initiative is."""

    PLAN = "plan"
    LAW = "law"
    PROGRAMME = "programme"
    PROJECT = "project"
    SERVICE = "service"
    STUDY = "study"
    DATA = "data"
    NETWORK = "network"
    DIALOGUE = "dialogue"
    TRAINING = "training"
    FUND = "fund"
    AGREEMENT = "agreement"
    CAMPAIGN = "campaign"
    PRACTICE = "practice"


KIND_WORDS: Mapping[InitiativeKind, str] = {
    InitiativeKind.PLAN: _("plan"),
    InitiativeKind.LAW: _("law"),
    InitiativeKind.PROGRAMME: _("programme"),
    InitiativeKind.PROJECT: _("project"),
    InitiativeKind.SERVICE: _("service"),
    InitiativeKind.STUDY: _("study"),
    InitiativeKind.DATA: _("data"),
    InitiativeKind.NETWORK: _("network"),
    InitiativeKind.DIALOGUE: _("dialogue"),
    InitiativeKind.TRAINING: _("training"),
    InitiativeKind.FUND: _("fund"),
    InitiativeKind.AGREEMENT: _("agreement"),
    InitiativeKind.CAMPAIGN: _("campaign"),
    InitiativeKind.PRACTICE: _("practice"),
}
"""Kinds of initiatives as people read them."""


def words_of(title: Mapping[str, str], summary: Mapping[str, str], who: Iterable[str]) -> str:
    """What a text is looked for in: titles and summaries of all languages, and bodies.

    >>> words_of({"en": "Fair work"}, {"en": "For all."}, ["ILO"]).split()
    ['fair', 'work', 'for', 'all.', 'ilo']
    """
    return "\n".join([*title.values(), *summary.values(), *who]).casefold()


def label_of_paragraph(paragraph: str) -> str:
    """The label of the passage that a source names: "12", "12.a", or a footnote such as "fn 12".

    >>> label_of_paragraph("12"), label_of_paragraph("fn 12"), label_of_paragraph("36-38")
    ('12', 'fn12', '36')
    """
    first = paragraph.lower().replace(" ", "").replace("–", "-").split("-")[0]
    return first.split(",")[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRecord:
    """A number an initiative reports: value, what it counts, and how the source wrote it."""

    value: float
    unit: Mapping[str, str]
    raw: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRecord:
    """The place that reports an initiative: in a document, or a page of the web at `url`."""

    document: str
    name: str
    paragraph: str = ""
    page: str = ""
    section: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """The label of the passage, when the source names a paragraph."""
        return label_of_paragraph(self.paragraph)

    @property
    def citation(self) -> str:
        """The steady short form.

        >>> name = "A/75/542"
        >>> SourceRecord(document="x", name=name, paragraph="12", page="", section="").citation
        'A/75/542 §12'
        """
        mark = f" §{self.paragraph}" if self.paragraph[:1].isdigit() else f", {self.paragraph}"
        parts = [self.name + (mark if self.paragraph else "")]
        if self.section:
            parts.append(f"“{self.section}”")
        if self.page:
            parts.append(f"p. {self.page}")
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeBrief:
    """One initiative of the collection, without what takes statements of its own.

    `title` and `summary` are by language what people wrote; `texts` are both with their original
    and all translations, empty for what was loaded. `owner` is the slug of the
    body that it belongs to, and `owner_id` its number: empty and None for no owner.
    """

    id: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    kind: InitiativeKind
    who: tuple[str, ...]
    year_from: int | None
    year_to: int | None
    objectives_named: bool
    figures: tuple[FigureRecord, ...]
    source: SourceRecord
    owner_id: int | None = None
    owner: str = ""
    version: int = 1
    published_at: datetime | None = None
    texts: tuple[Texts, ...] = ()

    @property
    def state(self) -> str:
        """The state it is in: what is not published is not among initiatives."""
        return "published"

    @property
    def languages(self) -> tuple[LanguageStatus, ...]:
        """The languages it exists in; the original first, where it is known."""
        loaded = [Texts(original="", told=_told(one)) for one in (self.summary, self.title)]
        return statuses(self.texts or loaded)


def _told(texts: Mapping[str, str]) -> Mapping[str, Told]:
    return {tag: Told(text=text) for tag, text in texts.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeRecord(InitiativeBrief):
    """One initiative with codes of its places and objectives."""

    places: tuple[str, ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeFilter:
    """What a list of initiatives is narrowed to; empty fields keep everything.

    `documents` keeps those that any of these documents reports.
    """

    objective: str = ""
    place: str = ""
    kind: str = ""
    document: str = ""
    text: str = ""
    documents: tuple[str, ...] = ()


def figure_of(value: Mapping[str, object]) -> FigureRecord:
    """A figure from its stored form."""
    unit = value.get("unit")
    return FigureRecord(
        value=float(str(value["value"])),
        unit={str(k): str(v) for k, v in unit.items()} if isinstance(unit, Mapping) else {},
        raw=str(value.get("raw", "")),
    )
