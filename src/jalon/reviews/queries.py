"""Putting a report together from what the rooms below know."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from jalon.atlas import public as atlas
from jalon.frameworks import public as frameworks
from jalon.frameworks.public import ElementRecord, Kind
from jalon.kernel.errors import UnknownCode
from jalon.library import public as library
from jalon.library.public import DocumentRecord, Evidence, PassageRecord, TagRecord, TagState
from jalon.practices import public as practices
from jalon.practices.public import InitiativeBrief, InitiativeFilter
from jalon.reviews.rules import (
    InitiativeEntry,
    ObjectiveSection,
    ReportChoice,
    ReportRecord,
    SourceRecord,
    StatementRecord,
    StatementState,
    TemplateRecord,
    named_at,
    preview_of,
    quote_of,
    template_named,
    with_counts,
)

EVERYTHING = "all"
"""What stands for a place when the whole library is meant."""


class Scope(NamedTuple):
    """What a report is about: a place or none, documents or none."""

    place: str
    documents: tuple[str, ...]


class Offer(NamedTuple):
    """What a person can choose among for a report.

    `places` are names by language; `documents` pairs of slug and name.
    """

    places: Sequence[Mapping[str, str]]
    documents: Sequence[tuple[str, str]]


class Found(NamedTuple):
    """What the rooms below hold on a scope, by code of the objective."""

    counts: Mapping[str, Evidence]
    statements: Mapping[tuple[str, str], Sequence[StatementRecord]]
    initiatives: Mapping[str, Sequence[InitiativeEntry]]
    initiative_counts: Mapping[str, int]


def report(
    choice: ReportChoice, *, site: str = "", made_on: date | None = None, preview: bool = False
) -> ReportRecord:
    """The report on a place, on documents, or on the whole library, in at most 15 SQL statements.

    Args:
        choice: What it is about, its template and its language.
        site: Address of the installation, for links; empty for none.
        made_on: The date it bears; today without it.
        preview: Whether it holds only the leading entries; all are counted.

    Raises:
        UnknownPlace: Nothing is called so.
        UnknownCode: There is no such document or objective.
        UnknownTemplate: There is no such template.
    """
    whole = template_named(choice.template)
    kind = preview_of(whole) if preview else whole
    everywhere = choice.place.strip() in {"", EVERYTHING}
    about = None if everywhere else atlas.find_place(choice.place)
    scope = Scope(about.code if about else "", tuple(dict.fromkeys(choice.documents)))
    chosen = _chosen(scope.documents)
    rows = frameworks.elements("gcm", kinds=[Kind.OBJECTIVE, Kind.AREA])
    elements = _elements(rows, choice.objectives)
    found = _found(scope, [element.code for element in elements], kind, choice.language)
    areas = _areas(rows)
    sections = tuple(_section(element, areas.get(element.code, 0), found) for element in elements)
    return ReportRecord(
        place_code=scope.place,
        place=about.name if about else {},
        documents=tuple(row.name for row in chosen),
        objectives=choice.objectives,
        made_on=(made_on or timezone.localdate()).isoformat(),
        language=choice.language,
        template=kind,
        read=len(chosen) or library.documents_read(),
        sections=sections,
        sources=_sources(sections),
        site=site.rstrip("/"),
    )


def offer(*, chosen: Sequence[str] = (), limit: int = 60) -> Offer:
    """Places and documents to choose among: the newest documents, and those chosen already."""
    newest = {
        row.slug: row for row in library.documents(read_only=True, limit=limit, counted=False)
    }
    missing = [slug for slug in chosen if slug not in newest]
    further = library.documents(slugs=missing, counted=False) if missing else ()
    documents = (*further, *newest.values())
    return Offer(
        places=[place.name for place in atlas.all_places()],
        documents=[(row.slug, _called(row)) for row in documents],
    )


def _called(row: DocumentRecord) -> str:
    return f"{row.symbol} · {row.title}" if row.symbol else row.title


def _areas(rows: Sequence[ElementRecord]) -> Mapping[str, int]:
    """The number of the thematic area, 1 to 5, by code of the objective."""
    areas = [row for row in rows if row.kind is Kind.AREA]
    return {code: at for at, area in enumerate(areas, start=1) for code in area.members}


def _elements(rows: Sequence[ElementRecord], numbers: Sequence[str]) -> Sequence[ElementRecord]:
    elements = [row for row in rows if row.kind is Kind.OBJECTIVE]
    unknown = set(numbers) - {element.local for element in elements}
    if unknown:
        raise UnknownCode(value=min(unknown))
    return [element for element in elements if not numbers or element.local in numbers]


def _chosen(slugs: Sequence[str]) -> Sequence[DocumentRecord]:
    if not slugs:
        return ()
    by_slug = {row.slug: row for row in library.documents(slugs=slugs, counted=False)}
    missing = [slug for slug in slugs if slug not in by_slug]
    if missing:
        raise UnknownCode(value=missing[0])
    return [by_slug[slug] for slug in slugs]


def _found(scope: Scope, codes: Sequence[str], kind: TemplateRecord, language: str) -> Found:
    most = {TagState.CONFIRMED: kind.confirmed, TagState.SUGGESTED: kind.suggested}
    passages = library.leading_evidence(
        codes=codes, most=most, place=scope.place, documents=scope.documents
    )
    keep = InitiativeFilter(place=scope.place, documents=scope.documents)
    every = practices.counts_by_objective(keep)
    counts = {code: every[code] for code in codes if code in every}
    initiatives = practices.leading_initiatives(keep, counts, most=kind.initiatives)
    return Found(
        counts=library.evidence_by_element(
            codes=codes, place=scope.place, documents=scope.documents
        ),
        statements=_statements(passages, scope.place),
        initiatives={
            code: [_entry(row, language) for row in rows] for code, rows in initiatives.items()
        },
        initiative_counts=counts,
    )


def _statements(
    passages: Sequence[PassageRecord], place: str
) -> Mapping[tuple[str, str], Sequence[StatementRecord]]:
    found: dict[tuple[str, str], list[StatementRecord]] = defaultdict(list)
    names = atlas.searchable_names().get(place, ())
    for passage in passages:
        named = named_at(passage.text, names)
        for tag in passage.tags:
            found[tag.code, tag.state.value].append(_statement(passage, tag, named))
    return found


def _statement(passage: PassageRecord, tag: TagRecord, named: int | None) -> StatementRecord:
    return StatementRecord(
        quote=quote_of(passage.text, keep=[at for at in (named, tag.start) if at is not None]),
        language=passage.lang,
        document=passage.document,
        citation=passage.citation,
        address=f"/documents/{passage.document}/p/{passage.label}",
        state=StatementState(tag.state.value),
        doubt=passage.doubt or "",
    )


def _entry(row: InitiativeBrief, language: str) -> InitiativeEntry:
    return InitiativeEntry(
        title=row.title,
        summary=row.summary,
        who=row.who,
        year_from=row.year_from,
        year_to=row.year_to,
        named=row.objectives_named,
        document=row.source.document,
        citation=row.source.citation,
        address=f"/{language}/initiatives/{row.id}/",
    )


def _section(element: ElementRecord, area: int, found: Found) -> ObjectiveSection:
    code = element.code
    count = found.counts.get(code, Evidence())
    return ObjectiveSection(
        code=code,
        number=element.local,
        title=element.title,
        short=element.short,
        area=area,
        confirmed_count=count.confirmed,
        suggested_count=count.suggested,
        initiative_count=found.initiative_counts.get(code, 0),
        confirmed=tuple(found.statements.get((code, StatementState.CONFIRMED), ())),
        suggested=tuple(found.statements.get((code, StatementState.SUGGESTED), ())),
        initiatives=tuple(found.initiatives.get(code, ())),
    )


def _sources(sections: Sequence[ObjectiveSection]) -> tuple[SourceRecord, ...]:
    cited = {document for section in sections for document in section.cited}
    found = library.documents(slugs=cited, counted=False) if cited else ()
    rows = sorted(found, key=lambda row: row.name)
    records = [
        SourceRecord(
            document=row.slug,
            name=row.name,
            title=row.title,
            body=row.body,
            date=row.date,
            language=row.language,
            url=row.url,
            statements=0,
            is_public=row.is_public,
        )
        for row in rows
    ]
    return with_counts(records, sections)
