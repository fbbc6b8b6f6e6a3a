"""Which passage is which when a document is read again, and under which label each one stands.

A passage keeps its address as long as its text is the same or nearly the same. No label that was
given to one passage is ever given to another; only what is printed under the same number may take
the label of a passage that is gone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

NEAR_UNDER_ONE_LABEL = 0.6
"""How alike texts are, 0 to 1, that count as one passage when their label is the same."""
NEAR = 0.7
"""How alike texts are that count as one passage wherever they stand."""
HELD = 0.9
"""Share of the words of a passage that are found in another one which took it in."""
PART = 0.8
"""Share of the words of a new passage that stood in a lost one, so that it was a part of it."""
RARE = 40
"""A word in more passages than this tells nothing of which one is which."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_SEVERAL = re.compile(r"-\d+$")


class Piece(NamedTuple):
    """What is compared of a passage."""

    label: str
    number: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """What became of the passages of a document that was read again; all are places in order.

    Attributes:
        kept: The earlier passage of each present one that is not new.
        labels: The label of each present passage.
        taken_in: The present passage that holds the words of an earlier one which no longer
            stands alone.
        gone: Earlier passages whose text is nowhere as a whole, with the largest new one that was
            a part of them, or else the present one nearest to their place.
    """

    kept: Mapping[int, int]
    labels: Sequence[str]
    taken_in: Mapping[int, int] = field(default_factory=dict)
    gone: Mapping[int, int] = field(default_factory=dict)


def match(
    before: Sequence[Piece], now: Sequence[Piece], *, former: AbstractSet[str] = frozenset()
) -> Matching:
    """Match the passages of two readings of one document.

    Args:
        before: As they stand, in order; their labels differ from each other.
        now: As they were read again, in order; at least one.
        former: Labels under which passages of the document stood before.

    >>> old = [Piece("1", "1", "Fees are not paid."), Piece("s1.p2", "", "Fair work for all.")]
    >>> new = [Piece("2", "2", "Fair work for all."), Piece("3", "3", "A new line.")]
    >>> found = match(old, new)
    >>> dict(found.kept), list(found.labels), dict(found.gone)
    ({0: 1}, ['2', '3'], {0: 0})
    """
    pairing = _Pairing(before, now)
    pairing.same_label_and_text()
    pairing.same_text()
    pairing.near_under_one_label()
    pairing.near()
    kept = pairing.found
    taken_in = dict(pairing.held())
    lost = [at for at in range(len(before)) if at not in pairing.used and at not in taken_in]
    return Matching(
        kept=kept,
        labels=_labels(before, now, kept, former=former, gone=lost),
        taken_in=taken_in,
        gone=_nearest(lost, kept, len(now)) | pairing.parts(lost),
    )


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How alike two texts are by their words and how often they come: 0 to 1 (Dice).

    >>> likeness(words_of("fair work for all"), words_of("Fair work, for some"))
    0.75
    """
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def words_of(text: str) -> Counter[str]:
    """The words of a text, each Chinese or Japanese sign for itself, without case and marks."""
    return Counter(_WORD.findall(text.casefold()))


class _Pairing:
    """Pairs that are found step by step, the surest first; none is taken back."""

    def __init__(self, before: Sequence[Piece], now: Sequence[Piece]) -> None:
        self.before, self.now = before, now
        self.words_before = [words_of(piece.text) for piece in before]
        self.words_now = [words_of(piece.text) for piece in now]
        self.found: dict[int, int] = {}
        self.used: set[int] = set()
        self._at_label = {piece.label: at for at, piece in enumerate(before)}

    def same_label_and_text(self) -> None:
        """Nothing changed."""
        for at, piece in enumerate(self.now):
            old = self._at_label.get(piece.label)
            if old is not None and self.before[old].text == piece.text:
                self._take(at, old)

    def same_text(self) -> None:
        """The text is the same elsewhere; equal texts are paired in their order."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for old in self._free_before():
            waiting[_folded(self.before[old].text)].append(old)
        for at in self._free_now():
            olds = waiting.get(_folded(self.now[at].text))
            if olds:
                self._take(at, olds.pop(0))

    def near_under_one_label(self) -> None:
        """The text is much the same under the same label."""
        for at in self._free_now():
            old = self._at_label.get(self.now[at].label)
            if old is None or old in self.used:
                continue
            if self._likeness(at, old) >= NEAR_UNDER_ONE_LABEL:
                self._take(at, old)

    def near(self) -> None:
        """The text is nearly the same elsewhere: the most alike first, then the least moved."""
        pairs = [
            (-likeness, abs(at - old), at, old)
            for at, old in self._candidates(self._free_now(), self._free_before())
            if (likeness := self._likeness(at, old)) >= NEAR
        ]
        for _likeness, _moved, at, old in sorted(pairs):
            if at not in self.found and old not in self.used:
                self._take(at, old)

    def held(self) -> Iterator[tuple[int, int]]:
        """Earlier passages left over whose words a present one has beside its own: both."""
        best: dict[int, tuple[float, int]] = {}
        for at, old in self._candidates(range(len(self.now)), self._free_before()):
            words, own = self.words_before[old], self.found.get(at)
            room = self.words_now[at] - (Counter() if own is None else self.words_before[own])
            share = (words & room).total() / words.total()
            if share >= HELD and (share, -at) > best.get(old, (0.0, 0)):
                best[old] = (share, -at)
        yield from ((old, -at) for old, (_share, at) in sorted(best.items()))

    def parts(self, lost: Iterable[int]) -> dict[int, int]:
        """The largest new passage that was a part of each lost one, where there is such a part."""
        best: dict[int, tuple[int, int]] = {}
        for at, old in self._candidates(self._free_now(), lost):
            words = self.words_now[at]
            common = (words & self.words_before[old]).total()
            if common >= PART * words.total() and (common, -at) > best.get(old, (0, 0)):
                best[old] = (common, -at)
        return {old: -at for old, (_common, at) in sorted(best.items())}

    def _candidates(self, now: Iterable[int], before: Iterable[int]) -> set[tuple[int, int]]:
        """Pairs that share a word which few passages have."""
        having: dict[str, list[int]] = defaultdict(list)
        for old in before:
            for word in self.words_before[old]:
                having[word].append(old)
        return {
            (at, old)
            for at in now
            for word in self.words_now[at]
            if len(having[word]) <= RARE
            for old in having[word]
        }

    def _likeness(self, at: int, old: int) -> float:
        return likeness(self.words_now[at], self.words_before[old])

    def _free_before(self) -> list[int]:
        return [old for old in range(len(self.before)) if old not in self.used]

    def _free_now(self) -> list[int]:
        return [at for at in range(len(self.now)) if at not in self.found]

    def _take(self, at: int, old: int) -> None:
        self.found[at] = old
        self.used.add(old)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold())) or text


def _labels(
    before: Sequence[Piece],
    now: Sequence[Piece],
    kept: Mapping[int, int],
    *,
    former: AbstractSet[str],
    gone: Sequence[int],
) -> list[str]:
    """A label for each present passage: its own of before, unless its printed number changed."""
    given = {piece.label for piece in before} | former
    free_again = {before[old].label: before[old].number for old in gone}
    labels: dict[int, str] = {}
    for at, old in kept.items():
        piece, was = now[at], before[old]
        renumbered = piece.number and piece.number != was.number
        may_change = renumbered and piece.label not in given
        labels[at] = piece.label if may_change else was.label
        given.add(labels[at])
    fresh = [at for at in range(len(now)) if at not in labels]
    for at in fresh:
        piece = now[at]
        same_number = bool(piece.number) and free_again.pop(piece.label, "") == piece.number
        if same_number or piece.label not in given:
            labels[at] = piece.label
            given.add(piece.label)
    for at in fresh:
        if at not in labels:
            labels[at] = _free(now[at].label, given)
            given.add(labels[at])
    return [labels[at] for at in range(len(now))]


def _free(label: str, given: AbstractSet[str]) -> str:
    """A label that nothing had before.

    >>> _free("12", {"12", "12-2"}), _free("fn3-2", {"fn3-2"})
    ('12-3', 'fn3-3')
    """
    stem, number = _SEVERAL.sub("", label), 2
    free = label
    while free in given:
        free, number = f"{stem}-{number}", number + 1
    return free


def _nearest(lost: Sequence[int], kept: Mapping[int, int], count: int) -> dict[int, int]:
    """The present passage nearest to where each lost one stood: after what came before it."""
    now_of = {old: at for at, old in kept.items()}
    anchors = sorted(now_of)
    return {old: _near(old, anchors, now_of, count) for old in lost}


def _near(old: int, anchors: Sequence[int], now_of: Mapping[int, int], count: int) -> int:
    above = [anchor for anchor in anchors if anchor < old]
    below = [anchor for anchor in anchors if anchor > old]
    if above and (not below or old - above[-1] <= below[0] - old):
        return now_of[above[-1]]
    return now_of[below[0]] if below else min(old, count - 1)


def moved_span(text: str, start: int, end: int, now: str) -> tuple[int, int] | None:
    """Where some words of a text stand in its later form; None when they are not in it.

    >>> moved_span("no fees for workers", 3, 7, "There are no fees"), moved_span("fees", 0, 4, "")
    ((13, 17), None)
    """
    if text == now:
        return start, end
    words = text[start:end]
    at = now.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None
