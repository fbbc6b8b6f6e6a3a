"""Keeping files: each by the digest of its content, so that the same file is kept once."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import transaction

from jalon.atlas.public import place_ids
from jalon.base.public import Actor, Power, check_power, record
from jalon.engines.reading import FileTooLarge
from jalon.library.models import Intake
from jalon.library.rules import Filing, IntakeState

CHUNK = 1 << 20


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kept_path(digest: str, name: str) -> str:
    """Where a file is kept, below the files folder."""
    suffix = Path(name).suffix.lower()[:10]
    return f"{digest[:2]}/{digest}{suffix if suffix[1:].isalnum() else ''}"


def keep_file(path: Path, *, digest: str, name: str) -> str:
    """Copy a file to the files folder, whole or not at all; its path below that folder."""
    kept = kept_path(digest, name)
    target = Path(settings.JALON_FILES) / kept
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as copy, path.open("rb") as file:
            shutil.copyfileobj(file, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        Path(copy.name).replace(target)
    return kept


def receive_file(
    chunks: Iterable[bytes], *, name: str, size: int, batch: str, filing: Filing, actor: Actor
) -> int:
    """Keep a file that was sent, and have it read by the worker.

    Args:
        chunks: The content.
        name: Its name as given.
        size: Bytes, as announced.
        batch: Files sent together share it.
        filing: Where it belongs.
        actor: Who sent it.

    Returns:
        The id of the intake; from now on a killed worker or server loses nothing.

    Raises:
        NotAllowed: They may not write for the owner; nothing was kept.
        FileTooLarge: It is larger than this installation accepts; nothing was kept.
    """
    actor = check_power(actor, Power.WRITE, body_id=filing.owner)
    largest = int(settings.JALON_LARGEST_FILE_BYTES)
    if size > largest:
        raise FileTooLarge(file=name, size=size // 1_000_000, limit=largest // 1_000_000)
    folder = Path(settings.JALON_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder) as copy:
        for chunk in chunks:
            copy.write(chunk)
        copy.flush()
        digest = digest_of_file(Path(copy.name))
        kept = keep_file(Path(copy.name), digest=digest, name=name)
    return _receive(kept, name=name, digest=digest, batch=batch, filing=filing, actor=actor)


def sender_of(filing: Filing, actor: Actor) -> dict[str, Any]:  # Any: values of fields
    """Who sent a file, whose it is and who may see it, as its intake keeps it."""
    return {
        "actor": actor.name,
        "person_id": actor.person,
        "owner_id": filing.owner,
        "is_public": filing.is_public,
    }


@transaction.atomic
def _receive(kept: str, *, name: str, digest: str, batch: str, filing: Filing, actor: Actor) -> int:
    intake = Intake.objects.create(
        batch=batch,
        name=name[:255],
        sha256=digest,
        file=kept,
        file_bytes=(Path(settings.JALON_FILES) / kept).stat().st_size,
        place_id=place_ids().get(filing.place),
        state=IntakeState.WAITING,
        **sender_of(filing, actor),
    )
    subject = f"intake:{intake.pk}"
    record("receive file", subject=subject, actor=actor, after={"name": name, "sha256": digest})
    return intake.pk
