"""What is seen in one text: words, concepts, mentions and names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jalon.engines.tagging.concepts import REPEATED, ConceptFinder, Hit, Lexicon
from jalon.engines.tagging.mentions import Mention, MentionFinder
from jalon.engines.tagging.names import NameFinder
from jalon.engines.tagging.votes import Features, Votes
from jalon.engines.tagging.words import Stems, word_spans


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
        mentions: Elements named by number.
        names: Principles named in full.
    """

    text: str
    lang: str
    words: list[tuple[str, int, int]]
    numbers: list[int]
    hits: list[Hit]
    amounts: dict[int, float]
    mentions: list[Mention]
    names: list[Mention]


class Eye:
    """Looks at texts of one language.

    Args:
        stems: The stems of the language.
        features: Weights of stems and of groups of letters.
        lexicon: Concepts, or None.
        places: Code without framework to place among the ranked elements.
        mentions: Finds elements by number.
        names: Finds principles by name.
    """

    def __init__(
        self,
        stems: Stems,
        *,
        features: tuple[Features, Features],
        lexicon: Lexicon | None,
        places: Mapping[str, int],
        mentions: MentionFinder,
        names: NameFinder,
    ) -> None:
        generic = lexicon.generic.get(stems.lang, ()) if lexicon else ()
        self.lang = stems.lang
        self.votes = Votes(*features, stems=stems, generic=frozenset(map(stems.stem, generic)))
        self.concepts = ConceptFinder(lexicon, stems) if lexicon else None
        self.mentions, self.names = mentions, names
        self.locals = tuple(places)
        self._places = (
            [places.get(concept.element) for concept in lexicon.concepts] if lexicon else []
        )
        self._weights = [concept.weight for concept in lexicon.concepts] if lexicon else []

    def look(self, text: str, section: str) -> Look:
        """See what is in a text that stands under a section heading (empty when none)."""
        words = word_spans(text)
        bare = [word for word, _, _ in words]
        hits = self.concepts.find(bare) if self.concepts else []
        return Look(
            text=text,
            lang=self.lang,
            words=words,
            numbers=self.votes.numbers(bare),
            hits=hits,
            amounts=self._amounts(hits),
            mentions=self.mentions.find(text, section=section),
            names=self.names.find(text, words),
        )

    def place(self, hit: Hit) -> int | None:
        """Place of the element that a concept speaks for; None when it is not ranked."""
        return self._places[hit.concept]

    def weight(self, hit: Hit) -> float:
        """Weight of the concept."""
        return self._weights[hit.concept]

    def _amounts(self, hits: list[Hit]) -> dict[int, float]:
        amounts: dict[int, float] = {}
        for concept, times in Counter(hit.concept for hit in hits).items():
            place = self._places[concept]
            if place is not None:
                more = 1 + REPEATED * min(times - 1, 2)
                amounts[place] = amounts.get(place, 0.0) + self._weights[concept] * more
        return amounts
