"""Find the numbered paragraphs of a document: the best chain over all candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

from jalon.engines.reading.numbering import Number

MAX_GAP = 6
"""Most paragraph numbers that may be missing between two links of a chain."""
GAP_PENALTY = 0.8
LATE_START_PENALTY = 0.25
MAX_START_PENALTY = 4.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A block that may start a numbered paragraph.

    Attributes:
        place: Index of the block.
        number: What it starts with.
        weight: How much it looks like a paragraph, about 0.3 to 2.
    """

    place: int
    number: Number
    weight: float


def best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The most convincing increasing chain of numbers.

    Dynamic programming: the sum of weights, less a penalty for each missing number and for a
    chain that does not start at 1.

    Args:
        candidates: In document order.

    Returns:
        The chain, in document order; empty when there are no candidates.
    """
    scores: list[float] = []
    before: list[int] = []
    latest: dict[tuple[int, str], int] = {}
    for index, candidate in enumerate(candidates):
        score, link = _best_link(candidate, latest, scores)
        scores.append(score)
        before.append(link)
        key = (candidate.number.value, candidate.number.suffix)
        if key not in latest or scores[latest[key]] <= score:
            latest[key] = index
    if not scores:
        return []
    chain, index = [], max(range(len(scores)), key=scores.__getitem__)
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]


def _best_link(
    candidate: Candidate, latest: dict[tuple[int, str], int], scores: Sequence[float]
) -> tuple[float, int]:
    value, suffix = candidate.number.value, candidate.number.suffix
    start = -min(LATE_START_PENALTY * abs(value - 1), MAX_START_PENALTY)
    best, link = start, -1
    for (number, other), index in _reachable(value, suffix, latest):
        missing = 0 if suffix or other else value - number - 1
        score = scores[index] - GAP_PENALTY * missing
        if score > best:
            best, link = score, index
    return best + candidate.weight, link


def _reachable(
    value: int, suffix: str, latest: dict[tuple[int, str], int]
) -> list[tuple[tuple[int, str], int]]:
    order = ("", "bis", "ter", "quater")
    keys = [(value, earlier) for earlier in order[: order.index(suffix)]]
    keys += [(value - step, end) for step in range(1, MAX_GAP + 2) for end in order]
    return [(key, latest[key]) for key in keys if key in latest]


def best_tree(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The most convincing chain of numbers of several parts, such as 1.1, 1.2, 2.1, 2.1.1.

    Args:
        candidates: In document order, each with a path.

    Returns:
        The chain, in document order; empty when there are no candidates.
    """
    scores: list[float] = []
    before: list[int] = []
    latest: dict[tuple[int, ...], int] = {}
    for index, candidate in enumerate(candidates):
        path = candidate.number.path
        links = [(scores[latest[one]] - cost, latest[one]) for one, cost in _before(path)
                 if one in latest]  # fmt: skip
        start = -LATE_START_PENALTY * (sum(path) - len(path))
        score, link = max([*links, (max(start, -MAX_START_PENALTY), -1)])
        scores.append(score + candidate.weight)
        before.append(link)
        for length in range(1, len(path) + 1):
            head = path[:length]
            if head not in latest or scores[latest[head]] <= scores[index]:
                latest[head] = index
    chain, index = [], max(range(len(scores)), key=scores.__getitem__) if scores else -1
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]


def _before(path: tuple[int, ...]) -> list[tuple[tuple[int, ...], float]]:
    """Numbers that a number may follow, whole or as their beginning, with what a gap costs."""
    *head, last = path
    if last > 1:
        return [((*head, last - step), GAP_PENALTY * (step - 1)) for step in (1, 2, 3)]
    found = [(tuple(head), 0.0)] if head else []
    return found + (_before(tuple(head)) if head else [])
