"""What the rooms above tell search when Django starts: how their cards are made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jalon.engines.searching import Card
from jalon.engines.searching.vocabulary import Group
from jalon.kernel.errors import UnknownCode


@dataclass(frozen=True, kw_only=True, slots=True)
class CardSource:
    """How a room makes the cards of one kind.

    Attributes:
        kind: The part of a card's id before the colon.
        cards: Cards of these ids (the part after the colon); a missing one was deleted.
        ids: The ids of all cards of the kind.
        of_document: The ids of the cards that only those find who may see a document, by its slug.
    """

    kind: str
    cards: Callable[[Sequence[str]], Iterable[Card]]
    ids: Callable[[], Iterable[str]]
    of_document: Callable[[str], Iterable[str]] | None = None


_sources: dict[str, CardSource] = {}


def register_cards(source: CardSource) -> None:
    """Let things of one kind be found."""
    _sources[source.kind] = source


def sources() -> list[CardSource]:
    """All registered sources, by kind."""
    return [_sources[kind] for kind in sorted(_sources)]


def source(kind: str) -> CardSource:
    """The source of one kind.

    Raises:
        UnknownCode: No room registered it.
    """
    if kind not in _sources:
        raise UnknownCode(value=kind)
    return _sources[kind]


Labels = Callable[[Sequence[str]], Mapping[str, Mapping[str, str]]]
"""Names by language of the values of a facet, by value; unknown values are left out."""

_labels: dict[str, Labels] = {}


def register_labels(facet: str, labels: Labels) -> None:
    """Let the values of a facet ("element", "place", "document") be shown by their names."""
    _labels[facet] = labels


def labels_of(facet: str, values: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Names by language of some values of a facet; empty when no room knows the facet."""
    return _labels[facet](values) if facet in _labels and values else {}


class Meaning(StrEnum):
    """How near the terms of one group of a vocabulary are to each other."""

    WORDS = "words"
    """Translations and synonyms."""
    FAMILIES = "families"
    """Words of one root."""
    NAMES = "names"
    """Names of one thing, met by their letters."""
    CONCEPTS = "concepts"
    """Terms of one subject; small words between theirs are left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """A vocabulary of a room.

    Attributes:
        meaning: How near the terms of a group are.
        groups: Gives the groups: terms by BCP 47 tag of their language.
    """

    meaning: Meaning
    groups: Callable[[], Iterable[Group]]


_vocabularies: dict[str, Terms] = {}


def register_vocabulary(
    name: str, provider: Callable[[], Iterable[Group]], *, meaning: Meaning
) -> None:
    """Let the words of a query find the other terms of their group, in other languages too."""
    _vocabularies[name] = Terms(meaning=meaning, groups=provider)


def vocabularies() -> list[Terms]:
    """All registered vocabularies, the nearest in meaning first."""
    order = list(Meaning)
    return [
        _vocabularies[name]
        for name in sorted(
            _vocabularies, key=lambda name: (order.index(_vocabularies[name].meaning), name)
        )
    ]
