"""The door of search: rooms above register cards, queue changes, and ask."""

from jalon.engines.searching import Card, Hit, Query, Results, Version
from jalon.search.actions import (
    ensure_index,
    flush_all,
    queue_cards,
    queue_cards_of_document,
    rebuild,
)
from jalon.search.queries import find
from jalon.search.registry import (
    CardSource,
    Meaning,
    register_cards,
    register_labels,
    register_vocabulary,
)
from jalon.search.rules import access_mark

__all__ = [
    "Card",
    "CardSource",
    "Hit",
    "Meaning",
    "Query",
    "Results",
    "Version",
    "access_mark",
    "ensure_index",
    "find",
    "flush_all",
    "queue_cards",
    "queue_cards_of_document",
    "rebuild",
    "register_cards",
    "register_labels",
    "register_vocabulary",
]
