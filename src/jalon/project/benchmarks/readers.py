"""Tools that read PDF, each brought to the same form: ours, pdftotext, pypdfium2, pdfplumber."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from jalon.engines.reading import PassageKind, is_evidence, read
from jalon.project.benchmarks.scoring import Said

Tool = Callable[[Path], Said]


def by_jalon(path: Path) -> Said:
    """Read with our own engine."""
    reading = read(path)
    notes = {one.label: one.text for one in reading.passages if one.kind is PassageKind.FOOTNOTE}
    calls = [
        (one.text, notes[call]) for one in reading.passages for call in one.calls if call in notes
    ]
    blocks = [one.text for one in reading.passages if is_evidence(one.kind)]
    apart = [
        one.text
        for one in reading.passages
        if not is_evidence(one.kind) and one.kind is not PassageKind.FOOTNOTE
    ]
    return Said(
        text="\n".join(one.text for one in reading.passages), blocks=tuple(blocks),
        aside=tuple(apart), calls=tuple(calls),
        labels=tuple((one.label, one.text) for one in reading.passages),
        raw="\n".join(one.raw for one in reading.passages),
        pages=reading.metadata.page_count or 0,
    )  # fmt: skip


def by_pdftotext(path: Path) -> Said:
    """Read with pdftotext of Poppler: paragraphs are parted by empty lines."""
    command = [shutil.which("pdftotext") or "pdftotext", "-q", "-enc", "UTF-8", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own file
    text = done.stdout.decode()
    blocks = [block.strip() for block in re.split(r"\n\s*\n|\f", text) if block.strip()]
    return Said(text=text, blocks=tuple(blocks), pages=text.count("\f"))


def by_pypdfium2(path: Path) -> Said:
    """Read with pypdfium2 alone, in the order of the file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            layer = page.get_textpage()
            texts.append(layer.get_text_range())
            layer.close()
            page.close()
    finally:
        document.close()
    joined = "\n".join(texts).replace("\ufffe", "")
    return Said(text=joined, pages=len(texts))


def by_pdfplumber(path: Path) -> Said:
    """Read with pdfplumber, line by line over the whole page."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        texts = [page.extract_text() for page in document.pages]
    return Said(text="\n".join(texts), pages=len(texts))


def tools() -> Mapping[str, Tool]:
    """The tools there are on this machine, ours first."""
    found: dict[str, Tool] = {"jalon": by_jalon}
    if shutil.which("pdftotext"):
        found["pdftotext"] = by_pdftotext
    return {**found, "pypdfium2": by_pypdfium2, "pdfplumber": by_pdfplumber}
