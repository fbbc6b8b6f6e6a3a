"""What the rooms above tell search when Django starts: how their cards are made."""

from collections.abc import Callable, Iterable, Sequence
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
