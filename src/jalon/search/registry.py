"""What the rooms above tell search when Django starts: how their cards are made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jalon.engines.searching import Card
from jalon.kernel.errors import UnknownCode


@dataclass(frozen=True, kw_only=True, slots=True)
class CardSource:
    """How a room makes the cards of one kind.

    Attributes:
        kind: The part of a card's id before the colon.
        cards: Cards of these ids (the part after the colon); a missing one was deleted.
        ids: The ids of all cards of the kind.
    """

    kind: str
    cards: Callable[[Sequence[str]], Iterable[Card]]
    ids: Callable[[], Iterable[str]]


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
