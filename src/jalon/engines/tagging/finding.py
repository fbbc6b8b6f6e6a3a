"""Finding the concepts of a lexicon in a text, all at once, by the stems of its words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick

from jalon.engines.tagging.concepts import Lexicon
from jalon.engines.tagging.words import Stems, words_of

NEAR = 9
"""How many meaningful words may stand between the two sides of "a & b"."""
_KEPT_WORDS = 200_000

Span = tuple[int, int]
"""First and last word, both included."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A concept seen in a text, from word `first` to word `last` (both included).

    `pair` tells that it is the two sides of "a & b" with other words between them.
    """

    concept: int
    first: int
    last: int
    pair: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The concepts of a text, and whether the text speaks of the subject at all."""

    hits: list[Hit]
    in_context: bool


class ConceptFinder:
    """Finds the concepts of a lexicon in the words of one language.

    Args:
        lexicon: The concepts.
        stems: The stems of the language.
        beside: Elements whose concepts stand beside those of the others: neither hides the other.
    """

    def __init__(
        self, lexicon: Lexicon, stems: Stems, *, beside: frozenset[str] = frozenset()
    ) -> None:
        self._beside = frozenset(
            number for number, row in enumerate(lexicon.concepts) if row.element in beside
        )
        self.stems = stems
        self._numbers: dict[str, int] = {}
        self._capitals: set[str] = set()
        self._kept: dict[str, int] = {}
        self._sides: dict[frozenset[tuple[int, ...]], int] = {}
        self._families = lexicon.families.get(stems.lang, {})
        whole: dict[tuple[int, ...], list[int]] = defaultdict(list)
        pairs: list[tuple[int, int, int, int]] = []
        for number, concept in enumerate(lexicon.concepts):
            for term in _terms_for(concept.terms, stems.lang):
                left, *others = term.split("&")
                if others:
                    right, third = map(self._side, (others[0], others[-1]))
                    pairs.append((self._side(left), right, third, number))
                elif number not in whole[key := self._key(left)]:
                    whole[key].append(number)
        for term in lexicon.misleading.get(stems.lang, ()):
            whole[self._key(term)].append(-1)
        words = lexicon.context.get(stems.lang, ())
        self._context = frozenset(number for word in words for number in self._key(word))
        self._partners = _partners(pairs)
        self._machine = self._built(whole)

    def _side(self, side: str) -> int:
        """Number of one side of a pair, which is found by any of its keys."""
        words = self._families.get(side.strip(), (side,))
        return self._sides.setdefault(frozenset(map(self._key, words)), len(self._sides))

    def _key(self, term: str) -> tuple[int, ...]:
        key = []
        for word in words_of(term):
            if len(word) > 1 and word.isupper():
                self._capitals.add(word)
                name = f"={word}"
            else:
                name = self.stems.stem(word)
            if name:
                key.append(self._numbers.setdefault(name, len(self._numbers) + 1))
        return tuple(key)

    def _built(self, whole: Mapping[tuple[int, ...], list[int]]) -> Any:  # Any: no types shipped
        machine = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        sides: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for keys, side in self._sides.items():
            for key in keys:
                sides[key].append(side)
        for key in whole.keys() | sides.keys():
            if key:
                value = (len(key), tuple(whole.get(key, ())), tuple(sides.get(key, ())))
                machine.add_word(key, value)
        if len(machine):
            machine.make_automaton()
        return machine

    def _number(self, word: str) -> int:
        """Number of a word in the lexicon: 0 when it is not there, -1 for a small word."""
        if word in self._capitals:
            return self._numbers[f"={word}"]
        stem = self.stems.stem(word)
        return self._numbers.get(stem, 0) if stem else -1

    def find(self, words: Sequence[str]) -> Found:
        """The concepts in a text given as its words; a longer term hides those inside it."""
        kept, places, numbers = self._kept, [], []
        for place, word in enumerate(words):
            number = kept.get(word)
            if number is None:
                if len(kept) > _KEPT_WORDS:
                    kept.clear()
                number = kept[word] = self._number(word)
            if number >= 0:
                numbers.append(number)
                places.append(place)
        if not len(self._machine) or not any(numbers):
            return Found(hits=[], in_context=not self._context)
        in_context = not self._context or not self._context.isdisjoint(numbers)
        return Found(hits=self._hits(tuple(numbers), places), in_context=in_context)

    def _hits(self, numbers: tuple[int, ...], places: Sequence[int]) -> list[Hit]:
        spans: list[tuple[int, int, tuple[int, ...]]] = []
        sides: dict[int, list[Span]] = {}
        for last, (length, wholes, here) in self._machine.iter(numbers):
            first = last - length + 1
            if wholes:
                spans.append((first, last, wholes))
            for side in here:
                sides.setdefault(side, []).append((first, last))
        hits = [
            Hit(concept=concept, first=places[first], last=places[last])
            for group in self._groups(spans)
            for first, last, concepts in _outermost(group)
            for concept in concepts
            if concept >= 0
        ]
        for concept, (first, last) in self._met(sides):
            hits.append(Hit(concept=concept, first=places[first], last=places[last], pair=True))
        return hits

    def _groups(
        self, spans: list[tuple[int, int, tuple[int, ...]]]
    ) -> Iterable[list[tuple[int, int, tuple[int, ...]]]]:
        """The finds of the elements, and those of the elements beside them; misleading in both."""
        if not self._beside or not any(self._beside.intersection(row[2]) for row in spans):
            return (spans,)
        here: list[tuple[int, int, tuple[int, ...]]] = []
        there: list[tuple[int, int, tuple[int, ...]]] = []
        for first, last, concepts in spans:
            for group, aside in ((here, False), (there, True)):
                kept = tuple(c for c in concepts if c < 0 or (c in self._beside) is aside)
                if kept:
                    group.append((first, last, kept))
        return (here, there)

    def _met(self, sides: Mapping[int, list[Span]]) -> Iterable[tuple[int, Span]]:
        """The pairs whose two sides stand near each other."""
        for side, spans in sides.items():
            for other, third, concept in self._partners.get(side, ()):
                span = _nearest(spans, sides.get(other, ()))
                if span and third not in (side, other):
                    span = _nearest((span,), sides.get(third, ()))
                if span:
                    yield concept, span


def _partners(
    pairs: Sequence[tuple[int, int, int, int]],
) -> dict[int, list[tuple[int, int, int]]]:
    """For the side of each pair that has fewer pairs: the other, a third, and the concept.

    Where a term has two sides only, the third is one of them.

    Sides such as "migrants" are in hundreds of pairs and in most texts; they never look around.
    """
    spread = Counter(side for left, right, *_ in pairs for side in (left, right))
    partners: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for left, right, third, concept in pairs:
        rare, common = sorted((left, right), key=lambda side: (spread[side], side))
        partners[rare].append((common, third, concept))
    return dict(partners)


def _terms_for(terms: Mapping[str, tuple[str, ...]], lang: str) -> Iterable[str]:
    """The terms of a language, and the names in capitals of all of them."""
    for tag, group in terms.items():
        yield from (term for term in group if tag == lang or (term.isupper() and " " not in term))


def _outermost(
    spans: list[tuple[int, int, tuple[int, ...]]],
) -> list[tuple[int, int, tuple[int, ...]]]:
    """The spans that do not lie inside a longer one."""
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, tuple[int, ...]]] = []
    reach = -1
    for span in spans:
        if span[1] > reach:
            kept.append(span)
            reach = span[1]
    return kept


def _nearest(lefts: Sequence[Span], rights: Sequence[Span]) -> Span | None:
    """The shortest stretch that holds both sides, None when they are too far apart."""
    best: Span | None = None
    for left in lefts:
        for right in rights:
            start, end = min(left[0], right[0]), max(left[1], right[1])
            gap = max(left[0], right[0]) - min(left[1], right[1]) - 1
            if gap <= NEAR and (best is None or end - start < best[1] - best[0]):
                best = (start, end)
    return best
