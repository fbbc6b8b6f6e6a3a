"""`jalon ingest FILE_OR_FOLDER...`: read, tag, store and index documents."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from jalon.atlas.public import place
from jalon.base.frames.commands import REFUSED, CommandParser, JalonCommand, existing_path
from jalon.base.public import SYSTEM
from jalon.library.actions import Outcome, ingest_files
from jalon.library.actions.walking import document_files, shown_name
from jalon.library.queries.owners import owner_of
from jalon.library.rules import Filing, IntakeState
from jalon.search.public import flush_all


class Command(JalonCommand):
    help = "Read, tag, store and index documents; safe to run twice and to interrupt."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=existing_path, help="Files or folders.")
        parser.add_argument(
            "--place", default="", help="ISO 3166-1 code of the place they are about."
        )
        parser.add_argument(
            "--owner", default="", metavar="SLUG", help="Body that they belong to; else the keeper."
        )
        parser.add_argument(
            "--private", action="store_true", help="Only people of the owner see them."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say which files would be read.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        files = document_files(options["paths"])
        filing = Filing(
            place=place(options["place"].upper()).code if options["place"] else "",
            owner=owner_of(options["owner"]) if options["owner"] else None,
            is_public=not options["private"],
        )
        if options["dry_run"]:
            return {"files": [str(file) for file in files], "dry_run": True}
        started = time.perf_counter()
        outcomes = self._ingest(files, filing)
        flush_all()
        result = _summary(outcomes, time.perf_counter() - started)
        if files and result["refused"] == len(files):
            self.print_result(result, as_json=bool(options["json"]))
            raise SystemExit(REFUSED)
        return result

    def _ingest(self, files: list[Path], filing: Filing) -> list[Outcome]:
        outcomes = []
        with _progress() as progress:
            task = progress.add_task("ingest", total=len(files))
            for outcome in ingest_files(files, filing=filing, actor=SYSTEM):
                outcomes.append(outcome)
                progress.advance(task)
                if outcome.refusal:
                    self.tell(
                        f"{shown_name(outcome.path)}: {outcome.refusal} [{outcome.refusal.code}]"
                    )
        return outcomes

    def say(self, result: Mapping[str, Any]) -> str:
        if result.get("dry_run"):
            return "\n".join(result["files"])
        return (
            f"{result['stored']} stored, {result['known']} known already, "
            f"{result['refused']} refused; {result['pages']} pages, {result['passages']} passages, "
            f"{result['tags']} suggestions in {result['seconds']:.1f} s."
        )


def _progress() -> Progress:
    """A progress bar on standard error, shown on terminals only."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
        transient=True,
    )


def _summary(outcomes: list[Outcome], seconds: float) -> Mapping[str, Any]:
    states = [outcome.state for outcome in outcomes]
    pages = sum(outcome.pages or 0 for outcome in outcomes)
    return {
        "files": len(outcomes),
        "stored": states.count(IntakeState.STORED),
        "known": states.count(IntakeState.KNOWN),
        "refused": states.count(IntakeState.REFUSED),
        "pages": pages,
        "passages": sum(outcome.passages for outcome in outcomes),
        "tags": sum(outcome.tags for outcome in outcomes),
        "seconds": round(seconds, 2),
        "pages_per_second": round(pages / seconds, 1) if seconds else None,
        "documents": [_line(outcome) for outcome in outcomes],
    }


def _line(outcome: Outcome) -> Mapping[str, Any]:
    line: dict[str, Any] = {
        "file": shown_name(outcome.path),
        "state": outcome.state.value,
        "document": outcome.document,
        "pages": outcome.pages,
        "passages": outcome.passages,
        "tags": outcome.tags,
    }
    if outcome.refusal:
        line |= {"error": outcome.refusal.code, "sentence": str(outcome.refusal)}
    return line
