import os
import signal
import sys
from collections.abc import Iterator

import pytest

from jalon.engines.tagging import PassageText
from jalon.kernel.errors import JalonError
from jalon.library.engine.lines import Row, answer_lines, engine_name
from jalon.library.management.commands.tag import BadLine
from jalon.library.tasks import cluster
from jalon.library.tasks.cluster import (
    ClusterEmpty,
    ClusterLost,
    ClusterPartMissing,
    ClusterSilent,
    cluster_at,
    lines_from_cluster,
    local_cluster,
)
from jalon.library.tasks.tagging import ClusterDiffers, tag_lines

TEXTS = (
    ("Recruitment fees are borne by the employer, never by the worker.", "en"),
    ("Les travailleurs rapatriés reçoivent une aide à la réintégration.", "fr"),
    ("Los niños no acompañados reciben un tutor en la frontera.", "es"),
    ("En 2023, 97 actions ont été menées au Niger par l’OIM.", "fr"),
)
HOW = {"framework": "gcm", "findings": True}


def rows(count: int) -> list[Row]:
    return [
        (
            f"d{number}",
            PassageText(text=f"{number}. {TEXTS[number % 4][0]}", lang=TEXTS[number % 4][1]),
        )
        for number in range(count)
    ]


def batches(count: int, *, together: int) -> list[list[Row]]:
    all_rows = rows(count)
    return [all_rows[start : start + together] for start in range(0, count, together)]


class InThisProcess:
    """A cluster at the rim: what is sent is done when its result is asked for."""

    status = "running"

    def __init__(self, *, threads: int = 2, trouble: Exception | None = None) -> None:
        self.threads, self.trouble = threads, trouble
        self.out = self.most_out = 0

    def nthreads(self) -> dict[str, int]:
        return {"tcp://worker": self.threads} if self.threads else {}

    def submit(self, task, *given, pure: bool, **named):  # noqa: ARG002 - as Dask has it
        self.out += 1
        self.most_out = max(self.most_out, self.out)
        return Sent(self, lambda: task(*given, **named))


class Sent:
    def __init__(self, client: InThisProcess, work) -> None:
        self.client, self.work = client, work

    def result(self, timeout: float) -> list[str]:  # noqa: ARG002 - as Dask has it
        self.client.out -= 1
        if self.client.trouble:
            raise self.client.trouble
        return self.work()


def test_a_killed_worker_changes_nothing() -> None:
    sent = batches(240, together=4)
    alone = [answer_lines(batch, **HOW) for batch in sent]

    with local_cluster(2) as client:
        before = set(client.run(os.getpid).values())
        found = []
        for lines in lines_from_cluster(client, sent, **HOW):
            found.append(lines)
            if len(found) == 5:
                os.kill(min(before), signal.SIGKILL)
        client.wait_for_workers(2, timeout=30)
        after = set(client.run(os.getpid).values())

    assert found == alone
    assert min(before) not in after


def test_few_batches_are_out_at_once() -> None:
    client = InThisProcess(threads=3)
    taken = 0

    def coming() -> Iterator[list[Row]]:
        nonlocal taken
        for batch in batches(60, together=1):
            taken += 1
            yield batch

    answers = lines_from_cluster(client, coming(), **HOW)
    next(answers)

    assert (client.most_out, taken) == (6, 6)
    assert len(list(answers)) == 59


def test_what_stands_before_a_bad_line_is_given_first() -> None:
    def coming() -> Iterator[list[Row]]:
        yield from batches(3, together=1)
        raise BadLine(line=4, why="it is not JSON")

    found = []
    with pytest.raises(BadLine, match="Line 4"):
        found.extend(lines_from_cluster(InThisProcess(), coming(), **HOW))

    assert len(found) == 3


def test_a_worker_with_another_tagger_refuses() -> None:
    with pytest.raises(ClusterDiffers, match="Install the same version"):
        tag_lines(rows(1), framework="gcm", findings=False, expected="0.0.9 3")

    assert tag_lines(rows(1), framework="gcm", findings=False, expected=engine_name("gcm"))


@pytest.mark.parametrize(
    ("trouble", "threads", "refusal"),
    [
        (ModuleNotFoundError("No module named 'jalon'"), 2, ClusterDiffers),
        (TimeoutError(), 0, ClusterEmpty),
    ],
)
def test_trouble_of_a_cluster_is_a_refusal(
    trouble: Exception, threads: int, refusal: type[JalonError]
) -> None:
    client = InThisProcess(threads=threads, trouble=trouble)

    with pytest.raises(refusal):
        list(lines_from_cluster(client, batches(1, together=1), **HOW))


def test_a_scheduler_that_went_away_is_a_refusal() -> None:
    from distributed import CancelledError

    client = InThisProcess(trouble=CancelledError())

    with pytest.raises(ClusterLost, match="scheduler went away"):
        list(lines_from_cluster(client, batches(1, together=1), **HOW))


def test_an_address_that_does_not_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 1)

    for address in ("tcp://127.0.0.1:1", "nonsense://here"):
        with pytest.raises(ClusterSilent, match=address), cluster_at(address):
            pass


def test_without_dask_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(ClusterPartMissing, match=r"jalon\[cluster\]"), local_cluster(2):
        pass
