"""What changes people: invitations, accounts, closing them."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jalon.base.actions.bodies import ensure_keeper, give_duty, take_up_duty
from jalon.base.actions.record import record
from jalon.base.models import Invitation, Person
from jalon.base.queries.people import (
    InvitationRecord,
    digest_of_secret,
    invitation,
    person_with_email,
)
from jalon.base.queries.people import person as person_record
from jalon.base.rules import Actor, Power, check_power
from jalon.base.rules.duties import DutyKind
from jalon.base.rules.people import (
    FIRST_LINK_HOLDS,
    INVITATION_HOLDS,
    DutiesStillHeld,
    InvitationEnded,
    InvitationForSomebodyElse,
    NameMissing,
    OwnAccount,
)

SECRET_BYTES = 32

KEEPER_DUTIES = (DutyKind.ADMINISTRATOR, DutyKind.FOCAL_POINT, DutyKind.VALIDATOR)
"""What the first administrator does, until there are others to share it with."""


@transaction.atomic
def invite(
    *,
    email: str,
    body_id: int,
    duties: Sequence[DutyKind],
    actor: Actor,
    holds: timedelta = INVITATION_HOLDS,
) -> str:
    """Make a link that lets somebody open an account with duties for a body, once.

    Args:
        email: Who is meant; empty for whoever has the link.
        body_id: The body.
        duties: What they will do for it.
        actor: An administrator of the body.
        holds: How long the link may be used.

    Returns:
        The secret part of the link. Only its SHA-256 is kept.

    Raises:
        NotAllowed: The actor does not administer the body.
    """
    actor = check_power(actor, Power.MANAGE, body_id=body_id)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = Invitation.objects.create(
        email=email.strip().lower(),
        body_id=body_id,
        duties=sorted({kind.value for kind in duties}),
        digest=digest_of_secret(secret),
        invited_by_id=actor.person,
        expires_at=timezone.now() + holds,
    )
    after = {"invitation": row.pk, "duties": row.duties}
    record("invite person", subject=f"body:{body_id}", actor=actor, after=after)
    return secret


def bring_in(email: str, *, body_id: int, duties: Sequence[DutyKind], actor: Actor) -> str:
    """Give duties to whoever has an address: at once with an account, else by an invitation.

    Returns:
        The secret of the invitation; empty when the duties were taken up at once.

    Raises:
        NotAllowed: The actor does not administer the body.
    """
    known = person_with_email(email)
    if known is None:
        return invite(email=email, body_id=body_id, duties=duties, actor=actor)
    with transaction.atomic():
        for kind in duties:
            give_duty(person_id=known.id, body_id=body_id, kind=kind, actor=actor)
    return ""


@transaction.atomic
def take_back_invitation(*, invitation_id: int, actor: Actor) -> int:
    """End an invitation before it is accepted.

    Returns:
        The number of the body.

    Raises:
        InvitationEnded: It does not stand.
        NotAllowed: The actor does not administer the body.
    """
    rows = Invitation.objects.select_for_update().filter(pk=invitation_id, ended_at__isnull=True)
    row = rows.first()
    if row is None:
        raise InvitationEnded
    actor = check_power(actor, Power.MANAGE, body_id=row.body_id)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    before = {"invitation": row.pk}
    record("take back invitation", subject=f"body:{row.body_id}", actor=actor, before=before)
    return row.body_id


@transaction.atomic
def accept_invitation(secret: str, *, person_id: int) -> InvitationRecord:
    """Take up the duties an invitation offers.

    Raises:
        InvitationEnded: It does not hold any more.
        InvitationForSomebodyElse: It names another address.
    """
    found = invitation(secret)
    row = Invitation.objects.select_for_update().get(pk=found.id)
    if row.ended_at is not None:
        raise InvitationEnded
    person = Person.objects.get(pk=person_id)
    if row.email and row.email != person.email:
        raise InvitationForSomebodyElse(invited=row.email, signed_in=person.email)
    row.accepted_by, row.ended_at = person, timezone.now()
    row.save(update_fields=["accepted_by", "ended_at"])
    actor = Actor(name=str(person), person=person.pk, body=found.body.slug)
    record(
        "accept invitation",
        subject=f"body:{row.body_id}",
        actor=actor,
        after={"invitation": row.pk, "person": person.pk},
    )
    for kind in found.duties:
        take_up_duty(person.pk, row.body_id, kind, actor=actor)
    return found


@transaction.atomic
def open_account(person_id: int) -> None:
    """Note in the record that somebody opened an account."""
    person = Person.objects.get(pk=person_id)
    actor = Actor(name=str(person), person=person.pk)
    record("open account", subject=f"person:{person.pk}", actor=actor)


@transaction.atomic
def describe_person(person_id: int, *, name: str, language: str, actor: Actor) -> None:
    """Change one's own name or language for mail.

    Raises:
        NameMissing: The name is empty.
    """
    if not name.strip():
        raise NameMissing
    row = Person.objects.select_for_update().get(pk=person_id)
    before = {"name": row.name, "language": row.language}
    after = {"name": name.strip(), "language": language}
    if before == after:
        return
    row.name, row.language = after["name"], after["language"]
    row.save(update_fields=["name", "language"])
    record("describe person", subject=f"person:{row.pk}", actor=actor, before=before, after=after)


@transaction.atomic
def close_account(*, person_id: int, why: str, actor: Actor) -> None:
    """Close an account: nobody signs in with it any more, its past acts keep their author.

    Raises:
        NotAllowed: The actor does not administer this installation.
        OwnAccount: It is the actor's own.
        DutiesStillHeld: Duties must be handed over or ended first.
        UnknownPerson: There is none.
    """
    actor = check_power(actor, Power.KEEP)
    found = person_record(person_id)
    if found.id == actor.person:
        raise OwnAccount
    if found.duties:
        raise DutiesStillHeld(person=found.name, count=len(found.duties))
    if not found.is_active:
        return
    Person.objects.filter(pk=person_id).update(is_active=False)
    record("close account", subject=f"person:{person_id}", actor=actor, why=why)


@transaction.atomic
def invite_keeper(*, actor: Actor) -> str:
    """Make the one-time link for whoever administers this installation; earlier ones end.

    It is made by who runs commands on the machine: at the first start, and when nobody can sign
    in any more.

    Returns:
        The secret part of the link.
    """
    body = ensure_keeper(actor=actor)
    earlier = Invitation.objects.filter(body_id=body.id, email="", ended_at__isnull=True)
    earlier.update(ended_at=timezone.now())
    return invite(
        email="", body_id=body.id, duties=KEEPER_DUTIES, actor=actor, holds=FIRST_LINK_HOLDS
    )
