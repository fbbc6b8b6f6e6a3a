"""Offsets: where the letters of a normalised text stand in what the file said, and back."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PROBES = ((24, 20_000), (12, 2_000), (6, 200), (2, 8), (1, 4))
"""How many letters must agree to go on with, after how many left out at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Letters that stand in both, ends not included.

    As many characters on both sides: they agree one by one. Otherwise the run is one sign of one
    side, such as a ligature or a letter with its accent apart.
    """

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Offsets:
    """Runs of letters that text and raw have in common, in the order of both.

    Between two runs lies what only one of them has: hyphens at line ends, footnote calls, web
    addresses and numbers of paragraphs in the raw text, mended gaps in the other.
    """

    runs: tuple[Run, ...]

    def in_raw(self, start: int, end: int) -> tuple[int, int] | None:
        r"""The span of the raw text from the first to the last letter of a span of the text.

        Args:
            start: First character of the span.
            end: After its last character.

        Returns:
            Start and end, or None when no letter of the span stands in the raw text.

        >>> text, raw = "la migration", "la migra-\ntion"
        >>> start, end = offsets_of(text, raw).in_raw(3, 12)
        >>> raw[start:end]
        'migra-\ntion'
        """
        ends = [(one.text_start, one.text_end, one.raw_start, one.raw_end) for one in self.runs]
        return _over(ends, start, end)

    def in_text(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the text from the first to the last letter of a span of the raw text.

        >>> offsets_of("efficace", "eﬃcace").in_text(0, 2)
        (0, 4)
        """
        ends = [(one.raw_start, one.raw_end, one.text_start, one.text_end) for one in self.runs]
        return _over(ends, start, end)


def offsets_of(text: str, raw: str) -> Offsets:
    """Find the letters of a normalised text in the raw one.

    Nothing is kept while a document is read: the offsets of a passage are found when they are
    wanted, in time that grows with its length. Letters agree when they are the same after
    compatibility decomposition (NFKD); spaces and accents count for nothing.

    Args:
        text: Such as `passage.text`.
        raw: Such as `passage.raw`.

    >>> offsets_of("two gardens", "3. two  gardens").runs[0]
    Run(text_start=0, text_end=3, raw_start=3, raw_end=6)
    """
    cells = list(_cells(_pairs(text, raw)))
    runs: list[Run] = []
    for cell in cells:
        joined = _joined(runs[-1], cell, text, raw) if runs else None
        if joined:
            runs[-1] = joined
        else:
            runs.append(cell)
    return Offsets(runs=tuple(runs))


def _over(
    ends: Sequence[tuple[int, int, int, int]], start: int, end: int
) -> tuple[int, int] | None:
    """A span carried over from the first side of runs to the second."""
    first = bisect_right(ends, start, key=lambda one: one[1])
    last = bisect_left(ends, end, key=lambda one: one[0]) - 1
    if start >= end or first > last:
        return None
    here, there, begin, finish = ends[first]
    even = there - here == finish - begin
    opening = begin + max(0, start - here) if even else begin
    here, there, begin, finish = ends[last]
    even = there - here == finish - begin
    closing = finish - max(0, there - end) if even else finish
    return opening, closing


def _letters(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The decomposed letters of a text without spaces and accents, and where each stands."""
    if text.isascii():
        ends = [(place, place + 1) for place, char in enumerate(text) if not char.isspace()]
        return "".join(text[place] for place, _ in ends), ends
    signs: list[str] = []
    ends = []
    for place, char in enumerate(text):
        if unicodedata.combining(char):
            if ends and ends[-1][1] == place:
                ends[-1] = (ends[-1][0], place + 1)
            continue
        whole = unicodedata.normalize("NFKD", char)
        plain = [sign for sign in whole if not (sign.isspace() or unicodedata.combining(sign))]
        signs += plain
        ends += [(place, place + 1)] * len(plain)
    return "".join(signs), ends


def _pairs(text: str, raw: str) -> Iterator[tuple[int, int, int, int]]:
    """Where letters that agree stand, in the text and in the raw one."""
    (wanted, ours), (given, theirs) = _letters(text), _letters(raw)
    here = there = missed = 0
    while here < len(wanted) and there < len(given):
        place = _next_place(wanted, here, given, there)
        if place is None:
            here, missed = here + 1, missed + 1
            continue
        for one, other in _before(wanted[here - missed : here], given[there:place]):
            yield *ours[here - missed + one], *theirs[there + other]
        there, missed = place, 0
        while here < len(wanted) and there < len(given) and wanted[here] == given[there]:
            yield *ours[here], *theirs[there]
            here, there = here + 1, there + 1


def _before(missed: str, left_out: str) -> Iterator[tuple[int, int]]:
    """Letters passed over that stand right before the place where the text goes on.

    So it is with the first half of a word that is cut behind something left out.
    """
    found: list[tuple[int, int]] = []
    end = len(left_out)
    for one in reversed(range(len(missed))):
        place = left_out.rfind(missed[one], max(0, end - 2), end)
        if place < 0:
            break
        found.append((one, place))
        end = place
    return reversed(found)


def _next_place(wanted: str, here: int, given: str, there: int) -> int | None:
    """Where the text goes on in the raw one; None when its next letter is not there."""
    for length, reach in _PROBES:
        probe = wanted[here : here + length]
        found = given.find(probe, there, there + reach + len(probe))
        if found >= 0:
            return found
    return None


def _cells(pairs: Iterator[tuple[int, int, int, int]]) -> Iterator[Run]:
    """The smallest runs: a letter each, or a sign that is several letters on one side."""
    ends: tuple[int, int, int, int] | None = None
    for pair in pairs:
        if ends and (pair[0] < ends[1] or pair[2] < ends[3]):
            ends = (ends[0], max(ends[1], pair[1]), ends[2], max(ends[3], pair[3]))
            continue
        if ends:
            yield _run(ends)
        ends = pair
    if ends:
        yield _run(ends)


def _run(ends: tuple[int, int, int, int]) -> Run:
    return Run(text_start=ends[0], text_end=ends[1], raw_start=ends[2], raw_end=ends[3])


def _joined(last: Run, cell: Run, text: str, raw: str) -> Run | None:
    """Two runs as one when only the same number of spaces lies between them."""
    for run in (last, cell):
        if run.text_end - run.text_start != run.raw_end - run.raw_start:
            return None
    ours, theirs = text[last.text_end : cell.text_start], raw[last.raw_end : cell.raw_start]
    if len(ours) != len(theirs) or (ours and not (ours.isspace() and theirs.isspace())):
        return None
    return _run((last.text_start, cell.text_end, last.raw_start, cell.raw_end))
