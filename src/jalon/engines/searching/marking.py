"""Marks and snippets: which characters of a text fulfil a wish, and which part is worth showing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jalon.engines.searching.analysis import CAPITALS, Piece, analyser
from jalon.engines.searching.cards import Reason
from jalon.engines.searching.meaning import Way, Wish

SNIPPET_LENGTH = 240
_LEAD = 60
_LONGEST_MARKED = 100_000
Range = tuple[int, int]
Placed = tuple[int, Piece]
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a text that fulfils a wish.

    Attributes:
        start: First character.
        end: One past the last.
        wish: Number of the wish.
        reason: Of the way that fulfils it.
    """

    start: int
    end: int
    wish: int
    reason: Reason


class Marker:
    """Finds the places that fulfil wishes, in many texts; what is wanted is sorted once.

    Args:
        wishes: What is wanted; what is not wanted is not marked.
    """

    def __init__(self, wishes: Sequence[Wish]) -> None:
        self._by_first: dict[str, list[_Sought]] = defaultdict(list)
        self._by_form: dict[str, list[_Sought]] = defaultdict(list)
        self._beginnings: list[tuple[str, _Sought]] = []
        for number, wish in enumerate(wishes):
            for way in wish.ways if not wish.excluded else ():
                for sequence in dict.fromkeys(way.sequences):
                    self._by_first[sequence[0]].append(_Sought(number, way, sequence))
                for form in way.words:
                    self._by_form[form].append(_Sought(number, way))
                if way.prefix:
                    self._beginnings.append((way.prefix, _Sought(number, way)))

    def find_all(self, text: str, lang: str) -> list[Found]:
        """Every place that fulfils a wish, by position, in the first 100,000 characters."""
        if not text or not (self._by_first or self._by_form or self._beginnings):
            return []
        placed = analyser(lang).placed(text[:_LONGEST_MARKED])
        found = [*self._sequences(placed), *self._forms(placed)]
        return sorted(found, key=lambda f: (f.start, -f.end))

    def _sequences(self, placed: list[Placed]) -> Iterator[Found]:
        terms = [piece.term for _, piece in placed]
        for first, term in enumerate(terms):
            for sought in self._by_first.get(term, ()):
                last = _end_of_sequence(terms, sought.sequence, first, sought.way.slop)
                if last is not None:
                    yield _found(placed, first, last, sought)

    def _forms(self, placed: list[Placed]) -> Iterator[Found]:
        """The places of whole forms and beginnings."""
        if not (self._by_form or self._beginnings):
            return
        for i, (_, piece) in enumerate(placed):
            for form in dict.fromkeys((piece.surface, *piece.wholes)):
                for sought in self._by_form.get(form, ()):
                    yield _found(placed, i, _end_of_form(form, placed, i), sought)
            for beginning, sought in self._beginnings:
                if piece.surface.startswith(beginning):
                    yield _found(placed, i, i, sought)


class _Sought(NamedTuple):
    """A sequence, form or beginning that is looked for, and for which wish."""

    wish: int
    way: Way
    sequence: tuple[str, ...] = ()


def _found(placed: list[Placed], first: int, last: int, sought: _Sought) -> Found:
    start = placed[first][0] + placed[first][1].start
    end = placed[last][0] + placed[last][1].end
    return Found(start, end, sought.wish, sought.way.reason)


def find_all(text: str, lang: str, wishes: Sequence[Wish]) -> list[Found]:
    """Every place that fulfils a wish, by position, in the first 100,000 characters of a text."""
    return Marker(wishes).find_all(text, lang)


def _end_of_sequence(
    terms: list[str], sequence: Sequence[str], first: int, slop: int
) -> int | None:
    """Where a sequence ends that begins at `first`; None when too many words stand in between."""
    size = len(sequence)
    if size == 1:
        return first
    if not slop:
        return first + size - 1 if tuple(terms[first : first + size]) == sequence else None
    at, limit = first, first + size + slop
    for term in sequence[1:]:
        try:
            at = terms.index(term, at + 1, limit)
        except ValueError:
            return None
    return at


def _end_of_form(form: str, placed: list[Placed], first: int) -> int:
    """The number of the last piece of a whole form, by its count of letters and digits."""
    if form.startswith(CAPITALS):
        return first
    size = sum(character.isalnum() for character in form)
    last = first
    used = len(placed[first][1].surface)
    while used < size and last + 1 < len(placed):
        last += 1
        used += len(placed[last][1].surface)
    return last


def merged(found: Iterable[Found], window: Range) -> tuple[Range, ...]:
    """The marks inside a window, as offsets in it; touching and overlapping ones joined."""
    start, end = window
    marks: list[Range] = []
    for place in found:
        if place.start < start or place.end > end:
            continue
        mark = (place.start - start, place.end - start)
        if marks and mark[0] <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], mark[1]))
        else:
            marks.append(mark)
    return tuple(marks)


def snippet(text: str, found: Sequence[Found]) -> tuple[str, tuple[Range, ...]]:
    """About 240 characters of a text, where most wishes are fulfilled, and the marks in them.

    An ellipsis stands where text was left out. Each white space becomes a blank.
    """
    start, end = _window(text, found)
    before = "… " if start > 0 else ""
    after = " …" if end < len(text) else ""
    shown = _SPACE.sub(" ", text[start:end])
    marks = tuple((a + len(before), b + len(before)) for a, b in merged(found, (start, end)))
    return f"{before}{shown}{after}", marks


def _window(text: str, found: Sequence[Found]) -> Range:
    if len(text) <= SNIPPET_LENGTH:
        return 0, len(text)
    best, best_value = 0, (0, 0)
    for i, place in enumerate(found):
        inside = []
        for other in found[i : i + 40]:
            if other.start - place.start > SNIPPET_LENGTH - _LEAD:
                break
            inside.append(other.wish)
        value = (len(set(inside)), len(inside))
        if value > best_value:
            best, best_value = place.start, value
    start = _word_start(text, max(0, best - _LEAD))
    start = (
        min(start, max(0, len(text) - SNIPPET_LENGTH))
        if len(text) - start < SNIPPET_LENGTH
        else start
    )
    start = _word_start(text, start)
    return start, _word_end(text, min(len(text), start + SNIPPET_LENGTH))


def _word_start(text: str, at: int) -> int:
    """The start of the next word, unless none is near (Chinese has no blanks)."""
    if at == 0 or text[at - 1].isspace():
        return at
    for i in range(at, min(at + 20, len(text))):
        if text[i].isspace():
            return i + 1
    return at


def _word_end(text: str, at: int) -> int:
    if at == len(text) or text[at].isspace():
        return at
    for i in range(at, max(at - 20, 0), -1):
        if text[i].isspace():
            return i
    return at


def reasons(found: Iterable[Found], wishes: Sequence[Wish]) -> tuple[Reason, ...]:
    """Why a card was found, in the order of the query: for each wish its first way.

    What may stand for several words is told where not all of these words were found.
    """
    by_wish: dict[int, set[Reason]] = {}
    for place in found:
        by_wish.setdefault(place.wish, set()).add(place.reason)
    chosen = [
        next(way.reason for way in wishes[number].ways if way.reason in by_wish[number])
        for number in sorted(by_wish)
        if not wishes[number].instead_of or not by_wish.keys() >= set(wishes[number].instead_of)
    ]
    return tuple(dict.fromkeys(chosen))
