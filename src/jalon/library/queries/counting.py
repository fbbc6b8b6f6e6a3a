"""Counting passages in statements written out: Django would join long rows before it counts.

A passage is about a place when it names it, or stands in a document about it; it counts once.
Passages of documents that may not be seen are never counted (`only` leaves them out).
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from jalon.library.queries.visibility import not_hidden_sql
from jalon.library.rules import TagState

COUNTED = (TagState.CONFIRMED, TagState.SUGGESTED)
_ABOUT = """
    SELECT document.place_id, {element} AS element_id, tag.state, COUNT({passages}) AS passages
    FROM library_tag tag
    JOIN library_document document ON document.id = tag.document_id
    WHERE document.place_id IS NOT NULL AND tag.state IN (%s, %s){only}
    GROUP BY document.place_id, {element}, tag.state
"""
_NAMED = """
    SELECT mention.place_id, {element}, tag.state, COUNT({passages})
    FROM library_tag tag
    JOIN library_document document ON document.id = tag.document_id
    JOIN library_mention mention ON mention.passage_id = tag.passage_id
    WHERE (document.place_id IS NULL OR document.place_id <> mention.place_id)
      AND tag.state IN (%s, %s){only}
    GROUP BY mention.place_id, {element}, tag.state
"""
_ANYWHERE = """
    SELECT 0, {element}, tag.state, COUNT({passages})
    FROM library_tag tag
    JOIN library_document document ON document.id = tag.document_id
    WHERE tag.state IN (%s, %s){only}
    GROUP BY {element}, tag.state
"""
_PARTS = (_ABOUT, _NAMED, _ANYWHERE)


def cells_by_place(
    codes: Sequence[str], *, documents: Sequence[str] = ()
) -> Iterator[tuple[str, str, str, int]]:
    """Code of the element, place, state and passages; the place is empty for passages anywhere.

    One statement; a cell may come in two parts.

    Args:
        codes: Only these elements.
        documents: Only of the documents with these slugs; all when empty.
    """
    if not codes:
        return
    only = _only(codes, documents)
    parts = " UNION ALL ".join(_PARTS).format(element="tag.element_id", passages="*", only=only.sql)
    sql = f"""
        SELECT element.code, COALESCE(place.code, ''), part.state, part.passages FROM ({parts}) part
        JOIN frameworks_element element ON element.id = part.element_id
        LEFT JOIN atlas_place place ON place.id = part.place_id
    """  # noqa: S608 - marks for values only
    yield from _rows(sql, [*COUNTED, *only.values] * len(_PARTS))


def cells_by_document(
    codes: Sequence[str], *, column: str, documents: Sequence[str] = ()
) -> Iterator[tuple[str, Any, str, int]]:  # Any: a slug, a year or None
    """Code of the element, a column of the document, state and passages, in one statement.

    Args:
        codes: Only these elements.
        column: "slug" or "year"; the cells of a year come in parts, one for each document.
        documents: Only of the documents with these slugs; all when empty.
    """
    if not codes:
        return
    only = _only(codes, documents)
    sql = f"""
        SELECT element.code, document.{column}, part.state, part.passages
        FROM (
            SELECT tag.element_id, tag.state, tag.document_id, COUNT(*) AS passages
            FROM library_tag tag WHERE tag.state IN (%s, %s){only.sql}
            GROUP BY tag.element_id, tag.state, tag.document_id
        ) part
        JOIN frameworks_element element ON element.id = part.element_id
        JOIN library_document document ON document.id = part.document_id
    """  # noqa: S608 - names of ours, and marks for values
    yield from _rows(sql, [*COUNTED, *only.values])


def passages_by_element(codes: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Code of the element, state and passages, in one statement; of all elements without codes."""
    only = _only(codes)
    sql = f"""
        SELECT element.code, part.state, part.passages
        FROM (
            SELECT tag.element_id, tag.state, COUNT(*) AS passages
            FROM library_tag tag WHERE tag.state IN (%s, %s){only.sql}
            GROUP BY tag.element_id, tag.state
        ) part
        JOIN frameworks_element element ON element.id = part.element_id
    """  # noqa: S608 - marks for values only
    yield from _rows(sql, [*COUNTED, *only.values])


def passages_by_place(codes: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Place, state and passages with a tag in it, in one statement; they may come in two parts.

    Args:
        codes: Only tags on these elements count; all when empty.
    """
    only = _only(codes)
    parts = " UNION ALL ".join((_ABOUT, _NAMED)).format(
        element="tag.state", passages="DISTINCT tag.passage_id", only=only.sql
    )
    sql = f"""
        SELECT place.code, part.state, part.passages FROM ({parts}) part
        JOIN atlas_place place ON place.id = part.place_id
    """  # noqa: S608 - marks for values only
    yield from _rows(sql, [*COUNTED, *only.values] * 2)


_ON = " AND tag.element_id IN (SELECT id FROM frameworks_element WHERE code IN ({}))"

_OF = " AND tag.document_id IN (SELECT id FROM library_document WHERE slug IN ({}))"


class _Only(NamedTuple):
    """What follows a WHERE on tags, and its values in order."""

    sql: str
    values: Sequence[Any]  # Any: as the database takes them


def _only(codes: Sequence[str], documents: Sequence[str] = ()) -> _Only:
    """Only tags that may be seen, on some elements and of some documents when there are any."""
    on = _ON.format(_marks(codes)) if codes else ""
    of = _OF.format(_marks(documents)) if documents else ""
    seen, values = not_hidden_sql("tag.document_id")
    return _Only(on + of + seen, (*codes, *documents, *values))


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:  # Any: as the database says
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
