"""TF-IDF of words and characters, kept as one row of votes a word.

The cosine between a passage and an element is a sum over the words of the passage. So each word is
looked at once: its row says how much it speaks for each element, by its stem and by its groups of
three to five letters (which also see "visado" in "visas" and cross between languages). A passage
then only adds up rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from jalon.engines.tagging.learned import Weights
from jalon.engines.tagging.words import Stems, fold, words_of

Floats = NDArray[np.float32]
_MOST_ROWS = 100_000
SHORT_WORDS, SHORT_LETTERS = 300.0, 2700.0
"""Squared length of a text of about six words, by stems and by groups of letters: a shorter text
speaks no louder for what was learned."""


def letter_groups(word: str) -> list[str]:
    """The groups of three to five letters of a folded word with its edges.

    >>> letter_groups("visa")[:3]
    ['_vi', 'vis', 'isa']
    """
    edged = f"_{word}_"
    return [
        edged[start : start + size] for size in (3, 4, 5) for start in range(len(edged) - size + 1)
    ]


class Features:
    """Weights of features (stems, or groups of letters) for each of n elements.

    Args:
        counts: n counters, one per element, of feature to number of times.
    """

    def __init__(self, counts: Sequence[Mapping[str, float]]) -> None:
        self.n = len(counts)
        spread = Counter(feature for count in counts for feature in count)
        self.unknown = log(1 + self.n) + 1
        self._idf = {feature: log((1 + self.n) / (1 + df)) + 0.1 for feature, df in spread.items()}
        self._rows: dict[str, Floats] = {}
        for element, count in enumerate(counts):
            weights = {
                feature: (1 + log(max(number, 1))) * self._idf[feature]
                for feature, number in count.items()
            }
            length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for feature, weight in weights.items():
                row = self._rows.get(feature)
                if row is None:
                    row = self._rows[feature] = np.zeros(self.n, dtype=np.float32)
                row[element] = weight / length * self._idf[feature]

    def vote(self, features: Iterable[str]) -> tuple[Floats, float]:
        """What features add to each element's product, (n,), and to the text's squared length."""
        total, square = np.zeros(self.n, dtype=np.float32), 0.0
        for feature in features:
            row = self._rows.get(feature)
            if row is None:
                continue
            total += row
            square += self._idf[feature] ** 2
        return total, square


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """What the words of m passages say about n elements.

    Attributes:
        words: (m, n) cosines by words.
        letters: (m, n) cosines by groups of letters.
        learned: (m, n + 1) learned sums, for "none" last; None without a model.
    """

    words: Floats
    letters: Floats
    learned: Floats | None


class Votes:
    """Votes of words for elements in one language.

    Args:
        words: Weights of stems.
        letters: Weights of groups of letters.
        stems: The stems of the language.
        generic: Stems that say nothing about any element.
        learned: What was learned of stems and of groups of letters, None without a model.
    """

    def __init__(
        self,
        words: Features,
        letters: Features,
        *,
        stems: Stems,
        generic: frozenset[str],
        learned: tuple[Weights, Weights] | None = None,
    ) -> None:
        self.n = words.n
        self._learned = learned
        self._width = 2 * self.n + 2 + (2 * self.n + 4 if learned else 0)
        self._words, self._letters = words, letters
        self._stems, self._generic = stems, generic
        self._rows: dict[str, int] = {}
        self._clear()

    def _clear(self) -> None:
        self._rows.clear()
        self._table = np.zeros((4096, self._width), dtype=np.float32)
        self._used = 1  # row 0 is a word that says nothing

    def tidy(self) -> None:
        """Forget the rows when there are very many; call it between batches only."""
        if self._used > _MOST_ROWS:
            self._clear()

    def numbers(self, words: Iterable[str]) -> list[int]:
        """The row number of each word."""
        rows, add = self._rows, self._add
        return [rows[word] if word in rows else add(word) for word in words]

    def _add(self, word: str) -> int:
        stem = self._stems.stem(word)
        if not stem or stem in self._generic or stem.isdigit():
            self._rows[word] = 0
            return 0
        if self._used == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        row, self._used = self._used, self._used + 1
        self._rows[word] = row
        folded = fold(word)
        word_votes, word_square = self._words.vote((stem,))
        groups = letter_groups(folded) if len(folded) > 2 else []
        letter_votes, letter_square = self._letters.vote(groups)
        n = self.n
        self._table[row, :n], self._table[row, n : 2 * n] = word_votes, letter_votes
        self._table[row, 2 * n], self._table[row, 2 * n + 1] = word_square, letter_square
        if self._learned:
            by_word, square = self._learned[0].sum((stem,))
            by_letters, letters_square = self._learned[1].sum(groups)
            self._table[row, 2 * n + 2 :] = (*by_word, *by_letters, square, letters_square)
        return row

    def sums(self, numbers: Sequence[Sequence[int]]) -> Sums:
        """What m passages add up to."""
        n = self.n
        total = np.zeros((len(numbers), self._width), dtype=np.float32)
        for passage, rows in enumerate(numbers):
            if rows:
                self._table[rows].sum(axis=0, out=total[passage])
        words = _per_length(total[:, :n], total[:, 2 * n])
        letters = _per_length(total[:, n : 2 * n], total[:, 2 * n + 1])
        learned = None
        if self._learned:
            rest = total[:, 2 * n + 2 :]
            learned = _per_length(rest[:, : n + 1], rest[:, -2], least=SHORT_WORDS)
            learned += _per_length(rest[:, n + 1 : 2 * n + 2], rest[:, -1], least=SHORT_LETTERS)
        return Sums(words=words, letters=letters, learned=learned)

    def strongest(
        self, numbers: Sequence[int], element: int, *, most: int = 3
    ) -> list[tuple[int, bool]]:
        """Places of the words that speak most for an element, and whether by their stem."""
        if not numbers:
            return []
        votes = self._table[numbers, element] + 0.5 * self._table[numbers, self.n + element]
        order = np.argsort(-votes, kind="stable")[:most]
        return [
            (int(place), bool(self._table[numbers[place], element] > 0))
            for place in order
            if votes[place] > 0
        ]


def _per_length(sums: Floats, squares: Floats, *, least: float = 1.0) -> Floats:
    """Sums (m, k) by the length of each text, of which the squares are given (m,)."""
    return (sums / np.sqrt(np.maximum(squares, least))[:, None]).astype(np.float32)


def counts_of(
    texts: Mapping[str, Sequence[str]], stems: Mapping[str, Stems]
) -> tuple[Counter[str], Counter[str]]:
    """Counts of stems and of groups of letters in the texts of one element, by language."""
    words: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for lang, group in texts.items():
        for word in words_of("\n".join(group)):
            if stem := stems[lang].stem(word):
                words[stem] += 1
                letters.update(letter_groups(fold(word)))
    return words, letters
