"""Read many files in worker processes, each file under a limit of time and memory."""

import contextlib
import multiprocessing
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from jalon.engines.reading.reading import read
from jalon.engines.reading.records import Limits, Reading
from jalon.engines.reading.refusals import ReadingCrashed, ReadingMemory, ReadingTimeout
from jalon.kernel.errors import JalonError

MEGABYTE = 1024 * 1024
START_SECONDS = 60
"""Longest time a worker may take to start."""


@dataclass(kw_only=True, slots=True)
class _Worker:
    """A worker process and the file it is reading, if any."""

    process: BaseProcess
    link: Connection
    path: Path | None = None
    seconds: float = 0.0
    deadline: float = field(default=float("inf"))
    started: bool = False


def read_many(
    paths: Iterable[Path],
    *,
    workers: int = 2,
    seconds_per_file: float = 120,
    memory_mb: int = 1500,
    limits: Limits | None = None,
) -> Iterator[tuple[Path, Reading | JalonError]]:
    """Read files in worker processes; a file that hangs or kills its worker is refused.

    Args:
        paths: Files to read.
        workers: Number of processes.
        seconds_per_file: Time for one file, in seconds.
        memory_mb: Memory of one worker, in megabytes of address space beyond its start.
        limits: Sizes allowed; the standard ones when left out.

    Yields:
        Each path with its reading or its refusal, in order of completion; exactly one for each
        path given.
    """
    waiting = iter(paths)
    pool: list[_Worker] = []
    settings = (memory_mb, limits or Limits())
    try:
        for path in _take(waiting, max(1, workers)):
            worker = _start(settings)
            _hand(worker, path, seconds_per_file)
            pool.append(worker)
        while pool:
            for place, worker in _ready(pool):
                yield _outcome(worker, seconds_per_file, memory_mb)
                pool[place] = _go_on(worker, next(waiting, None), settings)
            pool = [worker for worker in pool if worker.path]
    finally:
        for worker in pool:
            _stop(worker)


def _go_on(worker: _Worker, path: Path | None, settings: tuple[int, Limits]) -> _Worker:
    """Give a worker its next file; a dead one is replaced, and one without a file stopped."""
    if path is None:
        _stop(worker)
        worker.path = None
        return worker
    seconds = worker.seconds
    if not worker.process.is_alive():
        worker = _start(settings)
    _hand(worker, path, seconds)
    return worker


def _take(waiting: Iterator[Path], count: int) -> Iterator[Path]:
    for _ in range(count):
        path = next(waiting, None)
        if path is None:
            return
        yield path


def _start(settings: tuple[int, Limits]) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, *settings), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process=process, link=ours)


def _hand(worker: _Worker, path: Path, seconds: float) -> None:
    worker.path = path
    worker.seconds = seconds
    worker.deadline = time.monotonic() + seconds + (0 if worker.started else START_SECONDS)
    with contextlib.suppress(OSError):
        worker.link.send(path)


def _ready(pool: Sequence[_Worker]) -> list[tuple[int, _Worker]]:
    """Places of workers that have answered, died, or run out of time; at least one."""
    while True:
        now = time.monotonic()
        late = [(place, worker) for place, worker in enumerate(pool) if worker.deadline <= now]
        if late:
            return late[:1]
        patience = min(worker.deadline for worker in pool) - now
        talking = set(wait([worker.link for worker in pool], timeout=max(0.05, patience)))
        ready = [
            (place, worker)
            for place, worker in enumerate(pool)
            if worker.link in talking and not _greets(worker)
        ]
        if ready:
            return ready


def _greets(worker: _Worker) -> bool:
    """Take the greeting of a worker that has started; its time for the file runs from then."""
    if worker.started:
        return False
    worker.started = True
    try:
        worker.link.recv()
    except (EOFError, OSError):
        return False
    worker.deadline = time.monotonic() + worker.seconds
    return True


def _outcome(worker: _Worker, seconds: float, memory_mb: int) -> tuple[Path, Reading | JalonError]:
    path = worker.path or Path()
    if not worker.link.closed and not worker.link.poll() and worker.process.is_alive():
        _stop(worker)
        return path, ReadingTimeout(file=path.name, seconds=round(seconds))
    try:
        answer = worker.link.recv()
    except (EOFError, OSError):
        _stop(worker)
        return path, ReadingCrashed(file=path.name)
    if answer == "memory":
        _stop(worker)
        return path, ReadingMemory(file=path.name, limit=memory_mb)
    if isinstance(answer, Reading | JalonError):
        return path, answer
    return path, ReadingCrashed(file=path.name)


def _stop(worker: _Worker) -> None:
    worker.link.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()


def _work(link: Connection, memory_mb: int, limits: Limits) -> None:
    """The life of a worker: read paths from the pipe, answer with readings or refusals."""
    _warm_up()
    _limit_memory(memory_mb)
    link.send("started")
    while True:
        try:
            path = link.recv()
        except (EOFError, OSError):
            return
        answer: Reading | JalonError | str
        try:
            answer = read(path, limits=limits)
        except JalonError as refusal:
            answer = refusal
        except MemoryError:
            answer = "memory"
        except Exception as mistake:  # noqa: BLE001 - one file must not end the batch
            answer = f"{type(mistake).__name__}: {mistake}"
        try:
            link.send(answer)
        except (OSError, MemoryError):
            return


def _warm_up() -> None:
    """Load what every reading needs before the memory limit is set."""
    from jalon.engines.reading import language, pdf  # noqa: F401 - loaded for its effect

    language.language_of("Bonjour le monde")


def _limit_memory(memory_mb: int) -> None:
    page = resource.getpagesize()
    now = int(Path("/proc/self/statm").read_text().split()[0]) * page
    most = now + memory_mb * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
