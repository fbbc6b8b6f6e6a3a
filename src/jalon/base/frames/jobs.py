"""The frame of background work: one thread for each registered job, until told to stop."""

import logging
import threading
from collections.abc import Sequence

from django.db import close_old_connections, connection

from jalon.base.registry import Job
from jalon.base.rules import SEES_ALL
from jalon.base.viewing import seeing

log = logging.getLogger("jalon.worker")

PAUSE_AFTER_MISTAKE_SECONDS = 5.0


def run_jobs(jobs: Sequence[Job], stop: threading.Event) -> None:
    """Repeat all jobs until `stop` is set, each in a thread of its own."""
    threads = [
        threading.Thread(target=_repeat, args=(job, stop), name=job.name, daemon=True)
        for job in jobs
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join(timeout=30)


def _repeat(job: Job, stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        if not _run_once(job, stop):
            connection.close()
            stop.wait(job.pause_seconds)


def _run_once(job: Job, stop: threading.Event) -> bool:
    """One turn of a job; a mistake of ours is logged, and the worker stays up."""
    try:
        with seeing(SEES_ALL):
            return job.run()
    except Exception:
        log.exception("The job %s failed; it is tried again.", job.name)
        stop.wait(PAUSE_AFTER_MISTAKE_SECONDS)
        return False
