"""What changed between two states of a record, so that people can read it: words, lists, codes."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from jalon.base.rules.stages import MoveName
from jalon.kernel.errors import text_marker as _
from jalon.kernel.texts import Hand, texts_of

WORDS_COMPARED = 3000
"""Words up to which two texts are compared word by word; longer ones sentence by sentence."""

SENTENCE_ENDS = frozenset(".!?。！？؟\n")


class Edit(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: unchanged, added or removed."""

    edit: Edit
    text: str


class Shape(StrEnum):
    """How a field is compared and shown."""

    WORDS = "words"
    """A text: word by word."""
    TEXTS = "texts"
    """A text in several languages: each on its own."""
    VALUE = "value"
    """A number, a date, a name: as a whole, before and after."""
    CODE = "code"
    """A code that has a title."""
    LIST = "list"
    """Names one after the other: what came and what went."""
    CODES = "codes"
    """Codes that have titles: what came and what went."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field of records of one kind: its label in English, marked for translation, and shape."""

    label: str
    shape: Shape = Shape.VALUE


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What happened to one field.

    Attributes:
        language: BCP 47 tag of the text; empty for what has no language.
        pieces: The text with what was added and removed, of a field of words.
        before: Value or codes that went.
        after: Value or codes that came.
        by_machine: Whether a machine wrote what came.
    """

    name: str
    label: str
    shape: Shape
    language: str = ""
    pieces: tuple[Piece, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    by_machine: bool = False


def text_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one, with what was added and what was removed.

    Words are compared; in writing without spaces between words, signs are. White space between
    two changes belongs to them, so that a rewritten phrase reads as one.

    >>> [(p.edit.value, p.text) for p in text_difference("Fees are low.", "Fees are banned.")]
    [('same', 'Fees are '), ('removed', 'low'), ('added', 'banned'), ('same', '.')]
    """
    one, other = words(before), words(after)
    if max(len(one), len(other)) > WORDS_COMPARED:
        one, other = sentences(before), sentences(after)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    found: list[Piece] = []
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(Edit.SAME, "".join(one[start:end])))
            continue
        found.append(Piece(Edit.REMOVED, "".join(one[start:end])))
        found.append(Piece(Edit.ADDED, "".join(other[from_:to])))
    return tuple(_gathered(piece for piece in found if piece.text))


def _gathered(pieces: Iterable[Piece]) -> list[Piece]:
    """Changes with nothing but white space between them, as one change."""
    found: list[Piece] = []
    removed, added, space = "", "", ""
    for piece in pieces:
        if piece.edit is Edit.SAME and piece.text.strip():
            found += _changed(removed, added, space)
            found.append(piece)
            removed, added, space = "", "", ""
        elif piece.edit is Edit.SAME:
            space += piece.text
        else:
            is_first = not removed and not added
            found += [Piece(Edit.SAME, space)] if is_first and space else []
            between = "" if is_first else space
            removed += between + piece.text * (piece.edit is Edit.REMOVED)
            added += between + piece.text * (piece.edit is Edit.ADDED)
            space = ""
    return found + _changed(removed, added, space)


def _changed(removed: str, added: str, space: str) -> list[Piece]:
    pieces = (Piece(Edit.REMOVED, removed), Piece(Edit.ADDED, added), Piece(Edit.SAME, space))
    return [piece for piece in pieces if piece.text]


def words(text: str) -> list[str]:
    """A text cut into words, white space and single signs; nothing is lost.

    >>> words("حُقوق 移民权利, 12.5")
    ['حُقوق', ' ', '移', '民', '权', '利', ',', ' ', '12', '.', '5']
    """
    found: list[str] = []
    last = ""
    for sign in text:
        kind = _kind(sign)
        if found and kind == last and kind in {"word", "space"}:
            found[-1] += sign
        elif found and kind == "mark":
            found[-1] += sign
            continue
        else:
            found.append(sign)
        last = kind
    return found


def _kind(sign: str) -> str:
    if sign.isspace():
        return "space"
    category = unicodedata.category(sign)
    if category.startswith("M"):
        return "mark"
    if category[0] in "LN":
        return "sign" if _stands_alone(sign) else "word"
    return "sign"


def _stands_alone(sign: str) -> bool:
    """Whether a letter is a word of its own: Chinese characters and Japanese kana."""
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or sign >= "\U00020000"


def sentences(text: str) -> list[str]:
    """A text cut after each sentence; nothing is lost.

    >>> sentences("One. Two? 三。四")
    ['One.', ' Two?', ' 三。', '四']
    """
    found = [""]
    for sign in text:
        found[-1] += sign
        if sign in SENTENCE_ENDS:
            found.append("")
    return [one for one in found if one]


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: Mapping[str, Field]
) -> tuple[Change, ...]:
    """What changed between two states of a record, field by field in their order.

    Args:
        before: Values by name of the field, as they were; what is absent was empty.
        after: Values as they are.
        fields: The fields that are told; others are left out.
    """
    found: list[Change] = []
    for name, kept in fields.items():
        if before.get(name) != after.get(name):
            change = Change(name=name, label=kept.label, shape=kept.shape)
            found += _TELL[kept.shape](change, before.get(name), after.get(name))
    return tuple(found)


def _words_changed(change: Change, before: object, after: object) -> list[Change]:
    old, new = _text(before), _text(after)
    return [replace(change, pieces=text_difference(old, new))] if old != new else []


def _texts_changed(change: Change, before: object, after: object) -> list[Change]:
    old, new = texts_of(before), texts_of(after)
    tags = dict.fromkeys([new.original, *new.told, *old.told])
    found = []
    for tag in tags:
        if old.text(tag) != new.text(tag):
            pieces = text_difference(old.text(tag), new.text(tag))
            machine = tag in new.told and new.told[tag].by is Hand.MACHINE
            found.append(replace(change, language=tag, pieces=pieces, by_machine=machine))
    return found


def _value_changed(change: Change, before: object, after: object) -> list[Change]:
    old, new = _text(before), _text(after)
    if old == new:
        return []
    return [replace(change, before=(old,) if old else (), after=(new,) if new else ())]


def _list_changed(change: Change, before: object, after: object) -> list[Change]:
    old, new = _items(before), _items(after)
    went = tuple(one for one in old if one not in new)
    came = tuple(one for one in new if one not in old)
    return [replace(change, before=went, after=came)] if went or came else []


_TELL: Mapping[Shape, Callable[[Change, object, object], list[Change]]] = {
    Shape.WORDS: _words_changed,
    Shape.TEXTS: _texts_changed,
    Shape.VALUE: _value_changed,
    Shape.CODE: _value_changed,
    Shape.LIST: _list_changed,
    Shape.CODES: _list_changed,
}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _items(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [_item(one) for one in value] if isinstance(value, Iterable) else []


def _item(value: object) -> str:
    """An entry of a list in words: of a record, what its fields say.

    >>> _item({"value": 1204.0, "unit": {"en": "people"}, "raw": ""})
    '1204 people'
    """
    if isinstance(value, Mapping):
        return " ".join(filter(None, (_item(one) for one in value.values())))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _text(value)


KEPT_AROUND = 90
"""Signs of an unchanged text that are shown before and after a change."""


def excerpted(pieces: Sequence[Piece], *, around: int = KEPT_AROUND) -> tuple[Piece, ...]:
    """A difference with its long unchanged parts cut, so that the changes are seen at once.

    >>> same, added = Piece(Edit.SAME, "one two three four five"), Piece(Edit.ADDED, "six")
    >>> [piece.text for piece in excerpted([same, added, same], around=5)]
    ['… five', 'six', 'one …']
    """
    last = len(pieces) - 1
    return tuple(
        replace(piece, text=_cut(piece.text, around, after=at > 0, before=at < last))
        if piece.edit is Edit.SAME
        else piece
        for at, piece in enumerate(pieces)
    )


def _cut(text: str, around: int, *, after: bool, before: bool) -> str:
    """An unchanged text without what is far from the change it stands after or before."""
    if len(text) <= 3 * around or not (after or before):
        return text
    head = text[:around].rpartition(" ")[0] or text[:around]
    tail = text[-around:].partition(" ")[2] or text[-around:]
    return (f"{head} " if after else "") + "…" + (f" {tail}" if before else "")


VERSION_ACTS: Mapping[str, str] = {
    "begin": _("Draft begun"),
    "edit": _("Draft written"),
    MoveName.SUBMIT.value: _("Submitted for approval"),
    MoveName.TAKE_BACK.value: _("Taken back to edit"),
    MoveName.RETURN.value: _("Returned with a note"),
    MoveName.APPROVE.value: _("Approved"),
    MoveName.PUBLISH.value: _("Published"),
    MoveName.ARCHIVE.value: _("Archived"),
    MoveName.LAY_ASIDE.value: _("Draft laid aside"),
    MoveName.BEGIN_ANEW.value: _("New version begun"),
}
"""What acts on versions did, by the verb of the act, in words that stand alone."""

PUBLIC_VERBS = (MoveName.PUBLISH.value, MoveName.ARCHIVE.value)
"""Acts on versions that everybody may read."""


def version_acts(kind: str) -> Mapping[str, str]:
    """What acts on versions of records of a kind did, by act.

    >>> version_acts("initiative")["publish initiative"]
    'Published'
    """
    return {f"{verb} {kind}": words for verb, words in VERSION_ACTS.items()}


def public_version_acts(kind: str) -> frozenset[str]:
    """The acts on versions of records of a kind that everybody may read."""
    return frozenset(f"{verb} {kind}" for verb in PUBLIC_VERBS)
