"""What a person can choose for a report: its subject, its template, its format."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


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
            parts=(
                Part.SUMMARY,
                Part.COVERAGE,
                Part.OBJECTIVES,
                Part.WAITING,
                Part.SILENCE,
                Part.SOURCES,
            ),
            confirmed=1,
            suggested=0,
            initiatives=0,
        ),
    )
}
"""The kinds of reports, by name."""

DEFAULT_TEMPLATE = "objectives"

PREVIEW_ENTRIES = 10
"""Confirmed statements and initiatives of each objective that a preview shows at the most."""


class UnknownTemplate(JalonError):
    """No kind of report has this name."""

    code = "unknown-template"
    sentence = _("There is no report template “{value}”. There are: {known}.")


class UnknownFormat(JalonError):
    """Reports are not written in this format."""

    code = "unknown-format"
    sentence = _("A report cannot be written as “{value}”. It can be: {known}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportChoice:
    """What a report is about, and how it is written.

    Attributes:
        place: A code, or a name in any of the six languages; empty or "all" for every place.
        documents: Slugs; all documents when empty.
        objectives: Numbers of objectives; all when empty.
        language: Language of the report's own words.
    """

    place: str = ""
    documents: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    template: str = DEFAULT_TEMPLATE
    language: str = "en"


class CannotWrite(JalonError):
    """The file system does not take the report."""

    code = "cannot-write"
    sentence = _("The file “{file}” cannot be written: {why}. Choose another name or folder.")


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


def preview_of(template: TemplateRecord) -> TemplateRecord:
    """The template with fewer entries, so that the page of a preview stays small."""
    return replace(
        template,
        confirmed=min(template.confirmed, PREVIEW_ENTRIES),
        initiatives=min(template.initiatives, PREVIEW_ENTRIES),
    )


def format_named(name: str) -> Format:
    """The file format of this name.

    Raises:
        UnknownFormat: There is none.
    """
    if name not in set(Format):
        raise UnknownFormat(value=name, known=", ".join(Format))
    return Format(name)
