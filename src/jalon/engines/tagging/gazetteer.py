"""Names of known things in a text: the longest name wins."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick

from jalon.engines.tagging.words import Stems, fold, word_spans
from jalon.kernel.languages import Language

_ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "لل", "ال", "وال", "بال", "فال", "ول", "وب")
_KEPT_WORDS = 200_000
_LONG_NAME = 3
"""Words from which a name may begin with a small letter, where names in small letters count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedSpan:
    """A known thing named in a text: its code, offsets of the name, the name as it stands."""

    code: str
    start: int
    end: int
    text: str


class Gazetteer:
    """Finds names: the longest wins, and names start with a capital.

    Args:
        names: Code to names in any languages; a name in capitals ("RDC", "UK") is compared as it
            stands. A name given to two codes is left out.
        misleading: Names of nothing looked for that hold a name looked for ("Niger River").
        small_letters: Whether names of three words and more may begin with a small letter
            ("convention relative aux droits de l'enfant").

    >>> finder = Gazetteer({"body:ilo": ["International Labour Office", "ILO"]})
    >>> [(m.code, m.text) for m in finder.find("The ILO replied.")]
    [('body:ilo', 'ILO')]
    """

    def __init__(
        self,
        names: Mapping[str, Collection[str]],
        *,
        misleading: Sequence[str] = (),
        small_letters: bool = False,
    ) -> None:
        self._small_letters = small_letters
        self._russian = Stems(Language.RU)
        self._numbers: dict[str, int] = {}
        self._seen: tuple[dict[str, int], dict[str, int]] = {}, {}
        keys: dict[tuple[int, ...], set[str]] = defaultdict(set)
        for code, group in names.items():
            for name in group:
                keys[self._key(name)].add(code)
        for name in misleading:
            keys[self._key(name)] = {""}
        self._machine: Any = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        for key, codes in keys.items():
            if key and len(codes) == 1:
                self._machine.add_word(key, (len(key), next(iter(codes))))
        if len(self._machine):
            self._machine.make_automaton()

    def find(self, text: str, lang: str = "") -> list[NamedSpan]:
        """The things named in a text, in order.

        Args:
            text: The text.
            lang: Its language; only "ar" matters, where prefixes are taken off.
        """
        return self.find_in(text, word_spans(text), lang)

    def find_in(
        self, text: str, words: Sequence[tuple[str, int, int]], lang: str = ""
    ) -> list[NamedSpan]:
        """The same, for a text whose words are known already."""
        if not len(self._machine):
            return []
        known = self._seen[lang == Language.AR]
        numbers = tuple(
            [known[word] if word in known else self._see(word, lang) for word, _, _ in words]
        )
        if not any(numbers):
            return []
        spans = [
            (last - length + 1, last, code) for last, (length, code) in self._machine.iter(numbers)
        ]
        found = []
        for first, last, code in _longest(spans):
            start, end = words[first][1], words[last][2]
            small = self._small_letters and last - first + 1 >= _LONG_NAME
            if code and (small or _looks_like_a_name(text[start:end])):
                found.append(NamedSpan(code=code, start=start, end=end, text=text[start:end]))
        return found

    def _see(self, word: str, lang: str) -> int:
        """The number of a word, kept, because texts repeat their words."""
        seen = self._seen[lang == Language.AR]
        if len(seen) > _KEPT_WORDS:
            seen.clear()
        number = seen[word] = self._number(word, lang)
        return number

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
