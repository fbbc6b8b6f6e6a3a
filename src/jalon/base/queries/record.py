"""What the record says."""

from collections.abc import Iterator, Sequence
from typing import Any

from jalon.base.models import Act
from jalon.base.rules import FIRST_HASH, ActRecord, BrokenRecord, digest_of
from jalon.base.rules.record import Seal


def line_of(act: Act) -> dict[str, Any]:
    """The part of a line that its digest covers, as JSON values."""
    person = {"person": act.person_id} if act.person_id else {}
    return person | {
        "at": act.at.isoformat(),
        "actor": act.actor,
        "body": act.body,
        "act": act.act,
        "subject": act.subject,
        "before": act.before,
        "after": act.after,
        "why": act.why,
    }


def _as_record(act: Act) -> ActRecord:
    line = line_of(act) | {"at": act.at}
    return ActRecord(number=act.pk, digest=act.digest, **line)


def last_digest() -> str:
    """The digest that the next line is chained to."""
    last = Act.objects.order_by("-id").values_list("digest", flat=True).first()
    return last or FIRST_HASH


def acts_on(subject: str, *, limit: int = 50) -> Sequence[ActRecord]:
    """The acts on one record, newest first."""
    found = Act.objects.filter(subject=subject).order_by("-id")[:limit]
    return [_as_record(act) for act in found]


def newest_acts(*, limit: int = 10) -> Sequence[ActRecord]:
    """The newest acts of all, newest first."""
    return [_as_record(act) for act in Act.objects.order_by("-id")[:limit]]


def chained_acts() -> Iterator[ActRecord]:
    """All acts, oldest first, as long as the chain holds.

    Raises:
        BrokenRecord: At the first line whose digest does not follow from the line before.
    """
    previous = FIRST_HASH
    for act in Act.objects.order_by("id").iterator(chunk_size=2000):
        if digest_of(previous, line_of(act)) != act.digest:
            raise BrokenRecord(number=act.pk)
        previous = act.digest
        yield _as_record(act)


def first_broken_seal(seals: Sequence[Seal]) -> Seal | None:
    """The first seal whose line is gone or different; None when all hold."""
    for start in range(0, len(seals), 500):
        part = seals[start : start + 500]
        numbers = [seal.number for seal in part]
        known = dict(Act.objects.filter(pk__in=numbers).values_list("pk", "digest"))
        for seal in part:
            if known.get(seal.number) != seal.digest:
                return seal
    return None


def newest_seal() -> Seal | None:
    """What the newest line of the record is now; None when there is none."""
    act = Act.objects.order_by("-id").first()
    return Seal(number=act.pk, digest=act.digest, day=act.at.date().isoformat()) if act else None
