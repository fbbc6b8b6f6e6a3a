"""Principles by name: "the principle of national sovereignty", "whole-of-society approach"."""

from collections.abc import Sequence

from jalon.engines.tagging.mentions import Mention
from jalon.engines.tagging.records import ElementText
from jalon.engines.tagging.words import Stems, word_spans
from jalon.kernel.codes import split_code
from jalon.kernel.languages import Language

_CUES = ("princip", "принцип", "مبدأ", "مبادئ", "原则")
"""Beginnings of the word "principle"; one must stand before a name that is also ordinary speech."""
_SELF_TELLING = ("approach", "approche", "enfoque", "подход", "نهج")
"""Words that make a name tell by itself that it is one ("whole-of-society approach")."""
_BEFORE = 60


class NameFinder:
    """Finds principles that a text names in full.

    Args:
        elements: The principles, with their titles.
    """

    def __init__(self, elements: Sequence[ElementText]) -> None:
        self._stems = Stems(Language.EN)
        self._names: list[tuple[tuple[str, ...], str, bool]] = []
        for element in elements:
            for title in element.titles.values():
                name = self._key(title)
                telling = any(word in title.lower() for word in _SELF_TELLING)
                if len(name) > 1 or telling:
                    self._names.append((name, split_code(element.code)[1], telling))
        self._firsts = {name[0] for name, _, _ in self._names}

    def _key(self, text: str) -> tuple[str, ...]:
        return tuple(filter(None, (self._stems.stem(word) for word, _, _ in word_spans(text))))

    def find(self, text: str, words: Sequence[tuple[str, int, int]]) -> list[Mention]:
        """The principles named in a text, given with its words and their offsets."""
        if not self._names:
            return []
        small = text.lower()
        if not any(cue in small for cue in (*_CUES, *_SELF_TELLING)):
            return []
        spans = [
            (stem, start, end) for word, start, end in words if (stem := self._stems.stem(word))
        ]
        found = []
        for place, (stem, start, _) in enumerate(spans):
            if stem not in self._firsts:
                continue
            told = any(cue in small[max(0, start - _BEFORE) : start] for cue in _CUES)
            for name, local, telling in self._names:
                stretch = spans[place : place + len(name)]
                if (told or telling) and tuple(part[0] for part in stretch) == name:
                    found.append(Mention(local=local, start=start, end=stretch[-1][2]))
        return found
