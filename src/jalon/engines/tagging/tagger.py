"""The tagger: every element ranked for a passage, with reasons, and a stand on the best."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp

import numpy as np

from jalon.engines.tagging.blending import (
    MENTIONED,
    WITH_LEXICON,
    WITHOUT_LEXICON,
    Floats,
)
from jalon.engines.tagging.concepts import Lexicon, load_lexicon
from jalon.engines.tagging.learned import Learned, load_model
from jalon.engines.tagging.looking import Eye, Knowledge, Look
from jalon.engines.tagging.mentions import MentionFinder
from jalon.engines.tagging.names import NameFinder
from jalon.engines.tagging.reasons import reasons_beside, reasons_for
from jalon.engines.tagging.records import (
    ElementText,
    PassageText,
    Reason,
    ReasonKind,
    State,
    Suggestion,
)
from jalon.engines.tagging.votes import Features, counts_of
from jalon.engines.tagging.weighing import Evidence, Scores, weigh_blended, weigh_learned
from jalon.engines.tagging.words import Stems, guess_language, words_of
from jalon.kernel.codes import split_code
from jalon.kernel.languages import UNKNOWN_LANGUAGE, Language

TAGGER_VERSION = "5"
"""Changes whenever the same passage may get other scores."""

SECTION_SHARE = 0.35
"""What evidence in the headings above a passage counts, beside the same evidence in the passage."""
BATCH = 512
"""Passages looked at together."""
_ASIDE = frozenset({"principle", "area", "round-table", "section"})
_NAMED = 0.9
"""Score of a principle that a passage names."""
_PRINCIPLE = 0.62
"""Score from which a principle is suggested: one concept that settles it, or several hints."""
_WORTH_WORDS = 0.05
"""Score from which single words are shown as reasons, on the first three elements only."""
_KEPT_SECTIONS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """What the headings above a passage say.

    Attributes:
        look: What was seen in them.
        layers: (3, n) evidence by concepts, by words, by letters.
        learned: (n + 1,) learned sums; None without a model.
    """

    look: Look
    layers: Floats
    learned: Floats | None


class Tagger:
    """Ranks the elements of one framework for passages of text.

    Elements without a parent are ranked (objectives, goals); the others lend their words to their
    parent, and appear only when a passage names them ("6 c)", "principe de souveraineté
    nationale").

    Args:
        elements: All elements of one framework.
        lexicon: Concepts to use; by default those that Jalon carries for the framework, if any.
        kinds: Kinds of elements to rank, instead of those without a parent.
        model: What was learned; by default the model that Jalon carries for these elements, if any.
        use_model: False to weigh by fixed weights, as for a framework that nothing was learned of.
    """

    def __init__(
        self,
        elements: Sequence[ElementText],
        *,
        lexicon: Lexicon | None = None,
        kinds: frozenset[str] | None = None,
        model: Learned | None = None,
        use_model: bool = True,
    ) -> None:
        self.framework = elements[0].framework if elements else ""
        self.elements = tuple(sorted(elements, key=lambda element: element.order))
        self._ranked = [element for element in self.elements if _is_ranked(element, kinds)]
        self.codes = tuple(element.code for element in self._ranked)
        self.lexicon = lexicon or load_lexicon(self.framework)
        principles = load_lexicon(f"{self.framework}-principles")
        if self.lexicon and principles:
            self.lexicon = replace(
                self.lexicon, concepts=(*self.lexicon.concepts, *principles.concepts)
            )
        model = (model or load_model(self.framework)) if use_model else None
        self.model = model if model and model.codes == self.codes else None
        self._blend = WITH_LEXICON if self.lexicon else WITHOUT_LEXICON
        self._place = {split_code(code)[1]: place for place, code in enumerate(self.codes)}
        self._eyes: dict[str, Eye] = {}
        self._sections: dict[tuple[str, str], Heading] = {}

    def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        """Rank the elements for each passage.

        Args:
            passages: m passages; an unknown language is guessed from the words.

        Returns:
            m lists, in the order of the passages; each has every ranked element, best first (equal
            scores in the order of codes), then the actions and principles that the passage names,
            then other principles that it speaks for, best first.
        """
        if not self.codes:
            return [[] for _ in passages]
        answers: list[list[Suggestion]] = []
        for start in range(0, len(passages), BATCH):
            answers.extend(self._tag_batch(passages[start : start + BATCH]))
        return answers

    def _tag_batch(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        looks, above, evidence = self.evidence_of(passages)
        weighed = self._weigh(evidence)
        answers = [
            self._ranking(
                look,
                seen.look if seen else None,
                scores=weighed.scores[row],
                least=weighed.least[row],
            )
            for row, (look, seen) in enumerate(zip(looks, above, strict=True))
        ]
        for eye in self._eyes.values():
            eye.votes.tidy()
        return answers

    def evidence_of(
        self, passages: Sequence[PassageText]
    ) -> tuple[list[Look], list[Heading | None], Evidence]:
        """What is found in m passages, before it is weighed.

        Returns:
            What was seen in each, what was seen in its headings, and the evidence of all layers.
        """
        langs = [self._lang(passage) for passage in passages]
        above = [
            self._above(passage.section, lang)
            for passage, lang in zip(passages, langs, strict=True)
        ]
        looks = [
            self._eye(lang).look(
                passage.text,
                passage.section,
                aside=SECTION_SHARE * seen.look.aside if seen else 0.0,
                in_context=bool(seen and seen.look.in_context),
            )
            for lang, passage, seen in zip(langs, passages, above, strict=True)
        ]
        layers, learned = self._layers(looks, langs)
        for row, seen in enumerate(above):
            if seen:
                layers[:, row] += SECTION_SHARE * seen.layers
                if learned is not None and seen.learned is not None:
                    learned[row] += SECTION_SHARE * seen.learned
        layers[0] = np.maximum(layers[0] - self._held_down, 0)
        if learned is not None and self.model:
            learned += self.model.base
        aside = np.array([look.aside for look in looks], dtype=np.float32)
        hints = self._hints(looks, above)
        return looks, above, Evidence(layers=layers, learned=learned, aside=aside, hints=hints)

    def _weigh(self, evidence: Evidence) -> Scores:
        if self.model:
            return weigh_learned(self.model.mixture, evidence)
        leans = self._place.get(self.lexicon.leans) if self.lexicon else None
        shy = [bool(cut) for cut in self._held_down]
        return weigh_blended(self._blend, evidence, leans=leans, shy=shy)

    def _layers(self, looks: Sequence[Look], langs: Sequence[str]) -> tuple[Floats, Floats | None]:
        """Evidence by concepts, by words and by letters (3, m, n), and learned sums (m, n + 1)."""
        layers = np.zeros((3, len(looks), len(self.codes)), dtype=np.float32)
        learned = np.zeros((len(looks), len(self.codes) + 1), dtype=np.float32)
        rows_of: dict[str, list[int]] = defaultdict(list)
        for row, lang in enumerate(langs):
            rows_of[lang].append(row)
        for lang, rows in rows_of.items():
            eye = self._eye(lang)
            sums = eye.votes.sums([looks[row].numbers for row in rows])
            layers[1, rows], layers[2, rows] = sums.words, sums.letters
            if sums.learned is not None:
                learned[rows] = sums.learned
            for row in rows:
                for place, amount in looks[row].amounts.items():
                    layers[0, row, place] = amount
                if self.model:
                    learned[row] += eye.learned(looks[row])
        return layers, learned if self.model else None

    def _above(self, section: str, lang: str) -> Heading | None:
        """What the headings above a passage say."""
        if not section:
            return None
        key = (section, lang)
        if key not in self._sections:
            if len(self._sections) > _KEPT_SECTIONS:
                self._sections.clear()
            look = self._eye(lang).look(section, "")
            layers, learned = self._layers([look], [lang])
            self._sections[key] = Heading(
                look=look, layers=layers[:, 0], learned=None if learned is None else learned[0]
            )
        return self._sections[key]

    def _hints(self, looks: Sequence[Look], above: Sequence[Heading | None]) -> Floats:
        """Mentions that may belong to another plan, and those in headings: (m, n)."""
        hints = np.zeros((len(looks), len(self.codes)), dtype=np.float32)
        for row, (look, seen) in enumerate(zip(looks, above, strict=True)):
            mentions = [mention for mention in look.mentions if not mention.sure]
            mentions += seen.look.mentions if seen else []
            for mention in mentions:
                place = self._place.get(mention.local.split(".")[0])
                if place is not None:
                    hints[row, place] += 1
        return hints

    def _ranking(
        self, look: Look, above: Look | None, *, scores: Floats, least: Floats
    ) -> list[Suggestion]:
        sure = {mention.local: mention for mention in look.mentions if mention.sure}
        final = scores.copy() if look.words else np.zeros_like(scores)
        for local in sure:
            place = self._place.get(local, self._place.get(local.split(".")[0]))
            if place is not None:
                final[place] = max(final[place], MENTIONED)
        order = np.argsort(-final, kind="stable")
        eye = self._eye(look.lang)
        ranking = []
        for rank, place in enumerate(order):
            score = float(final[place])
            stands = score >= least[place]
            deep = stands or (rank < 3 and score >= _WORTH_WORDS)
            why = reasons_for(eye, look, above, element=int(place), deep=deep)
            ranking.append(_suggestion(self.codes[place], score, why, stands=bool(stands)))
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
        return [*found.values(), *self._principles(look, frozenset(found))]

    def _principles(self, look: Look, named: frozenset[str]) -> list[Suggestion]:
        """Principles that concepts of a passage speak for, best first, but for those it names."""
        eye = self._eye(look.lang)
        found = []
        for local, amount in look.beside.items():
            if local not in named:
                score = min(1 - exp(-amount), _NAMED)
                why = reasons_beside(eye, look, element=local)
                stands = score >= _PRINCIPLE
                found.append(_suggestion(f"{self.framework}:{local}", score, why, stands=stands))
        return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.code))

    def _lang(self, passage: PassageText) -> str:
        if passage.lang in self._stems and passage.lang != UNKNOWN_LANGUAGE:
            return passage.lang
        return guess_language(words_of(passage.text))

    def _eye(self, lang: str) -> Eye:
        if lang not in self._eyes:
            self._eyes[lang] = Eye(self._stems[lang], self._knowledge)
        return self._eyes[lang]

    @cached_property
    def _knowledge(self) -> Knowledge:
        return Knowledge(
            features=self._features,
            lexicon=self.lexicon,
            places=self._place,
            mentions=self._mentions,
            names=self._names,
            model=self.model,
            beside=frozenset(
                split_code(element.code)[1]
                for element in self.elements
                if element.kind == "principle"
            ),
        )

    @cached_property
    def _mentions(self) -> MentionFinder:
        locals_ = frozenset(split_code(element.code)[1] for element in self.elements)
        return MentionFinder(self.framework, locals_)

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder([element for element in self.elements if element.kind == "principle"])

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
