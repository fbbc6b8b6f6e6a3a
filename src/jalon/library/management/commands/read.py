"""`jalon read FILE...`: documents to passages on standard output, without a database."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from jalon.base.frames.commands import CommandParser, JalonCommand, existing_path
from jalon.engines.reading import Passage, Reading, read_many
from jalon.kernel.errors import JalonError
from jalon.library.actions.walking import document_files


class Command(JalonCommand):
    help = "Read documents into numbered passages, one JSON line each with --jsonl."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=existing_path, help="Files or folders.")
        parser.add_argument("--jsonl", action="store_true", help="Print one JSON line a passage.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any] | None:
        files = document_files(options["paths"])
        lines = bool(options["jsonl"])
        read, refused = [], []
        for path, result in self._readings(files):
            if isinstance(result, JalonError):
                refused.append((path, result))
                self.tell(f"{path}: {result} [{result.code}]")
            else:
                read.append(self._shown(result, lines=lines, as_json=bool(options["json"])))
        if refused and not read:
            raise refused[0][1]
        return None if lines or not options["json"] else _summary(read, refused)

    def _readings(self, files: list[Path]) -> list[tuple[Path, Reading | JalonError]]:
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

    def _shown(self, reading: Reading, *, lines: bool, as_json: bool) -> Mapping[str, Any]:
        """Print a reading as asked for, and give its summary."""
        rows = [passage_line(reading.document, passage) for passage in reading.passages]
        if lines:
            for row in rows:
                self.stdout.write(json.dumps(row, ensure_ascii=False))
        elif not as_json:
            self.stdout.write(_in_words(reading))
        found = reading.metadata
        return {
            "document": reading.document,
            "title": found.title,
            "symbol": found.symbol,
            "date": found.date,
            "language": found.language,
            "pages": found.page_count,
            "passages": rows,
            "notices": [notice.code for notice in reading.notices],
        }


def passage_line(document: str, passage: Passage) -> Mapping[str, Any]:
    """One passage as the stable JSON line of `jalon read --jsonl`."""
    return {
        "document": document,
        "label": passage.label,
        "page": passage.page,
        "section": passage.section,
        "lang": passage.lang,
        "text": passage.text,
        "kind": passage.kind.value,
        "number": passage.number,
        "page_label": passage.page_label,
    }


def _summary(
    read: list[Mapping[str, Any]], refused: list[tuple[Path, JalonError]]
) -> Mapping[str, Any]:
    return {
        "documents": read,
        "refused": [
            {"file": path.name, "error": error.code, "sentence": str(error)}
            for path, error in refused
        ],
    }


def _in_words(reading: Reading) -> str:
    lines = [f"# {reading.metadata.title or reading.document}"]
    for passage in reading.passages:
        page = f" p. {passage.page_label or passage.page}" if passage.page else ""
        lines.append(f"[{passage.label}{page}] {passage.text}")
    return "\n\n".join(lines)
