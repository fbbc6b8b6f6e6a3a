"""Asking the index."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings

from jalon.engines.searching import Card, Index, Query, Results
from jalon.search.models import PendingCard
from jalon.search.registry import sources


@cache
def _index_at(folder: str) -> Index:
    return Index(folder)


def index() -> Index:
    """The index of this installation; one object for each process."""
    return _index_at(str(settings.JALON_INDEX))


def find(query: Query) -> Results:
    """What the index has for a query.

    Raises:
        IndexDamaged: The index is lost or cannot be read.
    """
    return index().search(query)


def all_cards(*, batch: int = 2000) -> Iterator[Card]:
    """Every card of every room, made anew from the database."""
    for source in sources():
        ids = list(source.ids())
        for start in range(0, len(ids), batch):
            yield from source.cards(ids[start : start + batch])


def wanted_ids() -> set[str]:
    """The ids of all cards that the index should hold."""
    return {f"{source.kind}:{key}" for source in sources() for key in source.ids()}


def waiting() -> int:
    """How many cards wait to be indexed."""
    return PendingCard.objects.count()
