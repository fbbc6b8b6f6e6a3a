"""Storing initiatives, as of the starter collection; may be run again at any time."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from jalon.atlas.public import place_ids
from jalon.base.public import Actor, keys_with_versions, record
from jalon.frameworks.public import element_ids
from jalon.kernel.codes import element_code
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import pick
from jalon.library.public import describe_document, document_ids
from jalon.practices.models import Initiative
from jalon.practices.packaged import Row, starter_documents, starter_initiatives
from jalon.practices.rules import words_of
from jalon.search.public import queue_cards

BATCH = 500
"""Initiatives stored with the same few statements."""


@transaction.atomic
def load_starter(*, actor: Actor) -> Mapping[str, int]:
    """Store the documents and initiatives of the starter collection, or bring them up to date.

    Returns:
        Counts: "documents", "initiatives", and "changed" initiatives.

    Raises:
        UnknownCode: An entry names a place or objective that is not stored; nothing was changed.
    """
    cited = starter_documents()
    for row in cited:
        _describe(row, actor=actor)
    initiatives = starter_initiatives()
    changed = store_initiatives(initiatives, actor=actor)
    return {"documents": len(cited), "initiatives": len(initiatives), "changed": changed}


@transaction.atomic
def store_initiatives(rows: Sequence[Row], *, actor: Actor) -> int:
    """Store initiatives, or bring those up to date that are stored; how many were new or changed.

    Those on which people have written here stay as they are, also when they were archived.

    Args:
        rows: Initiatives in the shape of the starter collection.
        actor: Who brings them.

    Raises:
        UnknownCode: One names a document, place or objective that is not stored; nothing changed.
    """
    sources = document_ids({_source_of(row) for row in rows})
    known = _Known(documents=sources, places=place_ids(), elements=element_ids())
    written = keys_with_versions("initiative")
    rows = [row for row in rows if str(row["id"]) not in written]
    changed: list[str] = []
    for start in range(0, len(rows), BATCH):
        changed += _store(rows[start : start + BATCH], known)
    if changed:
        after = {"initiatives": len(changed)}
        record("load starter collection", subject="starter", actor=actor, after=after)
        queue_cards(f"initiative:{slug}" for slug in changed)
    return len(changed)


def _describe(row: Row, *, actor: Actor) -> None:
    language = str(row.get("language", "und"))
    title = row.get("title")
    values = {
        "title": pick(title, language) if isinstance(title, Mapping) else str(title),
        "symbol": str(row.get("symbol") or ""),
        "body": str(row.get("body") or ""),
        "date": str(row.get("date") or ""),
        "language": language,
        "url": str(row.get("url") or ""),
    }
    copies = [str(digest) for digest in _list(row, "copies")]
    describe_document(slug=str(row["slug"]), values=values, copies=copies, actor=actor)


class _Known(NamedTuple):
    """Database ids of what initiatives point to, by slug or code."""

    documents: Mapping[str, int]
    places: Mapping[str, int]
    elements: Mapping[str, int]


class _Wanted(NamedTuple):
    """An initiative as it should be stored: its fields, and ids of its places and elements."""

    values: Mapping[str, Any]
    places: frozenset[int]
    elements: frozenset[int]


def _store(rows: Sequence[Row], known: _Known) -> list[str]:
    """Store some initiatives; the slugs of those that were new or changed."""
    wanted = {str(row["id"]): _wanted(row, known) for row in rows}
    stored = Initiative.objects.filter(slug__in=wanted).prefetch_related("places", "elements")
    old = {row.slug: row for row in stored}
    fresh = {slug: one for slug, one in wanted.items() if slug not in old}
    changed = {slug: row for slug, row in old.items() if not _same(row, wanted[slug])}
    for slug, row in changed.items():
        _change(row, wanted[slug])
    _add(fresh)
    return [slug for slug in wanted if slug in fresh or slug in changed]


def _add(fresh: Mapping[str, _Wanted]) -> None:
    """Store new initiatives, in three statements."""
    rows = [Initiative(slug=slug, **one.values) for slug, one in fresh.items()]
    Initiative.objects.bulk_create(rows)
    places, elements = Initiative.places.through, Initiative.elements.through
    places.objects.bulk_create(
        places(initiative_id=row.pk, place_id=key) for row in rows for key in fresh[row.slug].places
    )
    elements.objects.bulk_create(
        elements(initiative_id=row.pk, element_id=key)
        for row in rows
        for key in fresh[row.slug].elements
    )


def _change(row: Initiative, wanted: _Wanted) -> None:
    for name, value in wanted.values.items():
        setattr(row, name, value)
    row.save()
    row.places.set(wanted.places)
    row.elements.set(wanted.elements)


def _same(stored: Initiative, wanted: _Wanted) -> bool:
    return (
        all(getattr(stored, name) == value for name, value in wanted.values.items())
        and {place.pk for place in stored.places.all()} == wanted.places
        and {element.pk for element in stored.elements.all()} == wanted.elements
    )


def _wanted(row: Row, known: _Known) -> _Wanted:
    codes = [element_code("gcm", str(number)) for number in _list(row, "objectives")]
    return _Wanted(
        values=_values(row, known.documents),
        places=frozenset(_ids([str(code) for code in _list(row, "places")], known.places)),
        elements=frozenset(_ids(codes, known.elements)),
    )


def _source_of(row: Row) -> str:
    """The slug of the document that an initiative cites; empty when it says none."""
    source = row["source"]
    return str(source.get("document")) if isinstance(source, Mapping) else ""


def _values(row: Row, sources: Mapping[str, int]) -> dict[str, Any]:
    source = row["source"]
    if not isinstance(source, Mapping) or _source_of(row) not in sources:
        raise UnknownCode(value=str(source))
    title, summary, who = _texts(row, "title"), _texts(row, "summary"), _list(row, "who")
    return {
        "title": title,
        "summary": summary,
        "words": words_of(title, summary, map(str, who)),
        "kind": str(row["kind"]),
        "who": who,
        "year_from": row.get("year_from"),
        "year_to": row.get("year_to"),
        "objectives_named": bool(row.get("objectives_named")),
        "figures": _list(row, "figures"),
        "document_id": sources[_source_of(row)],
        "paragraph": str(source.get("paragraph") or ""),
        "page": str(source.get("page") or ""),
        "section": str(source.get("section") or ""),
    }


def _ids(codes: Sequence[str], known: Mapping[str, int]) -> list[int]:
    for code in codes:
        if code not in known:
            raise UnknownCode(value=code)
    return [known[code] for code in codes]


def _texts(row: Row, key: str) -> dict[str, str]:
    value = row.get(key)
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}


def _list(row: Row, key: str) -> list[Any]:
    value = row.get(key)
    return list(value) if isinstance(value, list) else []
