"""Passages to the JSON lines of `jalon tag`: the same function here and on other machines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jalon import __version__
from jalon.engines.tagging import Entity, PassageText, Suggestion, find_entities
from jalon.library.engine import fits, place_finder, tagger, tagger_version

Row = tuple[Any, PassageText]
"""The id of a passage, as any JSON value, and the passage."""


def answer_lines(rows: Sequence[Row], *, framework: str, findings: bool) -> list[str]:
    """One JSON line for each passage, in order.

    Args:
        rows: m ids and passages.
        framework: The framework whose elements are ranked.
        findings: Whether to say also what else each passage names, and its kind of statement.

    Raises:
        UnknownCode: No framework that comes with Jalon has this slug.
    """
    ranked = tagger(framework).tag([passage for _id, passage in rows])
    return [
        json.dumps(
            {
                "id": key,
                "tags": [_tag(suggestion) for suggestion in suggestions],
                **(_findings(passage) if findings else {}),
            },
            ensure_ascii=False,
        )
        for (key, passage), suggestions in zip(rows, ranked, strict=True)
    ]


def engine_name(framework: str) -> str:
    """What must be the same on two machines for the same answers: versions and what was learned."""
    return f"{__version__} {fits(framework)} {tagger_version(framework)}"


def _findings(passage: PassageText) -> Mapping[str, Any]:
    places = place_finder().find(passage.text, passage.lang)
    found = find_entities(passage.text, passage.lang, places=places)
    named = [
        {"kind": "place", "code": one.code, "start": one.start, "end": one.end, "text": one.text}
        for one in places
    ]
    return {"findings": named + [_entity(one) for one in found.entities]} | {
        "statement": asdict(found.statement)
    }


def _entity(entity: Entity) -> Mapping[str, Any]:
    row = asdict(entity)
    if figure := row.pop("figure"):
        upper = figure["upper"]
        row |= figure | {
            "value": float(figure["value"]),
            "upper": None if upper is None else float(upper),
        }
    return row


def _tag(suggestion: Suggestion) -> Mapping[str, Any]:
    return {
        "code": suggestion.code,
        "score": round(suggestion.score, 4),
        "state": suggestion.state.value,
        "why": [
            {
                "kind": str(reason.kind),
                "text": reason.text,
                "start": reason.start,
                "end": reason.end,
            }
            for reason in suggestion.why
        ],
    }
