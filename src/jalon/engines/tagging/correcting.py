"""What an installation learned from its decisions, laid over the scores of a tagger.

The log-odds of each element are stretched and shifted, and words of the passage that people's
decisions spoke for or against add to them. Nothing of the tagger itself changes, so that going back
is leaving this out. It needs numpy only; how it is learned is in `learning.py`.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Protocol
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from jalon.engines.tagging.records import PassageText, Reason, ReasonKind, State, Suggestion
from jalon.engines.tagging.votes import letter_groups
from jalon.engines.tagging.words import Stems, fold, guess_language, word_spans, words_of
from jalon.kernel.languages import UNKNOWN_LANGUAGE, Language

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
BUCKETS = 8192
"""Places that stems and groups of letters are spread over; some share one."""
LETTERS = 0.3
"""What a group of letters counts beside a stem."""
FURTHEST = 8.0
"""Log-odds beyond it are taken for this."""
TELLING = 0.3
"""What a word must add to the log-odds of an element to be told as a reason."""
_KEPT_WORDS = 100_000


class Ranker(Protocol):
    """What ranks elements for passages, as `Tagger` does."""

    codes: tuple[str, ...]

    def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        """Rank the elements for each passage."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """What was learned, for n elements.

    Attributes:
        codes: The elements, in the order of the arrays.
        scale: What the log-odds of the tagger are multiplied by, (n,).
        shift: What is added to them, (n,).
        weights: What each bucket of words adds, (n, BUCKETS).
        least: Score from which an element is suggested, for all elements.
    """

    codes: tuple[str, ...]
    scale: Floats
    shift: Floats
    weights: Floats
    least: float


class Reading:
    """Passages as the numbers that are learned from; what was done for a word is kept."""

    def __init__(self) -> None:
        self._stems = {lang: Stems(lang) for lang in (*map(str, Language), UNKNOWN_LANGUAGE)}
        self._kept: dict[tuple[str, str], Places] = {}

    def buckets(self, passage: PassageText) -> tuple[Places, Floats]:
        """The buckets of a passage, stems first, and their values, whose squares add up to 1."""
        lang = self.lang(passage)
        found = [self.of_word(word, lang) for word in words_of(passage.text)]
        found = [one for one in found if len(one)]
        if not found:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        stems, times = np.unique([one[0] for one in found], return_counts=True)
        letters, often = np.unique(np.concatenate([one[1:] for one in found]), return_counts=True)
        values = np.concatenate([1 + np.log(times), LETTERS * (1 + np.log(often))])
        values /= sqrt(float(values @ values))
        return np.concatenate([stems, letters]), values.astype(np.float32)

    def lang(self, passage: PassageText) -> str:
        """The language a passage is read in."""
        if passage.lang in self._stems and passage.lang != UNKNOWN_LANGUAGE:
            return passage.lang
        return guess_language(words_of(passage.text))

    def of_word(self, word: str, lang: str) -> Places:
        """The bucket of the stem of a word, then those of its groups of letters; none if small."""
        known = self._kept.get((word, lang))
        if known is None:
            if len(self._kept) > _KEPT_WORDS:
                self._kept.clear()
            known = self._kept[word, lang] = self._spread(word, lang)
        return known

    def _spread(self, word: str, lang: str) -> Places:
        stem = self._stems[lang].stem(word)
        if not stem or stem.isdigit():
            return np.empty(0, dtype=np.int64)
        folded = fold(word)
        groups = letter_groups(folded) if len(folded) > 2 else []
        features = [f"w:{stem}", *(f"l:{group}" for group in groups)]
        return np.array([_bucket(feature) for feature in features], dtype=np.int64)


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) % BUCKETS


def log_odds_of(score: float) -> float:
    """The log-odds of a score, within bounds.

    >>> log_odds_of(0.5), log_odds_of(0.0), log_odds_of(1.0)
    (0.0, -8.0, 8.0)
    """
    if score <= 0 or score >= 1:
        return FURTHEST if score >= 1 else -FURTHEST
    return max(-FURTHEST, min(FURTHEST, log(score / (1 - score))))


def is_named(suggestion: Suggestion) -> bool:
    """Whether a passage names the element itself, which no correction overrules."""
    return any(reason.kind is ReasonKind.MENTION for reason in suggestion.why)


class CorrectedTagger:
    """A tagger whose scores are corrected by what was learned; used as a `Tagger` is.

    Args:
        tagger: What ranks.
        correction: What was learned over this tagger.
    """

    def __init__(self, tagger: Ranker, correction: Correction) -> None:
        self.codes = tagger.codes
        self._tagger = tagger
        self._correction = correction
        self._place = {code: place for place, code in enumerate(correction.codes)}
        self._reading = Reading()

    def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        """Rank the elements for each passage, as `Tagger.tag` does."""
        ranked = self._tagger.tag(passages)
        return [self._corrected(*pair) for pair in zip(passages, ranked, strict=True)]

    def _corrected(self, passage: PassageText, ranked: list[Suggestion]) -> list[Suggestion]:
        learned = self._correction
        buckets, values = self._reading.buckets(passage)
        added = learned.weights[:, buckets] @ values
        odds = np.zeros(len(learned.codes), dtype=np.float32)
        for one in ranked:
            if one.code in self._place:
                odds[self._place[one.code]] = log_odds_of(one.score)
        odds = odds * learned.scale + learned.shift + added
        scores = (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).tolist()
        first, others = [], []
        for one in ranked:
            place = self._place.get(one.code)
            if place is None:
                others.append(one)
            elif is_named(one):
                first.append(one)
            else:
                telling = float(added[place]) >= TELLING
                first.append(self._one(passage, one, scores[place], telling=telling))
        return [*sorted(first, key=lambda one: -one.score), *others]

    def _one(
        self, passage: PassageText, one: Suggestion, score: float, *, telling: bool
    ) -> Suggestion:
        stands = score >= self._correction.least
        why, start, end = one.why, one.start, one.end
        if stands and telling:
            why = (*why, *self._telling(passage, self._place[one.code]))
            if start is None and why:
                start, end = why[0].start, why[0].end
        return Suggestion(
            code=one.code,
            score=round(score, 4),
            state=State.SUGGESTED if stands else State.RANKED,
            why=why,
            start=start,
            end=end,
        )

    def _telling(self, passage: PassageText, place: int) -> tuple[Reason, ...]:
        """The word that what was learned speaks for most, as a reason."""
        lang, weights = self._reading.lang(passage), self._correction.weights[place]
        best: tuple[float, str, int, int] = (0.0, "", 0, 0)
        for word, start, end in word_spans(passage.text):
            found = self._reading.of_word(word, lang)
            if len(found):
                best = max(best, (float(weights[found[0]]), word, start, end))
        if not best[0]:
            return ()
        _amount, text, start, end = best
        reason = Reason(kind=ReasonKind.LEARNED, text=text, start=start, end=end, weight=0.5)
        return (reason,)


def to_bytes(correction: Correction) -> bytes:
    """What was learned as a file of arrays (npz); equal corrections give equal files."""
    kept = io.BytesIO()
    np.savez_compressed(
        kept,
        codes=np.array(correction.codes),
        scale=correction.scale.astype(np.float32),
        shift=correction.shift.astype(np.float32),
        weights=correction.weights.astype(np.float16),
        least=np.array([correction.least], dtype=np.float32),
    )
    return kept.getvalue()


def from_bytes(content: bytes) -> Correction:
    """What was learned, from its file; nothing in it is run.

    Raises:
        ValueError: It is no such file, or its arrays do not fit each other.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            found = Correction(
                codes=tuple(map(str, kept["codes"])),
                scale=kept["scale"].astype(np.float32),
                shift=kept["shift"].astype(np.float32),
                weights=kept["weights"].astype(np.float32),
                least=float(kept["least"][0]),
            )
    except (BadZipFile, KeyError, OSError, EOFError, IndexError) as error:
        raise ValueError("no file of what was learned") from error
    n = len(found.codes)
    shapes = (found.scale.shape, found.shift.shape, found.weights.shape)
    if shapes != ((n,), (n,), (n, BUCKETS)):
        raise ValueError("arrays that do not fit each other")
    return found
