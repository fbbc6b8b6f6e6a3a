"""Keeping the index up to date: a queue in the database, and one writer at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from jalon.engines.searching import Card, IndexDamaged
from jalon.search.models import PendingCard
from jalon.search.queries import all_cards, cards_of, cards_of_document, index
from jalon.search.registry import source

BATCH = 2000
"""Cards written in one commit of the index."""


def queue_cards(ids: Iterable[str]) -> None:
    """Have these cards indexed soon; call it in the transaction of the act."""
    PendingCard.objects.bulk_create([PendingCard(card=card) for card in ids], batch_size=BATCH)


def queue_cards_of_document(slug: str) -> None:
    """Have all cards indexed soon that stand or fall with a document: who finds them changed."""
    queue_cards(cards_of_document(slug))


def flush(*, limit: int = BATCH) -> int:
    """Bring waiting cards into the index; how many were taken from the queue.

    Raises:
        IndexBusy: Another process is writing; nothing was taken.
        IndexNotWritten: The index could not be written; nothing was taken.
    """
    rows = list(PendingCard.objects.order_by("id")[:limit])
    if rows:
        written, gone = _made_anew({row.card for row in rows})
        index().write(written, gone)
        PendingCard.objects.filter(id__in=[row.pk for row in rows]).delete()
    return len(rows)


def flush_all() -> int:
    """Bring everything that waits into the index; how many cards that were."""
    total = 0
    while taken := flush():
        total += taken
    return total


def _made_anew(ids: Iterable[str]) -> tuple[Sequence[Card], Sequence[str]]:
    """Cards as they are now, and ids of cards that are no more."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for card in ids:
        kind, _, key = card.partition(":")
        by_kind[kind].append(key)
    made = [card for kind in sorted(by_kind) for card in cards_of(source(kind), by_kind[kind])]
    found = {card.id for card in made}
    gone = [f"{kind}:{key}" for kind, keys in by_kind.items() for key in keys]
    return made, sorted(set(gone) - found)


def ensure_index() -> int:
    """Make the index when it is missing, damaged or of an older version; how many cards it got."""
    try:
        index().count()
    except IndexDamaged:
        return rebuild()
    return flush_all()


def rebuild() -> int:
    """Make the index anew from the database while the old one still answers; how many cards."""
    last = PendingCard.objects.order_by("-id").values_list("id", flat=True).first() or 0
    count = index().rebuild(all_cards())
    PendingCard.objects.filter(id__lte=last).delete()
    return int(count)
