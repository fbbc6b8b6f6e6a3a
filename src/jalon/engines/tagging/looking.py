"""What is seen in one text: words, concepts, mentions and names."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from jalon.engines.tagging.concepts import ASIDE, Lexicon
from jalon.engines.tagging.finding import ConceptFinder, Found, Hit
from jalon.engines.tagging.learned import Floats, Learned
from jalon.engines.tagging.mentions import Mention, MentionFinder
from jalon.engines.tagging.names import NameFinder
from jalon.engines.tagging.votes import Features, Votes
from jalon.engines.tagging.words import Stems, word_spans

REPEATED = 0.25
"""What a second and a third sight of the same concept add, as a share of its weight."""
OUT_OF_CONTEXT = 0.5
"""What a hint counts in a text that never names the subject of the framework."""
_END_OF_SENTENCE = re.compile(r"[.!?;:][\s»”\")]+(?=[A-ZÀ-ÖØ-ÞА-Я0-9«])|[。！？؟]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What was seen in one text.

    Attributes:
        text: The text.
        lang: Its language.
        words: Each word with the offsets of its first character and after its last.
        numbers: The row of votes of each word.
        hits: Concepts, in order of place.
        amounts: Place of an element in the ranking order of codes to its evidence by concepts.
        beside: Element beside the ranked ones (a principle) to its evidence by concepts.
        aside: Evidence that the text is about the machinery of the framework.
        in_context: Whether it speaks of the subject of the framework at all.
        mentions: Elements named by number.
        names: Principles named in full.
    """

    text: str
    lang: str
    words: list[tuple[str, int, int]]
    numbers: list[int]
    hits: list[Hit]
    amounts: dict[int, float]
    beside: dict[str, float]
    aside: float
    in_context: bool
    mentions: list[Mention]
    names: list[Mention]


@dataclass(frozen=True, kw_only=True, slots=True)
class Knowledge:
    """What an eye knows of a framework, the same in all languages.

    Attributes:
        features: Weights of stems and of groups of letters.
        lexicon: Concepts, or None.
        places: Code without framework to place among the ranked elements.
        mentions: Finds elements by number.
        names: Finds principles by name.
        model: What was learned, None without a model.
        beside: Elements that are not ranked, but found by concepts all the same.
    """

    features: tuple[Features, Features]
    lexicon: Lexicon | None
    places: Mapping[str, int]
    mentions: MentionFinder
    names: NameFinder
    model: Learned | None = None
    beside: frozenset[str] = frozenset()


class Eye:
    """Looks at texts of one language.

    Args:
        stems: The stems of the language.
        known: What is known of the framework.
    """

    def __init__(self, stems: Stems, known: Knowledge) -> None:
        lexicon, model, beside, places = known.lexicon, known.model, known.beside, known.places
        generic = lexicon.generic.get(stems.lang, ()) if lexicon else ()
        self.lang = stems.lang
        self.votes = Votes(
            *known.features,
            stems=stems,
            generic=frozenset(map(stems.stem, generic)),
            learned=(model.words, model.letters) if model else None,
        )
        self._learned = (
            [model.concepts.get(f"{row.element}/{row.name}") for row in lexicon.concepts]
            if model and lexicon
            else []
        )
        self.concepts = ConceptFinder(lexicon, stems, beside=beside) if lexicon else None
        self._beside = [row.element in beside for row in lexicon.concepts] if lexicon else []
        self._elements = [row.element for row in lexicon.concepts] if lexicon else []
        self.mentions, self.names = known.mentions, known.names
        self.locals = tuple(places)
        self._places = (
            [places.get(concept.element) for concept in lexicon.concepts] if lexicon else []
        )
        self._weights = [concept.weight for concept in lexicon.concepts] if lexicon else []
        self._asides = frozenset(
            number
            for number, concept in enumerate(lexicon.concepts if lexicon else ())
            if concept.element == ASIDE
        )

    def look(
        self, text: str, section: str, *, aside: float = 0.0, in_context: bool = False
    ) -> Look:
        """See what is in a text.

        Args:
            text: The text.
            section: The headings above it, empty when none.
            aside: Evidence by the headings that it is about the machinery of the framework.
            in_context: Whether the headings speak of the subject of the framework.
        """
        words = word_spans(text)
        bare = [word for word, _, _ in words]
        found = self.concepts.find(bare) if self.concepts else Found(hits=[], in_context=True)
        hits = [hit for hit in found.hits if not hit.pair or not _leaves_sentence(text, words, hit)]
        aside += self._aside(hits)
        in_context = in_context or found.in_context
        hint = (1 if in_context else OUT_OF_CONTEXT) / (1 + aside)
        return Look(
            text=text,
            lang=self.lang,
            words=words,
            numbers=self.votes.numbers(bare),
            hits=hits,
            amounts=self._amounts(hits, hint=hint),
            beside=self._amounts_beside(hits),
            aside=aside,
            in_context=in_context,
            mentions=self.mentions.find(text, section=section),
            names=self.names.find(text, words),
        )

    def place(self, hit: Hit) -> int | None:
        """Place of the element that a concept speaks for; None when it is not ranked."""
        return self._places[hit.concept]

    def weight(self, hit: Hit) -> float:
        """Weight of the concept."""
        return self._weights[hit.concept]

    def learned(self, look: Look) -> Floats | float:
        """What was learned of the concepts in a text, (n + 1,); 0 when nothing."""
        seen = {hit.concept for hit in look.hits}
        rows = [row for concept in seen if (row := self._learned[concept]) is not None]
        return np.sum(rows, axis=0) / sqrt(len(rows)) if rows else 0.0

    def _aside(self, hits: list[Hit]) -> float:
        """Evidence for the machinery: each concept once, and a little more when it comes back."""
        seen = Counter(hit.concept for hit in hits if hit.concept in self._asides)
        return sum(
            self._weights[concept] * (1 + REPEATED * min(times - 1, 2))
            for concept, times in seen.items()
        )

    def _amounts_beside(self, hits: list[Hit]) -> dict[str, float]:
        """Evidence by concepts for elements that are not ranked."""
        amounts: dict[str, float] = {}
        for concept in {hit.concept for hit in hits if self._beside[hit.concept]}:
            element = self._elements[concept]
            amounts[element] = amounts.get(element, 0.0) + self._weights[concept]
        return amounts

    def element(self, hit: Hit) -> str:
        """Element that a concept speaks for, without the framework."""
        return self._elements[hit.concept]

    def _amounts(self, hits: list[Hit], *, hint: float) -> dict[int, float]:
        """Evidence by concepts; hints (weight below 1) count `hint` times their weight."""
        amounts: dict[int, float] = {}
        for concept, times in Counter(hit.concept for hit in hits).items():
            place = self._places[concept]
            if place is not None:
                weight = self._weights[concept]
                amount = weight * (1 + REPEATED * min(times - 1, 2))
                if weight < 1:
                    amount *= hint
                amounts[place] = amounts.get(place, 0.0) + amount
        return amounts


def _leaves_sentence(text: str, words: list[tuple[str, int, int]], hit: Hit) -> bool:
    """Whether the two sides of a concept stand in different sentences."""
    return _END_OF_SENTENCE.search(text, words[hit.first][2], words[hit.last][1]) is not None
