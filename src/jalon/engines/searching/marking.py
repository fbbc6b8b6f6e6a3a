"""Marks and snippets: which characters of a text fulfil a wish, and which part is worth showing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jalon.engines.searching.analysis import CAPITALS, Piece, analyser
from jalon.engines.searching.cards import Reason
from jalon.engines.searching.meaning import Way, Wish

SNIPPET_LENGTH = 240
_LEAD = 60
_LONGEST_MARKED = 100_000
Range = tuple[int, int]


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
    pieces = analyser(lang).pieces(text[:_LONGEST_MARKED])
    places: dict[str, list[int]] = {}
    for i, piece in enumerate(pieces):
        places.setdefault(piece.term, []).append(i)
    found = [
        Found(pieces[first].start, pieces[last].end, number, way.reason)
        for number, wish in enumerate(wishes)
        if not wish.excluded
        for way in wish.ways
        for first, last in _way_places(way, pieces, places)
    ]
    return sorted(found, key=lambda f: (f.start, -f.end))


def _way_places(way: Way, pieces: list[Piece], places: dict[str, list[int]]) -> Iterable[Range]:
    """(first, last) numbers of the pieces at which a way is fulfilled."""
    for sequence in way.sequences:
        for i in places.get(sequence[0], ()):
            if tuple(piece.term for piece in pieces[i : i + len(sequence)]) == sequence:
                yield i, i + len(sequence) - 1
    if way.words or way.prefix:
        yield from _form_places(way, pieces)


def _form_places(way: Way, pieces: list[Piece]) -> Iterable[Range]:
    """The places of whole forms and beginnings."""
    for i, piece in enumerate(pieces):
        if way.prefix and piece.surface.startswith(way.prefix):
            yield i, i
        for whole in way.words:
            if whole in piece.wholes:
                yield i, i if whole.startswith(CAPITALS) else _end_of_whole(whole, pieces, i)
            elif whole == piece.surface:
                yield i, i


def _end_of_whole(whole: str, pieces: list[Piece], first: int) -> int:
    """The number of the last piece of a whole form, by its count of letters and digits."""
    size = sum(character.isalnum() for character in whole)
    last = first
    used = len(pieces[first].surface)
    while used < size and last + 1 < len(pieces):
        last += 1
        used += len(pieces[last].surface)
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
    shown = "".join(" " if character.isspace() else character for character in text[start:end])
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
