"""How people decide: alone, or two who read apart and somebody who decides where they differ."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jalon.kernel.errors import JalonError, UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.library.rules.records import TagState


class Verdict(StrEnum):
    """What somebody said of an element on a passage."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TAKEN_BACK = "taken-back"


class Part(StrEnum):
    """As what somebody decided."""

    ALONE = "alone"
    READER = "reader"
    ADJUDICATOR = "adjudicator"


class ItemState(StrEnum):
    """Where an element of a round stands."""

    OPEN = "open"
    AGREED = "agreed"
    DIFFERS = "differs"
    SETTLED = "settled"


class Order(StrEnum):
    """In which order the review queue comes."""

    DOCUMENT = "document"
    UNSURE = "unsure"
    DISAGREEMENT = "disagreement"


class Verb(StrEnum):
    """What somebody does with what the review queue asks."""

    CONFIRM = "confirm"
    REFUSE = "refuse"
    CHANGE = "change"
    ADD = "add"
    SKIP = "skip"
    UNDO = "undo"


OF_ADJUDICATORS = frozenset({Verb.CONFIRM, Verb.REFUSE, Verb.SKIP, Verb.UNDO})
"""What somebody does who decides where readers differ: they choose between the two verdicts."""

VERDICT_OF: Mapping[TagState, Verdict] = {
    TagState.CONFIRMED: Verdict.CONFIRMED,
    TagState.REFUSED: Verdict.REFUSED,
    TagState.SUGGESTED: Verdict.TAKEN_BACK,
}
"""What a person said who brought a tag to a state."""


class ReadInRound(JalonError):
    """Two readers decide on the document now, so nobody decides beside them."""

    code = "read-in-round"
    sentence = _(
        "Two people are reading “{document}” apart from each other in the round “{round}”. Until "
        "the round is closed, decisions on it are made there. Nothing was changed."
    )


class BothDecided(JalonError):
    """A verdict cannot change once both readers have theirs: it would not be independent."""

    code = "both-decided"
    sentence = _(
        "Both readers have decided on this, and each can see what the other said. So a verdict no "
        "longer changes; when the round is closed, the tag can be decided on anew."
    )


class TwoReadersNeeded(JalonError):
    """A round was asked for with one reader, or with the same twice."""

    code = "two-readers-needed"
    sentence = _("A round needs two different people who read. Choose two.")


class NotReaders(JalonError):
    """Somebody named as a reader may not decide on the documents."""

    code = "not-a-reader"
    sentence = _(
        "{person} cannot read in this round: only a focal point, alternate or reviewer of the body "
        "that the documents belong to decides on them."
    )


class NothingToRead(JalonError):
    """The documents of a round hold nothing to decide on."""

    code = "nothing-to-read"
    sentence = _("These documents hold no suggestion that waits for a decision.")


class ManyOwners(JalonError):
    """The documents of a round belong to different bodies."""

    code = "many-owners"
    sentence = _("All documents of a round belong to one body. Open a round for each body.")


class RoundClosed(JalonError):
    """The round is closed: nothing is decided in it any more."""

    code = "round-closed"
    sentence = _("The round “{round}” is closed. Decide on the tag itself.")


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Item:
    """An element on a passage, as the review queue names it in its address."""

    passage: int
    code: str

    def __str__(self) -> str:
        return f"{self.passage}.{self.code}"


def item_typed(text: str) -> Item | None:
    """The item that an address names; None when it names none.

    >>> item_typed("12.gcm:6.c")
    Item(passage=12, code='gcm:6.c')
    >>> item_typed("gcm:6"), item_typed("")
    (None, None)
    """
    number, _dot, code = text.partition(".")
    known = number.isascii() and number.isdecimal() and len(number) < 19 and ":" in code
    return Item(passage=int(number), code=code) if known else None


def items_typed(text: str) -> tuple[Item, ...]:
    """The items that an address names, with spaces between; others are left out.

    >>> [str(item) for item in items_typed("12.gcm:6 x 12.gcm:5")]
    ['12.gcm:6', '12.gcm:5']
    """
    found = (item_typed(word) for word in text.split())
    return tuple(item for item in found if item is not None)


def verb_typed(text: str) -> Verb:
    """What a form asks to be done.

    Raises:
        UnknownCode: Nothing has this name.
    """
    if text not in set(Verb):
        raise UnknownCode(value=text)
    return Verb(text)


def part_of(person: int | None, readers: tuple[int, int]) -> Part:
    """As what somebody takes part in a round: who does not read in it is asked where they differ.

    >>> part_of(1, (1, 2)).value, part_of(3, (1, 2)).value, part_of(None, (1, 2)).value
    ('reader', 'adjudicator', 'adjudicator')
    """
    return Part.READER if person in readers else Part.ADJUDICATOR


def state_of_item(first: str, second: str, *, adjudicated: bool = False) -> ItemState:
    """Where an element stands after what the readers said; an empty text is nothing yet.

    >>> state_of_item("confirmed", "").value, state_of_item("confirmed", "refused").value
    ('open', 'differs')
    """
    if adjudicated:
        return ItemState.SETTLED
    if not first or not second:
        return ItemState.OPEN
    return ItemState.AGREED if first == second else ItemState.DIFFERS


def check_readers(first: int, second: int, *, deciders: Collection[int], name: str) -> None:
    """Make sure that two different people who may decide are to read.

    Args:
        first: Number of one reader; 0 when none was chosen.
        second: Number of the other.
        deciders: Numbers of those who may decide on the documents.
        name: What the first of those is called who may not; for the sentence.

    Raises:
        TwoReadersNeeded: They are the same, or one is missing.
        NotReaders: One of them may not decide on the documents.
    """
    if not first or not second or first == second:
        raise TwoReadersNeeded
    if not {first, second} <= set(deciders):
        raise NotReaders(person=name)
