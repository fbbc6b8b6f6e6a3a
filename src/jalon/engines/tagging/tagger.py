"""The tagger: every element ranked for a passage, with reasons, and a stand on the best."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from jalon.engines.tagging.blending import (
    MENTIONED,
    WITH_LEXICON,
    WITHOUT_LEXICON,
    Floats,
    features,
    log_odds,
    score_of,
)
from jalon.engines.tagging.concepts import Lexicon, load_lexicon
from jalon.engines.tagging.looking import Eye, Look
from jalon.engines.tagging.mentions import MentionFinder
from jalon.engines.tagging.names import NameFinder
from jalon.engines.tagging.reasons import reasons_for
from jalon.engines.tagging.records import (
    ElementText,
    PassageText,
    Reason,
    ReasonKind,
    State,
    Suggestion,
)
from jalon.engines.tagging.votes import Features, counts_of
from jalon.engines.tagging.words import Stems, guess_language, words_of
from jalon.kernel.codes import split_code
from jalon.kernel.languages import UNKNOWN_LANGUAGE, Language

TAGGER_VERSION = "4"
"""Changes whenever the same passage may get other scores."""

SECTION_SHARE = 0.35
"""What evidence in the headings above a passage counts, beside the same evidence in the passage."""
ASIDE_SHARE = 0.5
"""What evidence for the machinery of a framework takes from the share of its elements."""
LEANING = 1.6
"""What the machinery of a framework adds to the log-odds of the element it leans to."""
BATCH = 512
"""Passages looked at together."""
_ASIDE = frozenset({"principle", "area", "round-table", "section"})
_NAMED = 0.9
"""Score of a principle that a passage names."""
_WORTH_WORDS = 0.05
"""Score from which single words are shown as reasons, on the first three elements only."""
_MUCH_ASIDE = 0.5
"""Evidence from which a text is about the machinery of a framework."""
_KEPT_SECTIONS = 5_000


class Tagger:
    """Ranks the elements of one framework for passages of text.

    Elements without a parent are ranked (objectives, goals); the others lend their words to their
    parent, and appear only when a passage names them ("6 c)", "principe de souveraineté
    nationale").

    Args:
        elements: All elements of one framework.
        lexicon: Concepts to use; by default those that Jalon carries for the framework, if any.
        kinds: Kinds of elements to rank, instead of those without a parent.
    """

    def __init__(
        self,
        elements: Sequence[ElementText],
        *,
        lexicon: Lexicon | None = None,
        kinds: frozenset[str] | None = None,
    ) -> None:
        self.framework = elements[0].framework if elements else ""
        self.elements = tuple(sorted(elements, key=lambda element: element.order))
        self._ranked = [element for element in self.elements if _is_ranked(element, kinds)]
        self.codes = tuple(element.code for element in self._ranked)
        self.lexicon = lexicon or load_lexicon(self.framework)
        self._blend = WITH_LEXICON if self.lexicon else WITHOUT_LEXICON
        self._place = {split_code(code)[1]: place for place, code in enumerate(self.codes)}
        self._eyes: dict[str, Eye] = {}
        self._sections: dict[tuple[str, str], tuple[Look, Floats]] = {}

    def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        """Rank the elements for each passage.

        Args:
            passages: m passages; an unknown language is guessed from the words.

        Returns:
            m lists, in the order of the passages; each has every ranked element, best first (equal
            scores in the order of codes), then the actions and principles that the passage names.
        """
        if not self.codes:
            return [[] for _ in passages]
        answers: list[list[Suggestion]] = []
        for start in range(0, len(passages), BATCH):
            answers.extend(self._tag_batch(passages[start : start + BATCH]))
        return answers

    def _tag_batch(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        langs = [self._lang(passage) for passage in passages]
        above = [
            self._above(passage.section, lang)
            for passage, lang in zip(passages, langs, strict=True)
        ]
        looks = [
            self._eye(lang).look(
                passage.text,
                passage.section,
                aside=_aside_above(seen),
                in_context=bool(seen and seen[0].in_context),
            )
            for lang, passage, seen in zip(langs, passages, above, strict=True)
        ]
        evidence = self._evidence(looks, langs)
        for row, seen in enumerate(above):
            if seen:
                evidence[:, row] += SECTION_SHARE * seen[1]
        odds = self._odds(evidence, looks, above)
        scores = score_of(odds)
        answers = [
            self._ranking(look, seen[0] if seen else None, scores=scores[row])
            for row, (look, seen) in enumerate(zip(looks, above, strict=True))
        ]
        for eye in self._eyes.values():
            eye.votes.tidy()
        return answers

    def _evidence(self, looks: Sequence[Look], langs: Sequence[str]) -> Floats:
        """Evidence by concepts, by words and by letters: (3, m, n)."""
        evidence = np.zeros((3, len(looks), len(self.codes)), dtype=np.float32)
        rows_of: dict[str, list[int]] = defaultdict(list)
        for row, lang in enumerate(langs):
            rows_of[lang].append(row)
        for lang, rows in rows_of.items():
            eye = self._eye(lang)
            words, letters = eye.votes.sums([looks[row].numbers for row in rows])
            evidence[1, rows], evidence[2, rows] = words, letters
            for row in rows:
                for place, amount in looks[row].amounts.items():
                    evidence[0, row, place] = amount
        return evidence

    def _above(self, section: str, lang: str) -> tuple[Look, Floats] | None:
        """What the headings above a passage say: the look, and evidence (3, n)."""
        if not section:
            return None
        key = (section, lang)
        if key not in self._sections:
            if len(self._sections) > _KEPT_SECTIONS:
                self._sections.clear()
            look = self._eye(lang).look(section, "")
            self._sections[key] = look, self._evidence([look], [lang])[:, 0]
        return self._sections[key]

    def _odds(
        self, evidence: Floats, looks: Sequence[Look], above: Sequence[tuple[Look, Floats] | None]
    ) -> Floats:
        evidence[0] = np.maximum(evidence[0] - self._held_down, 0)
        aside = np.array([[look.aside] for look in looks], dtype=np.float32)
        odds = log_odds(self._blend, features(*evidence, aside=ASIDE_SHARE * aside))
        if self.lexicon and (place := self._place.get(self.lexicon.leans)) is not None:
            odds[:, place] += LEANING * np.minimum(aside[:, 0], 1)
        for row, (look, seen) in enumerate(zip(looks, above, strict=True)):
            hints = [mention for mention in look.mentions if not mention.sure]
            hints += seen[0].mentions if seen else []
            for mention in hints:
                place = self._place.get(mention.local.split(".")[0])
                if place is not None:
                    odds[row, place] += self._blend.hint
        return odds

    def _ranking(self, look: Look, above: Look | None, *, scores: Floats) -> list[Suggestion]:
        sure = {mention.local: mention for mention in look.mentions if mention.sure}
        final = scores.copy()
        for local in sure:
            place = self._place.get(local, self._place.get(local.split(".")[0]))
            if place is not None:
                final[place] = max(final[place], MENTIONED)
        order = np.argsort(-final, kind="stable")
        machinery = look.aside >= _MUCH_ASIDE
        least = self._blend.strict if machinery else self._blend.suggested
        least = max(least, self._blend.beside * float(scores.max(initial=0.0)))
        eye = self._eye(look.lang)
        ranking = []
        for rank, place in enumerate(order):
            score = float(final[place])
            first = rank == 0 and not machinery and score >= self._least_first[place]
            stands = first or score >= least
            deep = stands or (rank < 3 and score >= _WORTH_WORDS)
            why = reasons_for(eye, look, above, element=int(place), deep=deep)
            ranking.append(_suggestion(self.codes[place], score, why, stands=stands))
        return ranking + self._named(look)

    def _named(self, look: Look) -> list[Suggestion]:
        """Actions and principles that the passage names."""
        found: dict[str, Suggestion] = {}
        for mention in (*look.mentions, *look.names):
            if mention.sure and mention.local not in self._place and mention.local not in found:
                score = MENTIONED if mention in look.mentions else _NAMED
                reason = Reason(
                    kind=ReasonKind.MENTION,
                    text=look.text[mention.start : mention.end],
                    start=mention.start,
                    end=mention.end,
                    weight=1.0,
                )
                found[mention.local] = _suggestion(
                    f"{self.framework}:{mention.local}", score, (reason,), stands=True
                )
        return list(found.values())

    def _lang(self, passage: PassageText) -> str:
        if passage.lang in self._stems and passage.lang != UNKNOWN_LANGUAGE:
            return passage.lang
        return guess_language(words_of(passage.text))

    def _eye(self, lang: str) -> Eye:
        if lang not in self._eyes:
            self._eyes[lang] = Eye(
                self._stems[lang],
                features=self._features,
                lexicon=self.lexicon,
                places=self._place,
                mentions=self._mentions,
                names=self._names,
            )
        return self._eyes[lang]

    @cached_property
    def _mentions(self) -> MentionFinder:
        locals_ = frozenset(split_code(element.code)[1] for element in self.elements)
        return MentionFinder(self.framework, locals_)

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder([element for element in self.elements if element.kind == "principle"])

    @cached_property
    def _least_first(self) -> Floats:
        """The score from which an element is suggested when it is the best, (n,)."""
        least = np.full(len(self.codes), self._blend.first, dtype=np.float32)
        for code in self.lexicon.held_down if self.lexicon else {}:
            if code in self._place:
                least[self._place[code]] = self._blend.suggested
        return least

    @cached_property
    def _held_down(self) -> Floats:
        cuts = self.lexicon.held_down if self.lexicon else {}
        return np.array(
            [cuts.get(split_code(code)[1], 0.0) for code in self.codes], dtype=np.float32
        )

    @cached_property
    def _stems(self) -> dict[str, Stems]:
        return {lang: Stems(lang) for lang in (*map(str, Language), UNKNOWN_LANGUAGE)}

    @cached_property
    def _features(self) -> tuple[Features, Features]:
        lent: dict[str, list[ElementText]] = defaultdict(list)
        for element in self.elements:
            if element.parent:
                lent[element.parent].append(element)
        counted = [
            counts_of(self._texts([element, *lent[element.code]]), self._stems)
            for element in self._ranked
        ]
        return Features([words for words, _ in counted]), Features(
            [letters for _, letters in counted]
        )

    def _texts(self, elements: Iterable[ElementText]) -> dict[str, list[str]]:
        """All that is known of an element and its parts in words, by language."""
        texts: dict[str, list[str]] = defaultdict(list)
        for element in elements:
            for lang, title in element.titles.items():
                texts[lang if lang in self._stems else UNKNOWN_LANGUAGE].append(title)
            for note in element.notes:
                texts[guess_language(words_of(note))].append(note)
            local = split_code(element.code)[1]
            concepts = self.lexicon.concepts if self.lexicon else ()
            for concept in (concept for concept in concepts if concept.element == local):
                for lang, terms in concept.terms.items():
                    texts[lang].extend(terms)
        return texts


def _is_ranked(element: ElementText, kinds: frozenset[str] | None) -> bool:
    if kinds is not None:
        return element.kind in kinds
    return element.parent is None and element.kind not in _ASIDE


def _aside_above(seen: tuple[Look, Floats] | None) -> float:
    """Evidence by the headings that a passage is about the machinery of the framework."""
    return SECTION_SHARE * seen[0].aside if seen else 0.0


def _suggestion(code: str, score: float, why: tuple[Reason, ...], *, stands: bool) -> Suggestion:
    first = next((reason for reason in why if reason.start is not None), None)
    return Suggestion(
        code=code,
        score=round(score, 4),
        state=State.SUGGESTED if stands else State.RANKED,
        why=why,
        start=first.start if first else None,
        end=first.end if first else None,
    )
