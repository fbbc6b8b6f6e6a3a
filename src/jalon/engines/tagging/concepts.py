"""The concept lexicon: the words practitioners use for each element of a framework.

A concept is a thing people talk about (recruitment fees, alternatives to detention) with its terms
in several languages. Terms are compared by stems, so endings and accents do not matter; small
words ("of the", "de la") are left out on both sides; a term in capitals (AVRR) is compared as it
stands. "a & b" asks for both, in any order, near each other. A term under `not` swallows what
stands inside it: "retour d'expérience" is no return.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import ahocorasick
import yaml

from jalon.engines.tagging.words import Stems, words_of
from jalon.kernel.languages import Language

NEAR = 9
"""How many meaningful words may stand between the two sides of "a & b"."""
REPEATED = 0.25
"""What a second and a third sight of the same concept add, as a share of its weight."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """One concept of the lexicon.

    Attributes:
        element: Code of the element it speaks for, without the framework ("6").
        name: Stable name in kebab case.
        weight: 1 when it alone settles the matter, less for a hint.
        terms: Language tag to terms.
    """

    element: str
    name: str
    weight: float
    terms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The concepts of one framework.

    Attributes:
        framework: Slug of the framework.
        version: Version of the lexicon, as written in its files.
        concepts: What people talk about, with the element each speaks for.
        misleading: Language tag to terms that swallow the terms inside them.
        generic: Language tag to words that say nothing about any element.
        held_down: Element to what is taken from its evidence, for elements that attract everything.
    """

    framework: str
    version: str
    concepts: tuple[Concept, ...]
    misleading: Mapping[str, tuple[str, ...]]
    generic: Mapping[str, tuple[str, ...]]
    held_down: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A concept seen in a text, from word `first` to word `last` (both included)."""

    concept: int
    first: int
    last: int


def load_lexicon(framework: str) -> Lexicon | None:
    """The lexicon that Jalon carries for a framework; None when it carries none."""
    folder = files("jalon") / "data" / "concepts" / framework
    if not folder.is_dir():
        return None
    lexicon = _load(framework)
    return lexicon if lexicon.concepts else None


@cache
def _load(framework: str) -> Lexicon:
    folder = files("jalon") / "data" / "concepts" / framework
    sheets = [
        _sheet(path)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".yaml")
    ]
    concepts = [concept for sheet in sheets for concept in _concepts(sheet)]
    return Lexicon(
        framework=framework,
        version=max((str(sheet["version"]) for sheet in sheets), default=""),
        concepts=tuple(concepts),
        misleading=_gathered(sheet.get("not", {}) for sheet in sheets),
        generic=_gathered(sheet.get("generic", {}) for sheet in sheets),
        held_down={
            str(code): float(cut)
            for sheet in sheets
            for code, cut in sheet.get("held_down", {}).items()
        },
    )


def _sheet(path: Traversable) -> dict[str, Any]:  # Any: YAML as it was written
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sheet: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe loader
    return sheet


def _concepts(sheet: Mapping[str, Any]) -> Iterable[Concept]:
    for element, rows in sheet.get("elements", {}).items():
        for row in rows:
            terms = {str(tag): tuple(map(str, row[tag])) for tag in Language if tag in row}
            yield Concept(
                element=str(element),
                name=row["concept"],
                weight=float(row.get("weight", 1)),
                terms=terms,
            )


def _gathered(rows: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for tag, terms in row.items():
            gathered[tag].extend(map(str, terms))
    return {tag: tuple(terms) for tag, terms in gathered.items()}


class ConceptFinder:
    """Finds the concepts of a lexicon in the words of one language.

    Args:
        lexicon: The concepts.
        stems: The stems of the language.
    """

    def __init__(self, lexicon: Lexicon, stems: Stems) -> None:
        self.stems = stems
        self.concepts = lexicon.concepts
        self._numbers: dict[str, int] = {}
        self._capitals: set[str] = set()
        self._kept: dict[str, int] = {}
        self._whole: dict[tuple[int, ...], list[int]] = defaultdict(list)
        self._halves: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
        self._pairs: list[int] = []
        for number, concept in enumerate(lexicon.concepts):
            for term in _terms_for(concept.terms, stems.lang):
                self._add(term, number)
        for term in lexicon.misleading.get(stems.lang, ()):
            self._whole[self._key(term)].append(-1)
        self._machine = self._built()

    def _add(self, term: str, concept: int) -> None:
        sides = [self._key(side) for side in term.split("&")]
        if len(sides) == 1:
            if concept not in self._whole[sides[0]]:
                self._whole[sides[0]].append(concept)
            return
        pair = len(self._pairs)
        self._pairs.append(concept)
        for number, side in enumerate(sides):
            self._halves[side].append((pair, number))

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

    def _built(self) -> Any:  # Any: the library ships no types
        machine = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        for key in self._whole.keys() | self._halves.keys():
            if key:
                value = (
                    len(key),
                    tuple(self._whole.get(key, ())),
                    tuple(self._halves.get(key, ())),
                )
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

    def find(self, words: Sequence[str]) -> list[Hit]:
        """The concepts in a text given as its words; a longer term hides those inside it."""
        if not len(self._machine):
            return []
        kept, places, numbers = self._kept, [], []
        for place, word in enumerate(words):
            number = kept.get(word)
            if number is None:
                if len(kept) > 200_000:
                    kept.clear()
                number = kept[word] = self._number(word)
            if number >= 0:
                numbers.append(number)
                places.append(place)
        if not any(numbers):
            return []
        return self._hits(tuple(numbers), places)

    def _hits(self, numbers: tuple[int, ...], places: Sequence[int]) -> list[Hit]:
        spans: list[tuple[int, int, tuple[int, ...]]] = []
        halves: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for last, (length, wholes, sides) in self._machine.iter(numbers):
            first = last - length + 1
            if wholes:
                spans.append((first, last, wholes))
            for pair, side in sides:
                halves.setdefault(pair, {}).setdefault(side, []).append((first, last))
        hits = [
            Hit(concept=concept, first=places[first], last=places[last])
            for first, last, concepts in _outermost(spans)
            for concept in concepts
            if concept >= 0
        ]
        for pair, found in halves.items():
            span = _nearest(found) if len(found) > 1 else None
            if span:
                hits.append(
                    Hit(concept=self._pairs[pair], first=places[span[0]], last=places[span[1]])
                )
        return hits


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


def _nearest(found: Mapping[int, list[tuple[int, int]]]) -> tuple[int, int] | None:
    """The shortest stretch that holds both sides, None when they are too far apart."""
    best: tuple[int, int] | None = None
    for left in found[0]:
        for right in found[1]:
            start, end = min(left[0], right[0]), max(left[1], right[1])
            gap = max(left[0], right[0]) - min(left[1], right[1]) - 1
            if gap <= NEAR and (best is None or end - start < best[1] - best[0]):
                best = (start, end)
    return best
