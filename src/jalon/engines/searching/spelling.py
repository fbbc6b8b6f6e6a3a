"""Other spellings of a word that occurs nowhere: words of the index that differ little."""

from typing import Any

from tantivy import Query as Engine

from jalon.engines.searching.analysis import analyser
from jalon.engines.searching.hiding import without
from jalon.engines.searching.schema import card_of

_SHORTEST = 4
_TWO_LETTERS_FROM = 8
_CARDS_READ = 60
_MOST = 3


def other_spellings(
    word: str,
    schema: Any,  # Any: tantivy's classes
    searcher: Any,
    *,
    hidden: Any | None = None,
) -> list[str]:
    """Up to three words of the index near a folded word, the nearest and most usual first.

    One letter may be wrong, missing, added or swapped with its neighbour; from eight letters, two.

    Args:
        word: Folded; words of fewer than four letters, numbers and symbols have no other spelling.
        schema: Of the index.
        searcher: Of the index.
        hidden: Cards whose words are not known to whoever asks; None when there are none.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return []
    for most in (1, 2) if len(word) >= _TWO_LETTERS_FROM else (1,):
        near = Engine.fuzzy_term_query(schema, "words", word, most, True, False)
        hits = searcher.search(without(near, hidden), _CARDS_READ, count=False).hits
        if hits:
            surfaces = _surfaces(searcher, [address for _, address in hits])
            distances = {s: distance(word, s, most) for s in surfaces if s != word}
            good = [s for s, d in distances.items() if d <= most]
            return sorted(good, key=lambda s: -_cards_with(s, schema, searcher, hidden))[:_MOST]
    return []


def _cards_with(word: str, schema: Any, searcher: Any, hidden: Any | None) -> int:
    """How many cards have a word, of those that may be found."""
    if hidden is None:
        return int(searcher.doc_freq("words", word))
    term = Engine.term_query(schema, "words", word, "basic")
    return int(searcher.search(without(term, hidden), 1, count=True).count)


def _surfaces(searcher: Any, addresses: list[Any]) -> set[str]:
    found: set[str] = set()
    for address in addresses:
        card = card_of(searcher.doc(address).get_first("card"))
        for text in (card.title, card.citation, card.text):
            found.update(piece.surface for _, piece in analyser(card.lang).placed(text))
    return found


def distance(a: str, b: str, most: int) -> int:
    """How many letters to change, add, remove or swap with a neighbour between two words.

    Args:
        a: One word.
        b: The other.
        most: Distances above it need not be exact.

    >>> distance("migration", "migartion", 2), distance("droit", "fruit", 2)
    (1, 2)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if before and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
