"""Learning a correction of a tagger from decisions, and how good it is on documents not seen.

Passages of one document stay on one side of every split: neighbours repeat each other's words, so
that a split by passage would praise what was only remembered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jalon.engines.tagging.correcting import (
    BUCKETS,
    Correction,
    Ranker,
    Reading,
    is_named,
    log_odds_of,
)
from jalon.engines.tagging.records import PassageText, State

Array = NDArray[np.float64]
FOLDS = 5
UNASKED = 0.3
"""What an element counts that nobody was asked about on a passage that was decided through."""
FEWEST = 8
"""Confirmed and refused each, from which an element gets numbers and words of its own."""
PRIOR = 5.0
"""How strongly the numbers of an element keep to those of all, as decisions would."""
RIDGE = 3.0
"""How strongly the weights of words keep to zero."""
GRID = tuple(round(0.2 + 0.02 * step, 2) for step in range(26))
"""Scores that are tried as the least from which an element is suggested."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A passage that people decided on.

    Attributes:
        passage: The passage.
        document: Whose passages stay together.
        verdicts: Whether it speaks of an element, by code, for those that were decided.
        is_whole: Nothing on it is undecided, so that what nobody confirmed, it does not speak of.
    """

    passage: PassageText
    document: str
    verdicts: Mapping[str, bool]
    is_whole: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One passage decided through, as a tagger saw it that had not learned from its document.

    Attributes:
        document: Its document.
        lang: Its language.
        true: Elements that it speaks of.
        suggested: Elements that were suggested.
        first: The element ranked first.
    """

    document: str
    lang: str
    true: frozenset[str]
    suggested: frozenset[str]
    first: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Learned:
    """What was learned, and how it did on documents it had not seen, beside the tagger as it is."""

    correction: Correction
    before: Sequence[Outcome]
    after: Sequence[Outcome]


@dataclass(frozen=True, kw_only=True)
class _Table:
    """m passages and n elements as numbers.

    Attributes:
        odds: Log-odds of the tagger, (m, n).
        stands: What the tagger suggested, (m, n).
        named: What passages name, (m, n).
        words: Buckets of words, (m, BUCKETS), sparse.
        truth: 1 where the passage speaks of the element, (m, n).
        weight: What each cell counts, (m, n).
        counted: Decided cells only, (m, n).
    """

    odds: Array
    stands: NDArray[np.bool_]
    named: NDArray[np.bool_]
    words: Any  # a matrix of scipy, which ships no types
    truth: Array
    weight: Array
    counted: NDArray[np.bool_]


def learn(passages: Sequence[Decided], tagger: Ranker, *, folds: int = FOLDS) -> Learned:
    """Learn from decisions, and try it on documents whose decisions were left out.

    Args:
        passages: m passages of at least two documents.
        tagger: What ranks the elements.
        folds: Parts into which the documents are split.
    """
    table = _table(passages, tagger)
    groups = _folds(passages, folds)
    odds = np.empty_like(table.odds)
    for part in range(max(groups) + 1):
        held = np.array([group == part for group in groups])
        odds[held] = _corrected(_fitted(table, ~held, tagger.codes), table, held)
    scores = 1 / (1 + np.exp(-odds))
    whole = np.array([one.is_whole for one in passages])
    stands = np.zeros_like(table.stands)
    for part in range(max(groups) + 1):
        held = np.array([group == part for group in groups])
        stands[held] = scores[held] >= _least(scores, table, whole & ~held)
    stands = np.where(table.named, table.stands, stands)
    scores = np.where(table.named, 1.0, scores)
    fitted = _fitted(table, np.ones(len(passages), dtype=bool), tagger.codes)
    return Learned(
        correction=Correction(
            codes=fitted.codes,
            scale=fitted.scale,
            shift=fitted.shift,
            weights=fitted.weights,
            least=_least(scores, table, whole),
        ),
        before=_outcomes(
            passages, table, stands=table.stands, order=table.odds, codes=tagger.codes
        ),
        after=_outcomes(passages, table, stands=stands, order=scores, codes=tagger.codes),
    )


def outcomes_of(passages: Sequence[Decided], tagger: Ranker) -> list[Outcome]:
    """How a tagger does on passages as it is."""
    table = _table(passages, tagger)
    return _outcomes(passages, table, stands=table.stands, order=table.odds, codes=tagger.codes)


def _table(passages: Sequence[Decided], tagger: Ranker) -> _Table:
    from scipy.sparse import csr_matrix

    place = {code: at for at, code in enumerate(tagger.codes)}
    shape = (len(passages), len(place))
    odds, truth, weight = np.full(shape, -8.0), np.zeros(shape), np.zeros(shape)
    stands, named, counted = (np.zeros(shape, dtype=bool) for _ in range(3))
    reading, starts, where, values = Reading(), [0], [], []
    ranked = tagger.tag([one.passage for one in passages])
    for row, (one, suggestions) in enumerate(zip(passages, ranked, strict=True)):
        for found in (found for found in suggestions if found.code in place):
            at = place[found.code]
            odds[row, at] = log_odds_of(found.score)
            stands[row, at] = found.state is State.SUGGESTED
            named[row, at] = is_named(found)
        weight[row] = UNASKED if one.is_whole else 0.0
        for code, verdict in one.verdicts.items():
            if code in place:
                truth[row, place[code]] = verdict
                weight[row, place[code]] = 1.0
                counted[row, place[code]] = True
        buckets, amounts = reading.buckets(one.passage)
        where.append(buckets)
        values.append(amounts)
        starts.append(starts[-1] + len(buckets))
    flat = (np.concatenate(values), np.concatenate(where), np.array(starts))
    words = csr_matrix(flat, shape=(len(passages), BUCKETS), dtype=np.float64)
    return _Table(
        odds=odds,
        stands=stands,
        named=named,
        words=words,
        truth=truth,
        weight=weight,
        counted=counted,
    )


def _folds(passages: Sequence[Decided], folds: int) -> list[int]:
    """The part of each passage: documents go, the largest first, to the smallest part."""
    sizes: dict[str, int] = {}
    for one in passages:
        sizes[one.document] = sizes.get(one.document, 0) + 1
    held = [0] * min(folds, len(sizes))
    part: dict[str, int] = {}
    for document in sorted(sizes, key=lambda key: (-sizes[key], key)):
        smallest = held.index(min(held))
        part[document] = smallest
        held[smallest] += sizes[document]
    return [part[one.document] for one in passages]


def _fitted(table: _Table, rows: NDArray[np.bool_], codes: tuple[str, ...]) -> Correction:
    """Numbers for all elements together, then for each one that has decisions enough."""
    n = len(codes)
    both = _fit(
        table.odds[rows].ravel(),
        None,
        truth=table.truth[rows].ravel(),
        weight=table.weight[rows].ravel(),
        around=(1.0, 0.0),
    )
    scale, shift = np.full(n, both[0]), np.full(n, both[1])
    weights = np.zeros((n, BUCKETS))
    words = table.words[np.flatnonzero(rows)]
    for at in range(n):
        truth, counted = table.truth[rows, at], table.counted[rows, at]
        confirmed = int((truth * counted).sum())
        others = int(((1 - truth) * (table.weight[rows, at] > 0)).sum())
        if min(confirmed, others) < FEWEST:
            continue
        found = _fit(
            table.odds[rows, at],
            words,
            truth=truth,
            weight=table.weight[rows, at],
            around=(both[0], both[1]),
        )
        scale[at], shift[at], weights[at] = found[0], found[1], found[2:]
    return Correction(
        codes=codes,
        scale=scale.astype(np.float32),
        shift=shift.astype(np.float32),
        weights=weights.astype(np.float32),
        least=0.5,
    )


def _fit(
    odds: Array,
    words: Any,  # a matrix of scipy, which ships no types
    *,
    truth: Array,
    weight: Array,
    around: tuple[float, float],
) -> Array:
    """Scale, shift and weights of words of one logistic regression that keeps to a prior."""
    from scipy.optimize import minimize

    size = 2 + (words.shape[1] if words is not None else 0)
    start = np.zeros(size)
    start[:2] = around

    def loss(guess: Array) -> tuple[float, Array]:
        z = guess[0] * odds + guess[1] + (words @ guess[2:] if words is not None else 0.0)
        off = weight * (1 / (1 + np.exp(-z)) - truth)
        away = guess[:2] - start[:2]
        value = float((weight * (np.logaddexp(0, z) - truth * z)).sum())
        value += PRIOR / 2 * float(away @ away) + RIDGE / 2 * float(guess[2:] @ guess[2:])
        slope = np.empty_like(guess)
        slope[0] = off @ odds + PRIOR * away[0]
        slope[1] = off.sum() + PRIOR * away[1]
        if words is not None:
            slope[2:] = words.T @ off + RIDGE * guess[2:]
        return value, slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x)


def _corrected(fitted: Correction, table: _Table, rows: NDArray[np.bool_]) -> Array:
    words = table.words[np.flatnonzero(rows)]
    return np.asarray(
        table.odds[rows] * fitted.scale + fitted.shift + words @ fitted.weights.T.astype(np.float64)
    )


def _least(scores: Array, table: _Table, rows: NDArray[np.bool_]) -> float:
    """The score from which suggesting gives the best F1 on some passages; 0.5 without any."""
    if not rows.any():
        return 0.5
    truth, found = table.truth[rows], scores[rows]

    def f1(least: float) -> float:
        stands = found >= least
        hits = float((stands * truth).sum())
        return 2 * hits / (float(stands.sum()) + float(truth.sum()) or 1.0)

    return max(GRID, key=lambda least: (round(f1(least), 6), -abs(least - 0.5)))


def _outcomes(
    passages: Sequence[Decided],
    table: _Table,
    *,
    stands: NDArray[np.bool_],
    order: Array,
    codes: tuple[str, ...],
) -> list[Outcome]:
    found = []
    for row, one in enumerate(passages):
        if not one.is_whole:
            continue
        found.append(
            Outcome(
                document=one.document,
                lang=one.passage.lang,
                true=frozenset(codes[at] for at in np.flatnonzero(table.truth[row])),
                suggested=frozenset(codes[at] for at in np.flatnonzero(stands[row])),
                first=codes[int(np.argmax(order[row]))],
            )
        )
    return found
