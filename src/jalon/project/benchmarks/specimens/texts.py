"""Sentences of our own in six languages, each found by its beginning alone."""

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_PLACES = ("when", "who", "what", "how")
OPENING = 60
"""Characters at the start of a sentence that no other sentence of the same document has."""


class Wording:
    """Says things in one language, never the same sentence twice, the same for the same seed."""

    def __init__(self, lang: str, *, seed: int = 1) -> None:
        self.lang = lang
        self._dice = random.Random(f"{lang}-{seed}")  # noqa: S311 - repeatable, not secret
        self._said: set[str] = set()
        self._known = _fragments()[lang]
        self._pattern: str = self._known["pattern"]
        self._titles: list[str] = list(self._known["titles"])
        self._dice.shuffle(self._titles)
        self._notes = 0

    def sentence(self) -> str:
        """A sentence that was not said before and does not start like one that was."""
        while True:
            chosen = {name: self._dice.choice(self._known[name]) for name in _PLACES}
            said = self._pattern.format(**chosen)
            if said[:OPENING] not in self._said:
                self._said.add(said[:OPENING])
                return said

    def sentences(self, count: int) -> str:
        """Some sentences, as a paragraph has them."""
        between = "" if self.lang == "zh" else " "
        return between.join(self.sentence() for _ in range(count))

    def title(self) -> str:
        """A heading; each of the twelve comes once."""
        return self._titles.pop()

    def note(self) -> str:
        """The text of a footnote or a reference, each with a number of its own."""
        self._notes += 1
        text: str = self._known["note"].format(n=self._notes, m=self._notes * 7 % 400 + 11)
        return text

    def word(self, name: str) -> str:
        """A word that papers need: contents, annex, references, table, figure, head."""
        words: Mapping[str, str] = self._known["words"]
        return words[name]


@cache
def _fragments() -> Mapping[str, Any]:
    """Fragments by language, as `fragments.yaml` has them."""
    file = Path(__file__).with_name("fragments.yaml")
    found: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found
