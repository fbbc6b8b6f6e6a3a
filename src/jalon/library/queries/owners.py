"""For whom people add documents, and what they may do with one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from jalon.base.public import (
    Actor,
    BodyRecord,
    Power,
    bodies_with_ids,
    body,
    can_act,
    check_power,
)
from jalon.library.queries import visibility
from jalon.library.queries.rounds import open_round_of
from jalon.library.rules import DocumentRecord


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """What somebody may do with a document, and the body it belongs to, unless that keeps all.

    `complete`: whether to ask them for the text of a description; visitors sign in to give it.
    `round`: number and title of the open round in which alone it is decided on, for its people.
    """

    complete: bool
    decide: bool
    publish: bool
    withdraw: bool
    mend: bool
    owner: BodyRecord | None
    round: tuple[int, str] | None = None


def allowed(actor: Actor, document: DocumentRecord) -> Allowed:
    """What somebody may do with a document that they see: at most two statements."""
    owner = document.owner
    found = bodies_with_ids([owner]) if owner is not None else {}
    is_one_of_them = can_act(actor, Power.SEE, body_id=owner)
    reading = open_round_of(document.id) if is_one_of_them else None
    return Allowed(
        complete=not actor.is_signed_in or can_act(actor, Power.WRITE, body_id=owner),
        decide=reading is None and can_act(actor, Power.DECIDE, body_id=owner),
        publish=not document.is_public and can_act(actor, Power.PUBLISH, body_id=owner),
        mend=can_act(actor, Power.WRITE, body_id=owner),
        withdraw=document.is_public and can_act(actor, Power.WITHDRAW, body_id=owner),
        owner=found.get(owner) if owner is not None else None,
        round=reading,
    )


def writers_bodies(actor: Actor) -> Sequence[BodyRecord]:
    """The bodies that somebody may add documents for, the keeping body first: one statement.

    Raises:
        SecondFactorMissing: They could, but their duties sleep.
        NotAllowed: There is none.
    """
    held = {holding.body_id for holding in actor.holdings}
    wanted = [key for key in held if can_act(actor, Power.WRITE, body_id=key)]
    if not wanted:
        check_power(actor, Power.WRITE)
    found = bodies_with_ids(wanted).values()
    return sorted(found, key=lambda one: (not one.is_keeper, one.slug))


def owner_of(slug: str) -> int | None:
    """The number under which the documents of a body are kept; None for the keeping body.

    Raises:
        UnknownBody: No body has this slug.
    """
    found = body(slug)
    return None if found.is_keeper else found.id


def after_withdrawal(slug: str) -> str:
    """The page that follows a withdrawal: the document for whoever still sees it, else the list."""
    if visibility.documents().filter(slug=slug).exists():
        return reverse("library:document", args=[slug])
    return reverse("library:documents")


def chosen_body(bodies: Sequence[BodyRecord], slug: str) -> int | None:
    """The number under which the documents of the body with a slug are kept, else of the first."""
    found = next((one for one in bodies if one.slug == slug), bodies[0])
    return None if found.is_keeper else found.id
