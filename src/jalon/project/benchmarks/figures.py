"""What every benchmark prints: the shape of `design.md`, with keys that do not apply left out."""

import os
import resource
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jalon import __version__

KB = 1000


def figures(  # the keys are the stable shape of the command
    name: str, *, n: int, unit: str, seconds: float, core_seconds: float, **rest: Any
) -> Mapping[str, Any]:
    """The JSON object of one benchmark.

    Args:
        name: The benchmark.
        n: What was processed.
        unit: Its unit, such as "pages".
        seconds: Wall-clock time.
        core_seconds: Processor time of all cores together, which other programs do not lengthen.
        rest: Further keys: latencies in milliseconds, sizes in megabytes (10^6 bytes), quality.
    """
    return {
        "name": name,
        "n": n,
        "unit": unit,
        "seconds": round(seconds, 3),
        "per_second": round(n / seconds, 1),
        "per_second_per_core": round(n / core_seconds, 1),
        **{key: value for key, value in rest.items() if value is not None},
        "peak_mb": rest.get("peak_mb") or peak_mb(),
        "machine": {"cores": os.cpu_count(), "memory_mb": memory_mb()},
        "version": __version__,
    }


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Measure a block: "seconds" by the clock, "core_seconds" of this process and its children."""
    clock: dict[str, float] = {}
    wall, cores = time.perf_counter(), _core_seconds()
    yield clock
    clock["seconds"] = time.perf_counter() - wall
    clock["core_seconds"] = _core_seconds() - cores


def _core_seconds() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def peak_mb() -> float:
    """Most memory this process has had, in megabytes (10^6 bytes)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / KB / KB, 1)


def memory_mb() -> int:
    """Memory of the machine, in megabytes (10^6 bytes)."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return pages * size // KB // KB
