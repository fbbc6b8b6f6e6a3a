"""`jalon tag`: passages on standard input to ranked elements, without a database."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jalon.base.frames.commands import CommandParser, JalonCommand, positive
from jalon.engines.tagging import PassageText
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of
from jalon.library.engine.lines import Row, answer_lines
from jalon.library.tasks.cluster import cluster_at, lines_from_cluster, local_cluster

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
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--cluster",
            metavar="ADDRESS",
            help='Tag on a Dask cluster, by the address of its scheduler ("tcp://10.0.0.5:8786").',
        )
        where.add_argument(
            "--workers", type=positive, help="Tag in this many processes on this machine (Dask)."
        )
        parser.add_argument(
            "--together", type=positive, default=TOGETHER, help="Passages in one batch."
        )

    def run(self, options: Mapping[str, Any]) -> None:
        lines = (line for line in enumerate(sys.stdin, start=1) if line[1].strip())
        batches = _batches(_passages(lines), together=options["together"])
        for answers in _answers(batches, options):
            for answer in answers:
                self.stdout.write(answer)


def _answers(batches: Iterator[list[Row]], options: Mapping[str, Any]) -> Iterator[list[str]]:
    """Lines of each batch, from this process, from processes here, or from a cluster."""
    framework, findings = str(options["framework"]), bool(options["findings"])
    if not options["cluster"] and not options["workers"]:
        for batch in batches:
            yield answer_lines(batch, framework=framework, findings=findings)
        return
    address = options["cluster"]
    with cluster_at(address) if address else local_cluster(options["workers"]) as client:
        yield from lines_from_cluster(client, batches, framework=framework, findings=findings)


def _batches(passages: Iterator[Row], *, together: int) -> Iterator[list[Row]]:
    """Passages by batches; before a refusal comes what stood before the line it is about."""
    batch: list[Row] = []
    try:
        for row in passages:
            batch.append(row)
            if len(batch) == together:
                yield batch
                batch = []
    except JalonError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _passages(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
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
