"""Bodies that people act for."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count

from jalon.base.models import Body
from jalon.base.queries.people import held_on, today
from jalon.base.rules.bodies import BodyKind, BodyRecord, UnknownBody


def _record(row: Body) -> BodyRecord:
    return BodyRecord(
        id=row.pk,
        slug=row.slug,
        kind=BodyKind(row.kind),
        name=row.name,
        place=row.place,
        website=row.website,
        is_keeper=row.is_keeper,
        is_closed=row.is_closed,
    )


def body(slug: str) -> BodyRecord:
    """One body by its address.

    Raises:
        UnknownBody: There is none.
    """
    row = Body.objects.filter(slug=slug).first()
    if row is None:
        raise UnknownBody(value=slug)
    return _record(row)


def keeper() -> BodyRecord | None:
    """The body that keeps this installation; None before the first start."""
    row = Body.objects.filter(is_keeper=True).first()
    return _record(row) if row else None


def bodies_with_ids(ids: Iterable[int]) -> Mapping[int, BodyRecord]:
    """Bodies by number: one statement."""
    return {row.pk: _record(row) for row in Body.objects.filter(pk__in=set(ids))}


def bodies() -> Sequence[tuple[BodyRecord, int]]:
    """Bodies with how many people hold a duty there today, the keeper first: one statement."""
    held = held_on(today(), "duty__")
    counted = Count("duty__person", filter=held, distinct=True)
    rows = Body.objects.annotate(people=counted).order_by("is_closed", "-is_keeper", "slug")
    return [(_record(row), row.people) for row in rows]
