"""Reading initiatives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _t

from jalon.atlas.public import PlaceRecord, places
from jalon.base.public import remembered, viewer
from jalon.frameworks.public import Kind, elements
from jalon.kernel.codes import sort_key
from jalon.kernel.errors import UnknownCode
from jalon.kernel.texts import texts_of
from jalon.library.public import known_passages, of_hidden_document
from jalon.practices.models import NEWEST_FIRST, Initiative
from jalon.practices.rules import (
    KIND_WORDS,
    InitiativeBrief,
    InitiativeFilter,
    InitiativeKind,
    InitiativeRecord,
    SourceRecord,
    figure_of,
)

OBJECTIVES_AND_AREAS = (Kind.OBJECTIVE, Kind.AREA)
"""What marks are made of; asked for in this order everywhere, so that it is remembered."""

LOOKED_THROUGH = 4
"""Initiatives looked through for each one that is wanted, before all are."""


def _shown(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    rows = rows.select_related("document", "owner")
    return rows.prefetch_related("places", "elements").order_by(NEWEST_FIRST, "slug")


def _record(row: Initiative) -> InitiativeRecord:
    return InitiativeRecord(
        **_told(row),
        places=tuple(place.code for place in row.places.all()),
        objectives=tuple(sorted((item.code for item in row.elements.all()), key=sort_key)),
    )


def _told(row: Initiative) -> dict[str, Any]:  # Any: values of the record's fields
    return {
        "id": row.slug,
        "title": row.title,
        "summary": row.summary,
        "kind": InitiativeKind(row.kind),
        "who": tuple(row.who),
        "year_from": row.year_from,
        "year_to": row.year_to,
        "objectives_named": row.objectives_named,
        "figures": tuple(figure_of(value) for value in row.figures),
        "source": _source(row),
        "owner_id": row.owner_id,
        "owner": row.owner.slug if row.owner else "",
        "version": row.version,
        "published_at": row.published_at,
        "texts": tuple(texts_of(row.texts[name]) for name in ("title", "summary") if row.texts),
    }


def _source(row: Initiative) -> SourceRecord:
    """Where an initiative is reported; a document that may not be seen is not named."""
    place = {"paragraph": row.paragraph, "page": row.page, "section": row.section}
    document = row.document
    if document is None:
        name = row.source_title or urlsplit(row.source_url).hostname or row.source_url
        return SourceRecord(document="", name=name, url=row.source_url, **place)
    if not (document.is_public or viewer().sees(document.owner_id)):
        return SourceRecord(document="", name=_t("a document that is not public"))
    return SourceRecord(document=document.slug, name=document.symbol or document.title, **place)


def filtered(keep: InitiativeFilter) -> QuerySet[Initiative]:
    """Initiatives that a filter keeps, newest first; for paging inside this room."""
    return _kept(keep).order_by(NEWEST_FIRST, "slug")


def page_of(keep: InitiativeFilter, number: str | None, *, per_page: int = 25) -> Page[int]:
    """One page of the ids of initiatives that a filter keeps; texts are looked through once."""
    if keep.text:  # all rows are looked through in the order in which they lie, then sorted
        found = _kept(keep).values_list("year_from", "slug", "id")
        newest = sorted(found, key=lambda row: (-(row[0] or 0), row[1]))
        return Paginator([key for _year, _slug, key in newest], per_page).get_page(number)
    return Paginator(filtered(keep).values_list("id", flat=True), per_page).get_page(number)


def shown(ids: Iterable[int]) -> list[InitiativeRecord]:
    """The initiatives of one page, newest first."""
    return [_record(row) for row in _shown(Initiative.objects.filter(id__in=list(ids)))]


def _kept(keep: InitiativeFilter) -> QuerySet[Initiative]:
    rows = Initiative.objects.all()
    if keep.objective:
        rows = rows.filter(elements__code=keep.objective)
    if keep.place:
        rows = rows.filter(places__code=keep.place)
    if keep.kind:
        rows = rows.filter(kind=keep.kind)
    if keep.document:
        rows = rows.filter(document__slug=keep.document).exclude(of_hidden_document())
    if keep.documents:
        rows = rows.filter(document__slug__in=keep.documents).exclude(of_hidden_document())
    if keep.text:
        rows = rows.filter(_says(keep.text))
    return rows


def _says(text: str) -> Q:
    """A text in titles or summaries of any language, or in the names of bodies."""
    return Q(GreaterThan(StrIndex("words", Value(text.casefold())), 0))


def initiatives(
    keep: InitiativeFilter | None = None, *, skip: int = 0, limit: int | None = None
) -> Sequence[InitiativeRecord]:
    """Initiatives that a filter keeps, newest first: three statements."""
    wanted = filtered(keep or InitiativeFilter())
    if skip or limit is not None:  # numbers are sorted and cut, not whole rows
        ids = wanted.values("id")[skip : skip + limit if limit is not None else None]
        wanted = Initiative.objects.filter(id__in=ids)
    return [_record(row) for row in _shown(wanted)]


def leading_initiatives(
    keep: InitiativeFilter, counts: Mapping[str, int], *, most: int
) -> Mapping[str, Sequence[InitiativeBrief]]:
    """The newest initiatives on each objective, by its code: two statements, seldom three.

    Args:
        keep: Which initiatives count.
        counts: How many of them there are, by code of the objective.
        most: How many are answered for each objective at the most.
    """
    wanted = {code: min(most, count) for code, count in counts.items() if most and count}
    found: dict[str, list[int]] = {code: [] for code in wanted}
    _take(_kept(keep), wanted, found, limit=LOOKED_THROUGH * sum(wanted.values()))
    if any(len(found[code]) < number for code, number in wanted.items()):
        _take(_kept(keep), wanted, found, limit=None)
    ids = {key for keys in found.values() for key in keys}
    rows = Initiative.objects.filter(id__in=ids).select_related("document", "owner") if ids else ()
    known = {row.pk: InitiativeBrief(**_told(row)) for row in rows}
    return {code: [known[key] for key in keys] for code, keys in found.items()}


def _take(
    rows: QuerySet[Initiative],
    wanted: Mapping[str, int],
    found: Mapping[str, list[int]],
    *,
    limit: int | None,
) -> None:
    """Go through the newest initiatives, or all without a limit, and take what is missing."""
    missing = [code for code, number in wanted.items() if len(found[code]) < number]
    for code in missing:
        found[code].clear()
    newest = rows.order_by(NEWEST_FIRST, "slug").values("id")[:limit]
    pairs = Initiative.objects.filter(id__in=newest if limit else rows.values("id"))
    pairs = pairs.filter(elements__code__in=missing).order_by(NEWEST_FIRST, "slug")
    for key, code in pairs.values_list("id", "elements__code"):
        if len(found[code]) < wanted[code]:
            found[code].append(key)


def initiatives_with_ids(slugs: Iterable[str]) -> Sequence[InitiativeRecord]:
    """Initiatives by their ids; unknown ones are left out."""
    return [_record(row) for row in _shown(Initiative.objects.filter(slug__in=list(slugs)))]


def initiative(slug: str) -> InitiativeRecord:
    """One initiative.

    Raises:
        UnknownCode: None has this id.
    """
    found = initiatives_with_ids([slug])
    if not found:
        raise UnknownCode(value=slug)
    return found[0]


@remembered
def count() -> int:
    """How many initiatives there are."""
    return Initiative.objects.count()


def counts_by_objective(keep: InitiativeFilter | None = None) -> Mapping[str, int]:
    """Initiatives by code of the objective; of those that a filter keeps, when asked."""
    return _counts(_kept(keep)) if keep and keep != InitiativeFilter() else _counts_of_all()


@remembered
def _counts_of_all() -> Mapping[str, int]:
    return _counts(None)


def _counts(rows: QuerySet[Initiative] | None) -> Mapping[str, int]:
    links = Initiative.elements.through.objects.all()
    if rows is not None:
        links = links.filter(initiative__in=rows.values("id"))
    found = links.values_list("element_id").annotate(Min("element__code"), n=Count("id"))
    return {str(code): n for _key, code, n in found.order_by()}


@remembered
def counts_by_place() -> Mapping[str, int]:
    """Initiatives by code of the place."""
    links = Initiative.places.through.objects.values_list("place_id")
    rows = links.annotate(Min("place__code"), n=Count("id")).order_by()
    return {str(code): n for _key, code, n in rows}


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
    """Initiatives as pages show them: three statements, whatever their number."""
    marks = objective_marks(code for record in found for code in record.objectives)
    named = places(code for record in found for code in record.places)
    sources = [(record.source.document, record.source.label) for record in found]
    here = known_passages(source for source in sources if all(source))
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


def objective_marks(codes: Iterable[str]) -> Mapping[str, ObjectiveMark]:
    """Objectives of the Compact as lists show them, by code: one statement, when not remembered."""
    rows = elements("gcm", kinds=OBJECTIVES_AND_AREAS)
    areas = [row for row in rows if row.kind is Kind.AREA]
    area = {code: at for at, one in enumerate(areas, start=1) for code in one.members}
    known = {row.code: row for row in rows if row.kind is Kind.OBJECTIVE}
    return {
        code: ObjectiveMark(
            code=code,
            number=known[code].local,
            title=known[code].short or known[code].title,
            area=area.get(code),
        )
        for code in codes
        if code in known
    }


def places_with_initiatives() -> Sequence[PlaceRecord]:
    """Places of which there are initiatives: two statements."""
    return list(places(counts_by_place()).values())
