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
from jalon.engines.searching.cards import Card
from jalon.engines.searching.folding import readable

SCHEMA_VERSION = "2"
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
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def document_of(card: Card) -> Any:  # Any: tantivy's Document
    """The document of a card; `body` has title, citation and text, so that a query may mix them."""
    terms = analyser(card.lang)
    title, title_words = terms.fields(readable(card.title))
    citation, citation_words = terms.fields(readable(card.citation))
    text, words = terms.fields(readable(card.text))
    document = tantivy.Document()
    document.add_text("id", readable(card.id))
    document.add_text("title", title)
    document.add_text("body", f"{title} {citation} {text}")
    document.add_text("words", f"{title_words} {citation_words} {words}")
    for name, values in _facet_values(card):
        for value in values:
            document.add_text(name, readable(value))
    if card.year is not None:
        document.add_integer("year", card.year)
    document.add_float("weight", _weight(card))
    document.add_bytes("card", json.dumps(_values(card), separators=(",", ":")).encode())
    return document


def card_of(stored: Iterable[int]) -> Card:
    """The card that was written."""
    values = dict(zip(_NAMES, json.loads(bytes(stored)), strict=True))
    values["place"] = tuple(values["place"])
    values["element"] = tuple(values["element"])
    return Card(**values)


def _facet_values(card: Card) -> Iterable[tuple[str, Iterable[str]]]:
    yield "kind", (card.kind,)
    yield "lang", (card.lang,) if card.lang else ()
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
