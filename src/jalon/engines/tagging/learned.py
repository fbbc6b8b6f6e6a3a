"""What the tagger has learned from passages: weights of words, of letters and of concepts.

A linear layer over stems, groups of letters and concepts says how much a text speaks for each
element and for none of them; a mixture weighs that beside the evidence of the other layers. The
model is one file of arrays, made from `data/` by `tools/train_tagging.py`; nothing in it can run.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MIXED = (
    "concepts", "share", "words", "letters", "lead", "learned", "chance", "hint",
)  # fmt: skip
"""Features of the mixture, in the order of its weights: see `mixed`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """Weights of features (stems, or groups of letters) for n elements and for none.

    Attributes:
        rows: Feature to its row.
        coef: (k, n + 1) weight times rarity.
        square: (k,) square of the rarity.
    """

    rows: Mapping[str, int]
    coef: Floats
    square: Floats

    def sum(self, features: Iterable[str]) -> tuple[Floats, float]:
        """What features add to each sum, (n + 1,), and to the squared length of the text."""
        found = [row for feature in features if (row := self.rows.get(feature)) is not None]
        if not found:
            return np.zeros(self.coef.shape[1], dtype=np.float32), 0.0
        return self.coef[found].sum(axis=0), float(self.square[found].sum())


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixture:
    """How the layers become one score for each element.

    The layers first compete: weighted sums of the elements, and one for "none of them", become
    chances that add up to 1. A score is then how often a tag with such a chance is right.

    Attributes:
        weights: (f,) weights of the features of `MIXED`.
        bias: (n,) what each element starts with.
        none: (4,) weights of "none": base, machinery of the framework, learned sum for none, and
            the most evidence by concepts.
        score: (4,) weights of the score: base, log of the odds of the chance, log of its share of
            the best chance, and whether it is the best.
        least: (n,) score from which the tagger stands behind a tag.
    """

    weights: Floats
    bias: Floats
    none: Floats
    score: Floats
    least: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """A model: what was learned for the elements of one framework.

    Attributes:
        codes: Full codes of the n elements.
        words: Weights of stems.
        letters: Weights of groups of letters.
        concepts: "element/name" of a concept to its (n + 1,) weights.
        base: (n + 1,) what the learned sums start with.
        mixture: How it is weighed beside the other layers.
        card: What it was made from, when, and how good it is.
    """

    codes: tuple[str, ...]
    words: Weights
    letters: Weights
    concepts: Mapping[str, Floats]
    base: Floats
    mixture: Mixture
    card: Mapping[str, Any]  # Any: numbers and words of a JSON object

    @property
    def version(self) -> str:
        """Changes whenever the same passage may get other scores."""
        return str(self.card["version"])


def load_model(framework: str) -> Learned | None:
    """The model that Jalon carries for a framework; None when it carries none."""
    path = files("jalon") / "data" / "models" / f"{framework}.npz"
    return _load(framework) if path.is_file() else None


@cache
def _load(framework: str) -> Learned:
    path = files("jalon") / "data" / "models" / f"{framework}.npz"
    return from_bytes(path.read_bytes())


def from_bytes(content: bytes) -> Learned:
    """A model from the bytes of its file; arrays only, so that opening a file runs nothing."""
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    names = json.loads(arrays["names"].tobytes())
    wide = {
        name: array.astype(np.float32) for name, array in arrays.items() if array.dtype != np.uint8
    }
    return Learned(
        codes=tuple(names["codes"]),
        words=_weights(names["words"], wide, "words"),
        letters=_weights(names["letters"], wide, "letters"),
        concepts=dict(zip(names["concepts"], wide["concepts"], strict=True)),
        base=wide["base"],
        mixture=Mixture(**{part: wide[f"mixture_{part}"] for part in Mixture.__dataclass_fields__}),
        card=names["card"],
    )


def _weights(features: Sequence[str], arrays: Mapping[str, Floats], name: str) -> Weights:
    rarity = arrays[f"{name}_rarity"]
    return Weights(
        rows={feature: row for row, feature in enumerate(features)},
        coef=arrays[f"{name}_coef"] * rarity[:, None],
        square=rarity * rarity,
    )


def mixed(evidence: Floats, *, learned: Floats, aside: Floats, hints: Floats) -> Floats:
    """The features of the mixture, (f, m, n), in the order of `MIXED`.

    Args:
        evidence: (3, m, n) by concepts, by words, by letters.
        learned: (m, n + 1) learned sums, those for "none" last.
        aside: (m, 1) evidence for the machinery of the framework; it takes its share.
        hints: (m, n) mentions that may belong to another plan.
    """
    concepts, words, letters = evidence
    both = words + letters
    best = np.maximum(both.max(axis=1, keepdims=True), 0.1)
    chances = np.exp(learned - learned.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    n = concepts.shape[1]
    stacked = np.stack(
        [
            np.log1p(concepts),
            concepts / (concepts.sum(axis=1, keepdims=True) + 0.5 + aside),
            words - words.mean(axis=1, keepdims=True),
            letters - letters.mean(axis=1, keepdims=True),
            both / best,
            learned[:, :n] - learned.mean(axis=1, keepdims=True),
            chances[:, :n],
            hints,
        ]
    )
    return stacked.astype(np.float32)


def none_features(evidence: Floats, *, learned: Floats, aside: Floats) -> Floats:
    """The features of "none of them", (4, m): see `Mixture.none`."""
    concepts = evidence[0]
    return np.stack(
        [
            np.ones(len(concepts), dtype=np.float32),
            np.minimum(aside[:, 0], 3),
            learned[:, -1] - learned.mean(axis=1),
            np.log1p(concepts.max(axis=1)),
        ]
    ).astype(np.float32)


def chances_of(mixture: Mixture, parts: Floats, none: Floats) -> Floats:
    """Chances of the elements and, last, of none of them: (m, n + 1), each row adds up to 1."""
    sums = np.tensordot(mixture.weights, parts, axes=1) + mixture.bias
    all_sums = np.concatenate([sums, (mixture.none @ none)[:, None]], axis=1)
    chances = np.exp(all_sums - all_sums.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float32)


def score_features(chances: Floats) -> Floats:
    """The features of the score, (4, m, n): see `Mixture.score`."""
    held = np.clip(chances[:, :-1], 1e-6, 1 - 1e-6)
    best = held.max(axis=1, keepdims=True)
    return np.stack(
        [
            np.ones_like(held),
            np.log(held / (1 - held)),
            np.log(held / best),
            (held == best).astype(np.float32),
        ]
    )


def scores_of(mixture: Mixture, chances: Floats) -> Floats:
    """Scores between 0 and 1 of the elements, (m, n)."""
    odds = np.tensordot(mixture.score, score_features(chances), axes=1)
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float32)
