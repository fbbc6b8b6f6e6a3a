"""How fast and how right documents are read, beside other tools on the same files."""

import multiprocessing
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jalon.kernel.errors import JalonError
from jalon.project.benchmarks.figures import KB, figures, timed
from jalon.project.benchmarks.readers import Tool, tools
from jalon.project.benchmarks.scoring import Said, Score, score
from jalon.project.benchmarks.specimens import make_pdfs
from jalon.project.benchmarks.specimens.collection import Made, make_others
from jalon.project.benchmarks.specimens.collection import make_pdfs as make_hard_pdfs

DEFAULT_SIZE = 200
PAGES_PER_DOCUMENT = 12
OURS = "jalon"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What one tool did in a process of its own.

    Attributes:
        pages: Pages of the large files.
        clock: "seconds" by the clock and "core_seconds" of processor time for the large files.
        peak_mb: Most memory of the process or of a program it started, in megabytes (10^6 bytes).
        scores: What was right in each specimen, by its file name.
    """

    pages: int
    clock: Mapping[str, float]
    peak_mb: float
    scores: Mapping[str, Score]


def bench(size: int) -> Mapping[str, Any]:
    """Read about `size` generated pages on one core with each tool, then the hard specimens."""
    with tempfile.TemporaryDirectory() as folder:
        count = max(1, size // PAGES_PER_DOCUMENT)
        large = [made.path for made in make_pdfs(_sub(folder, "large"), documents=count)]
        hard = list(make_hard_pdfs(_sub(folder, "hard")))
        others = list(make_others(_sub(folder, "others")))
        runs = {name: _apart(name, large, hard) for name in tools()}
        runs[f"{OURS}, other formats"] = _apart(OURS, [], others)
    ours = runs[OURS]
    return figures(
        "reading", n=ours.pages, unit="pages", **ours.clock, peak_mb=ours.peak_mb,
        quality=_total(ours).shares(),
        by_specimen={name: _shortfalls(one) for name, one in ours.scores.items()},
        tools={name: _summary(run) for name, run in runs.items()},
    )  # fmt: skip


def _sub(folder: str, name: str) -> Path:
    made = Path(folder) / name
    made.mkdir()
    return made


def _apart(name: str, large: Sequence[Path], hard: Sequence[Made]) -> Run:
    """Let a tool read in a fresh process, so that its memory is its own."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(_run, name, list(large), list(hard)).result()


def _run(name: str, large: Sequence[Path], hard: Sequence[Made]) -> Run:
    tool = tools()[name]
    for path in large[:2]:
        tool(path)
    with timed() as clock:
        pages = sum(tool(path).pages for path in large)
    peak = _peak_mb(name, large[0]) if large else 0.0
    scores = {made.path.name: score(made.paper, _said(tool, made.path)) for made in hard}
    return Run(pages=pages, clock=clock, peak_mb=peak, scores=scores)


def _said(tool: Tool, path: Path) -> Said:
    """What a tool says; nothing when it refuses the file."""
    try:
        return tool(path)
    except JalonError:
        return Said(text="", blocks=(), aside=(), calls=(), labels=(), raw="")


def _peak_mb(name: str, path: Path) -> float:
    """Most memory this process had since its start, or that of the program a tool starts."""
    kilobytes = 0
    program = shutil.which(name) if name != OURS else None
    if program:
        with subprocess.Popen([program, str(path), os.devnull]) as running:  # noqa: S603 - our file
            while running.poll() is None:
                kilobytes = max(kilobytes, _most_kilobytes(running.pid))
    return round((kilobytes or _most_kilobytes(os.getpid())) * 1024 / KB / KB, 1)


def _most_kilobytes(process: int) -> int:
    """Most memory of a process, 0 when it has just ended; not of the process it was forked from."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _total(run: Run) -> Score:
    total = Score()
    for one in run.scores.values():
        total.add(one)
    return total


def _shortfalls(one: Score) -> Mapping[str, float]:
    """Shares below one, by name: what there is to mend in a specimen."""
    return {name: float(said["value"]) for name, said in one.shares().items() if said["value"] < 1}


def _summary(run: Run) -> Mapping[str, Any]:
    said: dict[str, Any] = {"specimens": len(run.scores), "quality": _total(run).shares()}
    if run.pages:
        said["per_second_per_core"] = round(run.pages / run.clock["core_seconds"], 1)
        said["peak_mb"] = run.peak_mb
    return said
