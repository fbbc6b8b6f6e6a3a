"""Tagging through Dask with two workers, one of them killed on the way, beside one process."""

import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from jalon.engines.tagging import PassageText
from jalon.library.public import answer_lines, lines_from_cluster, local_cluster
from jalon.project.benchmarks.figures import figures, timed
from jalon.project.benchmarks.specimens import paragraphs

DEFAULT_SIZE = 10_000
PASSAGES_PER_DOCUMENT = 3
TOGETHER = 1000
WORKERS = 2
LANGUAGES = ("en", "fr", "es")
FRAMEWORK = "gcm"


def bench(size: int) -> Mapping[str, Any]:
    """Tag `size` generated documents in this process, then on two workers of which one dies."""
    batches = _batches(size)
    _answer(batches[0][:10])
    with timed() as alone:
        here = _digest(
            answer_lines(batch, framework=FRAMEWORK, findings=False) for batch in batches
        )
    with timed() as clock:
        there, killed = _on_two_workers(batches)
    return figures(
        "cluster",
        n=size,
        unit="documents",
        **clock,
        passages=sum(map(len, batches)),
        seconds_in_one_process=round(alone["seconds"], 3),
        workers=WORKERS,
        killed=killed,
        same=here == there,
    )


def _answer(batch: Sequence[Any]) -> list[str]:
    return answer_lines(batch, framework=FRAMEWORK, findings=False)


def _on_two_workers(batches: Sequence[Sequence[Any]]) -> tuple[str, int]:
    """Digest of all lines, and how many workers were killed after a third of them."""
    digest, killed = sha256(), 0
    with local_cluster(WORKERS) as client:
        victim = min(client.run(os.getpid).values())
        for at, lines in enumerate(
            lines_from_cluster(client, batches, framework=FRAMEWORK, findings=False)
        ):
            digest.update("\n".join(lines).encode())
            if at == len(batches) // 3:
                os.kill(victim, signal.SIGKILL)
                killed += 1
    return digest.hexdigest(), killed


def _digest(answers: Iterable[list[str]]) -> str:
    digest = sha256()
    for lines in answers:
        digest.update("\n".join(lines).encode())
    return digest.hexdigest()


def _batches(size: int) -> list[list[tuple[str, PassageText]]]:
    """The passages of generated documents, three each, in three languages by turns."""
    count = size * PASSAGES_PER_DOCUMENT
    made = [iter(paragraphs(count, lang=lang, seed=5)) for lang in LANGUAGES]
    rows = [
        (
            f"{number // PASSAGES_PER_DOCUMENT}/{number % PASSAGES_PER_DOCUMENT}",
            PassageText(
                text=next(made[number // PASSAGES_PER_DOCUMENT % len(LANGUAGES)]),
                lang=LANGUAGES[number // PASSAGES_PER_DOCUMENT % len(LANGUAGES)],
            ),
        )
        for number in range(count)
    ]
    return [rows[start : start + TOGETHER] for start in range(0, count, TOGETHER)]
