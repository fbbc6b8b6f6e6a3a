"""How far the files that were sent together have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from jalon.base.public import worded
from jalon.library.queries import visibility
from jalon.library.queries.documents import intakes
from jalon.library.rules import IntakeRecord, IntakeState

STALLED_AFTER = timedelta(minutes=2)
"""From when on a file that nobody took up suggests that no worker runs."""
UNDONE = (IntakeState.WAITING, IntakeState.READING)
"""States of a file in which something more happens to it."""
BATCHES_TOLD = 5
"""Batches on their way that are told at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLine:
    """A file that was sent: where it is, and the sentence of its refusal in the page's language."""

    record: IntakeRecord
    sentence: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing more happens to it."""
        return self.record.state not in UNDONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Files that were sent together, in the order they came."""

    name: str
    files: Sequence[FileLine]
    is_stalled: bool

    @property
    def total(self) -> int:
        """How many files."""
        return len(self.files)

    @property
    def done(self) -> int:
        """How many of them nothing more happens to."""
        return sum(file.is_done for file in self.files)

    @property
    def refused(self) -> int:
        """How many of them were refused."""
        return sum(file.record.state is IntakeState.REFUSED for file in self.files)

    @property
    def is_finished(self) -> bool:
        """Whether all files are stored, known or refused."""
        return self.done == self.total


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchLine:
    """A batch on its way: its name, how many files it has, and how many of them are done."""

    name: str
    total: int
    done: int


def under_way(person: int | None) -> Sequence[BatchLine]:
    """The newest batches of somebody that are not finished: one statement; none for a visitor."""
    if person is None:
        return ()
    sent = visibility.intakes(person).filter(person_id=person)
    undone = sent.filter(state__in=UNDONE).values("batch")
    rows = (
        sent.filter(batch__in=undone)
        .values("batch")
        .annotate(last=Max("id"), total=Count("id"), done=Count("id", filter=~Q(state__in=UNDONE)))
        .order_by("-last")[:BATCHES_TOLD]
    )
    return [BatchLine(name=row["batch"], total=row["total"], done=row["done"]) for row in rows]


def batch(name: str, *, person: int | None = None) -> Batch:
    """The files of a batch and where they are.

    Args:
        name: The batch.
        person: The account of whoever asks, who sees what they sent themselves.

    Raises:
        UnknownCode: There is no such batch that they may see.
    """
    rows = intakes(name, person=person)
    files = [FileLine(record=row, sentence=_sentence(row)) for row in rows]
    waits = all(file.record.state is IntakeState.WAITING for file in files)
    age = timezone.now() - max(file.record.received_at for file in files)
    return Batch(name=name, files=files, is_stalled=waits and age > STALLED_AFTER)


def _sentence(row: IntakeRecord) -> str:
    """Why a file was refused: the stored sentence, translated and filled with its facts."""
    return worded(row.sentence, row.facts) if row.sentence else ""
