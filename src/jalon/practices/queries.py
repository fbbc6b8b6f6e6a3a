"""Reading initiatives."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from jalon.kernel.codes import sort_key
from jalon.kernel.errors import UnknownCode
from jalon.practices.models import Initiative
from jalon.practices.rules import (
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
        rows = rows.filter(Q(title__icontains=keep.text) | Q(summary__icontains=keep.text))
    return rows


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
