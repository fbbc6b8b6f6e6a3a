"""What the page of models shows: what tags now, what it was learned from, and how good it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jalon.engines.tagging import TAGGER_VERSION
from jalon.frameworks.public import (
    ElementRecord,
    FrameworkRecord,
    elements_by_code,
    framework_slugs,
    packaged_framework,
)
from jalon.kernel.codes import sort_key
from jalon.library.engine import fits, shelf
from jalon.library.engine.packaged import packaged_card
from jalon.library.rules.learning import FEW

Figures = Mapping[str, Any]  # as the card has them
EARLIER = 10
"""Earlier models and attempts that are listed."""
MEASURES = ("f1", "precision", "recall", "first")
PRIVATE = frozenset({"seen", "fits"})
"""What a card keeps for itself: which documents were seen is nobody's business."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """One measure before and after, None where counted on too few; `n` is that of after."""

    name: str
    n: int
    before: Figures | None
    after: Figures | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The measures of one element or language."""

    element: ElementRecord | None
    lang: str
    pairs: Sequence[Pair]


@dataclass(frozen=True, kw_only=True, slots=True)
class CardLine:
    """A card with its figures in rows."""

    card: Mapping[str, Any]  # as it was kept
    made_at: datetime
    pairs: Sequence[Pair]
    elements: Sequence[Line]
    languages: Sequence[Line]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOut:
    """Scores of the packaged model on passages it had not learned from; `lang` is empty for all.

    Attributes:
        n: Passages.
        shares: First right, among the first three, precision, recall, silent when none; a share
            of one each, None where the passages are too few.
    """

    lang: str
    n: int
    shares: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelLine:
    """What tags the passages for one framework.

    Attributes:
        packaged: The card of the model that comes with Jalon; None where none does.
        held_out: Its scores, on all passages and by language.
        used: The card of what was learned here and is used; None for the tagger as it comes.
        unfit: A learned model is named as used, and cannot be.
        last: The last attempt to learn, if it is not the one in use.
        earlier: What was learned or tried before.
    """

    framework: FrameworkRecord
    version: str
    packaged: Mapping[str, Any] | None  # as the model holds it
    held_out: Sequence[HeldOut]
    used: CardLine | None
    unfit: bool
    last: CardLine | None
    earlier: Sequence[CardLine]


def models() -> list[ModelLine]:
    """What tags the passages, for each framework that comes with Jalon."""
    return [_model(slug) for slug in framework_slugs()]


def public_cards() -> list[Mapping[str, Any]]:  # Any: as they were kept
    """The cards of all that is in use, without what they keep for themselves."""
    found: list[Mapping[str, Any]] = []
    for slug in framework_slugs():
        name = shelf.used(slug)
        card = shelf.card(slug, name) if name else None
        if card is not None and not shelf.problem_of(slug, card, fits=fits(slug)):
            found.append({key: value for key, value in card.items() if key not in PRIVATE})
    return found


def _model(slug: str) -> ModelLine:
    found = shelf.cards(slug)
    name = shelf.used(slug)
    used = next((card for card in found if card["name"] == name), None)
    unfit = bool(name) and bool(shelf.problem_of(slug, used, fits=fits(slug)))
    others = [card for card in found if card["name"] != name]
    is_newer = bool(others) and (used is None or others[0]["made_at"] > used["made_at"])
    known = elements_by_code({row["code"] for card in found[:1] for row in card["elements"]})
    return ModelLine(
        framework=packaged_framework(slug),
        version=TAGGER_VERSION,
        packaged=packaged_card(slug),
        held_out=held_out_lines(packaged_card(slug) or {}),
        used=_card_line(used, known) if used is not None and not unfit else None,
        unfit=unfit,
        last=_card_line(others[0], known) if is_newer else None,
        earlier=[_card_line(card, {}) for card in others[is_newer:][:EARLIER]],
    )


SHARES = ("first", "three", "precision", "recall", "silent_when_none")


def held_out_lines(card: Mapping[str, Any]) -> list[HeldOut]:  # Any: as the model holds it
    """The scores on a card of the packaged model in rows, all passages first.

    >>> scores = {"n": 900, "first": 0.8}
    >>> held_out_lines({"held_out": {"fr": {"n": 3, "first": 1.0}, "all": scores}})[0].shares[:2]
    (0.8, None)
    """
    found = {
        name: scores
        for name, scores in card.get("held_out", {}).items()
        if isinstance(scores, Mapping) and isinstance(scores.get("n"), int)
    }
    return [
        HeldOut(
            lang="" if name == "all" else name,
            n=found[name]["n"],
            shares=tuple(
                found[name].get(share) if found[name]["n"] >= FEW else None for share in SHARES
            ),
        )
        for name in sorted(found, key=lambda name: (name != "all", name))
    ]


def _card_line(card: Mapping[str, Any], known: Mapping[str, ElementRecord]) -> CardLine:
    return CardLine(
        card=card,
        made_at=datetime.fromisoformat(card["made_at"]),
        pairs=_pairs(card, MEASURES),
        elements=[
            Line(element=known[row["code"]], lang="", pairs=_pairs(row, MEASURES[1:3]))
            for row in sorted(card["elements"], key=lambda row: sort_key(row["code"]))
            if row["code"] in known
        ],
        languages=[
            Line(element=None, lang=row["lang"], pairs=_pairs(row, MEASURES))
            for row in card["languages"]
        ],
    )


def _pairs(row: Mapping[str, Any], names: Sequence[str]) -> list[Pair]:
    return [
        Pair(
            name=name,
            n=row["after"][name]["n"],
            before=_told(row["before"][name]),
            after=_told(row["after"][name]),
        )
        for name in names
    ]


def _told(figure: Figures) -> Figures | None:
    return figure if figure["n"] >= FEW else None
