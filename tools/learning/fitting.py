"""The linear layer, the mixture of the layers, and the thresholds."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from tools.learning.table import Table
from tools.learning.texts import Text

from jalon.engines.tagging.learned import Floats, Mixture, score_features, scores_of
from jalon.engines.tagging.weighing import LEAST_BARE

SHARPNESS = 12.0
"""Inverse strength of the pull towards small weights in the linear layer (C of scikit-learn)."""
SECOND_WEIGHT = 0.5
"""What the second element of a passage counts beside the first, in the linear layer."""
MAIN_SHARE = 0.7
"""Share of a passage's target that its first element gets when it has several."""
MOST = 0.7
"""Score from which any element may be suggested."""
SOUGHT_PRECISION = 0.78
"""Share of suggestions that should be right, on passages that are harder than most documents."""


def linear(
    table: Table, texts: Sequence[Text], n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The linear layer: weights (n + 1, k) and base (n + 1,); the last row is "none"."""
    rows, labels, weights = [], [], []
    for row, text in enumerate(texts):
        for rank, place in enumerate(text.places or (n,)):
            rows.append(row)
            labels.append(place)
            weights.append(text.weight * (1.0 if rank == 0 else SECOND_WEIGHT))
    counts = np.bincount(labels, weights=weights, minlength=n + 1)
    fair = np.median(counts) / np.maximum(counts, 1)
    weights = [weight * fair[label] ** 0.5 for weight, label in zip(weights, labels, strict=True)]
    model = LogisticRegression(C=SHARPNESS, max_iter=300, tol=1e-4)
    model.fit(table.matrix(texts)[rows], labels, sample_weight=weights)
    return model.coef_, model.intercept_


def targets(texts: Sequence[Text], n: int) -> Floats:
    """(m, n + 1) shares of the elements, and of none, that each text is about."""
    shares = np.zeros((len(texts), n + 1), dtype=np.float32)
    for row, text in enumerate(texts):
        if not text.places:
            shares[row, n] = 1
        for rank, place in enumerate(text.places):
            rest = (1 - MAIN_SHARE) / max(len(text.places) - 1, 1)
            shares[row, place] = 1 if len(text.places) == 1 else (MAIN_SHARE, rest)[rank > 0]
    return shares


def fit_mixture(parts: Floats, none: Floats, shares: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights, bias and weights of "none" that make the shares most likely."""
    f, _, n = parts.shape

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias, out = flat[:f], flat[f : f + n], flat[f + n :]
        sums = np.tensordot(weights, parts, axes=1) + bias
        sums = np.concatenate([sums, (out @ none)[:, None]], axis=1)
        sums -= sums.max(axis=1, keepdims=True)
        chances = np.exp(sums)
        chances /= chances.sum(axis=1, keepdims=True)
        value = -(shares * np.log(chances + 1e-9)).sum() / len(shares)
        slope = (chances - shares) / len(shares)
        back = np.concatenate(
            [
                np.tensordot(parts, slope[:, :n], axes=([1, 2], [0, 1])) + 2e-4 * weights,
                slope[:, :n].sum(axis=0) + 2e-2 * bias,
                none @ slope[:, n] + 2e-4 * out,
            ]
        )
        pull = 1e-4 * (weights @ weights + out @ out) + 1e-2 * (bias @ bias)
        return float(value + pull), back

    start = np.zeros(f + n + len(none))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    wide = found.astype(np.float32)
    return wide[:f], wide[f : f + n], wide[f + n :]


def fit_scores(mixture: Mixture, chances: Floats, truth: NDArray[np.bool_]) -> Mixture:
    """The mixture with scores that say how often a tag is right, and where to stand behind it."""
    parts = score_features(chances).reshape(4, -1).T
    fitted = LogisticRegression(C=1e4, max_iter=500, fit_intercept=False).fit(
        parts, truth.reshape(-1)
    )
    scored = replace(mixture, score=fitted.coef_[0].astype(np.float32))
    return replace(scored, least=thresholds(scores_of(scored, chances), truth))


def thresholds(scores: Floats, truth: NDArray[np.bool_]) -> Floats:
    """From which score each element is suggested: where suggestions are right often enough.

    One threshold for all is found first; an element whose own suggestions above it are right less
    often gets a higher one.
    """
    common = _threshold(scores.reshape(-1), truth.reshape(-1))
    return np.array(
        [
            max(common, _threshold(scores[:, at], truth[:, at], prior=8))
            for at in range(scores.shape[1])
        ],
        dtype=np.float32,
    )


def _threshold(scores: Floats, truth: NDArray[np.bool_], *, prior: float = 0) -> float:
    """The lowest score from which `SOUGHT_PRECISION` of the tags are right, on a grid."""
    for least in np.arange(0.12, MOST, 0.02):
        kept = scores >= least
        right = truth[kept].sum() + prior * SOUGHT_PRECISION
        if right >= SOUGHT_PRECISION * (kept.sum() + prior):
            return float(least)
    return MOST


def quality(
    mixture: Mixture, chances: Floats, texts: Sequence[Text], *, bare: NDArray[np.bool_]
) -> dict[str, float | int]:
    """Scores on what was held out.

    Args:
        mixture: How the layers are weighed.
        chances: (m, n + 1) of m texts.
        texts: The texts.
        bare: (m, n) where no concept speaks for an element, which then needs a higher score.
    """
    scores = scores_of(mixture, chances)
    order = np.argsort(-scores, axis=1, kind="stable").tolist()
    about = [row for row, text in enumerate(texts) if text.places]
    stood = scores >= np.where(bare, np.maximum(mixture.least, LEAST_BARE), mixture.least)
    right = sum(int(stood[row, list(texts[row].places)].sum()) for row in about)
    silent = [not stood[row].any() for row, text in enumerate(texts) if not text.places]
    return {
        "n": len(texts),
        "first": float(np.mean([order[row][0] in texts[row].places for row in about])),
        "three": float(
            np.mean([bool(set(order[row][:3]) & set(texts[row].places)) for row in about])
        ),
        "precision": right / max(int(stood.sum()), 1),
        "recall": right / sum(len(texts[row].places) for row in about),
        "silent_when_none": float(np.mean(silent)) if silent else 1.0,
    }
