"""Papers drawn by hand as PDF: what typesetters do to words, lines and pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jalon.project.benchmarks.specimens.drawing import Sheet, save, width_of
from jalon.project.benchmarks.specimens.papers import CALL, Paper, PartKind

SIZE = 10.0
LEADING = 13.5
TOP, FOOT = 770.0, 130.0
_VOWELS = "aeiouyáéíóúàèêâôîûùœ"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of text on its way to a page; calls are still marked in it."""

    text: str
    left: float = 0.0
    size: float = SIZE
    bold: bool = False
    space: float = 0.0
    notes: tuple[tuple[int, str], ...] = ()


@dataclass(kw_only=True, slots=True)
class Measure:
    """How wide a column is and how its lines are broken."""

    width: float = 440.0
    hyphens: str = ""
    lines: list[Line] = field(default_factory=list)


def lines_of(paper: Paper, measure: Measure) -> list[Line]:
    """The lines of a paper in one column."""
    lines: list[Line] = []
    number = 0
    for part in paper.parts:
        notes = tuple(enumerate(part.notes, start=number + 1))
        number += len(notes)
        head = part.kind in {PartKind.TITLE, PartKind.HEADING, PartKind.ANNEX}
        size = 14.0 if part.kind is PartKind.TITLE else 12.0 if head else SIZE
        left = 18.0 * part.depth if part.kind is PartKind.ITEM else 0.0
        text = f"{part.marker} {part.text}".strip()
        for at, piece in enumerate(_broken(text, measure, size=size, left=left)):
            lines.append(
                Line(
                    text=piece, left=left, size=size, bold=head,
                    space=0.0 if at else LEADING * 0.6, notes=_called(piece, notes),
                )
            )  # fmt: skip
            notes = notes[piece.count(CALL) :]
    return lines


def _called(piece: str, notes: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    return notes[: piece.count(CALL)]


def _broken(text: str, measure: Measure, *, size: float, left: float) -> Iterator[str]:
    """A text as lines of a measure; long words are parted when the measure has hyphens."""
    room = measure.width - left
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if width_of(longer, size) <= room:
            line = longer
            continue
        first, rest = _parted(word, room - width_of(f"{line} -", size), measure.hyphens, size)
        yield f"{line} {first}".strip()
        line = rest
    yield line


def _parted(word: str, room: float, hyphen: str, size: float) -> tuple[str, str]:
    """A word cut after a vowel so that its first half and a hyphen fit, or not cut."""
    places = [
        at for at in range(3, len(word) - 3) if word[at - 1] in _VOWELS and word[at:].isalpha()
    ]
    fitting = [at for at in places if hyphen and width_of(word[:at], size) <= room]
    if not fitting:
        return "", word
    return word[: fitting[-1]] + hyphen, word[fitting[-1] :]


def draw_pdf(paper: Paper, path: Path) -> None:
    """Draw a paper in the way its name tells."""
    save(WAYS[paper.name](paper), path)


def pages_of(paper: Paper, *, hyphens: str = "") -> Iterator[list[Line]]:
    """The lines of each page, notes at its foot counted in."""
    page: list[Line] = []
    base, floor = TOP, FOOT
    for line in lines_of(paper, Measure(hyphens=hyphens)):
        need = LEADING + line.space
        if base - need < floor - 24.0 * len(line.notes) and page:
            yield page
            page, base, floor = [], TOP, FOOT
        page.append(line)
        floor += 12.0 * len(line.notes)
        base -= need
    if page:
        yield page


def _plain(paper: Paper, *, hyphens: str = "") -> Iterator[Sheet]:
    """One column, running head, page number, raised calls and notes at the foot."""
    for at, lines in enumerate(pages_of(paper, hyphens=hyphens), start=1):
        sheet = Sheet()
        _furniture(sheet, paper, at)
        base = TOP
        notes: list[tuple[int, str]] = []
        for line in lines:
            base -= LEADING + line.space
            _set(sheet, 72 + line.left, base, line)
            notes += line.notes
        _notes(sheet, notes)
        yield sheet


def _set(sheet: Sheet, left: float, base: float, line: Line) -> None:
    """Write a line, its calls as small raised figures."""
    calls = [number for number, _ in line.notes]
    for piece in line.text.split(CALL):
        left = sheet.write(left, base, piece, size=line.size, bold=line.bold)
        if calls:
            left = sheet.write(left, base + 3.6, str(calls.pop(0)), size=5.8)


def _notes(sheet: Sheet, notes: list[tuple[int, str]]) -> None:
    base = 60.0 + 11.0 * len(notes)
    if notes:
        sheet.rule(72, base + 10, 200, base + 10)
    for number, note in notes:
        end = sheet.write(72, base + 3, str(number), size=5)
        sheet.write(end + 2, base, note, size=8)
        base -= 11.0


def _furniture(sheet: Sheet, paper: Paper, number: int) -> None:
    left = 72.0 if number % 2 else 330.0
    sheet.write(left, 805, paper.head, size=8)
    sheet.write(515.0 if number % 2 else 72.0, 40, str(number), size=8)


def _hyphenated(paper: Paper) -> Iterator[Sheet]:
    return _plain(paper, hyphens="-")


def _soft(paper: Paper) -> Iterator[Sheet]:
    return _plain(paper, hyphens="\u00ad")


def _twice(paper: Paper) -> Iterator[Sheet]:
    """Each page once more."""
    for sheet in _plain(paper):
        yield sheet
        yield sheet


def _spread(paper: Paper) -> Iterator[Sheet]:
    """Each page with the words of the next beside it, out of sight, as pages cut from spreads."""
    sheets = list(_plain(paper))
    for sheet, beside in zip(sheets, [*sheets[1:], sheets[0]], strict=True):
        both = [*sheet.drawn, b"q 1 0 0 1 595 0 cm", *beside.drawn, b"Q"]
        yield replace(sheet, drawn=both)


def _scanned(paper: Paper) -> Iterator[Sheet]:
    """A page that is a picture between pages of text."""
    for at, sheet in enumerate(_plain(paper)):
        yield sheet
        if at == 0:
            yield Sheet(picture=True)


def _shadowed(paper: Paper) -> Iterator[Sheet]:
    """Headings printed twice, a little apart, for the looks of a shadow."""
    for sheet in _plain(paper):
        bold = [one for one in sheet.drawn if one.startswith(b"BT /F2")]
        sheet.drawn = [*(one.replace(b" Tm", b" Tm 0.4 -0.4 Td") for one in bold), *sheet.drawn]
        yield sheet


def _interleaved(paper: Paper) -> Iterator[Sheet]:
    """Two columns, drawn line by line over both."""
    lines = lines_of(paper, Measure(width=215.0))
    full = int((TOP - FOOT) / (LEADING * 1.1))
    for at in range(0, len(lines), 2 * full):
        left, right = lines[at : at + full], lines[at + full : at + 2 * full]
        sheet = Sheet()
        _furniture(sheet, paper, at // (2 * full) + 1)
        columns = [(60.0, row, line) for row, line in enumerate(left)]
        columns += [(310.0, row, line) for row, line in enumerate(right)]
        for x, row, line in sorted(columns, key=lambda one: one[1]):
            _set(sheet, x + line.left, TOP - LEADING * 1.1 * row, line)
        yield sheet


def _lying(paper: Paper) -> Iterator[Sheet]:
    """Pages wider than tall, drawn on their side."""
    lines = lines_of(paper, Measure(width=690.0))
    for at in range(0, len(lines), 30):
        sheet = Sheet(lying=True)
        for row, line in enumerate(lines[at : at + 30]):
            _set(sheet, 72 + line.left, 520 - LEADING * 1.1 * row, line)
        yield sheet


def _squeezed(paper: Paper) -> Iterator[Sheet]:
    """Every third line without space characters, its words a hair apart."""
    return _gapped(paper, lambda at: at % 3 == 1, _without_spaces)


def _torn(paper: Paper) -> Iterator[Sheet]:
    """Long words torn by a gap as wide as a space, in every second line."""
    return _gapped(paper, lambda at: at % 2 == 1, _with_tears)


def _gapped(
    paper: Paper, chosen: Callable[[int], bool], change: Callable[[Sheet, float, float, str], None]
) -> Iterator[Sheet]:
    for number, lines in enumerate(pages_of(paper), start=1):
        sheet = Sheet()
        _furniture(sheet, paper, number)
        base = TOP
        for at, line in enumerate(lines):
            base -= LEADING + line.space
            if chosen(at) and not line.bold:
                change(sheet, 72 + line.left, base, line.text)
            else:
                _set(sheet, 72 + line.left, base, line)
        yield sheet


def _without_spaces(sheet: Sheet, left: float, base: float, text: str) -> None:
    for word in text.split(" "):
        left = sheet.write(left, base, word) + 0.9


def _with_tears(sheet: Sheet, left: float, base: float, text: str) -> None:
    pieces = []
    for word in text.split(" "):
        half = len(word) // 2
        torn = len(word) > 8 and word.isalpha()
        pieces += [(word[:half], 240.0), (f"{word[half:]} ", 0.0)] if torn else [(f"{word} ", 0.0)]
    sheet.kern(left, base, pieces)


WAYS: Mapping[str, Callable[[Paper], Iterator[Sheet]]] = {
    "calls": _plain,
    "hyphens": _hyphenated,
    "soft-hyphens": _soft,
    "twice": _twice,
    "spread": _spread,
    "scanned-page": _scanned,
    "shadow": _shadowed,
    "interleaved": _interleaved,
    "lying": _lying,
    "squeezed": _squeezed,
    "torn": _torn,
}
"""Ways to draw a paper, by the name of the paper."""
