"""Receiving files that were sent together: each is kept for the worker, or its refusal is noted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol
from uuid import uuid4

from jalon.base.public import Actor, Power, check_power
from jalon.kernel.errors import JalonError
from jalon.library.actions.files import receive_file, sender_of
from jalon.library.models import Intake
from jalon.library.rules import Filing, IntakeState


class SentFile(Protocol):
    """A file as a web server or a program hands it over; `size` is in bytes."""

    @property
    def name(self) -> str | None:
        """Its name as given."""

    @property
    def size(self) -> int | None:
        """Bytes."""

    def chunks(self) -> Iterator[bytes]:
        """The content, piece by piece."""


def receive_files(files: Iterable[SentFile], *, filing: Filing, actor: Actor) -> str:
    """Keep files that were sent together, each in a transaction of its own.

    A file that is refused is noted with its sentence, and the others are kept all the same.

    Args:
        files: At least one.
        filing: Where they belong.
        actor: Who sent them.

    Returns:
        The name of the batch, under which their progress is shown.

    Raises:
        NotAllowed: They may not write for the owner; nothing was kept.
    """
    actor = check_power(actor, Power.WRITE, body_id=filing.owner)
    batch = uuid4().hex
    for file in files:
        name, size = file.name or "?", file.size or 0
        try:
            receive_file(
                file.chunks(), name=name, size=size, batch=batch, filing=filing, actor=actor
            )
        except JalonError as refusal:
            sender = sender_of(filing, actor)
            _note_refused(refusal, name=name, size=size, batch=batch, sender=sender)
    return batch


def _note_refused(
    refusal: JalonError, *, name: str, size: int, batch: str, sender: Mapping[str, Any]
) -> None:
    """Remember a file that was not even kept, so that its sender reads why."""
    Intake.objects.create(
        batch=batch,
        name=name[:255],
        file_bytes=size,
        state=IntakeState.REFUSED,
        code=refusal.code,
        sentence=refusal.sentence,
        facts={key: str(value) for key, value in refusal.facts.items()},
        **sender,
    )
