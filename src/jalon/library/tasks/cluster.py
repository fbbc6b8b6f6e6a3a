"""Tagging on several machines or processes, through Dask distributed.

Batches go out in order, a bounded number at a time, and come back in order. The scheduler gives
the batches of a worker that died to another; a batch is a function of what it is given, so that
doing it twice changes nothing.
"""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.library.engine.lines import Row, engine_name
from jalon.library.tasks.tagging import ClusterDiffers, tag_lines

SECONDS_TO_ANSWER = 10
"""How long the address of a cluster may take to answer."""
SECONDS_TO_WAIT = 30
"""How long a cluster may be without any worker."""
BATCHES_A_THREAD = 2
"""Batches that wait or run for each thread of the cluster: one at work, one ready."""
LEAST_WINDOW = 4


class ClusterPartMissing(JalonError):
    """Dask is not installed."""

    code = "cluster-part-missing"
    sentence = _(
        "Tagging on several machines needs Dask, which is not installed. Install the optional "
        "part with “pip install 'jalon[cluster]'”, here and on each machine of the cluster."
    )


class ClusterSilent(JalonError):
    """Nothing answers at the address of the cluster."""

    code = "cluster-silent"
    sentence = _(
        "No Dask scheduler answers at “{address}”. Check the address (such as "
        "tcp://10.0.0.5:8786), and that the scheduler runs and may be reached from here."
    )


class ClusterEmpty(JalonError):
    """A cluster has no worker, or has lost them all."""

    code = "cluster-empty"
    sentence = _(
        "The cluster had no worker for {seconds} seconds. Start workers with “dask worker "
        "ADDRESS”, then run this again. What was printed is right."
    )


class ClusterLost(JalonError):
    """The scheduler went away, or a batch took workers down again and again."""

    code = "cluster-lost"
    sentence = _(
        "The cluster gave up on a batch of passages: {why}. What was printed is right; run this "
        "again with the lines that are missing."
    )


@contextmanager
def local_cluster(workers: int) -> Iterator[Any]:  # Any: Dask ships no types
    """A client of a cluster of worker processes on this machine, which end with it.

    Raises:
        ClusterPartMissing: Dask is not installed.
    """
    _check_part()
    from distributed import LocalCluster

    cluster = LocalCluster(  # type: ignore[no-untyped-call]  # Dask ships few types
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    )
    with cluster, _client(cluster) as client:
        yield client


@contextmanager
def cluster_at(address: str) -> Iterator[Any]:  # Any: Dask ships no types
    """A client of the cluster whose scheduler has this address.

    Raises:
        ClusterPartMissing: Dask is not installed.
        ClusterSilent: Nothing answers there.
    """
    _check_part()
    from distributed.comm.addressing import resolve_address

    try:
        resolve_address(address)  # a client of an address that cannot be would linger
        client = _client(address)
    except (OSError, ValueError) as error:
        raise ClusterSilent(address=address) from error
    with client:
        yield client


def _client(cluster: Any) -> Any:  # Any: Dask ships no types
    from distributed import Client

    return Client(  # type: ignore[no-untyped-call]
        cluster, timeout=SECONDS_TO_ANSWER, set_as_default=False
    )


def lines_from_cluster(
    client: Any,  # Dask ships no types
    batches: Iterable[Sequence[Row]],
    *,
    framework: str,
    findings: bool,
) -> Iterator[list[str]]:
    """The JSON lines of each batch, in the order of the batches.

    When `batches` ends with a refusal, it is raised after the lines of what came before.

    Raises:
        ClusterDiffers: A worker has another tagger, or has no Jalon.
        ClusterEmpty: No worker was there for too long.
        ClusterLost: The scheduler went away, or a batch took several workers down.
    """
    expected = engine_name(framework)
    out: deque[Any] = deque()
    coming = iter(batches)
    refusal: JalonError | None = None
    while True:
        while refusal is None and len(out) < _window(client):
            try:
                batch = next(coming)
            except StopIteration:
                break
            except JalonError as error:
                refusal = error
                break
            given = {"framework": framework, "findings": findings, "expected": expected}
            out.append(client.submit(tag_lines, batch, **given, pure=False))
        if not out:
            break
        yield _result(client, out.popleft())
    if refusal is not None:
        raise refusal


def _window(client: Any) -> int:
    """How many batches may be out at once."""
    threads: int = sum(client.nthreads().values())
    return max(LEAST_WINDOW, BATCHES_A_THREAD * threads)


def _result(client: Any, future: Any) -> list[str]:
    """What a batch gave, however long it takes while there are workers."""
    from distributed import CancelledError, KilledWorker
    from distributed import TimeoutError as Slow

    while True:
        try:
            lines: list[str] = future.result(timeout=SECONDS_TO_WAIT)
        except ImportError as error:
            raise ClusterDiffers(here=engine_name("gcm"), there=str(error)) from error
        except KilledWorker as error:
            raise ClusterLost(why="it took several workers down") from error
        except (CancelledError, Slow) as error:
            if isinstance(error, CancelledError) or client.status != "running":
                raise ClusterLost(why="the scheduler went away") from error
            if not client.nthreads():
                raise ClusterEmpty(seconds=SECONDS_TO_WAIT) from error
        else:
            return lines


def _check_part() -> None:
    if find_spec("distributed") is None:
        raise ClusterPartMissing
    import distributed

    for part in (distributed.__name__, "distributed.client"):
        logging.getLogger(part).setLevel(logging.CRITICAL)  # what goes wrong becomes a refusal
