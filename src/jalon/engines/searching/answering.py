"""Answering one query: exactly, else with other spellings, else with any of the words."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tantivy

from jalon.engines.searching.asking import Asked, Form, read_query
from jalon.engines.searching.cards import Hit, Order, Query, Results
from jalon.engines.searching.equivalents import Equivalents
from jalon.engines.searching.marking import find_all, merged, reasons, snippet
from jalon.engines.searching.matching import Matcher
from jalon.engines.searching.meaning import Wish, respelled, whole_query_wishes, wishes
from jalon.engines.searching.schema import FACETS, card_of, schema
from jalon.engines.searching.spelling import other_spellings

LARGEST_LIMIT = 1_000
LARGEST_OFFSET = 100_000
FACET_VALUES = 50
WINDOW = 100
"""Results that are put in order together."""

_SCHEMA = schema()


Facets = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Attempt:
    """One way of reading a query, and what it found."""

    wishes: Sequence[Wish] = ()
    total: int = 0
    facets: Facets = field(default_factory=dict)
    hits: Sequence[tuple[float, Any]] = ()  # Any: tantivy's address
    relaxed: bool = False
    corrected: tuple[tuple[str, str], ...] = ()


def run(query: Query, searcher: Any, equivalents: Equivalents) -> Results:
    """One page of what matches in one state of the index.

    Args:
        query: What is asked.
        searcher: tantivy's searcher.
        equivalents: Names that stand for each other.
    """
    started = time.perf_counter()
    attempt = _Answerer(query, searcher, equivalents).best_attempt()
    limit = min(max(query.limit, 0), LARGEST_LIMIT)
    hits = tuple(_hit(searcher, found, attempt.wishes) for found in attempt.hits[:limit])
    return Results(
        total=attempt.total,
        hits=hits,
        facets=attempt.facets,
        took_ms=(time.perf_counter() - started) * 1000,
        relaxed=attempt.relaxed,
        corrected=attempt.corrected,
    )


class _Answerer:
    """Tries the readings of one query in turn."""

    def __init__(self, query: Query, searcher: Any, equivalents: Equivalents) -> None:
        self._query = query
        self._searcher = searcher
        self._schema = _SCHEMA
        self._matcher = Matcher(self._schema, searcher)
        self._asked: Asked = read_query(query.text)
        self._wishes = wishes(
            self._asked.clauses, equivalents=equivalents, expansions=query.expansions
        )

    def best_attempt(self) -> _Attempt:
        """The first reading that finds something; the strict one when none does."""
        if self._query.text.strip() and not (self._wishes or self._asked.restrictions):
            return _Attempt()
        strict = self._try(self._wishes)
        if strict.total or not self._query.tolerant:
            return strict
        respelt, corrected = self._respelt()
        if corrected:
            attempt = self._try(respelt, corrected=corrected)
            if attempt.total:
                return attempt
        if sum(not wish.excluded for wish in self._wishes) > 1:
            attempt = self._try(respelt, corrected=corrected, relaxed=True)
            if attempt.total:
                return attempt
        return strict

    def _respelt(self) -> tuple[list[Wish], tuple[tuple[str, str], ...]]:
        """The wishes, with other spellings for words that occur nowhere."""
        changed: list[Wish] = []
        corrected: list[tuple[str, str]] = []
        for wish in self._wishes:
            spellings = self._spellings(wish)
            changed.append(respelled(wish, spellings) if spellings else wish)
            corrected += [(wish.text, spellings[0])] if spellings else []
        return changed, tuple(corrected)

    def _spellings(self, wish: Wish) -> list[str]:
        if wish.form is not Form.WORD or wish.excluded or self._matcher.knows(wish):
            return []
        return other_spellings(wish.folded, self._schema, self._searcher)

    def _try(
        self,
        wished: list[Wish],
        *,
        relaxed: bool = False,
        corrected: tuple[tuple[str, str], ...] = (),
    ) -> _Attempt:
        built = self._matcher.query(self._query, wished, self._asked.restrictions, relaxed=relaxed)
        total, facets = _counts(self._searcher, built, with_facets=self._query.facets)
        return _Attempt(
            wishes=[*wished, *whole_query_wishes(self._query.expansions)],
            total=total,
            facets=facets,
            hits=self._page(built) if total else (),
            relaxed=relaxed,
            corrected=corrected,
        )

    def _page(self, built: Any) -> Sequence[tuple[Any, Any]]:
        limit = min(max(self._query.limit, 1), LARGEST_LIMIT)
        offset = min(max(self._query.offset, 0), LARGEST_OFFSET)
        if self._query.order is Order.RELEVANCE:
            return _ranked(self._searcher, built, offset, offset + limit)
        order = tantivy.Order.Desc if self._query.order is Order.NEWEST else tantivy.Order.Asc
        found = self._searcher.search(
            built, limit, count=False, offset=offset, order_by_field="year", order=order
        )
        return [(0.0, address) for _, address in found.hits]


def _ranked(searcher: Any, built: Any, start: int, end: int) -> list[tuple[float, Any]]:
    """The best cards from `start` to `end`.

    The library ranks by words alone, which lets it skip most cards. The weights of cards then
    change the order inside each hundred: pages neither overlap nor miss a card.
    """
    first = start // WINDOW * WINDOW
    last = -(-end // WINDOW) * WINDOW
    hits = searcher.search(built, last - first, count=False, offset=first).hits
    weights = searcher.fast_field_values("weight", [address for _, address in hits])
    weighted = [
        (score * weight, address) for (score, address), weight in zip(hits, weights, strict=True)
    ]
    windows = (weighted[at : at + WINDOW] for at in range(0, len(weighted), WINDOW))
    ranked = [hit for window in windows for hit in sorted(window, key=lambda h: -h[0])]
    return ranked[start - first : end - first]


def _hit(searcher: Any, found: tuple[float, Any], wished: Sequence[Wish]) -> Hit:
    score, address = found
    card = card_of(searcher.doc(address).get_first("card"))
    in_text = find_all(card.text, card.lang, wished)
    in_title = find_all(card.title, card.lang, wished)
    in_citation = find_all(card.citation, card.lang, wished)
    shown, marks = snippet(card.text, in_text)
    return Hit(
        card=card,
        score=score,
        snippet=shown,
        marks=marks,
        title_marks=merged(in_title, (0, len(card.title))),
        reasons=reasons([*in_title, *in_text, *in_citation], wished),
    )


def _counts(searcher: Any, built: Any, *, with_facets: bool) -> tuple[int, Facets]:
    """How many cards match, and how many of them have each value of each facet."""
    names = FACETS if with_facets else ()
    wanted: dict[str, Any] = {  # Any: the library's request, as in Elasticsearch
        name: {"terms": {"field": name, "size": FACET_VALUES}} for name in names
    }
    if with_facets:
        wanted["year"]["terms"]["order"] = {"_key": "desc"}
    answer = searcher.aggregate(built, wanted | {"total": {"value_count": {"field": "weight"}}})
    facets = {
        name: tuple((str(b["key"]), int(b["doc_count"])) for b in answer[name]["buckets"])
        for name in names
    }
    return int(answer["total"]["value"]), facets
