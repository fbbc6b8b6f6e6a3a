"""How the layers become one score: a logistic blend, the same for all elements of a framework.

The numbers were fitted on texts that are not part of Jalon and checked on the passages of
`data/evaluation`; how, and what came out, is in `docs/explanation/tagging.md`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class Blend:
    """Weights of the layers on the log-odds scale.

    Attributes:
        base: Log-odds when nothing was found.
        concepts: For each unit of log(1 + concept evidence).
        share: For the share of all concept evidence that falls on the element.
        words: For the cosine by words, above the mean of the elements.
        letters: For the cosine by letters, above the mean of the elements.
        lead: For being as good as the best element by words and letters (1 at the best).
        hint: For a mention that may belong to another plan.
        suggested: Score from which the engine stands behind a tag.
        first: The same for the best element, unless it is one that attracts everything.
        strict: The same for all elements in a text about the machinery of the framework.
        beside: A suggested tag has at least this share of the best score.
    """

    base: float
    concepts: float
    share: float
    words: float
    letters: float
    lead: float
    hint: float
    suggested: float
    first: float
    strict: float
    beside: float


WITH_LEXICON = Blend(
    base=-6.24,
    concepts=1.78,
    share=4.85,
    words=1.02,
    letters=1.13,
    lead=3.76,
    hint=1.5,
    suggested=0.4,
    first=0.2,
    strict=0.6,
    beside=0.45,
)
WITHOUT_LEXICON = Blend(
    base=-4.5,
    concepts=0.0,
    share=0.0,
    words=12.0,
    letters=8.0,
    lead=1.5,
    hint=1.5,
    suggested=0.35,
    first=0.35,
    strict=0.35,
    beside=0.6,
)
MENTIONED = 0.97
"""Score of an element that a passage names by its number: numbers are sometimes mistyped, so not
1."""


def features(concepts: Floats, words: Floats, letters: Floats, *, aside: Floats) -> Floats:
    """The five features of the blend: (5, m, n) from three layers of evidence, each (m, n).

    `aside` (m, 1) is evidence for the machinery of the framework; it takes its share.
    """
    both = words + letters
    best = np.maximum(both.max(axis=1, keepdims=True), 0.1)
    stacked = np.stack(
        [
            np.log1p(concepts),
            concepts / (concepts.sum(axis=1, keepdims=True) + 0.5 + aside),
            words - words.mean(axis=1, keepdims=True),
            letters - letters.mean(axis=1, keepdims=True),
            both / best,
        ]
    )
    return stacked.astype(np.float32)


def log_odds(blend: Blend, parts: Floats) -> Floats:
    """Log-odds (m, n) of the features (5, m, n)."""
    weights = (blend.concepts, blend.share, blend.words, blend.letters, blend.lead)
    return np.tensordot(np.array(weights, dtype=np.float32), parts, axes=1) + np.float32(blend.base)


def score_of(odds: Floats) -> Floats:
    """Scores between 0 and 1 of log-odds, any shape."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float32)
