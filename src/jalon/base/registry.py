"""What higher rooms tell the base when Django starts: background jobs and checks."""

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


_jobs: dict[str, Job] = {}
_checks: dict[str, Check] = {}


def register_job(job: Job) -> None:
    """Add a job to those the worker repeats."""
    _jobs[job.name] = job


def register_check(check: Check) -> None:
    """Add a check to those `jalon check` runs."""
    _checks[check.name] = check


def jobs() -> list[Job]:
    """All jobs, by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def checks() -> list[Check]:
    """All checks, by name."""
    return [_checks[name] for name in sorted(_checks)]
