"""Marks and snippets: which characters of a text fulfil a wish, and which part is worth showing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def find_all(text: str, lang: str, wishes: Sequence[Wish]) -> list[Found]:
    """Every place that fulfils a wish, by position, in the first 100,000 characters of a text."""
    if not wishes or not text:
        return []
    placed = analyser(lang).placed(text[:_LONGEST_MARKED])
    terms = [piece.term for _, piece in placed]
    found = []
    for number, wish in enumerate(wishes):
        for way in wish.ways if not wish.excluded else ():
            for first, last in _way_places(way, placed, terms):
                start = placed[first][0] + placed[first][1].start
                end = placed[last][0] + placed[last][1].end
                found.append(Found(start, end, number, way.reason))
    return sorted(found, key=lambda f: (f.start, -f.end))


def _way_places(way: Way, placed: list[Placed], terms: list[str]) -> Iterable[Range]:
    """(first, last) numbers of the pieces at which a way is fulfilled."""
    for sequence in way.sequences:
        size = len(sequence)
        for i in _positions(terms, sequence[0]):
            if size == 1 or tuple(terms[i : i + size]) == sequence:
                yield i, i + size - 1
    if way.words or way.prefix:
        yield from _form_places(way, placed)


def _positions(terms: list[str], term: str) -> Iterable[int]:
    at = -1
    for _ in range(terms.count(term)):
        at = terms.index(term, at + 1)
        yield at


def _form_places(way: Way, placed: list[Placed]) -> Iterable[Range]:
    """The places of whole forms and beginnings."""
    for i, (_, piece) in enumerate(placed):
        if way.prefix and piece.surface.startswith(way.prefix):
            yield i, i
        forms = (piece.surface, *piece.wholes)
        yield from ((i, _end_of_form(form, placed, i)) for form in way.words if form in forms)


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
    """Why a card was found, in the order of the query: for each wish its first way."""
    by_wish: dict[int, set[Reason]] = {}
    for place in found:
        by_wish.setdefault(place.wish, set()).add(place.reason)
    chosen = [
        next(way.reason for way in wishes[number].ways if way.reason in by_wish[number])
        for number in sorted(by_wish)
    ]
    return tuple(dict.fromkeys(chosen))
