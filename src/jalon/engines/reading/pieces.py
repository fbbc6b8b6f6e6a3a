"""Pieces: passages while they grow, and what is done to all of them in the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jalon.engines.reading.normalising import take_calls, take_links
from jalon.engines.reading.records import Box, PassageKind

_SAFE_NOTE = {"*": "star", "**": "star2", "***": "star3"}


@dataclass(kw_only=True, slots=True)
class Piece:
    """A passage while it grows."""

    label: str
    kind: PassageKind
    text: str
    raw: str
    number: str | None = None
    page: int | None = None
    box: Box | None = None
    section: str = ""
    doubtful: bool = False
    full: bool = False
    small: bool = False
    recognised: float | None = None
    bold: bool = False
    calls: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def clean(piece: Piece) -> None:
    """Take calls and web addresses out of the text of a piece."""
    text, calls = take_calls(piece.text)
    text, links = take_links(text)
    if not re.search(r"\w", text):
        text = "[…]" if piece.kind is PassageKind.FOOTNOTE else ""
    piece.text, piece.links = text.strip(), links
    piece.calls = calls


def pair_notes(pieces: Sequence[Piece]) -> None:
    """Turn printed labels of calls into labels of passages: the next note so called is meant."""
    places: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.kind is PassageKind.FOOTNOTE:
            places.setdefault(piece.number or "", []).append(index)
    for index, piece in enumerate(pieces):
        labels = []
        for call in piece.calls:
            notes = places.get(call, [])
            note = next((place for place in notes if place > index), notes[-1] if notes else None)
            labels.append(pieces[note].label if note is not None else f"fn{note_slug(call)}")
        piece.calls = tuple(labels)


def note_slug(label: str) -> str:
    """The address part of a footnote label.

    >>> note_slug("12"), note_slug("*")
    ('12', 'star')
    """
    return _SAFE_NOTE.get(label, re.sub(r"\W+", "", label) or "x")
