"""Features of texts, as the tagger counts them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from tools.learning.texts import Text

from jalon.engines.tagging.concepts import Lexicon
from jalon.engines.tagging.votes import SHORT_LETTERS, SHORT_WORDS, letter_groups
from jalon.engines.tagging.words import Stems, fold, words_of

FEWEST = 2
"""Texts in which a feature must stand to be learned."""


class Table:
    """Features of texts as one matrix: stems, groups of letters, concepts."""

    def __init__(self, texts: Sequence[Text], lexicon: Lexicon) -> None:
        self._stems: dict[str, Stems] = {}
        generic = lexicon.generic
        self._generic = {
            lang: frozenset(map(self._of(lang).stem, generic.get(lang, ())))
            for lang in {text.lang for text in texts}
        }
        counted = [self.count(text) for text in texts]
        self.words = _Block([words for words, _ in counted], least=SHORT_WORDS)
        self.letters = _Block([letters for _, letters in counted], least=SHORT_LETTERS)
        self.concepts = sorted({f"{row.element}/{row.name}" for row in lexicon.concepts})
        self._concept = {name: at for at, name in enumerate(self.concepts)}

    def _of(self, lang: str) -> Stems:
        return self._stems.setdefault(lang, Stems(lang))

    def count(self, text: Text) -> tuple[list[str], list[str]]:
        """The stems of a text and the groups of letters of its words, one for each sight."""
        stems, groups = [], []
        for word in words_of(text.text):
            stem = self._of(text.lang).stem(word)
            if not stem or stem in self._generic[text.lang] or stem.isdigit():
                continue
            stems.append(stem)
            folded = fold(word)
            if len(folded) > 2:
                groups += letter_groups(folded)
        return stems, groups

    def matrix(self, texts: Sequence[Text]) -> Any:  # Any: scipy has no types
        """(m, k) features of m texts, each block by its own length."""
        counted = [self.count(text) for text in texts]
        rows, columns, values = [], [], []
        for row, text in enumerate(texts):
            known = [self._concept[name] for name in text.concepts if name in self._concept]
            rows += [row] * len(known)
            columns += known
            values += [1 / np.sqrt(max(len(known), 1))] * len(known)
        shape = (len(texts), len(self.concepts))
        return sp.hstack(
            [
                self.words.matrix([words for words, _ in counted]),
                self.letters.matrix([letters for _, letters in counted]),
                sp.csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32),
            ]
        ).tocsr()


class _Block:
    """One kind of features: their rarity, and texts as rows of unit length."""

    def __init__(self, counted: Sequence[Sequence[str]], *, least: float) -> None:
        self._least = least
        spread: dict[str, int] = {}
        for features in counted:
            for feature in set(features):
                spread[feature] = spread.get(feature, 0) + 1
        self.names = sorted(name for name, times in spread.items() if times >= FEWEST)
        self._column = {name: at for at, name in enumerate(self.names)}
        n = len(counted)
        self.rarity = np.array(
            [np.log((1 + n) / (1 + spread[name])) + 1 for name in self.names], dtype=np.float32
        )

    def matrix(self, counted: Sequence[Sequence[str]]) -> Any:  # Any: scipy has no types
        rows, columns, values = [], [], []
        for row, features in enumerate(counted):
            known = [at for name in features if (at := self._column.get(name)) is not None]
            length = np.sqrt(max(float((self.rarity[known] ** 2).sum()), self._least))
            rows += [row] * len(known)
            columns += known
            values += list(self.rarity[known] / length)
        shape = (len(counted), len(self.names))
        return sp.csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32)
