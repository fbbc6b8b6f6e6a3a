"""Leaving out cards that are not for everybody, so that nothing tells that they are there.

It is part of the query itself: totals, facets and other spellings know only what may be found.
Only the scores of words (BM25) are of the whole index: they are comparable inside one answer only.
"""

from collections.abc import Sequence
from typing import Any

from tantivy import Occur
from tantivy import Query as Engine

from jalon.engines.searching.cards import Card

FIELD = "access"
_CLOSED = "*"
"""Term of every card that is not for everybody; public cards have no term in the field."""


def marks_of(card: Card) -> tuple[str, ...]:
    """What the index keeps of who may find a card."""
    return (_CLOSED, card.access) if card.access else ()


def hidden_cards(schema: Any, searcher: Any, access: Sequence[str] | None) -> Any | None:
    """The query for cards that may not be found; None when there are none, and nothing is asked.

    Args:
        schema: Of the index.
        searcher: tantivy's searcher.
        access: Marks of the cards that may be found beside the public ones; None for all.
    """
    if access is None or not searcher.doc_freq(FIELD, _CLOSED):
        return None
    closed = Engine.term_query(schema, FIELD, _CLOSED, "basic")
    if not access:
        return closed
    own = Engine.term_set_query(schema, FIELD, list(access))
    return Engine.boolean_query([(Occur.Must, closed), (Occur.MustNot, own)])


def without(query: Any, hidden: Any | None) -> Any:
    """A query that leaves hidden cards out."""
    if hidden is None:
        return query
    return Engine.boolean_query([(Occur.Must, query), (Occur.MustNot, hidden)])
