"""Loading the starter collection; may be run again at any time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from jalon.atlas.public import place_ids
from jalon.base.public import Actor, record
from jalon.frameworks.public import element_ids
from jalon.kernel.codes import element_code
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import pick
from jalon.library.public import describe_document, documents
from jalon.practices.models import Initiative
from jalon.practices.packaged import Row, starter_documents, starter_initiatives
from jalon.search.public import queue_cards


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
    ids = {document.slug: document.id for document in documents()}
    initiatives = starter_initiatives()
    changed = [slug for row in initiatives if (slug := _store(row, ids))]
    if changed:
        after = {"initiatives": len(changed)}
        record("load starter collection", subject="starter", actor=actor, after=after)
        queue_cards(f"initiative:{slug}" for slug in changed)
    return {"documents": len(cited), "initiatives": len(initiatives), "changed": len(changed)}


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


def _store(row: Row, documents_by_slug: Mapping[str, int]) -> str:
    """Store one initiative; its slug when it was new or changed, else empty."""
    slug = str(row["id"])
    values = _values(row, documents_by_slug)
    places = _known([str(code) for code in _list(row, "places")], place_ids())
    codes = [element_code("gcm", str(number)) for number in _list(row, "objectives")]
    elements = _known(codes, element_ids())
    stored = Initiative.objects.filter(slug=slug).first()
    if stored is not None and _same(stored, values, places, elements):
        return ""
    stored, _is_new = Initiative.objects.update_or_create(slug=slug, defaults=values)
    stored.places.set(places)
    stored.elements.set(elements)
    return slug


def _same(
    stored: Initiative, values: Mapping[str, Any], places: list[int], elements: list[int]
) -> bool:
    return (
        all(getattr(stored, name) == value for name, value in values.items())
        and set(stored.places.values_list("id", flat=True)) == set(places)
        and set(stored.elements.values_list("id", flat=True)) == set(elements)
    )


def _values(row: Row, documents_by_slug: Mapping[str, int]) -> dict[str, Any]:
    source = row["source"]
    if not isinstance(source, Mapping) or str(source.get("document")) not in documents_by_slug:
        raise UnknownCode(value=str(source))
    return {
        "title": row["title"],
        "summary": row["summary"],
        "kind": str(row["kind"]),
        "who": _list(row, "who"),
        "year_from": row.get("year_from"),
        "year_to": row.get("year_to"),
        "objectives_named": bool(row.get("objectives_named")),
        "figures": _list(row, "figures"),
        "document_id": documents_by_slug[str(source["document"])],
        "paragraph": str(source.get("paragraph") or ""),
        "page": str(source.get("page") or ""),
        "section": str(source.get("section") or ""),
    }


def _known(codes: Sequence[str], ids: Mapping[str, int]) -> list[int]:
    for code in codes:
        if code not in ids:
            raise UnknownCode(value=code)
    return [ids[code] for code in codes]


def _list(row: Row, key: str) -> list[Any]:
    value = row.get(key)
    return list(value) if isinstance(value, list) else []
