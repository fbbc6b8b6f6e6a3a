"""The leading evidence on each element: what a report quotes."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber

from jalon.base.public import remembered
from jalon.library.queries import visibility
from jalon.library.queries.passages import about_place, records_of
from jalon.library.rules import PassageRecord, TagState


def leading_evidence(
    *,
    codes: Iterable[str],
    most: Mapping[TagState, int],
    place: str = "",
    documents: Iterable[str] = (),
) -> list[PassageRecord]:
    """The passages that speak most surely of each element, in four statements.

    Args:
        codes: On these elements.
        most: Passages for each element at the most, by state of the tag; other states are left out.
        place: Only passages that name this place, or stand in a document about it.
        documents: Only of these documents; all when empty.

    Returns:
        Each passage once, in the order of documents and texts, with those of its tags that lead.
    """
    slugs = tuple(documents)
    limits = tuple(sorted((str(state), number) for state, number in most.items() if number))
    if place or slugs:
        found = _leading_of(tuple(codes), limits, place, slugs)
    else:
        found = _leading_of_all(tuple(codes), limits)
    rows = visibility.passages().filter(id__in=set(found.values())).select_related("document")
    ordered = rows.order_by("-document__year", "document__slug", "order")
    return records_of(ordered, visibility.tags().filter(pk__in=list(found)))


Limits = tuple[tuple[str, int], ...]
"""States of tags, and how many of each are wanted."""


@remembered
def _leading_of_all(codes: tuple[str, ...], limits: Limits) -> Mapping[int, int]:
    return _leading_of(codes, limits, "", ())


def _leading_of(
    codes: Sequence[str], limits: Limits, place: str, documents: Sequence[str]
) -> Mapping[int, int]:
    """Ids of the tags that lead, with those of their passages."""
    tags = visibility.tags().filter(state__in=[state for state, _number in limits])
    if documents:
        tags = tags.filter(document__slug__in=documents)
    # of one place there are few tags: all elements are ranked, and those wanted are kept
    tags = about_place(tags, place) if place else tags.filter(element__code__in=codes)
    parts = [F("element_id"), F("state")]
    rank = Window(RowNumber(), partition_by=parts, order_by=[F("score").desc(), F("id")])
    whens = [When(state=state, then=Value(number)) for state, number in limits]
    limit = Case(*whens, default=Value(0), output_field=IntegerField())
    ranked = tags.annotate(rank=rank).filter(rank__lte=limit)
    rows = ranked.values_list("pk", "passage_id", "element__code")
    wanted = set(codes)
    return {key: passage for key, passage, code in rows if code in wanted}
