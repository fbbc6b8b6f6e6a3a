"""How right a reading of a paper is: order, words, beginnings of paragraphs, footnotes."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jalon.project.benchmarks.specimens.papers import EVIDENCE, MAIN, Paper, PartKind

KEY = 64
"""Letters by which the beginning of a sentence is found."""
_TOKEN = re.compile(r"[一-鿿]|[^\W一-鿿]+")
_SENTENCE = re.compile(r"[^.。]+[.。]?")
_MARKER = re.compile(r"^\W*(?:\d{1,3}\s?(?:bis)?[.)]|\(?(?:[a-z]|[ivx]{1,4})\)|[•–-])\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a tool made of a file.

    Attributes:
        text: All its words in the order it gives them.
        blocks: Paragraphs that may stand as evidence; None when the tool tells none.
        aside: Headings, captions, contents lines and references; None when it tells none.
        calls: Each footnote after the block that calls it; None when it tells none.
        labels: Label and text of each paragraph; None when the tool gives no labels.
        raw: Its words before any repair, when it keeps them.
        pages: Pages of the file.
    """

    text: str
    blocks: tuple[str, ...] | None = None
    aside: tuple[str, ...] | None = None
    calls: tuple[tuple[str, str], ...] | None = None
    labels: tuple[tuple[str, str], ...] | None = None
    raw: str | None = None
    pages: int = 0


@dataclass(kw_only=True, slots=True)
class Score:
    """Right answers out of all, by the name of what was asked."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, right: int, asked: int) -> None:
        """Add answers of one kind."""
        self.right[name] += right
        self.asked[name] += asked

    def add(self, other: "Score") -> None:
        """Add the answers of another score."""
        for name in other.asked:
            self.count(name, other.right[name], other.asked[name])

    def shares(self) -> Mapping[str, Mapping[str, float | int]]:
        """Share of right answers and their number, by name; what was not asked is left out."""
        return {
            name: {"value": round(self.right[name] / asked, 4), "n": asked}
            for name, asked in sorted(self.asked.items())
            if asked
        }


def score(paper: Paper, said: Said) -> Score:
    """Compare what a tool made of a paper with what the paper says."""
    found = Score()
    found.count("order", *order(paper, said.text))
    found.count("words", *words(paper, said.text))
    if said.raw is not None:
        found.count("words_unrepaired", *words(paper, said.raw))
    if said.blocks is not None:
        found.count("paragraph_starts", *starts(paper, said.blocks))
        found.count("no_false_starts", *false_starts(paper, said.blocks))
    if said.aside is not None:
        found.count("set_apart", *set_apart(paper, said.aside))
    if said.labels is not None and any(part.label for part in paper.parts):
        found.count("labels", *labels(paper, said.labels))
    if said.calls is not None and paper.notes:
        found.count("footnotes_attached", *attached(paper, said.calls))
    return found


def letters(text: str) -> str:
    """Its letters and digits alone, in small letters and composed.

    >>> letters("d ’examen (2019)")
    'dexamen2019'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def key(text: str) -> str:
    """The letters by which the beginning of a text is found again."""
    return letters(text)[:KEY]


def order(paper: Paper, text: str) -> tuple[int, int]:
    """Neighbouring sentences of the text that stay neighbours, of all.

    A pair is right when the second follows the first and no other sentence of the running text
    stands between them; inside a paragraph no sentence of a box or footnote either.
    """
    stream = letters(text)
    main = [part for part in paper.parts if part.kind in MAIN]
    sentences = [(at, one) for at, part in enumerate(main) for one in _sentences(part.plain)]
    places = [stream.find(key(one)) for _, one in sentences]
    owners = [at for at, _ in sentences]
    known = sorted(place for place in places if place >= 0)
    asides = sorted(_places(stream, paper))
    right = 0
    for (one, first), (other, second) in pairwise(zip(owners, places, strict=True)):
        if first < 0 or second <= first:
            continue
        between = bisect_right(known, second - 1) - bisect_right(known, first)
        inside = bisect_right(asides, second) - bisect_right(asides, first) if one == other else 0
        right += not between and not inside
    return right, max(0, len(sentences) - 1)


def _places(stream: str, paper: Paper) -> Iterable[int]:
    """Where boxes, side notes, captions and footnotes begin in what a tool says."""
    others = (PartKind.BOX, PartKind.SIDE, PartKind.CAPTION)
    texts = [part.plain for part in paper.parts if part.kind in others] + list(paper.notes)
    return (place for text in texts if (place := stream.find(key(text))) >= 0)


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.findall(text) if letters(one)]


def words(paper: Paper, text: str) -> tuple[int, int]:
    """Tokens of the paper that are found, of all; a Chinese character is a token."""
    told = Counter(_TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()))
    truth = Counter[str]()
    for one in [*(part.plain for part in paper.parts), *paper.notes]:
        truth.update(_TOKEN.findall(unicodedata.normalize("NFKC", one).casefold()))
    return sum((truth & told).values()), truth.total()


def starts(paper: Paper, blocks: Sequence[str]) -> tuple[int, int]:
    """Paragraphs, items, boxes and rows whose beginning begins a block, of all."""
    told = {key(_MARKER.sub("", block)) for block in blocks}
    asked = [part for part in paper.parts if part.kind in EVIDENCE]
    return sum(key(part.plain) in told for part in asked), len(asked)


def false_starts(paper: Paper, blocks: Sequence[str]) -> tuple[int, int]:
    """Blocks that begin where a part or a footnote begins, of all."""
    truth = {key(part.plain) for part in paper.parts} | {key(note) for note in paper.notes}
    begun = [key(_MARKER.sub("", block)) for block in blocks]
    begun = [one for one in begun if one]
    return sum(one in truth for one in begun), len(begun)


def attached(paper: Paper, calls: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Footnotes told together with the paragraph that calls them, of all."""
    told = {(key(caller), key(note)) for caller, note in calls}
    truth = [(key(part.plain), key(note)) for part in paper.parts for note in part.notes]
    return sum(pair in told for pair in truth), len(truth)


def labels(paper: Paper, told: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Numbered parts found under their label, of all numbered parts."""
    found = {(label, key(text)) for label, text in told}
    asked = [part for part in paper.parts if part.label]
    return sum((part.label, key(part.plain)) in found for part in asked), len(asked)


def set_apart(paper: Paper, aside: Sequence[str]) -> tuple[int, int]:
    """Headings, captions, contents lines and references told as such, of all."""
    told = {key(text) for text in aside} | {key(_MARKER.sub("", text)) for text in aside}
    asked = [part for part in paper.parts if part.kind not in EVIDENCE]
    return sum(key(part.plain) in told for part in asked), len(asked)
