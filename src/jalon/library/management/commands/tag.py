"""`jalon tag`: passages on standard input to ranked elements, without a database."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.engines.tagging import Entity, PassageText, Suggestion, find_entities
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of
from jalon.library.engine import place_finder, tagger

TOGETHER = 1000
"""Passages tagged in one call of the engine."""


class BadLine(JalonError):
    """A line of standard input is not a passage."""

    code = "bad-line"
    sentence = _(
        "Line {line} is not a passage: {why}. "
        'Each line is a JSON object such as {{"id": "1", "lang": "fr", "text": "..."}}.'
    )


class Command(JalonCommand):
    help = "Tag JSON lines from standard input; prints one JSON line each."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--findings",
            action="store_true",
            help="Also bodies, instruments, places, dates, figures and the kind of statement.",
        )
        parser.add_argument("--framework", default="gcm", help='Such as "gcm" or "sdg".')

    def run(self, options: Mapping[str, Any]) -> None:
        engine = tagger(str(options["framework"]))
        lines = (line for line in enumerate(sys.stdin, start=1) if line[1].strip())
        for batch in _batches(_passages(lines)):
            ranked = engine.tag([text for _id, text in batch])
            for (key, text), suggestions in zip(batch, ranked, strict=True):
                answer = {"id": key, "tags": [_tag(suggestion) for suggestion in suggestions]}
                if options["findings"]:
                    answer |= _findings(text)
                self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _batches(
    passages: Iterator[tuple[Any, PassageText]],
) -> Iterator[list[tuple[Any, PassageText]]]:
    while batch := list(islice(passages, TOGETHER)):
        yield batch


def _passages(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[Any, PassageText]]:
    """Ids as they were given, and passages.

    Raises:
        BadLine: A line is no JSON object, or has no text; what stood before it is printed.
    """
    for number, line in lines:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLine(line=number, why="it is not JSON") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise BadLine(line=number, why='it has no "text"')
        lang = language_of(str(row.get("lang") or UNKNOWN_LANGUAGE))
        section = str(row.get("section") or "")
        yield row.get("id"), PassageText(text=row["text"], lang=lang, section=section)


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
