"""Take running heads, running feet, page numbers and repeated pages out of a PDF."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from jalon.engines.reading.frames import Frame
from jalon.engines.reading.glyphs import Run
from jalon.engines.reading.layout import Line, rows_of_runs
from jalon.engines.reading.rules import Rule
from jalon.engines.reading.tables import PdfTable

ZONE = 0.14
"""Share of the page height, at the top and at the bottom, where running lines are looked for."""
EDGE = 0.095
"""The same for what stands at the very edge: there twice is enough, and small text once."""
LARGER = 1.08
"""Font size of headings, in usual font sizes, from which on a text at the edge is none."""
SMALL = 0.8
"""Font size of small text, in usual font sizes."""
MIN_PAGE_TEXT = 40
"""Fewest characters of a page that may be called a repetition."""
LINE_LENGTH = 25
"""Fewest characters of a line of a paragraph that may come back like a running head."""
APART = 2.5
"""Gap above a running foot that stands a little higher than usual, in font sizes."""
LEANING = 1.0
"""Widest gap between the text of a page and a line at its edge that it holds, in font sizes."""
TOUCHING = 0.45
"""Widest gap between two lines of one paragraph, in font sizes."""
SAME_LINE = 0.2
"""Largest difference of baselines and sizes on one line, in points."""
STEADY = 2.0
"""Step of heights that are one height, in points."""
NOTE_SIZE = 0.93
"""Font size of notes, in usual font sizes."""
CALL_GAP = 0.8
"""Widest gap between the raised number of a note and its text, in font sizes."""
STRIP_GAP = 1.6
"""Gap that parts two running texts on one height, in line heights."""
_DIGITS = re.compile(r"(?<!\w)\d+(?!\w)")
_TWICE = re.compile(r"^(.{4,60}?)[-–]?\1$")
"""A text that is printed twice, one beside the other."""
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:page|página|стр\.|p\.)\s*)?(\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s?(?:/|of|sur|de)\s?\d{1,4})?[-–—\s|]*$",
    re.IGNORECASE,
)
_NUMBERED_STRIP = re.compile(r"^\d{1,4}\s[-–—|]\s|\s[-–—|]\s?\d{1,4}(?!\d)|^\d{1,4}\s[-–—|]$")
SHORT = 40
"""Longest text at the edge of a single page that is taken for furniture, in characters."""
_NOTE_START = re.compile(r"\d{1,3}[.)]?\s+[^\s|–—-]|\ue000")


@dataclass(kw_only=True, slots=True)
class PdfPage:
    """One page on its way from characters to lines.

    Attributes:
        number: Physical page from 1.
        frame: That it is read in.
        bottom, top: Edges of the shown area, in points.
        runs: Upright text of the page.
        lines: In reading order, once they are made.
        rules: Lines that tables may be drawn with.
        partings: Lines that part what stands beside or under them.
        tables: Ruled tables, once they are taken out of the runs.
        label: Page number as printed or as the file names it.
    """

    number: int
    frame: Frame
    bottom: float
    top: float
    runs: list[Run] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    partings: list[Rule] = field(default_factory=list)
    tables: list[PdfTable] = field(default_factory=list)
    label: str | None = None


Signature = tuple[str, int, str]
"""Zone, font size and words of a strip: what running heads have in common."""


@dataclass(kw_only=True)
class _Strip:
    """Runs side by side at the top or bottom of a page."""

    text: str
    zone: str
    runs: list[Run]

    @cached_property
    def signature(self) -> Signature:
        """What the strip says and in what size, digits and spaces not counted."""
        size = round(max(run.size for run in self.runs))
        said = _squeeze(_DIGITS.sub("#", self.text)).lower()
        return self.zone, size, _TWICE.sub(r"\1", said)


def drop_repeated_pages(pages: Sequence[PdfPage]) -> tuple[list[PdfPage], list[int]]:
    """Pages without those that say the same as an earlier one, and the numbers left out."""
    seen: set[str] = set()
    kept: list[PdfPage] = []
    dropped: list[int] = []
    for page in pages:
        text = _squeeze("".join(run.text for run in page.runs))
        if len(text) >= MIN_PAGE_TEXT and text in seen:
            dropped.append(page.number)
            continue
        seen.add(text)
        kept.append(page)
    return kept, dropped


def _squeeze(text: str) -> str:
    return "".join(text.split())


def drop_furniture(pages: Sequence[PdfPage]) -> None:
    """Take running texts and page numbers out of the pages; keep printed numbers as labels."""
    strips = {page.number: _strips(page) for page in pages}
    running = _running(pages, strips)
    body = {id(strip) for each in strips.values() for strip in _in_body(each, running)}
    steady = _steady(pages, strips)
    usual = _usual_size(pages)
    for page in pages:
        gone: set[int] = set()
        leaning = _leaning(page, strips[page.number])
        body |= {
            id(strip)
            for strip in strips[page.number]
            if id(strip) in leaning
            and strip.signature not in steady
            and max(run.size for run in strip.runs) > NOTE_SIZE * usual
        }
        for strip in strips[page.number]:
            number = _PAGE_NUMBER.match(strip.text)
            if _in_table(page, strip) or all(run.superior for run in strip.runs):
                continue
            if number and _goes_on_beside(strip, strips[page.number], body):
                continue
            if strip.signature in running and id(strip) not in body:
                _keep_label(page, strip.text)
            elif number and _outermost(page, strip):
                page.label = number.group(1)
            elif _at_edge(page, strip) and _is_marginal(
                strip, usual, alone=len(pages) < 3, body=leaning
            ):
                _keep_label(page, strip.text)
            else:
                continue
            gone.update(id(run) for run in strip.runs)
        page.runs = [run for run in page.runs if id(run) not in gone]


def _strips(page: PdfPage) -> list[_Strip]:
    height = page.top - page.bottom
    head = [run for run in page.runs if run.bottom > page.top - ZONE * height]
    foot = [run for run in page.runs if run.top < page.bottom + ZONE * height]
    return [
        _Strip(text=" ".join(run.text for run in strip), zone=zone, runs=strip)
        for zone, inside in (("head", head), ("foot", foot))
        for row in rows_of_runs(inside)
        for strip in _split(row)
    ]


def _split(row: Sequence[Run]) -> list[list[Run]]:
    """The runs of one height, parted where running texts part."""
    strips: list[list[Run]] = []
    for run in row:
        if strips and not _parts(strips[-1][-1], run):
            strips[-1].append(run)
        else:
            strips.append([run])
    return strips


def _parts(before: Run, run: Run) -> bool:
    """Tell whether two runs on one height belong to different running texts."""
    gap = run.left - before.right
    if gap > STRIP_GAP * max(run.height, before.height):
        return True
    resized = abs(run.size - before.size) > 0.15 * max(run.size, before.size)
    small, main = (run, before) if run.size < before.size else (before, run)
    raised = small.base > main.base + 0.15 * main.size
    call = raised and small.text.isdigit() and gap < CALL_GAP * main.size
    return resized and not call


def _running(pages: Sequence[PdfPage], strips: dict[int, list[_Strip]]) -> set[Signature]:
    """Signatures of strips that come back on enough pages of the file."""
    places: dict[Signature, set[int]] = defaultdict(set)
    outer: set[Signature] = set()
    for page in pages:
        notes = _notes(strips[page.number])
        for strip in strips[page.number]:
            if id(strip) in notes:
                continue
            places[strip.signature].add(page.number)
            if _at_edge(page, strip):
                outer.add(strip.signature)
    few = 2 if len(pages) <= 5 else 3
    return {
        signature
        for signature, numbers in places.items()
        if len(numbers) >= (2 if signature in outer else few)
    }


def _steady(pages: Sequence[PdfPage], strips: dict[int, list[_Strip]]) -> set[Signature]:
    """Signatures of strips that come back often, or at one height: surely running texts."""
    heights: dict[Signature, Counter[int]] = defaultdict(Counter)
    for page in pages:
        for strip in strips[page.number]:
            heights[strip.signature][round(strip.runs[0].base / STEADY)] += 1
    return {
        signature
        for signature, counts in heights.items()
        if counts.total() > 2 or max(counts.values()) > 1
    }


def _notes(strips: Sequence[_Strip]) -> set[int]:
    """Strips of footnotes, those that go on under their first line too, by `id`."""
    found: set[int] = set()
    above: list[Run] = []
    for strip in strips:
        run = strip.runs[0]
        level = any(
            abs(run.base - one.base) < SAME_LINE and abs(run.size - one.size) < SAME_LINE
            for one in above
        )
        if level or _is_note(strip) or any(_touch(run, one) for one in above):
            found.add(id(strip))
            above += strip.runs
    return found


def _is_note(strip: _Strip) -> bool:
    """Tell whether a strip starts with a raised number, as footnotes do."""
    first, *others = strip.runs
    if not others or not (first.text.isdigit() or set(first.text) == {"*"}):
        return False
    raised = first.size < 0.84 * others[0].size and first.base > others[0].base
    return first.superior or raised


def _in_body(strips: Sequence[_Strip], running: set[Signature]) -> list[_Strip]:
    """Strips that come back, but stand in a paragraph: other lines of their size touch them."""
    lines = [strip for strip in strips if len(strip.text) >= LINE_LENGTH]
    others = [strip.runs[0] for strip in lines if strip.signature not in running]
    return [
        strip
        for strip in lines
        if strip.signature in running and any(_touch(strip.runs[0], other) for other in others)
    ]


def _touch(run: Run, other: Run, gap: float = TOUCHING) -> bool:
    """Tell whether two lines of one size stand one under the other, almost without a gap."""
    apart = max(run.bottom, other.bottom) - min(run.top, other.top)
    beside = min(run.right, other.right) - max(run.left, other.left)
    alike = abs(run.size - other.size) < 0.08 * run.size
    return alike and beside > 0 and apart < gap * run.size


def _outermost(page: PdfPage, strip: _Strip) -> bool:
    """Tell whether no text stands further out than this strip."""
    edge = strip.runs[0]
    if strip.zone == "foot":
        return all(run.top >= edge.bottom for run in page.runs)
    return all(run.bottom <= edge.top for run in page.runs)


def _at_edge(page: PdfPage, strip: _Strip) -> bool:
    height = page.top - page.bottom
    low = max(run.top for run in strip.runs) < page.bottom + EDGE * height
    high = min(run.bottom for run in strip.runs) > page.top - EDGE * height
    low = low or (strip.zone == "foot" and _set_apart(page, strip, EDGE * height))
    return (low or high) and not _NOTE_START.match(strip.text)


def _in_table(page: PdfPage, strip: _Strip) -> bool:
    """Tell whether a strip stands between two upright rules, as cells do."""
    run = strip.runs[0]
    middle = (run.bottom + run.top) / 2
    beside = [
        left for left, bottom, right, top in page.rules if left == right and bottom < middle < top
    ]
    return bool(beside) and min(beside) <= run.left and max(beside) >= run.right


def _goes_on_beside(strip: _Strip, strips: Sequence[_Strip], body: Container[int]) -> bool:
    """Tell whether a number stands on one line with text of the page, as figures of tables do."""
    run = strip.runs[0]
    return any(
        id(other) in body
        and abs(other.runs[-1].base - run.base) < SAME_LINE
        and abs(other.runs[-1].size - run.size) < SAME_LINE
        for other in strips
        if other is not strip
    )


def _set_apart(page: PdfPage, strip: _Strip, edge: float) -> bool:
    """Tell whether a strip crosses the edge of a page's foot, far under all text above it."""
    top = max(run.top for run in strip.runs)
    middle = (top + min(run.bottom for run in strip.runs)) / 2
    if middle > page.bottom + edge:
        return False
    above = [run.bottom for run in page.runs if run.bottom > top]
    return not above or min(above) - top > APART * strip.runs[0].size


def _is_marginal(strip: _Strip, usual: float, *, alone: bool, body: Container[int]) -> bool:
    """Tell whether a text at the edge is furniture although it does not come back.

    Args:
        strip: At the edge of a page.
        usual: Usual font size of the file, in points.
        alone: True when the file has too few pages for texts to come back.
        body: Strips that go on with the text of the page, by `id`.
    """
    size = max(run.size for run in strip.runs)
    if len(strip.text) <= SHORT and _NUMBERED_STRIP.search(strip.text):
        return True
    if id(strip) in body:
        return False
    if size < SMALL * usual:
        return True
    plain = size < LARGER * usual and not any(run.bold for run in strip.runs)
    return alone and plain and len(strip.text) <= SHORT


def _leaning(page: PdfPage, strips: Sequence[_Strip]) -> set[int]:
    """Strips at the edge that touch the text of the page, or one another down to it, by `id`."""
    edge = [strip for strip in strips if _at_edge(page, strip)]
    own = {id(run) for strip in edge for run in strip.runs}
    front = [run for run in page.runs if id(run) not in own]
    found: set[int] = set()
    while front and len(found) < len(edge):
        fresh = [
            strip for strip in edge
            if id(strip) not in found
            and any(
                _touch(run, other, LEANING) for run in strip.runs for other in _beside(run, front)
            )
        ]  # fmt: skip
        found |= {id(strip) for strip in fresh}
        front = [run for strip in fresh for run in strip.runs]
    return found


def _beside(run: Run, others: Sequence[Run]) -> list[Run]:
    """The runs that are near enough in height to touch another."""
    reach = LEANING * run.size
    low, high = run.bottom - reach, run.top + reach
    return [other for other in others if other.bottom < high and other.top > low]


def _usual_size(pages: Sequence[PdfPage]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sorted(sizes), key=sizes.__getitem__) if sizes else 0.0


def _keep_label(page: PdfPage, text: str) -> None:
    numbers = re.findall(r"(?<!\S)\d{1,4}(?!\S)", text)
    if len(numbers) == 1 and page.label is None:
        page.label = numbers[0]


def body_size(pages: Sequence[PdfPage]) -> float:
    """The font size most characters of the file are set in, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sorted(sizes), key=sizes.__getitem__) if sizes else 12.0
