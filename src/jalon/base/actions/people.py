"""What changes people: invitations, accounts, closing them."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from jalon.base.actions.bodies import ensure_keeper
from jalon.base.actions.duties import check_open, give_duty, open_body, take_up_duty
from jalon.base.actions.notices import notify
from jalon.base.actions.record import record
from jalon.base.actions.sessions import end_sessions
from jalon.base.models import Duty, Invitation, Person
from jalon.base.queries.people import (
    InvitationRecord,
    digest_of_secret,
    invitation,
    not_over,
    person_with_email,
    today,
)
from jalon.base.rules import Actor, Power, SignInFirst, check_power
from jalon.base.rules.duties import DUTY_WORDS, INVITATION_ACCEPTED, DutyKind, check_end
from jalon.base.rules.people import (
    FIRST_LINK_HOLDS,
    INVITATION_HOLDS,
    ClosedAccount,
    DutiesStillHeld,
    InvitationEnded,
    InvitationForSomebodyElse,
    NameMissing,
    OwnAccount,
    UnknownPerson,
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
    until: date | None = None,
    holds: timedelta = INVITATION_HOLDS,
) -> str:
    """Make a link that lets somebody open an account with duties for a body, once.

    An earlier link for the same address and body ends.

    Args:
        email: Who is meant; empty for whoever has the link.
        body_id: The body.
        duties: What they will do for it.
        actor: An administrator of the body.
        until: First day without these duties; None for no end.
        holds: How long the link may be used.

    Returns:
        The secret part of the link. Only its SHA-256 is kept.

    Raises:
        NotAllowed: The actor does not administer the body.
        ClosedBody: It acts no more.
        ClosedAccount: There is an account with this address, which is closed.
        DutyOver: The duties would have ended already.
    """
    actor = check_power(actor, Power.MANAGE, body_id=body_id)
    open_body(body_id)
    check_end(until, today=today())
    email = email.strip().lower()
    if email and Person.objects.filter(email=email, is_active=False).exists():
        raise ClosedAccount(email=email)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    replaced = _end_invitations_for(email, body_id) if email else 0
    row = Invitation.objects.create(
        email=email,
        body_id=body_id,
        duties=sorted({kind.value for kind in duties}),
        until=until,
        digest=digest_of_secret(secret),
        invited_by_id=actor.person,
        expires_at=timezone.now() + holds,
    )
    after = {"invitation": row.pk, "duties": row.duties, "replaced": replaced}
    record("invite person", subject=f"body:{body_id}", actor=actor, after=after)
    return secret


def _end_invitations_for(email: str, body_id: int | None = None) -> int:
    """End the links sent to an address, for a body or for all; gives their number."""
    rows = Invitation.objects.filter(email=email, ended_at__isnull=True)
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    return rows.update(ended_at=timezone.now())


@transaction.atomic
def bring_in(
    email: str,
    *,
    body_id: int,
    duties: Sequence[DutyKind],
    actor: Actor,
    until: date | None = None,
) -> str:
    """Give duties to whoever has an address: at once with an account, else by an invitation.

    Returns:
        The secret of the invitation; empty when the duties were taken up at once.

    Raises:
        NotAllowed: The actor does not administer the body.
        ClosedBody: It acts no more.
        ClosedAccount: There is an account with this address, which is closed.
        DutyOver: The duties would have ended already.
    """
    known = person_with_email(email)
    if known is None:
        return invite(email=email, body_id=body_id, duties=duties, actor=actor, until=until)
    for kind in duties:
        give_duty(person_id=known.id, body_id=body_id, kind=kind, until=until, actor=actor)
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
    """Take up the duties an invitation offers: once, whoever is first.

    Raises:
        InvitationEnded: It does not hold any more.
        InvitationForSomebodyElse: It names another address.
        UnknownPerson: There is no such account, or it is closed.
    """
    found = invitation(secret)
    open_body(found.body.id)
    check_open(person_id)
    row = Invitation.objects.select_for_update().get(pk=found.id)
    if row.ended_at is not None or (row.until is not None and row.until <= today()):
        raise InvitationEnded
    person = Person.objects.get(pk=person_id)
    if row.email and row.email != person.email:
        raise InvitationForSomebodyElse(invited=row.email, signed_in=person.email)
    row.accepted_by, row.ended_at = person, timezone.now()
    row.save(update_fields=["accepted_by", "ended_at"])
    actor = Actor(name=str(person), person=person.pk, body=found.body.slug)
    after = {"invitation": row.pk, "person": person.pk}
    record("accept invitation", subject=f"body:{row.body_id}", actor=actor, after=after)
    for kind in found.duties:
        take_up_duty(person.pk, row.body_id, kind, until=row.until, actor=actor)
    if row.invited_by_id:
        _tell_inviter(row.invited_by_id, found, actor)
    return found


def _tell_inviter(inviter_id: int, accepted: InvitationRecord, actor: Actor) -> None:
    kinds = tuple(DUTY_WORDS[kind] for kind in accepted.duties)
    notify(
        to=[inviter_id],
        sentence=INVITATION_ACCEPTED,
        facts={"person": actor.name, "body": accepted.body.name, "kind": kinds},
        address=f"/bodies/{accepted.body.slug}/people/",
        actor=actor,
        body_id=accepted.body.id,
    )


@transaction.atomic
def open_account(person_id: int, secret: str = "") -> None:
    """Somebody opened an account, with the duties of the invitation they came by, if by one.

    Raises:
        InvitationEnded: It does not hold any more.
        InvitationForSomebodyElse: It names another address.
    """
    person = Person.objects.get(pk=person_id)
    actor = Actor(name=str(person), person=person.pk)
    record("open account", subject=f"person:{person.pk}", actor=actor)
    if secret:
        accept_invitation(secret, person_id=person_id)


@transaction.atomic
def describe_person(*, name: str, language: str, actor: Actor) -> None:
    """Change one's own name or language for mail.

    Raises:
        SignInFirst: Nobody is signed in.
        NameMissing: The name is empty.
    """
    if actor.person is None:
        raise SignInFirst
    if not name.strip():
        raise NameMissing
    row = Person.objects.select_for_update().get(pk=actor.person)
    before = {"name": row.name, "language": row.language}
    after = {"name": name.strip(), "language": language}
    if before == after:
        return
    row.name, row.language = after["name"], after["language"]
    row.save(update_fields=["name", "language"])
    record("describe person", subject=f"person:{row.pk}", actor=actor, before=before, after=after)


@transaction.atomic
def close_account(*, person_id: int, why: str, actor: Actor) -> None:
    """Close an account: its sessions end, nobody signs in with it, past acts keep their author.

    Raises:
        NotAllowed: The actor does not administer this installation.
        OwnAccount: It is the actor's own.
        DutiesStillHeld: Duties must be handed over or ended first.
        UnknownPerson: There is none.
    """
    actor = check_power(actor, Power.KEEP)
    row = _account(person_id)
    if row.pk == actor.person:
        raise OwnAccount
    count = Duty.objects.filter(not_over(today()), person=row).count()
    if count:
        raise DutiesStillHeld(person=str(row), count=count)
    if not row.is_active:
        return
    row.is_active = False
    row.save(update_fields=["is_active"])
    ended = {"sessions": end_sessions(person_id), "invitations": _end_invitations_for(row.email)}
    subject = f"person:{person_id}"
    record("close account", subject=subject, actor=actor, after={"ended": ended}, why=why)


@transaction.atomic
def open_account_again(*, person_id: int, why: str, actor: Actor) -> None:
    """Open a closed account again, without the duties it once had.

    Raises:
        NotAllowed: The actor does not administer this installation.
        UnknownPerson: There is none.
    """
    actor = check_power(actor, Power.KEEP)
    row = _account(person_id)
    if row.is_active:
        return
    row.is_active = True
    row.save(update_fields=["is_active"])
    record("open account again", subject=f"person:{person_id}", actor=actor, why=why)


def _account(person_id: int) -> Person:
    """An account, open or closed; nobody changes it meanwhile.

    Raises:
        UnknownPerson: There is none.
    """
    row = Person.objects.select_for_update().filter(pk=person_id).first()
    if row is None:
        raise UnknownPerson(value=person_id)
    return row


@transaction.atomic
def invite_keeper(*, actor: Actor, email: str = "") -> str:
    """Make the one-time link for whoever administers this installation; earlier ones end.

    It is made by who runs commands on the machine: at the first start, and when nobody can sign
    in any more.

    Args:
        actor: Who runs the command.
        email: Who is meant; empty for whoever has the link.

    Returns:
        The secret part of the link.
    """
    body = ensure_keeper(actor=actor)
    _end_invitations_for("", body.id)
    return invite(
        email=email, body_id=body.id, duties=KEEPER_DUTIES, actor=actor, holds=FIRST_LINK_HOLDS
    )
