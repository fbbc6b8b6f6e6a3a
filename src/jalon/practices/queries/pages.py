"""What the pages of one initiative show: the published one, and the version on its way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language

from jalon.base.public import (
    Actor,
    Archived,
    BodyRecord,
    ChangeLine,
    Content,
    Move,
    NotEditable,
    Power,
    Stage,
    Standing,
    VersionRecord,
    bodies_with_ids,
    change_lines,
    check_power,
    last_public_version,
    moves_for,
    own_version,
    published_version,
    standing,
    version_on_its_way,
)
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import direction, language_of
from jalon.kernel.texts import LanguageStatus, Texts, shown_language, texts_of
from jalon.library.public import document_names
from jalon.practices.queries.hints import TermHint, term_hints
from jalon.practices.queries.published import InitiativeLine, initiative, initiative_lines
from jalon.practices.rules import (
    SECTION_WORDS,
    InitiativeDraft,
    InitiativeRecord,
    Missing,
    Section,
    SourceRecord,
    draft_of,
    missing_of,
    title_of,
)

KIND = "initiative"
"""The kind of these records in subjects."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """An initiative in one of its languages.

    Attributes:
        status: In which state it is in this language; None when it says nothing yet.
        languages: All languages it exists in.
        is_missing: Whether no person has written it in the language of the interface.
    """

    language: str
    direction: str
    title: str
    summary: str
    status: LanguageStatus | None
    languages: tuple[LanguageStatus, ...]
    has_original: bool
    is_missing: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativePage:
    """A published initiative: who owns it, what is on its way, and what the reader may do."""

    line: InitiativeLine
    shown: Shown
    owner: BodyRecord | None
    moves: tuple[Move, ...]
    on_its_way: Standing | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftPage:
    """A version on its way, as people of its body see it.

    Attributes:
        changes: What it says otherwise than the published version; empty without one.
        missing: What it lacks to be submitted.
        hints: Words in it to think about; they keep nobody from submitting.
        public: The published version; None when nothing is public.
    """

    slug: str
    line: InitiativeLine
    shown: Shown
    standing: Standing
    changes: tuple[ChangeLine, ...]
    missing: tuple[Missing, ...]
    hints: tuple[TermHint, ...]
    public: VersionRecord | None

    @property
    def is_public(self) -> bool:
        """Whether nothing is on its way: the newest version is the public one."""
        return self.standing.version.stage is Stage.PUBLISHED


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionBand:
    """One section of the form as a band of its pole: filled once it says something."""

    section: Section
    words: str
    url: str
    number: int
    is_filled: bool
    here: bool


def subject_of(slug: str) -> str:
    """The subject of an initiative in the record of acts."""
    return f"{KIND}:{slug}"


def initiative_page(slug: str, *, asked: str, actor: Actor) -> InitiativePage:
    """A published initiative in the language that was asked for.

    Raises:
        UnknownCode: None that is or was public has this id.
        Archived: It was public until some day.
    """
    found = published_initiative(slug)
    owner = bodies_with_ids([found.owner_id]).get(found.owner_id) if found.owner_id else None
    under_way = version_on_its_way(subject_of(slug)) if actor.holdings else None
    moves = moves_for(KIND, Stage.PUBLISHED, actor=actor, body_id=found.owner_id)
    return InitiativePage(
        line=initiative_lines([found])[0],
        shown=shown_in(found, asked),
        owner=owner,
        moves=tuple(move for move in moves if not (move.opens_version and under_way)),
        on_its_way=standing(under_way, actor) if under_way else None,
    )


def published_initiative(slug: str) -> InitiativeRecord:
    """A published initiative.

    Raises:
        UnknownCode: None that is or was public has this id.
        Archived: It was public until some day.
    """
    try:
        return initiative(slug)
    except UnknownCode:
        last = last_public_version(subject_of(slug))
        if last is None or last.ended_at is None:
            raise
        title = title_of(last.content, get_language() or "en")
        raise Archived(title=title, day=last.ended_at.date().isoformat()) from None


def shown_in(record: InitiativeRecord, asked: str) -> Shown:
    """An initiative in the language that was asked for, else the interface's, else its own."""
    interface = get_language() or "en"
    languages = record.languages
    tag = shown_language(languages, asked=asked, interface=interface)
    title, summary = record.texts or _plain(record)
    by_people = {one.language for one in languages if not one.is_by_machine}
    return Shown(
        language=tag,
        direction=direction(tag),
        title=title.text(tag) or title.text(title.original),
        summary=summary.text(tag) or summary.text(summary.original),
        status=next((one for one in languages if one.language == tag), None),
        languages=languages,
        has_original=bool(record.texts),
        is_missing=language_of(interface) not in by_people,
    )


def _plain(record: InitiativeRecord) -> tuple[Texts, Texts]:
    return texts_of(record.title), texts_of(record.summary)


def draft_page(slug: str, *, asked: str, actor: Actor) -> DraftPage:
    """The newest version of an initiative, for people of its body.

    Raises:
        UnknownCode: There is none, or it is another body's.
    """
    version = own_version(subject_of(slug))
    public = published_version(subject_of(slug))
    draft = draft_of(version.content)
    record = record_of(slug, version, draft)
    differs = public is not None and public.number != version.number
    before = public.content if public is not None and differs else version.content
    return DraftPage(
        slug=slug,
        line=initiative_lines([record])[0],
        shown=shown_in(record, asked),
        standing=standing(version, actor),
        changes=change_lines(KIND, before, version.content),
        missing=missing_of(draft) if version.is_edited else (),
        hints=term_hints(draft),
        public=public,
    )


def written_version(slug: str, actor: Actor) -> VersionRecord:
    """The draft of an initiative, for somebody who may write it now.

    Raises:
        UnknownCode: There is none, or it is another body's.
        NotAllowed: The actor does not write for its body.
        NotEditable: It is not a draft now.
    """
    version = own_version(subject_of(slug))
    check_power(actor, Power.WRITE, body_id=version.body_id)
    if not version.is_edited:
        raise NotEditable(state=version.stage.value)
    return version


def changes_against(theirs: VersionRecord, mine: Content) -> tuple[ChangeLine, ...]:
    """What a version would say otherwise if somebody saved over it."""
    return change_lines(KIND, theirs.content, {**theirs.content, **mine})


def record_of(slug: str, version: VersionRecord, draft: InitiativeDraft) -> InitiativeRecord:
    """A version as the record it would be if it were published."""
    return InitiativeRecord(
        id=slug,
        title=draft.title.by_people,
        summary=draft.summary.by_people,
        kind=draft.kind,
        who=draft.who,
        year_from=draft.year_from,
        year_to=draft.year_to,
        objectives_named=draft.objectives_named,
        figures=draft.figures,
        source=source_of(draft),
        owner_id=version.body_id,
        version=version.number,
        published_at=version.published_at,
        texts=(draft.title, draft.summary),
        places=draft.places,
        objectives=draft.objectives,
    )


def source_of(draft: InitiativeDraft) -> SourceRecord:
    """Where a draft says it is reported: one statement when it cites a document."""
    source = SourceRecord(
        document=draft.document,
        name=draft.source_title or draft.source_url,
        paragraph=draft.paragraph,
        page=draft.page,
        section=draft.section,
        url=draft.source_url,
    )
    if not draft.document:
        return source
    named = document_names([draft.document])
    if draft.document not in named:
        return replace(source, document="", name=draft.document)
    return replace(source, name=named[draft.document].name, url="")


def section_bands(slug: str, draft: InitiativeDraft, here: Section) -> Sequence[SectionBand]:
    """The sections of the form, with which of them say something."""
    filled = {
        Section.WHAT: bool(draft.summary.told),
        Section.WHO: bool(draft.who),
        Section.OBJECTIVES: bool(draft.objectives),
        Section.PLACES: bool(draft.places),
        Section.SOURCE: bool(draft.document or draft.source_url),
        Section.FIGURES: bool(draft.figures),
        Section.LANGUAGES: len(draft.languages) > 1,
    }
    return [
        SectionBand(
            section=section,
            words=SECTION_WORDS[section],
            url=reverse("practices:edit", args=[slug, section.value]),
            number=number,
            is_filled=filled[section],
            here=section is here,
        )
        for number, section in enumerate(Section, start=1)
    ]
