"""From the evidence of all layers to scores, and to what the tagger stands behind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.engines.tagging.blending import Blend, Floats, features, log_odds, score_of
from jalon.engines.tagging.learned import (
    Mixture,
    chances_of,
    mixed,
    none_features,
    scores_of,
)

ASIDE_SHARE = 0.5
"""What evidence for the machinery of a framework takes from the share of its elements."""
LEANING = 1.6
"""What the machinery of a framework adds to the log-odds of the element it leans to."""
LEAST_BARE = 0.7
"""Score from which an element is suggested that no concept in the text speaks for."""
MUCH_ASIDE = 0.5
"""Evidence from which a text is about the machinery of a framework."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What was found in m passages for n elements.

    Attributes:
        layers: (3, m, n) by concepts, by words, by letters.
        learned: (m, n + 1) learned sums, for "none" last; None without a model.
        aside: (m,) evidence for the machinery of the framework.
        hints: (m, n) mentions that may belong to another plan.
    """

    layers: Floats
    learned: Floats | None
    aside: Floats
    hints: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """Scores of m passages, and from which score the tagger stands behind a tag.

    Attributes:
        scores: (m, n), 0 to 1.
        least: (m, n) score from which a tag is suggested.
    """

    scores: Floats
    least: Floats


def weigh_learned(mixture: Mixture, evidence: Evidence) -> Scores:
    """Scores by what was learned: elements compete with each other and with "none of them"."""
    learned = evidence.learned
    if learned is None:
        raise ValueError("a mixture weighs learned sums")
    aside = evidence.aside[:, None]
    parts = mixed(evidence.layers, learned=learned, aside=ASIDE_SHARE * aside, hints=evidence.hints)
    none = none_features(evidence.layers, learned=learned, aside=aside)
    scores = scores_of(mixture, chances_of(mixture, parts, none))
    bare = np.maximum(mixture.least, LEAST_BARE)
    least = np.where(evidence.layers[0] > 0, mixture.least, bare)
    return Scores(scores=scores, least=least.astype(np.float32))


def weigh_blended(
    blend: Blend, evidence: Evidence, *, leans: int | None, shy: Sequence[bool]
) -> Scores:
    """Scores by fixed weights, for a framework that nothing was learned of.

    Args:
        blend: The weights.
        evidence: What was found.
        leans: Place of the element that the machinery of the framework leans to, if any.
        shy: Whether an element is held down, so that being the best is not enough for it.
    """
    aside = evidence.aside[:, None]
    odds = log_odds(blend, features(*evidence.layers, aside=ASIDE_SHARE * aside))
    if leans is not None:
        odds[:, leans] += LEANING * np.minimum(evidence.aside, 1)
    scores = score_of(odds)
    hinted = score_of(odds + blend.hint * evidence.hints)
    machinery = aside >= MUCH_ASIDE
    beside = blend.beside * scores.max(axis=1, keepdims=True, initial=0.0)
    least = np.maximum(np.where(machinery, blend.strict, blend.suggested), beside)
    is_first = hinted == hinted.max(axis=1, keepdims=True, initial=0.0)
    first = np.where(shy, blend.suggested, blend.first)
    least = np.where(is_first & ~machinery, np.minimum(least, first), least)
    return Scores(scores=hinted, least=least.astype(np.float32))
