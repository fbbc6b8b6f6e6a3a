"""Passages about places: those that name a place, and those of documents about it; each once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

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
"""Written out, because Django would join the table of passages, whose rows are long."""
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
    only = _ON.format(_marks(codes))
    only += f" AND document.slug IN ({_marks(documents)})" if documents else ""
    parts = " UNION ALL ".join(_PARTS).format(element="tag.element_id", passages="*", only=only)
    sql = f"""
        SELECT element.code, COALESCE(place.code, ''), part.state, part.passages FROM ({parts}) part
        JOIN frameworks_element element ON element.id = part.element_id
        LEFT JOIN atlas_place place ON place.id = part.place_id
    """  # noqa: S608 - marks for values only
    yield from _rows(sql, [*COUNTED, *codes, *documents] * len(_PARTS))


def passages_by_place(codes: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Place, state and passages with a tag in it, in one statement; they may come in two parts.

    Args:
        codes: Only tags on these elements count; all when empty.
    """
    parts = " UNION ALL ".join((_ABOUT, _NAMED)).format(
        element="tag.state",
        passages="DISTINCT tag.passage_id",
        only=_ON.format(_marks(codes)) if codes else "",
    )
    sql = f"""
        SELECT place.code, part.state, part.passages FROM ({parts}) part
        JOIN atlas_place place ON place.id = part.place_id
    """  # noqa: S608 - marks for values only
    yield from _rows(sql, [*COUNTED, *codes] * 2)


_ON = " AND tag.element_id IN (SELECT id FROM frameworks_element WHERE code IN ({}))"


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _rows(sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:  # Any: as the database says
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
