"""Read damaged specimens: each must give a reading or a refusal, never a crash or a hang.

Usage: python -m tools.fuzz_reading FORMAT [--seconds N] [--seed N] [--keep FOLDER]

FORMAT is pdf, docx, odt, epub, rtf, html, markdown, text or all. Specimens of that format are
mutated and read by `read_many`: bytes turned, cut, doubled or replaced; in packages also the
trees of their parts, in PDF also the streams inside. Bad is what crashed, hung or grew, and
a refusal as damaged of what only our own code stumbled over (see `tools.mutants`).
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.engines.reading import packages, specimens
from tools.mutants import mutant, pdf_mutant, repacked

from jalon.engines.reading import ReadingCrashed, ReadingMemory, ReadingTimeout, read_many
from jalon.kernel.errors import JalonError

SECONDS_PER_FILE = 20
"""Longest time for one damaged specimen; a sound one takes a fraction of a second."""


def main() -> int:
    """Fuzz the format that is asked for; 1 when a file crashed or hung its reader."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("format", choices=[*MAKERS, "all"])
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path)
    chosen = asked.parse_args()
    formats = list(MAKERS) if chosen.format == "all" else [chosen.format]
    found = 0
    for name in formats:
        found += _fuzz(name, seconds=chosen.seconds, seed=chosen.seed, keep=chosen.keep)
    return min(found, 1)


def _fuzz(name: str, *, seconds: float, seed: int, keep: Path | None) -> int:
    bad = 0
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = _mutants(name, Path(folder), until=time.monotonic() + seconds, seed=seed)
        for path, outcome in read_many(paths, workers=2, seconds_per_file=SECONDS_PER_FILE):
            kind = outcome.code if isinstance(outcome, JalonError) else "read"
            counts[kind] += 1
            if isinstance(outcome, ReadingCrashed | ReadingTimeout | ReadingMemory):
                bad += 1
                print(f"{name}: {kind}: {path.name}")
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, keep / path.name)
            path.unlink()
    print(f"{name}: {sum(counts.values())} files, {dict(counts.most_common())}")
    return bad


def _mutants(name: str, folder: Path, *, until: float, seed: int) -> Iterator[Path]:
    dice = random.Random(f"{name}{seed}")  # noqa: S311 - repeatable, not secret
    make, ending, tokens = MAKERS[name]
    make(folder / "sound")
    sound = [file.read_bytes() for file in sorted((folder / "sound").iterdir())]
    number = 0
    while time.monotonic() < until:
        number += 1
        data = dice.choice(sound)
        inside = dice.random() < 0.85
        if ending in {".docx", ".odt", ".epub"} and inside:
            data = repacked(data, dice, tokens)
        elif ending == ".pdf" and inside:
            data = pdf_mutant(data, dice)
        else:
            data = mutant(data, dice, tokens)
        path = folder / f"{name}-{seed}-{number}{ending if dice.random() < 0.9 else ''}"
        path.write_bytes(data)
        yield path


def _make_pdf(folder: Path) -> None:
    folder.mkdir()
    specimens.two_columns(folder / "columns.pdf", interleaved=True)
    specimens.report(folder / "report.pdf")
    plain = folder / "plain.pdf"
    specimens.lines_pdf(plain, [[specimens.sentence(n) for n in range(12)]])


def _make_docx(folder: Path) -> None:
    folder.mkdir()
    body = "".join(
        specimens.word_paragraph(specimens.sentence(n, 30), level=n % 2) for n in range(8)
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cell = "<w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell * 3}</w:tr><w:tr>{cell * 3}</w:tr></w:tbl>"
    title = specimens.word_paragraph("Gardens", style="H1", extra=note)
    specimens.docx(folder / "a.docx", title + body + table, footnotes=["A note."])


def _make_odt(folder: Path) -> None:
    folder.mkdir()
    packages.odt(folder / "a.odt", packages.ODT_BODY.format(first="One.", second="Two."))


def _make_epub(folder: Path) -> None:
    folder.mkdir()
    chapter = "<h1>One</h1><p>The first<sup>1</sup>.</p><ol><li>a</li></ol>"
    packages.epub(folder / "a.epub", {"a.xhtml": chapter, "b.xhtml": "<p>Two</p>"})


def _write(text: str, *, latin: bool = False) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "a").write_text(text, encoding="latin-1" if latin else "utf-8")

    return make


_HTML = """<html lang="en"><head><title>T</title></head><body><main><h1>Gardens</h1>
<p>Text<sup>1</sup> more</p><ul><li>a<ol type="i"><li>b</li></ol></li></ul>
<table><caption>c</caption>
<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></main></body></html>"""
_TEXT = "T/2020/7\n\nI. Gardens\n\n" + "\n\n".join(
    f"{n}. {specimens.sentence(n, 30)} (a) one; objective 2{n}.\n\n{n} Note {n}."
    for n in range(1, 9)
)
MAKERS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "pdf": (_make_pdf, ".pdf", "pdf"),
    "docx": (_make_docx, ".docx", "xml"),
    "odt": (_make_odt, ".odt", "xml"),
    "epub": (_make_epub, ".epub", "html"),
    "rtf": (_write(packages.RTF, latin=True), ".rtf", "rtf"),
    "html": (_write(_HTML), ".html", "html"),
    "markdown": (_write(packages.MARKDOWN), ".md", "text"),
    "text": (_write(_TEXT), ".txt", "text"),
}
"""For each format: what writes its sound specimens, its ending, its tokens."""

if __name__ == "__main__":
    sys.exit(main())
