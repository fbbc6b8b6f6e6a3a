"""The fields of the index, and how a card becomes a document of it."""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import fields
from importlib.metadata import version
from operator import attrgetter
from typing import Any

import tantivy

from jalon.engines.searching.analysis import ANALYSER_VERSION, analyser
from jalon.engines.searching.cards import Card, Version
from jalon.engines.searching.folding import readable
from jalon.engines.searching.hiding import FIELD, marks_of

SCHEMA_VERSION = "5"
VERSION = hashlib.sha256(
    f"{SCHEMA_VERSION}/{ANALYSER_VERSION}/{version('tantivy')}".encode()
).hexdigest()[:8]
"""Part of the name of a generation: an index of another version is never read wrongly."""

FACETS = ("kind", "lang", "document", "element", "place", "year", "state")
_CONFIRMED_WEIGHT = 1.1
_TIE_WEIGHT = 1e-5
_NAMES = tuple(field.name for field in fields(Card))
_values = attrgetter(*_NAMES)


def schema() -> Any:  # Any: tantivy's Schema; its package has incomplete types
    """Terms with positions in `title` and `body`, whole forms in `words`, filters by value."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    for name in FACETS:
        if name != "year":
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(FIELD, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def document_of(card: Card) -> Any:  # Any: tantivy's Document
    """The document of a card; `body` has title, citation and text, so that a query may mix them.

    The texts of each version are analysed in their own language and stand one after the other.
    """
    citation, citation_words = analyser(card.lang).fields(readable(card.citation))
    titles: list[str] = []
    bodies: list[str] = []
    words = [citation_words]
    for one in told(card):
        terms = analyser(one.lang)
        title, title_words = terms.fields(readable(one.title))
        text, text_words = terms.fields(readable(one.text))
        titles.append(title)
        bodies.append(f"{title} {citation} {text}" if not bodies else f"{title} {text}")
        words += [title_words, text_words]
    document = tantivy.Document()
    document.add_text("id", readable(card.id))
    document.add_text("title", " ".join(titles))
    document.add_text("body", " ".join(bodies))
    document.add_text("words", " ".join(words))
    for name, values in _facet_values(card):
        for value in values:
            document.add_text(name, readable(value))
    for mark in marks_of(card):
        document.add_text(FIELD, mark)
    if card.year is not None:
        document.add_integer("year", card.year)
    document.add_float("weight", _weight(card))
    document.add_bytes("card", json.dumps(_stored(card), separators=(",", ":")).encode())
    return document


def told(card: Card) -> tuple[Version, ...]:
    """The card in every language it is told in, its own first."""
    return (Version(lang=card.lang, title=card.title, text=card.text), *card.versions)


def _stored(card: Card) -> list[object]:
    """What is kept of a card; versions come last."""
    versions = [(one.lang, one.title, one.text) for one in card.versions]
    return [*_values(card)[:-1], versions]


def card_of(stored: Iterable[int]) -> Card:
    """The card that was written."""
    values = dict(zip(_NAMES, json.loads(bytes(stored)), strict=True))
    values["place"] = tuple(values["place"])
    values["element"] = tuple(values["element"])
    values["versions"] = tuple(
        Version(lang=lang, title=title, text=text) for lang, title, text in values["versions"]
    )
    return Card(**values)


def _facet_values(card: Card) -> Iterable[tuple[str, Iterable[str]]]:
    yield "kind", (card.kind,)
    yield "lang", dict.fromkeys(one.lang for one in told(card) if one.lang)
    yield "document", (card.document,) if card.document else ()
    yield "state", (card.state,) if card.state else ()
    yield "element", dict.fromkeys(card.element)
    yield "place", dict.fromkeys(card.place)


def _weight(card: Card) -> float:
    """What the score is multiplied with.

    Confirmed cards get 10 % more. A tiny part from the id keeps cards of one score in one order.
    """
    base = _CONFIRMED_WEIGHT if card.state == "confirmed" else 1.0
    return base + zlib.crc32(card.id.encode("utf-8", "replace")) / 2**32 * _TIE_WEIGHT
