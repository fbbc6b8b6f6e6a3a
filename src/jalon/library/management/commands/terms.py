"""`jalon terms FILE... | -`: words to think about in documents or on standard input."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from jalon.base.frames.commands import CommandParser, JalonCommand, existing_path
from jalon.engines.reading import Reading, read_many
from jalon.kernel.errors import JalonError
from jalon.library.actions.walking import document_files
from jalon.library.queries.terms import TermFound, terms_found

STANDARD_INPUT = "-"
Find = Mapping[str, Any]  # as JSON has it


class Command(JalonCommand):
    help = "Find terms to avoid in documents, or with “-” in a text on standard input."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=_path, help='Files or folders, or "-".')

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        paths = options["paths"]
        files = document_files([path for path in paths if path != STANDARD_INPUT])
        found: list[Find] = []
        if STANDARD_INPUT in paths:
            found += [_find(one, file=STANDARD_INPUT) for one in terms_found(sys.stdin.read())]
        readings = _readings(files)
        refused = [(path, one) for path, one in readings if isinstance(one, JalonError)]
        for path, reading in readings:
            if isinstance(reading, Reading):
                found += _finds(path, reading)
        for path, error in refused:
            self.tell(f"{path}: {error} [{error.code}]")
        if refused and len(refused) == len(files) and STANDARD_INPUT not in paths:
            raise refused[0][1]
        rows = [
            {"file": str(path), "error": one.code, "sentence": str(one)} for path, one in refused
        ]
        return {"found": found, "refused": rows}

    def say(self, result: Mapping[str, Any]) -> str:
        lines = [_in_words(find) for find in result["found"]]
        return "\n".join(lines) if lines else "No term to avoid was found."


def _path(text: str) -> Path | str:
    return text if text == STANDARD_INPUT else existing_path(text)


def _readings(files: list[Path]) -> list[tuple[Path, Reading | JalonError]]:
    """Readings in the order in which the files were named."""
    found = dict(
        read_many(
            files,
            workers=min(settings.JALON_WORKERS, len(files)) or 1,
            seconds_per_file=settings.JALON_READING_SECONDS,
            memory_mb=settings.JALON_READING_MEMORY_MB,
        )
    )
    return [(path, found[path]) for path in files]


def _finds(path: Path, reading: Reading) -> Iterator[Find]:
    for passage in reading.passages:
        for one in terms_found(passage.text, passage.lang):
            yield _find(one, file=str(path), label=passage.label, page=passage.page)


def _find(one: TermFound, *, file: str, label: str = "", page: int | None = None) -> Find:
    return {
        "file": file,
        "label": label,
        "page": page,
        "lang": one.line.lang,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "id": one.line.id,
        "prefer": one.line.prefer,
        "why": one.line.why,
        "status": "confirmed" if one.line.is_confirmed else "unconfirmed",
    }


def _in_words(find: Find) -> str:
    page = f", p. {find['page']}" if find["page"] else ""
    place = f"{find['file']} [{find['label']}{page}]" if find["label"] else find["file"]
    sure = "" if find["status"] == "confirmed" else " (unconfirmed)"
    return f"{place}: “{find['text']}” → {find['prefer']}. {find['why']}{sure}"
