"""Places that a text names: countries and regions, from the names that the caller gives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick

from jalon.engines.tagging.words import Stems, fold, word_spans
from jalon.kernel.languages import Language

_MISLEADING = (
    "Gulf of Guinea", "golfe de Guinée", "golfo de Guinea", "New Mexico", "Nouveau-Mexique",
    "Nuevo México", "New Jersey", "South China Sea", "mer de Chine méridionale", "mar de China",
    "Gulf of Mexico", "golfe du Mexique", "golfo de México", "Persian Gulf", "Sea of Japan",
    "Niger Delta", "delta du Niger", "fleuve Niger", "Niger River", "fleuve Sénégal",
    "Senegal River", "New South Wales", "Northern Territory", "Congo Basin", "bassin du Congo",
    "Cuenca del Congo", "fleuve Congo", "Congo River",
)  # fmt: skip
"""Names of seas, rivers and parts of countries that hold the name of a country."""
_ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "لل", "ال", "وال", "بال", "فال", "ول", "وب")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceMention:
    """A place named in a text: its code, the offsets of the name, and the name as it stands."""

    code: str
    start: int
    end: int
    text: str


class PlaceFinder:
    """Finds names of places: the longest name wins, and names start with a capital.

    Args:
        names: Code (ISO 3166-1 alpha-3 or UN M49) to names in any languages; a name in capitals
            ("RDC", "UK") is compared as it stands. A name given to two codes is left out.

    >>> finder = PlaceFinder({"GIN": ["Guinea"], "GNQ": ["Equatorial Guinea"]})
    >>> [(m.code, m.text) for m in finder.find("from Equatorial Guinea to Guinea")]
    [('GNQ', 'Equatorial Guinea'), ('GIN', 'Guinea')]
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._russian = Stems(Language.RU)
        self._numbers: dict[str, int] = {}
        keys: dict[tuple[int, ...], set[str]] = defaultdict(set)
        for code, group in names.items():
            for name in group:
                keys[self._key(name)].add(code)
        for name in _MISLEADING:
            keys[self._key(name)] = {""}
        self._machine: Any = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        for key, codes in keys.items():
            if key and len(codes) == 1:
                self._machine.add_word(key, (len(key), next(iter(codes))))
        if len(self._machine):
            self._machine.make_automaton()

    def find(self, text: str, lang: str = "") -> list[PlaceMention]:
        """The places named in a text, in order.

        Args:
            text: The text.
            lang: Its language; only "ar" matters, where prefixes are taken off.
        """
        if not len(self._machine):
            return []
        words = word_spans(text)
        numbers = tuple(self._number(word, lang) for word, _, _ in words)
        if not any(numbers):
            return []
        spans = [
            (last - length + 1, last, code) for last, (length, code) in self._machine.iter(numbers)
        ]
        found = []
        for first, last, code in _longest(spans):
            start, end = words[first][1], words[last][2]
            if code and _looks_like_a_name(text[start:end]):
                found.append(PlaceMention(code=code, start=start, end=end, text=text[start:end]))
        return found

    def _key(self, name: str) -> tuple[int, ...]:
        return tuple(
            self._numbers.setdefault(self._form(word), len(self._numbers) + 1)
            for word, _, _ in word_spans(name)
        )

    def _form(self, word: str) -> str:
        if 1 < len(word) <= 5 and word.isupper() and word.isascii():
            return f"={word}"
        return (
            self._russian.stem(word) or fold(word)
            if "\u0400" <= word[0] <= "\u04ff"
            else fold(word)
        )

    def _number(self, word: str, lang: str) -> int:
        number = self._numbers.get(self._form(word), 0)
        if number or (word.isupper() is False and lang != Language.AR):
            return number
        folded = fold(word)
        if number := self._numbers.get(folded, 0):
            return number
        for prefix in _ARABIC_PREFIXES if lang == Language.AR else ():
            rest = folded.removeprefix(prefix)
            for form in (rest, f"ال{rest}") if rest != folded else ():
                if form in self._numbers:
                    return self._numbers[form]
        return 0


def _longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans that do not overlap, longer ones first, in order of place."""
    taken: set[int] = set()
    kept = []
    for first, last, code in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            kept.append((first, last, code))
    return sorted(kept)


def _looks_like_a_name(text: str) -> bool:
    """Whether a text starts with a capital, or its letters know none."""
    first = text[0]
    return first.isupper() or first.lower() == first.upper()
