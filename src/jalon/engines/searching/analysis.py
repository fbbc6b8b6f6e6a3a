"""The analysers: a text becomes terms, alike for indexing, asking and marking.

A text is cut at white space into *chunks*; a chunk becomes *pieces*. Each piece has one term and
one position in the field `body`, so that phrases can be searched. Forms that must stay whole
("a/75/542", "97%", "c189", pairs of Chinese characters, "^ilo" for a word in capitals) go to the
field `words`, which has no positions. Cutting does not depend on the language; only the stem of a
term does.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from jalon.engines.searching.folding import INVISIBLE, MARKS, fold
from jalon.engines.searching.stems import stem, stem_language

T = TypeVar("T")
ANALYSER_VERSION = "2"
"""Changes whenever the same text would become other terms: the index is then made anew."""

LONGEST_TERM = 64
CAPITALS = "^"
"""Stands before words that are written in capitals, in the field `words`."""

_OUTSIDE = r"\W_²³¹⁰⁴-⁹₀-₉"  # raised digits are calls of footnotes, not part of a number
_PIECE = re.compile(rf"(?:[^{_OUTSIDE}]|[{MARKS}{INVISIBLE}\u0900-\u0dff\u0e00-\u0e7f])+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_FOLDED_PART = re.compile(r"[0-9]+|[^\W_0-9]+")
_ELIDED = frozenset(
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"]
)
_APOSTROPHES = frozenset("'’‘ʼ′`´＇")
_JOINTS = re.compile(r"[./\\:()\[\]‐‑‒–—−\-_&+@,'’]{1,2}")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,'][0-9]{3})+")
_LONGEST_ACRONYM = 7
_STRAY_ELISION = re.compile(r"(?<!\w)([ldcjmtsnLDCJMTSN]|[Qq]u)(\s)(['’])(?=\w)")
_STRAY_PERCENT = re.compile(r"(?<=[0-9])(\s)([%‰])")
_BLANK_THOUSANDS = re.compile(
    r"(?<![\w.,:/-])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![\w/]|[.,][0-9])"
)
_BLANK_IN_NUMBER = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f](?=[0-9]{3})")
_MOST_PARTS = 6
_MOST_REMEMBERED = 100_000
_MOST_PLACED = 30_000
_AROUND = '.,;:!?()[]«»“”"…'
_FIRST_EASTERN = "\u0900"


class Piece(NamedTuple):
    """One term of a text.

    Attributes:
        start: First character in the text.
        end: One past the last character.
        surface: The folded form.
        term: The stem.
        wholes: Whole forms that begin here: folded symbols, pairs of characters, capitals.
    """

    start: int
    end: int
    surface: str
    term: str
    wholes: tuple[str, ...] = ()


def prepare(text: str) -> str:
    """The text with stray spaces moved out of elisions and percentages; words keep their offsets.

    Blanks between thousands become commas.

    >>> prepare("d ’examen de 97 %"), prepare("15 000 personnes en 2018 2020")
    (' d’examen de 97% ', '15,000 personnes en 2018 2020')
    """
    if _BLANK_IN_NUMBER.search(text):
        text = _BLANK_THOUSANDS.sub(lambda number: _BLANK_IN_NUMBER.sub(",", number[0]), text)
    if " ’" in text or " '" in text or "\u00a0’" in text:
        text = _STRAY_ELISION.sub(r"\2\1\3", text)
    if "%" in text or "‰" in text:
        text = _STRAY_PERCENT.sub(r"\2\1", text)
    return text


def chunk_pieces(chunk: str, latin: str) -> tuple[Piece, ...]:
    """The pieces of one chunk, in order, with offsets in the chunk."""
    core = chunk.strip(_AROUND)
    if core.isalpha() and len(core) <= LONGEST_TERM and core[0] < _FIRST_EASTERN:
        return _plain_pieces(chunk, core, latin)
    if chunk.isascii() or not _HAN.search(chunk):
        return tuple(_alphabetic_pieces(chunk, 0, latin))
    pieces: list[Piece] = []
    at = 0
    for run in _HAN.finditer(chunk):
        pieces.extend(_alphabetic_pieces(chunk[at : run.start()], at, latin))
        pieces.extend(_han_pieces(run.group(), run.start()))
        at = run.end()
    pieces.extend(_alphabetic_pieces(chunk[at:], at, latin))
    return tuple(pieces)


def _plain_pieces(chunk: str, core: str, latin: str) -> tuple[Piece, ...]:
    """The pieces of a usual word, maybe with punctuation around it; the way of most chunks."""
    start = chunk.index(core)
    return tuple(_parts(start, start + len(core), core, latin))


def _alphabetic_pieces(chunk: str, offset: int, latin: str) -> list[Piece]:
    """The pieces of a chunk without Chinese characters; `offset` is added to theirs."""
    found = [(m.start(), m.end(), m.group()) for m in _PIECE.finditer(chunk)]
    kept = [span for i, span in enumerate(found) if not _is_elided(chunk, found, i)]
    pieces = [
        p for start, end, raw in kept for p in _parts(offset + start, offset + end, raw, latin)
    ]
    whole = _whole(chunk, kept)
    if pieces and whole:
        first = pieces[0]
        wholes = tuple(dict.fromkeys((*first.wholes, *whole)))
        pieces[0] = Piece(first.start, first.end, first.surface, first.term, wholes)
    return pieces


def _han_pieces(run: str, offset: int) -> Iterator[Piece]:
    """Each Chinese character is a term; each pair of neighbours is a whole."""
    for i, character in enumerate(run):
        folded = fold(character)
        wholes = (fold(run[i : i + 2]),) if i + 1 < len(run) else ()
        yield Piece(offset + i, offset + i + 1, folded, folded, wholes)


def _is_elided(chunk: str, found: list[tuple[int, int, str]], i: int) -> bool:
    """Whether a piece is an article before an apostrophe ("l’") or the English "’s" after one."""
    start, end, raw = found[i]
    if chunk[end : end + 1] in _APOSTROPHES and fold(raw) in _ELIDED:
        return i == 0 or chunk[start - 1 : start] not in _APOSTROPHES
    return (
        i > 0
        and raw in {"s", "S"}
        and chunk[start - 1] in _APOSTROPHES
        and start - 1 == found[i - 1][1]
    )


def _parts(start: int, end: int, raw: str, latin: str) -> Iterator[Piece]:
    """The terms of one run of word characters: usually one; letters and digits apart."""
    folded = fold(raw)
    parts = [folded] if folded.isalpha() else _FOLDED_PART.findall(folded)
    if len(parts) > _MOST_PARTS:
        parts = [folded]
    wholes = (folded[:LONGEST_TERM],) if len(parts) > 1 else ()
    if _is_in_capitals(raw):
        wholes = (*wholes, CAPITALS + fold(raw.rstrip("s")))
    for i, part in enumerate(parts):
        cut = part[:LONGEST_TERM]
        yield Piece(start, end, cut, stem(cut, latin), wholes if i == 0 else ())


def _is_in_capitals(raw: str) -> bool:
    """Whether a word looks like an acronym ("OIT", "SDGs")."""
    core = raw.rstrip("s")
    return 1 < len(core) <= _LONGEST_ACRONYM and core.isupper() and core.isalpha()


def _whole(chunk: str, kept: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The whole form of a symbol ("A/75/542", "10.7.1", "97%", "1,000"); empty for usual words."""
    if not kept:
        return ()
    start, end = kept[0][0], kept[-1][1]
    percent = chunk[end : end + 1] if chunk[end : end + 1] in ("%", "‰") else ""
    gaps = itertools.pairwise(kept)
    joined = all(_JOINTS.fullmatch(chunk[a[1] : b[0]]) for a, b in gaps)
    if not joined or (len(kept) == 1 and not percent) or end - start > LONGEST_TERM:
        return ()
    whole = fold(chunk[start:end]) + percent
    plain = (re.sub(r"\D", "", whole),) if _THOUSANDS.fullmatch(whole) else ()
    return (whole, *plain)


class Analyser:
    """Analyses texts whose Latin letters are in one language; remembers the chunks it has met.

    Args:
        lang: BCP 47 tag; "und" or empty when unknown.
    """

    def __init__(self, lang: str) -> None:
        latin = stem_language(lang)
        self._pieces = _Memory(partial(chunk_pieces, latin=latin), most=_MOST_PLACED)
        self._body = _Memory(lambda chunk: _body_of(chunk_pieces(chunk, latin)))
        self._words = _Memory(lambda chunk: _words_of(chunk_pieces(chunk, latin)))

    def fields(self, text: str) -> tuple[str, str]:
        """What goes into the fields `body` and `words`: terms with a space between them.

        >>> Analyser("fr").fields("L’accord A/75/542")
        ('accord a 75 542', 'accord a/75/542')
        """
        chunks = prepare(text).split()
        body = " ".join(map(self._body.__getitem__, chunks))
        words = " ".join(map(self._words.__getitem__, dict.fromkeys(chunks)))
        return body, words.strip()

    def placed(self, text: str) -> list[tuple[int, Piece]]:
        """The pieces of a text in order, each with what to add to its offsets; for speed."""
        pieces = self._pieces
        prepared = prepare(text)
        find, at = prepared.find, 0
        placed: list[tuple[int, Piece]] = []
        for chunk in prepared.split():
            at = find(chunk, at)
            placed += [(at, piece) for piece in pieces[chunk]]
            at += len(chunk)
        return placed

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of a text in order, with offsets in it; their terms are those of `body`."""
        return [
            piece._replace(start=at + piece.start, end=at + piece.end)
            for at, piece in self.placed(text)
        ]


class _Memory(dict[str, T], Generic[T]):
    """What a function gave for each chunk; forgets all when full, as texts soon fill it again."""

    def __init__(self, compute: Callable[[str], T], *, most: int | None = None) -> None:
        super().__init__()
        self._compute = compute
        self._most = most or _MOST_REMEMBERED

    def __missing__(self, chunk: str) -> T:
        value = self._compute(chunk)
        if len(chunk) <= LONGEST_TERM:
            if len(self) >= self._most:
                self.clear()
            self[chunk] = value
        return value


def _body_of(pieces: tuple[Piece, ...]) -> str:
    return " ".join(piece.term for piece in pieces)


def _words_of(pieces: tuple[Piece, ...]) -> str:
    """Surfaces of two letters or more, and whole forms; plain numbers are found in `body`."""
    surfaces = [p.surface for p in pieces if len(p.surface) > 1 and not p.surface.isdigit()]
    wholes = [whole for piece in pieces for whole in piece.wholes]
    return " ".join(dict.fromkeys(surfaces + wholes))


_analysers: dict[str, Analyser] = {}


def analyser(lang: str) -> Analyser:
    """The analyser for a language; there is one for each of English, French and Spanish.

    >>> analyser("ru") is analyser("en")
    True
    """
    found = _analysers.get(lang)
    if found is None:
        latin = stem_language(lang)
        found = _analysers.setdefault(latin, Analyser(latin))
        _analysers[lang] = found
    return found
