"""From wishes and filters to a query of tantivy."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tantivy import FieldType, Occur
from tantivy import Query as Engine

from jalon.engines.searching.asking import Form, Restriction
from jalon.engines.searching.cards import Expansion, Query
from jalon.engines.searching.meaning import Way, Wish, expansion_way

TITLE_BOOST = 1.5
NEARNESS_BOOST = 1.0
NEARNESS_SLOP = 2
WORDS_BOOST = 1.0
_MOST_NEAR_WORDS = 6
_MOST_NEAR_CARDS = 20_000
"""Above this the bonus costs too much time: all cards with the rarest word are read."""


class Matcher:
    """Builds queries for one state of an index.

    Args:
        schema: Of the index.
        searcher: Knows which terms occur; terms that do not are left out.
    """

    def __init__(self, schema: Any, searcher: Any) -> None:  # Any: tantivy's classes
        self._schema = schema
        self._searcher = searcher

    def query(
        self,
        asked: Query,
        wishes: Sequence[Wish],
        restrictions: Sequence[Restriction],
        *,
        relaxed: bool,
    ) -> Any:
        """The whole query.

        Args:
            asked: For its filters and the expansions of the whole query.
            wishes: What is wanted in words.
            restrictions: The `field:value` parts of the text.
            relaxed: Whether any of the words is enough.
        """
        wanted = self._wanted(
            [w for w in wishes if not w.excluded], asked.expansions, relaxed=relaxed
        )
        kept = list(self._filters(asked))
        kept += [self._restriction(r) for r in restrictions if not r.excluded]
        left_out = [self._wish(_typed_only(w), scored=False) for w in wishes if w.excluded]
        left_out += [self._restriction(r) for r in restrictions if r.excluded]
        if wanted is None:
            wanted = kept.pop() if kept else Engine.all_query()
            wanted = Engine.const_score_query(wanted, 1.0)
        parts = [(Occur.Must, wanted)]
        parts += [(Occur.Must, Engine.const_score_query(query, 0.0)) for query in kept]
        parts += [(Occur.MustNot, query) for query in left_out]
        return wanted if len(parts) == 1 else Engine.boolean_query(parts)

    def knows(self, wish: Wish) -> bool:
        """Whether any term of a wished word occurs in the index at all."""
        return any(self._way_queries(way) for way in wish.ways)

    def _wanted(
        self, wishes: list[Wish], expansions: Sequence[Expansion], *, relaxed: bool
    ) -> Any | None:
        if not wishes:
            return None
        occur = Occur.Should if relaxed else Occur.Must
        parts = [(occur, self._wish(wish, scored=True)) for wish in wishes]
        if not relaxed and (near := self._near(wishes)) is not None:
            parts.append((Occur.Should, near))
        query = Engine.boolean_query(parts)
        ways = [expansion_way(expansion) for expansion in expansions if not expansion.of]
        others = [q for way in ways for q in self._way_queries(way)]
        return Engine.disjunction_max_query([query, *others]) if others else query

    def _wish(self, wish: Wish, *, scored: bool) -> Any:
        found = [query for way in wish.ways for query in self._way_queries(way)]
        if not found:
            return Engine.empty_query()
        query = found[0] if len(found) == 1 else Engine.disjunction_max_query(found)
        titles = [q for way in wish.ways for q in self._sequences("title", way)]
        if not scored or not titles or wish.text.isdigit():  # a number in a title is a paragraph
            return query
        title = titles[0] if len(titles) == 1 else Engine.disjunction_max_query(titles)
        return Engine.boolean_query(
            [(Occur.Must, query), (Occur.Should, Engine.boost_query(title, TITLE_BOOST))]
        )

    def _way_queries(self, way: Way) -> list[Any]:
        found = self._sequences("body", way)
        found += [
            _weighted(Engine.term_query(self._schema, "words", word, "basic"), way.weight)
            for word in way.words
            if self._searcher.doc_freq("words", word)
        ]
        if way.prefix:
            beginning = Engine.fuzzy_term_query(self._schema, "words", way.prefix, 0, True, True)
            found.append(beginning)
        return found

    def _sequences(self, field: str, way: Way) -> list[Any]:
        """Queries for the sequences that occur; another name counts no more than a typed word."""
        return [
            _weighted(
                self._sequence(field, s), way.weight if way.weight == 1 else way.weight / len(s)
            )
            for s in way.sequences
            if self._occurs(field, s)
        ]

    def _occurs(self, field: str, sequence: Sequence[str]) -> bool:
        return all(self._searcher.doc_freq(field, term) for term in sequence)

    def _sequence(self, field: str, sequence: Sequence[str], slop: int = 0) -> Any:
        if len(sequence) == 1:
            return Engine.term_query(self._schema, field, sequence[0], "position")
        return Engine.phrase_query(self._schema, field, list(sequence), slop)

    def _near(self, wishes: list[Wish]) -> Any | None:
        """A bonus for texts where the words stand close together in the order of the query."""
        words = [wish for wish in wishes if wish.form is Form.WORD and wish.ways[0].sequences]
        if not 1 < len(words) <= _MOST_NEAR_WORDS:
            return None
        terms = [term for wish in words for term in self._most_usual(wish.ways[0])]
        rarest = min(self._searcher.doc_freq("body", term) for term in terms)
        if not 0 < rarest <= _MOST_NEAR_CARDS:
            return None
        return Engine.boost_query(self._sequence("body", terms, NEARNESS_SLOP), NEARNESS_BOOST)

    def _most_usual(self, way: Way) -> tuple[str, ...]:
        """The sequence of a way that texts have most often, by its rarest term."""
        frequency = self._searcher.doc_freq
        return max(way.sequences, key=lambda s: min(frequency("body", term) for term in s))

    def _filters(self, asked: Query) -> Iterable[Any]:
        filters = {
            "kind": asked.kinds, "lang": asked.langs, "element": asked.elements,
            "place": asked.places, "document": asked.documents, "state": asked.states,
        }  # fmt: skip
        for name, values in filters.items():
            if values:
                yield Engine.term_set_query(self._schema, name, [str(value) for value in values])
        if asked.years:
            yield Engine.term_set_query(self._schema, "year", [int(year) for year in asked.years])

    def _restriction(self, restriction: Restriction) -> Any:
        """The cards a `field:value` keeps, in any case; a code may lack its framework ("6.c")."""
        if restriction.years is not None:
            first, last = restriction.years
            return Engine.range_query(self._schema, "year", FieldType.Integer, first, last)
        pattern = "".join(_any_case(character) for character in restriction.value)
        if restriction.field == "element":
            pattern = f"(.*:)?{pattern}"
        if restriction.field == "lang":
            pattern = f"{pattern}(-.*)?"
        return Engine.regex_query(self._schema, restriction.field, pattern)


def _any_case(character: str) -> str:
    lower, upper = character.lower(), character.upper()
    if lower == upper or len(lower) > 1 or len(upper) > 1:
        return re.escape(character)
    return f"[{lower}{upper}]"


def _weighted(query: Any, weight: float) -> Any:
    return query if weight == 1.0 else Engine.boost_query(query, weight)


def _typed_only(wish: Wish) -> Wish:
    """The wish without other names: leaving out a word leaves out that word."""
    return replace(wish, ways=wish.ways[:1])
