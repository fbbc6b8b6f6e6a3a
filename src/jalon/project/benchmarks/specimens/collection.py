"""All specimens: each paper with the ways in which it is made into files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jalon.project.benchmarks.specimens import markup, printing, setting, word, writing
from jalon.project.benchmarks.specimens.papers import Paper
from jalon.project.benchmarks.specimens.texts import LANGUAGES

Save = Callable[[Paper, Path], None]

FORMATS: Mapping[str, Save] = {
    "docx": word.save_docx,
    "odt": markup.save_odt,
    "html": markup.save_html,
    "epub": markup.save_epub,
    "md": markup.save_markdown,
    "rtf": markup.save_rtf,
    "txt": markup.save_text,
}
"""Formats without pages, by the ending of their files."""
NOISE = ("A zebra crossing was removed yesterday", "Nobody should ever read this remark")
"""Deleted words, comments, menus: in the file, not in the reading."""
_LATIN = ("en", "fr", "es")


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A specimen on disk and the paper it must be read as."""

    path: Path
    paper: Paper


def make_all(folder: Path) -> Iterator[Made]:
    """Every specimen that can be made here."""
    yield from make_pdfs(folder)
    yield from make_others(folder)


def make_pdfs(folder: Path) -> Iterator[Made]:
    """The specimens in PDF; those in a script without a font here are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for paper in printed():
        if printing.can_print(paper.lang):
            yield _made(paper, folder / f"{paper.name}.pdf", printing.print_pdf)
    for paper in drawn():
        yield _made(paper, folder / f"{paper.name}.pdf", setting.draw_pdf)


def make_others(folder: Path) -> Iterator[Made]:
    """The specimens in formats without pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for paper in written():
        for ending, save in FORMATS.items():
            if ending == "docx" and paper.name.startswith("styles"):
                continue  # automatic numbers know no "12 bis"
            noisy = replace(paper, noise=NOISE)
            yield _made(noisy, folder / f"{paper.name}.{ending}", save)


def printed() -> Iterator[Paper]:
    """Papers that Typst prints."""
    for lang, columns in zip(_LATIN, (1, 2, 3), strict=True):
        yield writing.report(
            f"columns-{columns}", lang, columns=columns, paragraphs=24 * columns, seed=columns
        )
    yield writing.boxes("boxes")
    yield writing.contents("contents", "fr")
    yield writing.styles("styles", "es")
    yield writing.restarts("restarts")
    for lang in _LATIN:
        yield writing.chapters(f"chapters-{lang}", lang)
        yield writing.resolution(f"resolution-{lang}", lang)
    for lang in LANGUAGES[3:]:
        yield writing.report(f"report-{lang}", lang)


def drawn() -> Iterator[Paper]:
    """Papers drawn by hand, one for each way to draw."""
    for at, name in enumerate(setting.WAYS):
        noted = name not in {"squeezed", "torn", "interleaved", "lying"}
        yield writing.report(name, _LATIN[at % 3], notes=noted, seed=20 + at)


def written() -> Iterator[Paper]:
    """Papers for the formats without pages."""
    for lang in LANGUAGES:
        yield writing.report(f"report-{lang}", lang)
    yield writing.chapters("chapters-fr", "fr")
    yield writing.resolution("resolution-es", "es")
    yield writing.styles("styles-en", "en")


def _made(paper: Paper, path: Path, save: Save) -> Made:
    save(paper, path)
    return Made(path=path, paper=paper)
