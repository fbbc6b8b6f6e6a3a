"""How fast the index answers, on generated passages with words as frequent as in real texts."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from jalon.engines.searching.bench import bench as bench_index
from jalon.project.benchmarks.figures import figures, timed

DEFAULT_SIZE = 100_000


def bench(size: int) -> Mapping[str, Any]:
    """Build an index of `size` generated passages and ask it, alone and with 4 and 16 clients."""
    with timed() as clock:
        found = bench_index(size)
    return figures(
        "search",
        n=found.n,
        unit="passages",
        seconds=found.build_seconds,
        core_seconds=clock["core_seconds"],
        p50_ms={clients: latency.p50_ms for clients, latency in found.by_clients.items()},
        p95_ms={clients: latency.p95_ms for clients, latency in found.by_clients.items()},
        p99_ms={clients: latency.p99_ms for clients, latency in found.by_clients.items()},
        by_class={name: asdict(latency) for name, latency in found.by_class.items()},
        edit_seconds=found.edit_seconds,
        index_mb=found.index_mb,
        peak_mb=found.peak_mb,
    )
