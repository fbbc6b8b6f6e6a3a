"""People mend what the machine read of a document's description, and settle what got lost."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from jalon.atlas.public import place_ids
from jalon.base.public import Actor, Power, check_power, record
from jalon.kernel.errors import UnknownCode
from jalon.library.actions.seeing import may_see
from jalon.library.models import Document, LostDecision
from jalon.library.rules import Origin
from jalon.search.public import queue_cards_of_document

DESCRIBED = ("title", "symbol", "body", "date", "language")
"""Fields of the description that are texts; the place is a field beside them."""


@transaction.atomic
def mend_description(*, slug: str, values: Mapping[str, str], actor: Actor) -> bool:
    """Set fields of a document's description; what a person set, no reading changes any more.

    Args:
        slug: The document.
        values: "title", "symbol", "body", "date", "language" and "place" (its code), as far as
            they are to be set; those that say what is there already stay as they are.
        actor: Who mends it.

    Returns:
        Whether anything changed.

    Raises:
        UnknownCode: There is no such document that they may see, or no such place.
        NotAllowed: They may not write for its owner.
    """
    rows = Document.objects.select_for_update(of=("self",)).select_related("place")
    row = rows.filter(slug=slug).first()
    if row is None or not may_see(actor, row):
        raise UnknownCode(value=slug)
    actor = check_power(actor, Power.WRITE, body_id=row.owner_id)
    before = _said(row)
    after = {name: value for name, value in values.items() if before[name] != value}
    if not after:
        return False
    _set(row, after)
    record(
        "mend description",
        subject=f"document:{slug}",
        actor=actor,
        before={name: before[name] for name in after},
        after=after,
    )
    queue_cards_of_document(slug)
    return True


def _said(row: Document) -> dict[str, str]:
    """The description of a document as it stands, by field."""
    said = {name: str(getattr(row, name)) for name in DESCRIBED}
    return said | {"place": row.place.code if row.place else ""}


def _set(row: Document, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if name == "place":
            row.place_id = _place(value)
        else:
            setattr(row, name, value)
        row.origins[name] = {"by": Origin.PERSON.value}
    row.year = int(row.date[:4]) if row.date[:4].isdigit() else None
    row.save(update_fields=[*DESCRIBED, "place", "year", "origins"])


def _place(code: str) -> int | None:
    ids = place_ids()
    if code and code not in ids:
        raise UnknownCode(value=code)
    return ids.get(code)


@transaction.atomic
def settle_lost_decision(*, lost_id: int, actor: Actor) -> str:
    """Say that a decision whose passage is gone was looked at; it is kept, and listed no more.

    Returns:
        The slug of its document.

    Raises:
        UnknownCode: There is none with this number that they may see.
        NotAllowed: They may not decide on what its document says.
    """
    rows = LostDecision.objects.select_for_update(of=("self",))
    row = rows.select_related("document", "element", "passage").filter(pk=lost_id).first()
    if row is None or not may_see(actor, row.document):
        raise UnknownCode(value=lost_id)
    actor = check_power(actor, Power.DECIDE, body_id=row.document.owner_id)
    if row.settled_at is None:
        row.settled_by, row.settled_at = actor.name, timezone.now()
        row.save(update_fields=["settled_by", "settled_at"])
        record(
            "look at lost decision",
            subject=f"document:{row.document.slug}",
            actor=actor,
            after={"passage": row.passage.label, "element": row.element.code},
        )
    return row.document.slug
