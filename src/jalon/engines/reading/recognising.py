"""Recognise the text of pages that are only pictures, with tesseract where it is installed."""

import csv
import io
import os
import resource
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from statistics import fmean
from typing import Any  # pypdfium2 has no types

from jalon.engines.reading.blocks import Block
from jalon.engines.reading.normalising import join_lines, tidy, words_of
from jalon.engines.reading.records import Box

DOTS = 200
"""Dots per inch of the picture that is recognised."""
MOST_PIXELS = 12_000_000
"""Largest picture; a larger page is drawn with fewer dots."""
PAGE_SECONDS = 10
"""Longest time for one page, in seconds of the clock and of the processor."""
LEAST_SURE = 30.0
"""Lowest mean confidence of a block, of 100, that is kept: below it are pictures and stains."""
_LANGUAGES = ("eng", "fra", "spa", "ara", "rus", "chi_sim")
_WORD = "5"
"""Level of a word in the table that tesseract writes."""


@cache
def _surroundings() -> dict[str, str]:
    """What the program is told of this machine: where things are, and no secrets."""
    known = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return known | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def languages_installed() -> tuple[str, ...]:
    """Which of the six languages tesseract knows on this machine; none without tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        listed = subprocess.run(  # noqa: S603 - a program of this machine, no words of strangers
            [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
        ).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(one for one in _LANGUAGES if one in listed)


def recognised_blocks(document: Any, index: int) -> list[Block]:
    """Blocks of a page without text layer, each with its mean confidence from 0 to 1.

    Args:
        document: The open PDF.
        index: Of the page, from 0.

    Returns:
        Nothing when tesseract is not installed, takes too long, or finds no words.
    """
    import pypdfium2

    if not languages_installed():
        return []
    try:
        page = document[index]
        wide, tall = page.get_size()
        scale = min(DOTS / 72, (MOST_PIXELS / max(1.0, wide * tall)) ** 0.5)
        picture = page.render(scale=scale, grayscale=True).to_pil()
        area = page.get_bbox() if page.get_rotation() == 0 else None
        page.close()
    except (pypdfium2.PdfiumError, ValueError):
        return []
    packed = io.BytesIO()
    picture.save(packed, format="PNG", compress_level=1)
    corner = (area[0], area[3]) if area else None
    return _blocks(_table(packed.getvalue(), round(72 * scale)), index + 1, scale, corner)


def _table(picture: bytes, dots: int) -> list[dict[str, str]]:
    """The words of a picture as tesseract lists them."""
    words = "+".join(languages_installed())
    program = shutil.which("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "-l", words, "--dpi", str(dots), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of this machine; the picture is its input
            command, input=picture, capture_output=True, timeout=PAGE_SECONDS, check=False,
            env=_surroundings(), preexec_fn=_limit,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return []
    lines = io.StringIO(done.stdout.decode("utf-8", "replace"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in rows if row.get("level") == _WORD and (row.get("text") or "").strip()]


def _limit() -> None:
    """Let the program end by itself even when its worker is gone."""
    resource.setrlimit(resource.RLIMIT_CPU, (PAGE_SECONDS, PAGE_SECONDS))


def _blocks(
    rows: Sequence[dict[str, str]], page: int, scale: float, corner: tuple[float, float] | None
) -> list[Block]:
    """A block for each paragraph that was found."""
    paragraphs: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        paragraphs.setdefault((row["block_num"], row["par_num"]), []).append(row)
    blocks = []
    for words in paragraphs.values():
        sure = fmean(float(word["conf"]) for word in words)
        if sure < LEAST_SURE:
            continue
        lines: dict[str, list[str]] = {}
        for word in words:
            lines.setdefault(word["line_num"], []).append(word["text"])
        raw = "\n".join(" ".join(line) for line in lines.values())
        text = tidy(join_lines(raw.split("\n"), words_of(raw.split("\n"))))
        box = _box(words, scale, corner) if corner else None
        blocks.append(
            Block(text=text, raw=raw, page=page, box=box, recognised=round(sure / 100, 3))
        )
    return blocks


def _box(words: Sequence[dict[str, str]], scale: float, corner: tuple[float, float]) -> Box:
    """The place of words on their page, in points."""
    lefts, tops = [int(one["left"]) for one in words], [int(one["top"]) for one in words]
    rights = [int(one["left"]) + int(one["width"]) for one in words]
    feet = [int(one["top"]) + int(one["height"]) for one in words]
    left, top = corner
    return Box(
        left=left + min(lefts) / scale, bottom=top - max(feet) / scale,
        right=left + max(rights) / scale, top=top - min(tops) / scale,
    )  # fmt: skip
