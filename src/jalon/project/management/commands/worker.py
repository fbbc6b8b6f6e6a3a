"""`jalon worker`: reads waiting files and keeps the index up to date, until it is stopped."""

import signal
import threading
from collections.abc import Mapping
from typing import Any

from jalon.base.frames.commands import JalonCommand
from jalon.base.frames.jobs import run_jobs
from jalon.base.registry import jobs


class Command(JalonCommand):
    help = "Run the background worker: reading and indexing."

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:  # noqa: ARG002 - as all commands
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        self.tell("The worker reads and indexes. Stop it with Ctrl+C.")
        run_jobs(jobs(), stop)
        return {"stopped": True}
