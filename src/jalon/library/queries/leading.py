"""The leading evidence on each element: what a report quotes."""

from collections.abc import Iterable, Mapping

from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber

from jalon.library.models import Passage, Tag
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
    tags = Tag.objects.filter(element__code__in=list(codes), state__in=[s for s in most if most[s]])
    slugs = list(documents)
    if slugs:
        tags = tags.filter(document__slug__in=slugs)
    if place:
        tags = about_place(tags, place)
    places = [F("element_id"), F("state")]
    rank = Window(RowNumber(), partition_by=places, order_by=[F("score").desc(), F("id")])
    limits = [When(state=state, then=Value(number)) for state, number in most.items()]
    limit = Case(*limits, default=Value(0), output_field=IntegerField())
    ranked = tags.annotate(rank=rank).filter(rank__lte=limit).values_list("pk", "passage_id")
    found = dict(ranked)
    rows = Passage.objects.filter(id__in=set(found.values())).select_related("document")
    ordered = rows.order_by("-document__year", "document__slug", "order")
    return records_of(ordered, Tag.objects.filter(pk__in=list(found)))
