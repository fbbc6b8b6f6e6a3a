"""What higher rooms tell the base when Django starts: jobs, checks, handovers, kinds of records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jalon.base.rules.history import Field
from jalon.base.rules.stages import Stages
from jalon.base.rules.versions import Content, Loaded, VersionRecord
from jalon.kernel.errors import UnknownCode


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A record as its history names it.

    Attributes:
        title: By BCP 47 tag.
        url: Its page.
        sees_all: Whether the viewer sees its drafts, and who acted; else what is public.
    """

    title: Mapping[str, str]
    url: str
    sees_all: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Versioning:
    """How records of one kind go from draft to the public.

    Attributes:
        stages: The moves they can make.
        check: Refuses a content that is not complete enough to be submitted.
        publish: Brings a version to the tables of the room, and has it found; refuses one that
            is not fit to be public any more.
        withdraw: Takes a record (by its id) out of the tables of the room.
        loaded: What a record says that has no versions, as it was loaded; None if there is none.
        title: What a content is called, by BCP 47 tag.
        url: The page of the version on its way, for a record's id.
    """

    stages: Stages
    check: Callable[[Content], None]
    publish: Callable[[VersionRecord], None]
    withdraw: Callable[[str], None]
    loaded: Callable[[str], Loaded | None]
    title: Callable[[Content], Mapping[str, str]]
    url: Callable[[str], str]


Titles = Callable[[str, Iterable[str]], Mapping[str, str]]
"""Titles of the codes of a field, by code, in the reader's language; what has none is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordKind:
    """What a room tells of its records of one kind, so that their history can be read.

    Attributes:
        kind: The part of a subject before the colon.
        word: What one is called, in English, marked for translation.
        look: The face of a record for the viewer of now; None when they may not see it.
        fields: The fields whose changes are told, in order.
        titles: Titles of the codes of a field.
        acts: What acts did, in words after the name of who did it, by act.
        public_acts: The acts that everybody may read; None for all.
        versioning: How they are published, for those that are written here.
    """

    kind: str
    word: str
    look: Callable[[str], Face | None]
    fields: Mapping[str, Field]
    acts: Mapping[str, str]
    titles: Titles = lambda _field, _codes: {}
    public_acts: frozenset[str] | None = None
    versioning: Versioning | None = None


_jobs: dict[str, Job] = {}
_kinds: dict[str, RecordKind] = {}
_handovers: dict[str, Handover] = {}
_checks: dict[str, Check] = {}


def register_job(job: Job) -> None:
    """Add a job to those the worker repeats."""
    _jobs[job.name] = job


def register_check(check: Check) -> None:
    """Add a check to those `jalon check` runs."""
    _checks[check.name] = check


def register_record(kind: RecordKind) -> None:
    """Let the history of records of one kind be read, and their versions be published."""
    _kinds[kind.kind] = kind


def record_kind(name: str) -> RecordKind:
    """The kind of records of a name.

    Raises:
        UnknownCode: No room registered it.
    """
    if name not in _kinds:
        raise UnknownCode(value=name)
    return _kinds[name]


def versioned_kinds() -> list[tuple[RecordKind, Versioning]]:
    """The kinds of records that are written and published here, by name."""
    found = (_kinds[name] for name in sorted(_kinds))
    return [(kind, kind.versioning) for kind in found if kind.versioning is not None]


def versioning_of(name: str) -> Versioning:
    """How records of a kind are published.

    Raises:
        UnknownCode: They are not, or there is no such kind.
    """
    found = record_kind(name).versioning
    if found is None:
        raise UnknownCode(value=name)
    return found


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
