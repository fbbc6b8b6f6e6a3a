"""What higher rooms tell the base when Django starts: background jobs, checks, handovers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Work that the worker repeats: `run` does some of it and says whether there was any."""

    name: str
    run: Callable[[], bool]
    pause_seconds: float = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing a check found: what is wrong, what to do, and whether `--repair` mended it."""

    what: str
    remedy: str
    mended: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A check of the installation; with `repair` it also mends what it safely can."""

    name: str
    run: Callable[[bool], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover:
    """What follows a person's duties when they are handed over.

    `run` takes the numbers of who hands over, who takes over, and the body; it says how many
    things it put in the other's name. It runs in the transaction of the act.
    """

    name: str
    run: Callable[[int, int, int], int]


_jobs: dict[str, Job] = {}
_handovers: dict[str, Handover] = {}
_checks: dict[str, Check] = {}


def register_job(job: Job) -> None:
    """Add a job to those the worker repeats."""
    _jobs[job.name] = job


def register_check(check: Check) -> None:
    """Add a check to those `jalon check` runs."""
    _checks[check.name] = check


def register_handover(handover: Handover) -> None:
    """Add what follows a person's duties when they are handed over."""
    _handovers[handover.name] = handover


def handovers() -> list[Handover]:
    """Everything that follows a handover, by name."""
    return [_handovers[name] for name in sorted(_handovers)]


def jobs() -> list[Job]:
    """All jobs, by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def checks() -> list[Check]:
    """All checks, by name."""
    return [_checks[name] for name in sorted(_checks)]
