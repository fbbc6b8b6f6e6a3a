"""Search over everything people can find: one index, six languages, no Django.

>>> from jalon.engines.searching import Card, Index, Query
"""

from jalon.engines.searching.analysis import ANALYSER_VERSION
from jalon.engines.searching.cards import (
    Card,
    Expansion,
    Hit,
    Order,
    Query,
    Reason,
    Results,
    Version,
)
from jalon.engines.searching.equivalents import Equivalents, Group, standard_equivalents
from jalon.engines.searching.errors import IndexBusy, IndexDamaged, IndexNotWritten
from jalon.engines.searching.index import Index, Writer
from jalon.engines.searching.vocabulary import OTHER_LANGUAGE, Vocabulary, WordList, packaged_words

__all__ = [
    "ANALYSER_VERSION",
    "OTHER_LANGUAGE",
    "Card",
    "Equivalents",
    "Expansion",
    "Group",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexNotWritten",
    "Order",
    "Query",
    "Reason",
    "Results",
    "Version",
    "Vocabulary",
    "WordList",
    "Writer",
    "packaged_words",
    "standard_equivalents",
]
