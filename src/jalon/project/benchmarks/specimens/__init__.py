"""Generated documents with known truth: columns, numbered paragraphs, running heads, notes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

PARAGRAPHS_PER_DOCUMENT = 160
SENTENCES_PER_PARAGRAPH = 4

_PAGE = """#set page(paper: "a4", columns: 2, margin: 2cm, numbering: "1",
  header: align(right)[JALON/BENCH/{number}])
#set text(size: 9pt, lang: "{lang}")
#set par(justify: true)
#set smartquote(enabled: false)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Specimen:
    """A generated PDF and the paragraphs it holds, in reading order."""

    path: Path
    paragraphs: tuple[str, ...]


def sentences(lang: str) -> list[str]:
    """Our own sentences about the objectives and goals, in one language."""
    from jalon.frameworks.public import packaged_framework

    elements = [*packaged_framework("gcm").elements, *packaged_framework("sdg").elements]
    texts = [text for element in elements for text in (element.title, element.note)]
    found = (text.get(lang, "").strip().rstrip(".") for text in texts)
    return sorted({text for text in found if len(text.split()) > 4})


def paragraphs(count: int, *, lang: str, seed: int) -> list[str]:
    """Generated paragraphs of four of our sentences each."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    known = sentences(lang)
    return [
        ". ".join(dice.sample(known, SENTENCES_PER_PARAGRAPH)) + "." for _number in range(count)
    ]


def make_pdfs(folder: Path, *, documents: int, seed: int = 1) -> Iterator[Specimen]:
    """PDFs in English and French by turns, each with numbered paragraphs and some footnotes."""
    for number in range(documents):
        lang = ("en", "fr")[number % 2]
        texts = paragraphs(PARAGRAPHS_PER_DOCUMENT, lang=lang, seed=seed * 1000 + number)
        path = folder / f"bench-{number}.pdf"
        path.write_bytes(typst.compile(_source(texts, number=number, lang=lang).encode()))
        yield Specimen(path=path, paragraphs=tuple(texts))


def _source(texts: list[str], *, number: int, lang: str) -> str:
    lines = [_PAGE.format(number=number, lang=lang), f"= Report {number} of the bench\n"]
    for at, text in enumerate(texts, start=1):
        note = f"#footnote[Source {at} of report {number}.]" if at % 8 == 0 else ""
        lines.append(f"{at}\\. {_escaped(text)}{note}\n")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in '#$*_[]<>@`"\\=-+/~' else letter for letter in text)
