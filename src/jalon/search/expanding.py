"""Other words for the words of a query: from all vocabularies that the rooms above registered."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from jalon.engines.searching import (
    Expansion,
    Vocabulary,
    WordList,
    packaged_words,
    standard_equivalents,
)
from jalon.engines.searching.vocabulary import Group
from jalon.search.registry import Meaning, Terms, vocabularies

REMEMBERED = 2_000
"""Queries whose expansions are kept; people turn pages and narrow."""


def packaged_groups() -> Iterable[Group]:
    """Translations and synonyms that come with Jalon."""
    return packaged_words("groups")


def packaged_families() -> Iterable[Group]:
    """Words of one root that come with Jalon."""
    return packaged_words("families")


def expansions(text: str, *, langs: Sequence[str] = ()) -> tuple[Expansion, ...]:
    """Other words for a query, each with its reason.

    Args:
        text: As it was typed.
        langs: Languages that are searched; empty for all.
    """
    return _expansions(text, tuple(langs))


@lru_cache(maxsize=REMEMBERED)
def _expansions(text: str, langs: tuple[str, ...]) -> tuple[Expansion, ...]:
    return vocabulary().expansions(text, langs=langs)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this installation; one object for each process."""
    lists = [_word_list(terms) for terms in vocabularies()]
    return Vocabulary(lists, is_usual=standard_equivalents().is_usual)


def _word_list(terms: Terms) -> WordList:
    """A vocabulary with the weights of its meaning, chosen by `tools/score_search.py`."""
    groups = list(terms.groups())
    match terms.meaning:
        case Meaning.WORDS:
            return WordList(groups=groups, same="synonym", same_weight=0.6, other_weight=0.6)
        case Meaning.FAMILIES:
            return WordList(groups=groups, same="family", same_weight=0.5, other_weight=0.4)
        case Meaning.NAMES:
            return WordList(
                groups=groups, same="name", same_weight=0.6, other_weight=0.6, exact=True
            )
        case Meaning.CONCEPTS:
            return WordList(
                groups=groups,
                same="concept",
                same_weight=0.1,
                other="concept",
                other_weight=0.15,
                loose=True,
                only_whole=True,
            )
