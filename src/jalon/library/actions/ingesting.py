"""From files to stored documents: several at a time, each whole or refused with a sentence."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from jalon.base.public import Actor, keeper
from jalon.engines.reading import MissingFile, Reading, ReadingCrashed, read_many
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.library.actions.files import digest_of_file, keep_file, kept_path
from jalon.library.actions.storing import KeptFile, Stored, store_reading
from jalon.library.actions.walking import shown_name
from jalon.library.models import Document, Intake
from jalon.library.rules import UNSAID, Filing, IntakeState

log = logging.getLogger("jalon.library")

LEASE = timedelta(minutes=15)
"""How long a worker may keep a file before another one takes it up again."""
MOST_ATTEMPTS = 3
"""How often a file is taken up before it is refused: it may be what ends the worker."""
TOGETHER = 16
"""Files a worker takes up at once."""
UNSTORABLE = (DataError, IntegrityError, ValueError, OSError)
"""What a single odd file can cause while it is stored; a database that is gone is not among it."""


class StoringFailed(JalonError):
    """A file was read, but what was read could not be stored."""

    code = "storing-failed"
    sentence = _(
        "“{file}” was read but could not be stored: {why}. Nothing of it is in the library; other "
        "files are not touched. Give the file a plain name or save it again, and try once more."
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one file: stored, known already (nothing doubled), or refused."""

    path: Path
    state: IntakeState
    document: str = ""
    pages: int | None = None
    passages: int = 0
    tags: int = 0
    refusal: JalonError | None = None


def ingest_files(
    paths: Sequence[Path], *, filing: Filing = UNSAID, actor: Actor
) -> Iterator[Outcome]:
    """Read, tag and store files; a bad one is reported and the batch goes on.

    Args:
        paths: Files, each read by one of several worker processes.
        filing: Where they belong.
        actor: Who has them read.

    Yields:
        One outcome for each path, as soon as it is known; what is stored by then stays stored.
    """
    fresh: dict[Path, str] = {}
    seen: dict[str, Path] = {}
    for path in paths:
        digest = _digest(path)
        if isinstance(digest, JalonError):
            yield Outcome(path=path, state=IntakeState.REFUSED, refusal=digest)
            continue
        slug = _known(digest, filing)
        if slug is None and digest not in seen:
            seen[digest] = fresh_path = path
            fresh[fresh_path] = digest
        else:
            yield Outcome(path=path, state=IntakeState.KNOWN, document=slug or "")
    for path, result in _readings(list(fresh)):
        if isinstance(result, JalonError):
            yield _outcome(path, result)
        else:
            stored = _stored(path, result, digest=fresh[path], filing=filing, actor=actor)
            yield _outcome(path, stored)


def _digest(path: Path) -> str | JalonError:
    try:
        return digest_of_file(path)
    except OSError:
        return MissingFile(file=shown_name(path))


def _stored(
    path: Path, reading: Reading, *, digest: str, filing: Filing, actor: Actor
) -> Stored | JalonError:
    """Store a reading, or say that it was not stored: one file never stops the others."""
    try:
        return store_reading(reading, _keep(path, digest=digest, filing=filing), actor=actor)
    except UNSTORABLE as error:
        return _not_stored(shown_name(path), error)


def _not_stored(name: str, error: Exception) -> StoringFailed:
    log.error("%s could not be stored.", name, exc_info=error)
    return StoringFailed(file=name, why=str(error).splitlines()[0] if str(error) else repr(error))


def _outcome(path: Path, stored: Stored | JalonError) -> Outcome:
    if isinstance(stored, JalonError):
        return Outcome(path=path, state=IntakeState.REFUSED, refusal=stored)
    return Outcome(
        path=path,
        state=IntakeState.STORED,
        document=stored.slug,
        pages=stored.pages,
        passages=stored.passages,
        tags=stored.tags,
    )


def _keep(path: Path, *, digest: str, filing: Filing) -> KeptFile:
    name = shown_name(path)
    kept = keep_file(path, digest=digest, name=name)
    size = path.stat().st_size
    return KeptFile(name=name, kept=kept, digest=digest, bytes=size, filing=filing)


def _known(digest: str, filing: Filing) -> str | None:
    """The document that holds a file already: a public one, or one of the same owner.

    Nobody learns that a file is in the hidden library of another body.
    """
    rows = Document.objects.filter(Q(is_public=True) | Q(owner_id=filing.owner), sha256=digest)
    return rows.order_by("-is_public", "id").values_list("slug", flat=True).first()


def _readings(paths: Sequence[Path]) -> Iterator[tuple[Path, Reading | JalonError]]:
    return read_many(
        paths,
        workers=settings.JALON_WORKERS,
        seconds_per_file=settings.JALON_READING_SECONDS,
        memory_mb=settings.JALON_READING_MEMORY_MB,
    )


def read_waiting() -> bool:
    """Read files that were received and wait; whether there were any.

    A file whose worker was killed is taken up again when its lease has run out, or at once when the
    only worker of an installation starts anew (`take_up_again`).
    """
    taken = {Path(settings.JALON_FILES) / row.file: row for row in _take()}
    for path, row in list(taken.items()):
        slug = _known(row.sha256, _filing(row))
        if slug is not None:
            _finish(row, IntakeState.KNOWN, slug)
            del taken[path]
    for path, result in _readings(list(taken)):
        _settle(taken[path], result)
    return bool(taken)


@transaction.atomic
def _take() -> list[Intake]:
    """Take up some waiting files, so that no other worker does; one of each content."""
    now = timezone.now()
    free = Q(state=IntakeState.WAITING) | Q(state=IntakeState.READING, lease_until__lt=now)
    rows = list(
        Intake.objects.select_for_update(skip_locked=True).filter(free).order_by("id")[:TOGETHER]
    )
    once = _untiring({row.file: row for row in reversed(rows)}.values())
    for row in once:
        row.state, row.lease_until, row.attempts = (
            IntakeState.READING,
            now + LEASE,
            row.attempts + 1,
        )
        row.save(update_fields=["state", "lease_until", "attempts"])
    return once


def _untiring(rows: Iterable[Intake]) -> list[Intake]:
    """Files without those that ended their worker again and again: they are refused."""
    kept = []
    for row in rows:
        if row.attempts < MOST_ATTEMPTS:
            kept.append(row)
        else:
            _refuse(row, ReadingCrashed(file=row.name))
    return kept


def _settle(row: Intake, result: Reading | JalonError) -> None:
    """Store a reading and close its intake in one transaction, or note why it was refused.

    The record has it in the name of the person who sent the file.
    """
    if isinstance(result, JalonError):
        _refuse(row, result)
        return
    file = KeptFile(
        name=row.name,
        kept=kept_path(row.sha256, row.name),
        digest=row.sha256,
        bytes=row.file_bytes,
        filing=_filing(row),
    )
    try:
        with transaction.atomic():
            stored = store_reading(result, file, actor=_sender(row))
            _finish(row, IntakeState.STORED, stored.slug)
    except UNSTORABLE as error:
        _refuse(row, _not_stored(row.name, error))


def _filing(row: Intake) -> Filing:
    place = row.place.code if row.place else ""
    return Filing(place=place, owner=row.owner_id, is_public=row.is_public)


def _sender(row: Intake) -> Actor:
    """Who sent a file, for the record: they may have left their duty since."""
    if row.person_id is None:
        return Actor(name=row.actor)
    owner = row.owner or keeper()
    return Actor(name=row.actor, person=row.person_id, body=owner.slug if owner else "")


def _finish(row: Intake, state: IntakeState, slug: str) -> None:
    row.state, row.lease_until = state, None
    row.document = Document.objects.get(slug=slug)
    row.save(update_fields=["state", "lease_until", "document"])


def _refuse(row: Intake, refusal: JalonError) -> None:
    facts: Mapping[str, object] = {name: str(value) for name, value in refusal.facts.items()}
    if "file" in facts:  # the reader knows the file by its digest, people by the name they gave it
        facts = {**facts, "file": row.name}
    row.state, row.lease_until, row.code = IntakeState.REFUSED, None, refusal.code
    row.sentence, row.facts = refusal.sentence, dict(facts)
    row.save(update_fields=["state", "lease_until", "code", "sentence", "facts"])
    log.info("%s was refused: %s", row.name, refusal)


def take_up_again() -> int:
    """Let files that a killed worker had be read again at once; how many there were.

    Only for the start of the one worker of an installation (`jalon worker --only`).
    """
    return Intake.objects.filter(state=IntakeState.READING).update(
        state=IntakeState.WAITING, lease_until=None
    )
