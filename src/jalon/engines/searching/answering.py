"""Answering one query: exactly, else with other spellings, else with any of the words."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy

from jalon.engines.searching.asking import Asked, Form, read_query
from jalon.engines.searching.cards import Card, Hit, Order, Query, Results, Version
from jalon.engines.searching.equivalents import Equivalents
from jalon.engines.searching.marking import Found, Marker, merged, reasons, snippet
from jalon.engines.searching.matching import Matcher
from jalon.engines.searching.meaning import Wish, respelled, whole_query_wishes, wishes
from jalon.engines.searching.schema import FACETS, card_of, schema, told
from jalon.engines.searching.spelling import other_spellings

LARGEST_LIMIT = 1_000
LARGEST_OFFSET = 100_000
FACET_VALUES = 50
_MOST_COUNTED_WORDS = 8
"""Of more words than that, any is enough where all together find nothing."""
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
    shower = _Shower(attempt.wishes, prefer=query.prefer)
    hits = tuple(_hit(searcher, found, shower) for found in attempt.hits[:limit])
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
        self._matcher = Matcher(self._schema, searcher, access=query.access)
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
        for lacking in self._allowances():
            attempt = self._try(respelt, corrected=corrected, lacking=lacking)
            if attempt.total:
                return attempt
        return strict

    def _allowances(self) -> Iterator[int | None]:
        """How many words may be missing, in the order of trying; None when any word is enough."""
        words = sum(not (wish.excluded or wish.instead_of) for wish in self._wishes)
        if words <= _MOST_COUNTED_WORDS:
            yield from range(1, words - 1)
        if words > 1:
            yield None

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
        if wish.form is not Form.WORD or wish.excluded or wish.instead_of:
            return []
        if self._matcher.knows(wish):
            return []
        hidden = self._matcher.hidden
        return other_spellings(wish.folded, self._schema, self._searcher, hidden=hidden)

    def _try(
        self,
        wished: list[Wish],
        *,
        lacking: int | None = 0,
        corrected: tuple[tuple[str, str], ...] = (),
    ) -> _Attempt:
        built = self._matcher.query(self._query, wished, self._asked.restrictions, lacking=lacking)
        total, facets, hits = self._found(built)
        return _Attempt(
            wishes=[*wished, *whole_query_wishes(self._query.expansions)],
            total=total,
            facets=facets,
            hits=hits,
            relaxed=lacking != 0,
            corrected=corrected,
        )

    def _found(self, built: Any) -> tuple[int, Facets, Sequence[tuple[float, Any]]]:
        """How many cards match, their facets, and the page: in one pass when facets are not."""
        limit = min(max(self._query.limit, 1), LARGEST_LIMIT)
        offset = min(max(self._query.offset, 0), LARGEST_OFFSET)
        if not self._query.facets:
            total, hits = self._page(built, limit, offset, count=True)
            return total, {}, hits
        total, facets = _counts(self._searcher, built)
        return total, facets, self._page(built, limit, offset, count=False)[1] if total else ()

    def _page(
        self, built: Any, limit: int, offset: int, *, count: bool
    ) -> tuple[int, Sequence[tuple[float, Any]]]:
        if self._query.order is Order.RELEVANCE:
            return _ranked(self._searcher, built, range(offset, offset + limit), count=count)
        order = tantivy.Order.Desc if self._query.order is Order.NEWEST else tantivy.Order.Asc
        found = self._searcher.search(
            built, limit, count=count, offset=offset, order_by_field="year", order=order
        )
        return found.count or 0, [(0.0, address) for _, address in found.hits]


def _ranked(
    searcher: Any, built: Any, page: range, *, count: bool
) -> tuple[int, list[tuple[float, Any]]]:
    """How many cards match, if that is wanted, and the best ones of a page.

    The library ranks by words alone, which lets it skip most cards. The weights of cards then
    change the order inside each hundred: pages neither overlap nor miss a card.
    """
    first = page.start // WINDOW * WINDOW
    last = -(-page.stop // WINDOW) * WINDOW
    found = searcher.search(built, last - first, count=count, offset=first)
    hits = found.hits
    weights = searcher.fast_field_values("weight", [address for _, address in hits])
    weighted = [
        (score * weight, address) for (score, address), weight in zip(hits, weights, strict=True)
    ]
    windows = (weighted[at : at + WINDOW] for at in range(0, len(weighted), WINDOW))
    ranked = [hit for window in windows for hit in sorted(window, key=lambda h: -h[0])]
    return found.count or 0, ranked[page.start - first : page.stop - first]


def _hit(searcher: Any, found: tuple[float, Any], shower: "_Shower") -> Hit:
    score, address = found
    return shower.hit(card_of(searcher.doc(address).get_first("card")), score)


class _Shower:
    """Makes hits of cards: the version to show, its snippet, marks and reasons."""

    def __init__(self, wishes: Sequence[Wish], *, prefer: str) -> None:
        self._wishes = wishes
        self._marker = Marker(wishes)
        self._prefer = prefer

    def hit(self, card: Card, score: float) -> Hit:
        """The hit of a card."""
        shown, in_title, in_text = self._chosen(card)
        in_citation = self._marker.find_all(shown.citation, shown.lang)
        text, marks = snippet(shown.text, in_text)
        return Hit(
            card=shown,
            score=score,
            snippet=text,
            marks=marks,
            title_marks=merged(in_title, (0, len(shown.title))),
            reasons=reasons([*in_title, *in_text, *in_citation], self._wishes),
        )

    def _chosen(self, card: Card) -> tuple[Card, list[Found], list[Found]]:
        """The card with the title and text of the version to show, and what was found there.

        That is the preferred language if what is wanted is found there in any way, else the
        version with most of it, else the preferred language if there is one, else its own.
        """
        if not card.versions:
            return card, *self._both(card)
        versions = sorted(told(card), key=lambda one: one.lang != self._prefer)
        found = [self._both(one) for one in versions]
        counts = [len({f.wish for f in (*title, *text)}) for title, text in found]
        preferred = versions[0].lang == self._prefer and counts[0] > 0
        best = 0 if preferred else counts.index(max(counts))
        one = versions[best]
        shown = replace(card, lang=one.lang, title=one.title, text=one.text)
        return shown, *found[best]

    def _both(self, version: Version | Card) -> tuple[list[Found], list[Found]]:
        title = self._marker.find_all(version.title, version.lang)
        return title, self._marker.find_all(version.text, version.lang)


def _counts(searcher: Any, built: Any) -> tuple[int, Facets]:
    """How many cards match, and how many of them have each value of each facet."""
    wanted: dict[str, Any] = {  # Any: the library's request, as in Elasticsearch
        name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS
    }
    wanted["year"]["terms"]["order"] = {"_key": "desc"}
    answer = searcher.aggregate(built, wanted | {"total": {"value_count": {"field": "weight"}}})
    facets = {
        name: tuple((str(b["key"]), int(b["doc_count"])) for b in answer[name]["buckets"])
        for name in FACETS
    }
    return int(answer["total"]["value"]), facets
