"""Drafts of initiatives: what people write, in which sections, and what is needed to submit it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from secrets import choice
from typing import Any
from urllib.parse import urlsplit

from jalon.kernel.codes import slug_of
from jalon.kernel.errors import JalonError, UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import language_of
from jalon.kernel.texts import LanguageStatus, Texts, statuses, stored, texts_of
from jalon.practices.rules.records import FigureRecord, InitiativeKind, figure_of

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Calendar years that an initiative can name."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs of the random end of a stable id: none that is easily taken for another."""


class Section(StrEnum):
    """A part of the form, on a page of its own."""

    WHAT = "what"
    WHO = "who"
    OBJECTIVES = "objectives"
    PLACES = "places"
    SOURCE = "source"
    FIGURES = "figures"
    LANGUAGES = "languages"


SECTION_WORDS: Mapping[Section, str] = {
    Section.WHAT: _("What it is"),
    Section.WHO: _("Who and when"),
    Section.OBJECTIVES: _("Objectives"),
    Section.PLACES: _("Places"),
    Section.SOURCE: _("Source"),
    Section.FIGURES: _("Figures"),
    Section.LANGUAGES: _("Languages"),
}
"""Sections as people read them."""


def section_named(text: str) -> Section:
    """The section of a name.

    Raises:
        UnknownCode: There is none.
    """
    if text not in set(Section):
        raise UnknownCode(value=text)
    return Section(text)


def section_after(section: Section) -> Section | None:
    """The section that follows; None after the last.

    >>> section_after(Section.WHAT), section_after(Section.LANGUAGES)
    (<Section.WHO: 'who'>, None)
    """
    order = list(Section)
    at = order.index(section) + 1
    return order[at] if at < len(order) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeDraft:
    """What a version of an initiative says.

    Attributes:
        places: ISO 3166-1 alpha-3 or UN M49.
        objectives: Full codes.
        objectives_named: Whether the source itself names them.
        document: Slug of the document that reports it; empty where a page of the web does.
    """

    kind: InitiativeKind = InitiativeKind.PRACTICE
    title: Texts = field(default_factory=lambda: Texts(original="en"))
    summary: Texts = field(default_factory=lambda: Texts(original="en"))
    who: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    objectives: tuple[str, ...] = ()
    objectives_named: bool = False
    places: tuple[str, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    document: str = ""
    paragraph: str = ""
    page: str = ""
    section: str = ""
    source_url: str = ""
    source_title: str = ""

    @property
    def original(self) -> str:
        """The language it is written in."""
        return self.title.original

    @property
    def languages(self) -> tuple[LanguageStatus, ...]:
        """The languages it exists in, the original first."""
        return statuses([self.title, self.summary])


def draft_of(content: Mapping[str, Any]) -> InitiativeDraft:
    """A draft from the content of a version."""
    return InitiativeDraft(
        kind=InitiativeKind(str(content.get("kind") or InitiativeKind.PRACTICE)),
        title=texts_of(content.get("title")),
        summary=texts_of(content.get("summary")),
        who=_strings(content.get("who")),
        year_from=_year(content.get("year_from")),
        year_to=_year(content.get("year_to")),
        objectives=_strings(content.get("objectives")),
        objectives_named=bool(content.get("objectives_named")),
        places=_strings(content.get("places")),
        figures=tuple(figure_of(value) for value in content.get("figures") or ()),
        **{name: str(content.get(name) or "") for name in SOURCE_FIELDS},
    )


SOURCE_FIELDS = ("document", "paragraph", "page", "section", "source_url", "source_title")
"""Fields that say where an initiative is reported."""


def content_of(draft: InitiativeDraft) -> dict[str, Any]:  # Any: JSON values
    """A draft as the content of a version: every field is there, so that changes can be told."""
    return {
        "kind": draft.kind.value,
        "title": stored(draft.title),
        "summary": stored(draft.summary),
        "who": list(draft.who),
        "year_from": draft.year_from,
        "year_to": draft.year_to,
        "objectives": list(draft.objectives),
        "objectives_named": draft.objectives_named,
        "places": list(draft.places),
        "figures": [
            {"value": one.value, "unit": dict(one.unit), "raw": one.raw} for one in draft.figures
        ],
        **{name: getattr(draft, name) for name in SOURCE_FIELDS},
    }


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, Sequence) else ()


def _year(value: object) -> int | None:
    return int(str(value)) if str(value or "").isdecimal() else None


def new_slug(title: str) -> str:
    """A stable id for a new initiative: from its first title, with a random end.

    The end keeps ids apart without looking whether another body has a draft of the same title.

    >>> new_slug("Égalité au travail")[:19]
    'egalite-au-travail-'
    """
    end = "".join(choice(_SIGNS) for _ in range(5))
    return f"{slug_of(title, longest=60) or 'initiative'}-{end}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """Something a draft needs before it can be submitted, and the section where it is written."""

    section: Section
    words: str


class IncompleteInitiative(JalonError):
    """A draft lacks something that every published initiative has."""

    code = "incomplete-initiative"
    sentence = _("Before this can be submitted or published, it needs: {possible}.")


class SourceNotPublic(JalonError):
    """A draft cites a document that not everybody may see."""

    code = "source-not-public"
    sentence = _(
        "The document “{document}” that this cites is not public. Cite one that everybody may see, "
        "or ask the body that owns it to open it first."
    )


class LanguageTaken(JalonError):
    """The original cannot be said to be in a language in which there is a translation."""

    code = "language-taken"
    sentence = _(
        "There is a translation into this language already. Empty it under “Languages” first, then "
        "say that the original is in this language."
    )


def missing_of(draft: InitiativeDraft) -> tuple[Missing, ...]:
    """What a draft lacks to be submitted, in the order of the form.

    Source: every published initiative names who did it, on which objective, and cites where it is
    reported.
    """
    found = (
        (not draft.title.text(draft.original), Section.WHAT, _("a title")),
        (not draft.summary.text(draft.original), Section.WHAT, _("a summary")),
        (not draft.who, Section.WHO, _("who does it")),
        (not years_fit(draft.year_from, draft.year_to), Section.WHO, _("years in their order")),
        (not draft.objectives, Section.OBJECTIVES, _("at least one objective")),
        (not cites(draft), Section.SOURCE, _("a source, with the place in it")),
    )
    return tuple(Missing(section=part, words=words) for lacks, part, words in found if lacks)


def check_complete(draft: InitiativeDraft) -> None:
    """A draft has everything that a published initiative has.

    Raises:
        IncompleteInitiative: It has not; says what is missing.
    """
    missing = missing_of(draft)
    if missing:
        raise IncompleteInitiative(possible=tuple(one.words for one in missing))


def cites(draft: InitiativeDraft) -> bool:
    """Whether a draft says where it is reported: a place in a document, or a page of the web."""
    in_document = draft.document and (draft.paragraph or draft.page or draft.section)
    return bool(in_document) or is_web_address(draft.source_url)


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a page of the web.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def years_fit(first: int | None, last: int | None) -> bool:
    """Whether years are in their order; missing ones are.

    >>> years_fit(2019, 2018), years_fit(2019, None), years_fit(None, 2018)
    (False, True, True)
    """
    return first is None or last is None or first <= last


def begun(kind: InitiativeKind, title: Texts) -> InitiativeDraft:
    """The draft that a new initiative begins with."""
    return InitiativeDraft(kind=kind, title=title, summary=Texts(original=title.original))


def lines_of(text: str) -> tuple[str, ...]:
    r"""The entries of a field with one entry a line, each once.

    >>> lines_of("ILO\n\n IOM \nILO")
    ('ILO', 'IOM')
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def number_of(text: str) -> float | None:
    """A figure as people type it, with a point or a comma; None when it is none.

    >>> number_of("1 204,5"), number_of("1,204"), number_of("١٢"), number_of("many")
    (1204.5, 1204.0, 12.0, None)
    """
    plain = "".join(_digit(sign) for sign in text if not sign.isspace() and sign not in "'’")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdecimal() else sign


def title_of(content: Mapping[str, Any], language: str) -> str:
    """What a content is called in a language, else in that of its original."""
    title = texts_of(content.get("title"))
    return title.text(language_of(language)) or title.text(title.original)
