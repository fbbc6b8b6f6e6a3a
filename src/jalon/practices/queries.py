"""Reading initiatives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _t

from jalon.atlas.public import PlaceRecord, places
from jalon.frameworks.public import area_of_objective, elements_by_code
from jalon.kernel.codes import sort_key
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import Language, picked_language
from jalon.library.public import known_passages
from jalon.practices.models import Initiative
from jalon.practices.rules import (
    KIND_WORDS,
    InitiativeFilter,
    InitiativeKind,
    InitiativeRecord,
    SourceRecord,
    figure_of,
)


def _all() -> QuerySet[Initiative]:
    rows = Initiative.objects.select_related("document")
    return rows.prefetch_related("places", "elements").order_by("-year_from", "slug")


def _record(row: Initiative) -> InitiativeRecord:
    return InitiativeRecord(
        id=row.slug,
        title=row.title,
        summary=row.summary,
        kind=InitiativeKind(row.kind),
        who=tuple(row.who),
        places=tuple(place.code for place in row.places.all()),
        year_from=row.year_from,
        year_to=row.year_to,
        objectives=tuple(sorted((item.code for item in row.elements.all()), key=sort_key)),
        objectives_named=row.objectives_named,
        figures=tuple(figure_of(value) for value in row.figures),
        source=SourceRecord(
            document=row.document.slug,
            name=row.document.symbol or row.document.title,
            paragraph=row.paragraph,
            page=row.page,
            section=row.section,
        ),
    )


def filtered(keep: InitiativeFilter) -> QuerySet[Initiative]:
    """Initiatives that a filter keeps, newest first; for paging inside this room."""
    rows = _all()
    if keep.objective:
        rows = rows.filter(elements__code=keep.objective)
    if keep.place:
        rows = rows.filter(places__code=keep.place)
    if keep.kind:
        rows = rows.filter(kind=keep.kind)
    if keep.document:
        rows = rows.filter(document__slug=keep.document)
    if keep.text:
        rows = rows.filter(_says(keep.text))
    return rows


def _says(text: str) -> Q:
    """A text in titles or summaries of any language, or in the names of bodies."""
    found = Q(who__icontains=text)
    for language in Language:
        found |= Q(**{f"title__{language}__icontains": text})
        found |= Q(**{f"summary__{language}__icontains": text})
    return found


def records(rows: Iterable[Initiative]) -> list[InitiativeRecord]:
    """Rows as records."""
    return [_record(row) for row in rows]


def initiatives(
    keep: InitiativeFilter | None = None, *, limit: int | None = None
) -> Sequence[InitiativeRecord]:
    """Initiatives that a filter keeps, newest first."""
    return records(filtered(keep or InitiativeFilter())[:limit])


def initiatives_with_ids(slugs: Iterable[str]) -> Sequence[InitiativeRecord]:
    """Initiatives by their ids; unknown ones are left out."""
    return records(_all().filter(slug__in=list(slugs)))


def initiative(slug: str) -> InitiativeRecord:
    """One initiative.

    Raises:
        UnknownCode: None has this id.
    """
    found = initiatives_with_ids([slug])
    if not found:
        raise UnknownCode(value=slug)
    return found[0]


def count() -> int:
    """How many initiatives there are."""
    return Initiative.objects.count()


def counts_by_objective() -> Mapping[str, int]:
    """Initiatives by code of the objective."""
    rows = Initiative.objects.values_list("elements__code").annotate(n=Count("id")).order_by()
    return {str(code): n for code, n in rows if code}


def counts_by_place() -> Mapping[str, int]:
    """Initiatives by code of the place."""
    rows = Initiative.objects.values_list("places__code").annotate(n=Count("id")).order_by()
    return {str(code): n for code, n in rows if code}


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveMark:
    """An objective as lists show it: number, short title by language, thematic area (1 to 5)."""

    code: str
    number: str
    title: Mapping[str, str]
    area: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeLine:
    """An initiative with names of places and objectives; `is_here`: the cited passage is stored."""

    record: InitiativeRecord
    kind: str
    places: tuple[PlaceRecord, ...]
    objectives: tuple[ObjectiveMark, ...]
    is_here: bool


def initiative_lines(found: Sequence[InitiativeRecord]) -> list[InitiativeLine]:
    """Initiatives as pages show them: four statements, whatever their number."""
    marks = objective_marks(code for record in found for code in record.objectives)
    named = places(code for record in found for code in record.places)
    sources = [(record.source.document, record.source.label) for record in found]
    here = known_passages(source for source in sources if source[1])
    return [
        InitiativeLine(
            record=record,
            kind=_t(KIND_WORDS[record.kind]),
            places=tuple(named[code] for code in record.places if code in named),
            objectives=tuple(marks[code] for code in record.objectives if code in marks),
            is_here=source in here,
        )
        for record, source in zip(found, sources, strict=True)
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherText:
    """Title and summary of an initiative in a language that is not the page's."""

    lang: str
    title: str
    summary: str


def other_texts(found: InitiativeRecord, shown: str) -> list[OtherText]:
    """The texts of an initiative beside those that a page in one language shows."""
    first = picked_language(found.summary, shown)
    return [
        OtherText(lang=tag, title=found.title.get(tag, ""), summary=text)
        for tag, text in sorted(found.summary.items())
        if tag != first
    ]


def objective_marks(codes: Iterable[str]) -> Mapping[str, ObjectiveMark]:
    """Objectives as lists show them, by code: two statements."""
    areas = area_of_objective()
    return {
        code: ObjectiveMark(
            code=code,
            number=element.local,
            title=element.short or element.title,
            area=areas.get(code),
        )
        for code, element in elements_by_code(codes).items()
    }


def places_with_initiatives() -> Sequence[PlaceRecord]:
    """Places of which there are initiatives: two statements."""
    return list(places(counts_by_place()).values())
