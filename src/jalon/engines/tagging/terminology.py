"""Words about people that do harm or say something wrong, with the term to prefer and why.

The checker warns and changes nothing. Quotations and names of instruments are left alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick
import yaml

from jalon.engines.tagging.entities.instruments import find_instruments
from jalon.engines.tagging.words import fold, word_spans

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|„[^“”]*[“”]|‹[^›]*›")
_SHORTEST = 3
_CAPITALS = re.compile(r"^[A-Z]{2,}$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A term to avoid.

    Attributes:
        id: Stable name in kebab case.
        avoid: Language tag to the forms that are looked for.
        prefer: Language tag to the term to use instead.
        why: Language tag to one sentence.
        is_confirmed: Whether the source of the advice was read; else it comes from secondary ones.
    """

    id: str
    avoid: Mapping[str, tuple[str, ...]]
    prefer: Mapping[str, str]
    why: Mapping[str, str]
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Caution:
    """A term to avoid, found in a text.

    Attributes:
        term: What is known of it.
        start: Offset of its first character.
        end: Offset after its last character.
        text: As it stands in the text.
    """

    term: Term
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TermsSource:
    """Where the advice comes from, in English, and when it was looked at (ISO 8601)."""

    text: str
    as_of: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms to avoid that Jalon knows, in the order of the file."""
    return tuple(
        Term(
            id=row["id"],
            avoid={tag: tuple(forms) for tag, forms in row["avoid"].items()},
            prefer=row["prefer"],
            why=row["why"],
            is_confirmed=row["status"] == "confirmed",
        )
        for row in _file()["terms"]
    )


@cache
def terms_source() -> TermsSource:
    """The source of all terms."""
    return TermsSource(text=str(_file()["source"]), as_of=str(_file()["as_of"]))


@cache
def _file() -> Mapping[str, Any]:
    path = files("jalon") / "data" / "terminology" / "terms.yaml"
    parsed: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return parsed


def check_terms(text: str, lang: str) -> list[Caution]:
    """Terms to avoid in a text, in order of place.

    Args:
        text: The text.
        lang: Its language; terms are known in en, fr and es, other languages have no warnings.

    >>> [(found.text, found.term.prefer["en"]) for found in check_terms("Illegal migrants", "en")]
    [('Illegal migrants', 'migrant in an irregular situation')]
    """
    finder = _finder(lang)
    if finder is None:
        return []
    words = word_spans(text)
    kept: list[Caution] = []
    free = _spared(text, words, lang)
    for first, last, term in finder.find([word for word, _, _ in words]):
        start, end = words[first][1], words[last][2]
        if any(begin < end and start < stop for begin, stop in free):
            continue
        if not kept or start >= kept[-1].end:
            kept.append(Caution(term=term, start=start, end=end, text=text[start:end]))
    return kept


def _spared(text: str, words: Sequence[tuple[str, int, int]], lang: str) -> list[tuple[int, int]]:
    """Where words are others': quotations, and names of instruments."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return quoted + [(found.start, found.end) for found in find_instruments(text, words, lang)]


class _Finder:
    """Finds the forms of terms; forms of several words in singular and plural of any gender."""

    def __init__(self, lang: str) -> None:
        self._numbers: dict[str, int] = {}
        self._machine: Any = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        for term in terms():
            for form in term.avoid.get(lang, ()):
                words = [word for word, _, _ in word_spans(form)]
                keys = map(_light, words) if words[1:] else (f"={words[0]}",)
                key = tuple(self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys)
                self._machine.add_word(key, (len(key), term))
        self._machine.make_automaton()

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Term]]:
        """First and last word and term of each find, longest first of those that begin together."""
        found = [
            (last - length + 1, last, term)
            for keys in ([_light(word) for word in words], [_alone(word) for word in words])
            for last, (length, term) in self._machine.iter(
                tuple(self._numbers.get(key, 0) for key in keys)
            )
        ]
        return sorted(found, key=lambda row: (row[0], -row[1]))


def _alone(word: str) -> str:
    return f"={word if _CAPITALS.match(word) else word.lower()}"


def _light(word: str) -> str:
    """A word without accents, plural and gender, and no shorter.

    >>> _light("illégaux") == _light("illégales") == _light("illégal")
    True
    >>> _light("niveaux") == _light("niveau"), _light("immigrants") == _light("immigration")
    (True, False)
    """
    plain = fold(word)
    if plain.endswith("aux") and not plain.endswith("eaux"):
        plain = f"{plain[:-3]}al"
    for endings in ("sx", "aeo"):
        if len(plain) > _SHORTEST and plain[-1] in endings:
            plain = plain[:-1]
    return plain


@cache
def _finder(lang: str) -> _Finder | None:
    known = {tag for term in terms() for tag in term.avoid}
    return _Finder(lang) if lang in known else None
