"""Take running heads, running feet, page numbers and repeated pages out of a PDF."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from jalon.engines.reading.layout import Line

ZONE = 0.14
"""Share of the page height, at the top and at the bottom, where running lines are looked for."""
EDGE = 0.085
"""The same for files of one or two pages, where nothing can repeat."""
MIN_PAGE_TEXT = 40
"""Fewest characters of a page that may be called a repetition."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:page|página|стр\.|p\.)\s*)?(\d{1,4}|[ivxlc]{1,6})(?:\s?(?:/|of|sur|de)\s?\d{1,4})?[-–—\s|]*$",
    re.IGNORECASE,
)
_NOTE_START = re.compile(r"\d{1,3}[.)]?\s+\S|\ue000")


@dataclass(kw_only=True, slots=True)
class PageLines:
    """The lines of one page.

    Attributes:
        number: Physical page from 1.
        bottom, top: Edges of the shown area, in points.
        lines: In reading order.
        label: Page number as printed or as the file names it.
    """

    number: int
    bottom: float
    top: float
    lines: list[Line] = field(default_factory=list)
    label: str | None = None


def drop_repeated_pages(pages: Sequence[PageLines]) -> tuple[list[PageLines], list[int]]:
    """Pages without those that say the same as an earlier one, and the numbers left out."""
    seen: set[str] = set()
    kept: list[PageLines] = []
    dropped: list[int] = []
    for page in pages:
        text = _squeeze("".join(line.text for line in page.lines))
        if len(text) >= MIN_PAGE_TEXT and text in seen:
            dropped.append(page.number)
            continue
        seen.add(text)
        kept.append(page)
    return kept, dropped


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def drop_furniture(pages: Sequence[PageLines]) -> None:
    """Take running lines and page numbers out of the pages; keep printed numbers as labels."""
    running = _running(pages)
    for page in pages:
        kept = []
        for line in page.lines:
            zone = _zone(page, line)
            number = _PAGE_NUMBER.match(line.text) if zone else None
            if zone and _signature(line, zone) in running:
                _keep_label(page, line)
            elif number and _outermost(page, line):
                page.label = number.group(1)
            elif len(pages) < 3 and _at_edge(page, line):
                _keep_label(page, line)
            else:
                kept.append(line)
        page.lines = kept


def _zone(page: PageLines, line: Line) -> str:
    height = page.top - page.bottom
    if line.box.bottom > page.top - ZONE * height:
        return "head"
    return "foot" if line.box.top < page.bottom + ZONE * height else ""


def _signature(line: Line, zone: str) -> tuple[str, str]:
    return zone, _DIGITS.sub("#", _squeeze(line.text)).lower()


def _running(pages: Sequence[PageLines]) -> set[tuple[str, str]]:
    """Signatures of lines that come back on enough pages of the file."""
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            zone = _zone(page, line)
            if zone and not line.call:
                places[_signature(line, zone)].add(page.number)
    enough = 2 if len(pages) <= 4 else 3
    return {signature for signature, numbers in places.items() if len(numbers) >= enough}


def _outermost(page: PageLines, line: Line) -> bool:
    """Tell whether no line of text stands further out than this one."""
    zone = _zone(page, line)
    if zone == "foot":
        return all(other.box.top >= line.box.bottom for other in page.lines)
    return all(other.box.bottom <= line.box.top for other in page.lines)


def _at_edge(page: PageLines, line: Line) -> bool:
    height = page.top - page.bottom
    low = line.box.top < page.bottom + EDGE * height
    high = line.box.bottom > page.top - EDGE * height / 2
    return (low or high) and not line.call and not _NOTE_START.match(line.text)


def _keep_label(page: PageLines, line: Line) -> None:
    numbers = re.findall(r"(?<!\S)\d{1,4}(?!\S)", line.text)
    if len(numbers) == 1 and page.label is None:
        page.label = numbers[0]


def body_size(pages: Sequence[PageLines]) -> float:
    """The font height most characters of the file are set in, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sorted(sizes), key=sizes.__getitem__) if sizes else 12.0
