"""Read damaged specimens: each must give a reading or a refusal, never a crash or a hang.

Usage: python -m tools.fuzz_reading FORMAT [--seconds N] [--seed N] [--keep FOLDER]

FORMAT is pdf, docx, odt, epub, rtf, html, markdown, text or all. Specimens of that format are
mutated (bytes turned, cut, doubled, moved; parts of packages too) and read by `read_many`.
"""

import argparse
import io
import random
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.engines.reading import packages, specimens

from jalon.engines.reading import ReadingCrashed, ReadingMemory, ReadingTimeout, read_many
from jalon.kernel.errors import JalonError

SECONDS_PER_FILE = 20
"""Longest time for one damaged specimen; a sound one takes a fraction of a second."""
MOST_BYTES = 400_000
"""Largest mutant, in bytes."""
TOKENS = {
    "pdf": [b"<<", b">>", b"endobj", b"/Type /Page", b"/Kids [1 0 R]", b"0 0 0 rg", b"-1", b"1e30"],
    "xml": [b"<w:p>", b"</w:p>", b"<w:tbl><w:tr><w:tc>", b"&amp;", b"<text:list>", b"]]>", b"<!--"],
    "html": [
        b"<div>",
        b"</div>",
        b"<table><tr><td>",
        b"<sup>1</sup>",
        b"<ol start=99999>",
        b"&#0;",
    ],
    "rtf": [b"{", b"}", b"\\u-1?", b"\\'zz", b"{\\footnote ", b"\\outlinelevel9", b"\\bin999 "],
    "text": [b"\n\n1. ", b"(a) ", b"\f", b"|---|", b"[^1]: ", b"# ", b"```", b"\xff\xfe", b"....."],
}


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
        packed = ending in {".docx", ".odt", ".epub"} and dice.random() < 0.85
        data = (
            _repacked(data, dice, TOKENS[tokens]) if packed else _mutant(data, dice, TOKENS[tokens])
        )
        path = folder / f"{name}-{seed}-{number}{ending if dice.random() < 0.9 else ''}"
        path.write_bytes(data)
        yield path


def _repacked(data: bytes, dice: random.Random, tokens: list[bytes]) -> bytes:
    """A package with one of its parts mutated."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(packed, "w") as other:
        parts = package.namelist()
        chosen = dice.choice(parts)
        for part in parts:
            content = package.read(part)
            other.writestr(part, _mutant(content, dice, tokens) if part == chosen else content)
    return packed.getvalue()


def _mutant(data: bytes, dice: random.Random, tokens: list[bytes]) -> bytes:
    """Bytes after one to six changes."""
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((1, 8, 80, 800)))
        piece = data[start:end]
        change = dice.randrange(7)
        if change == 0:
            piece = bytes(byte ^ (1 << dice.randrange(8)) for byte in piece[:8]) + piece[8:]
        elif change == 1:
            piece = b""
        elif change == 2:
            piece *= dice.choice((2, 10, 1000))
        elif change == 3:
            piece += dice.choice(tokens) * dice.choice((1, 3, 2000))
        elif change == 4:
            piece = bytes(dice.randrange(256) for _ in piece)
        elif change == 5:
            piece = str(dice.choice((0, -1, 2**31, 10**12))).encode()
        else:
            end = len(data) if dice.random() < 0.2 else end
        data = (data[:start] + piece + data[end:])[:MOST_BYTES]
    return data


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
