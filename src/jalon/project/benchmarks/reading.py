"""How fast and how right PDF is read: generated pages in two columns, with known truth."""

import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from jalon.engines.reading import Reading, read
from jalon.project.benchmarks.figures import figures, timed
from jalon.project.benchmarks.specimens import Specimen, make_pdfs

DEFAULT_SIZE = 200
PAGES_PER_DOCUMENT = 12


def bench(size: int) -> Mapping[str, Any]:
    """Read about `size` generated pages in this process, on one core."""
    with tempfile.TemporaryDirectory() as folder:
        made = list(make_pdfs(Path(folder), documents=max(1, size // PAGES_PER_DOCUMENT)))
        for specimen in made[:2]:
            read(specimen.path)
        with timed() as clock:
            readings = [read(specimen.path) for specimen in made]
        pages = sum(_pages(specimen.path) for specimen in made)
    quality = _quality(made, readings)
    return figures("reading", n=pages, unit="pages", **clock, quality=quality)


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def _quality(made: Sequence[Specimen], readings: Sequence[Reading]) -> Mapping[str, Any]:
    """Shares of paragraphs found under their number, in order, and word for word."""
    starts = order = exact = total = 0
    for specimen, reading in zip(made, readings, strict=True):
        counted = [p for p in reading.passages if p.number and p.kind != "footnote"]
        found = {p.number: p.text for p in counted}
        numbers = [p.number for p in counted]
        total += len(specimen.paragraphs)
        for at, text in enumerate(map(plain, specimen.paragraphs), start=1):
            got = found.get(str(at), "")
            starts += got[:20] == text[:20]
            exact += got == text
        order += _in_order(numbers, len(specimen.paragraphs))
    return {
        "paragraph_starts": {"value": round(starts / total, 4), "n": total},
        "paragraphs_exact": {"value": round(exact / total, 4), "n": total},
        "order": {"value": round(order / total, 4), "n": total},
    }


def plain(text: str) -> str:
    """A text as every reading gives it: with composed accents."""
    return unicodedata.normalize("NFC", text)


def _in_order(numbers: Sequence[str | None], count: int) -> int:
    """Paragraphs whose predecessor in the reading is their predecessor in the truth."""
    shown = [int(number) for number in numbers if number and number.isdigit()]
    follows = {b for a, b in zip([0, *shown], shown, strict=False) if b == a + 1}
    return len(follows & set(range(1, count + 1)))
