"""From wishes and filters to a query of tantivy."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tantivy import FieldType, Occur
from tantivy import Query as Engine

from jalon.engines.searching.asking import Form, Restriction
from jalon.engines.searching.cards import Expansion, Query
from jalon.engines.searching.hiding import hidden_cards, without
from jalon.engines.searching.meaning import Way, Wish, expansion_way

TITLE_BOOST = 1.0
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
        access: Marks of the cards that may be found beside those for everybody; None for all.
    """

    def __init__(
        self,
        schema: Any,  # Any: tantivy's classes
        searcher: Any,
        *,
        access: Sequence[str] | None = (),
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self.hidden = hidden_cards(schema, searcher, access)

    def query(
        self,
        asked: Query,
        wishes: Sequence[Wish],
        restrictions: Sequence[Restriction],
        *,
        lacking: int | None = 0,
    ) -> Any:
        """The whole query.

        Args:
            asked: For its filters and the expansions of the whole query.
            wishes: What is wanted in words.
            restrictions: The `field:value` parts of the text.
            lacking: How many of the words may be missing; None when any of them is enough.
        """
        wanted = self._wanted(wishes, asked.expansions, lacking=lacking)
        kept = list(self._filters(asked))
        kept += [self._restriction(r) for r in restrictions if not r.excluded]
        left_out = [self._wish(_typed_only(w), scored=False) for w in wishes if w.excluded]
        left_out += [self._restriction(r) for r in restrictions if r.excluded]
        left_out += [self.hidden] if self.hidden is not None else []
        if wanted is None:
            wanted = kept.pop() if kept else Engine.all_query()
            wanted = Engine.const_score_query(wanted, 1.0)
        parts = [(Occur.Must, wanted)]
        parts += [(Occur.Must, Engine.const_score_query(query, 0.0)) for query in kept]
        parts += [(Occur.MustNot, query) for query in left_out]
        return wanted if len(parts) == 1 else Engine.boolean_query(parts)

    def knows(self, wish: Wish) -> bool:
        """Whether a wished word, or another name of it, occurs as written in what may be found."""
        word = Engine.term_query(self._schema, "words", wish.folded, "basic")
        if self._searcher.doc_freq("words", wish.folded) and self._finds(word):
            return True
        return any(self._finds(query) for way in wish.ways[1:] for query in self._way_queries(way))

    def _finds(self, query: Any) -> bool:
        """Whether a query for terms that occur finds something that may be found."""
        if self.hidden is None:
            return True
        return bool(self._searcher.search(without(query, self.hidden), 1, count=False).hits)

    def _wanted(
        self, wishes: Sequence[Wish], expansions: Sequence[Expansion], *, lacking: int | None
    ) -> Any | None:
        typed = {n: w for n, w in enumerate(wishes) if not w.excluded and not w.instead_of}
        if not typed:
            return None
        queries = self._parts(wishes, typed, any_word=lacking is None)
        least = 1 if lacking is None else len(queries) - lacking
        if least >= len(queries):
            parts = [(Occur.Must, query) for query in queries]
            if (near := self._near(list(typed.values()))) is not None:
                parts.append((Occur.Should, near))
        else:
            parts = [(Occur.Should, query) for query in queries]
            if least > 1:
                parts.append((Occur.Must, Engine.const_score_query(_at_least(queries, least), 0.0)))
        query = Engine.boolean_query(parts)
        ways = [expansion_way(expansion) for expansion in expansions if not expansion.of]
        others = [q for way in ways for q in self._way_queries(way)]
        return Engine.disjunction_max_query([query, *others]) if others else query

    def _parts(
        self, wishes: Sequence[Wish], typed: Mapping[int, Wish], *, any_word: bool
    ) -> list[Any]:
        """Queries for what is wanted; words that something may stand for are one part with it."""
        occur = Occur.Should if any_word else Occur.Must
        queries = {n: self._wish(wish, scored=True) for n, wish in typed.items()}
        parts = []
        for other in (wish for wish in wishes if wish.instead_of):
            if found := self._way_queries_of(other):
                words = Engine.boolean_query([(occur, queries.pop(n)) for n in other.instead_of])
                parts.append(Engine.disjunction_max_query([words, self._with_title(other, found)]))
        return [*parts, *queries.values()]

    def _wish(self, wish: Wish, *, scored: bool) -> Any:
        found = self._way_queries_of(wish)
        if not found:
            return Engine.empty_query()
        if not scored:
            return _any_of(found)
        return self._with_title(wish, found)

    def _with_title(self, wish: Wish, found: list[Any]) -> Any:
        """Any of what was found for a wish, with a bonus for titles that have it."""
        titles = [q for way in wish.ways for q in self._sequences("title", way, wish)]
        if not titles or wish.text.isdigit():  # a number in a title is a paragraph
            return _any_of(found)
        title = Engine.boost_query(_any_of(titles), TITLE_BOOST)
        return Engine.boolean_query([(Occur.Must, _any_of(found)), (Occur.Should, title)])

    def _way_queries_of(self, wish: Wish) -> list[Any]:
        return [query for way in wish.ways for query in self._way_queries(way, wish)]

    def _way_queries(self, way: Way, wish: Wish | None = None) -> list[Any]:
        found = self._sequences("body", way, wish)
        found += [
            _weighted(Engine.term_query(self._schema, "words", word, "basic"), way.weight)
            for word in way.words
            if self._searcher.doc_freq("words", word)
        ]
        if way.prefix:
            beginning = Engine.fuzzy_term_query(self._schema, "words", way.prefix, 0, True, True)
            found.append(beginning)
        return found

    def _sequences(self, field: str, way: Way, wish: Wish | None = None) -> list[Any]:
        """Queries for the sequences that occur; another name counts no more than typed words."""
        words = len(wish.instead_of) if wish and wish.instead_of else 1
        return [
            _weighted(
                self._sequence(field, s, way.slop),
                way.weight if way.weight == 1 else way.weight * words / len(s),
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


def _at_least(queries: Sequence[Any], least: int) -> Any:
    """Cards that fulfil so many of some queries."""
    return Engine.boolean_query(
        [
            (Occur.Should, Engine.boolean_query([(Occur.Must, query) for query in chosen]))
            for chosen in itertools.combinations(queries, least)
        ]
    )


def _any_of(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else Engine.disjunction_max_query(queries)


def _weighted(query: Any, weight: float) -> Any:
    return query if weight == 1.0 else Engine.boost_query(query, weight)


def _typed_only(wish: Wish) -> Wish:
    """The wish without other names: leaving out a word leaves out that word."""
    return replace(wish, ways=wish.ways[:1])
