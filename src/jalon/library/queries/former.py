"""Where passages are that stood at an address before, and decisions that lost their passage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jalon.frameworks.public import elements_by_code
from jalon.kernel.errors import UnknownCode
from jalon.library.models import LostDecision, Passage
from jalon.library.queries import visibility
from jalon.library.queries.passages import records_of
from jalon.library.rules import PassageRecord, TagState

WITH_DOCUMENT = ("document", "heir", "heir__document")


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """What became of the passage at an address.

    Attributes:
        label: Where it is now; empty when it is gone.
        gone: The passage as it was read before, when it is gone.
        nearest: The present passage nearest to where it stood.
        gone_at: When a later reading no longer had it.
    """

    label: str = ""
    gone: PassageRecord | None = None
    nearest: PassageRecord | None = None
    gone_at: datetime | None = None


def whereabouts(slug: str, label: str) -> Whereabouts:
    """What became of the passage that stood at an address where there is none now.

    Raises:
        UnknownCode: There never was one, or it may not be seen.
    """
    row = _that_stood_at(slug, label)
    if row is None:
        raise UnknownCode(value=f"{slug} {label}")
    if row.gone_at is None:
        return Whereabouts(label=row.label)
    if row.is_taken_in and row.heir:
        return Whereabouts(label=row.heir.label)
    nearest = plain_records([row.heir])[0] if row.heir else None
    return Whereabouts(gone=plain_records([row])[0], nearest=nearest, gone_at=row.gone_at)


def _that_stood_at(slug: str, label: str) -> Passage | None:
    former = visibility.former_labels().filter(document__slug=slug, label=label)
    found = former.select_related(*(f"passage__{name}" for name in WITH_DOCUMENT)).first()
    if found is not None:
        return found.passage
    gone = visibility.gone_passages().filter(document__slug=slug, label=label)
    return gone.select_related(*WITH_DOCUMENT).order_by("-gone_at").first()


def plain_records(rows: Iterable[Passage]) -> list[PassageRecord]:
    """Passages without their tags."""
    return records_of(rows, visibility.tags().none())


@dataclass(frozen=True, kw_only=True, slots=True)
class LostLine:
    """A decision whose passage is gone: what was decided, on what words, and what stands there."""

    id: int
    number: str
    title: Mapping[str, str]
    code: str
    state: TagState
    decided_by: str
    decided_at: datetime | None
    reason: str
    passage: PassageRecord
    nearest: PassageRecord | None


def waits_to_be_read(slug: str) -> bool:
    """Whether a document waits for the worker to read it again."""
    return visibility.rereadings().filter(document__slug=slug).exists()


def lost_count(slug: str) -> int:
    """How many decisions of a document lost their passage and were not looked at since."""
    return _waiting(slug).count()


def lost_lines(slug: str) -> Sequence[LostLine]:
    """Decisions of a document that lost their passage, in the order of its text."""
    deep = (f"passage__{name}" for name in WITH_DOCUMENT)
    rows = list(_waiting(slug).select_related("element", *deep).order_by("passage__order", "id"))
    elements = elements_by_code({row.element.code for row in rows})
    gone = {one.id: one for one in plain_records({row.passage for row in rows})}
    nearest = {row.passage.heir for row in rows if row.passage.heir}
    heirs = {one.id: one for one in plain_records(nearest)}
    return [
        LostLine(
            id=row.pk,
            number=elements[row.element.code].local,
            title=elements[row.element.code].short or elements[row.element.code].title,
            code=row.element.code,
            state=TagState(row.state),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            reason=row.reason,
            passage=gone[row.passage_id],
            nearest=heirs.get(row.passage.heir_id or 0),
        )
        for row in rows
    ]


def _waiting(slug: str) -> QuerySet[LostDecision]:
    return visibility.lost_decisions().filter(document__slug=slug, settled_at__isnull=True)
