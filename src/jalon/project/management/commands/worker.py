"""`jalon worker`: reads waiting files and keeps the index up to date, until it is stopped."""

import signal
import threading
from collections.abc import Mapping
from typing import Any

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.base.frames.jobs import run_jobs
from jalon.base.registry import jobs
from jalon.library.public import take_up_again


class Command(JalonCommand):
    help = "Run the background worker: reading and indexing."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--only",
            action="store_true",
            help="No other worker runs: take up at once what a killed one left half read.",
        )

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        if options["only"]:
            take_up_again()
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        self.tell("The worker reads and indexes. Stop it with Ctrl+C.")
        run_jobs(jobs(), stop)
        return {"stopped": True}
