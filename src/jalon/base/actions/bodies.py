"""What changes bodies and duties."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import models, transaction
from django.utils.text import slugify

from jalon.base.actions.record import record
from jalon.base.models import Body, Duty, Person
from jalon.base.queries.bodies import body as body_record
from jalon.base.queries.people import duty_record, held_on, today
from jalon.base.registry import handovers
from jalon.base.rules import Actor, Power, check_power
from jalon.base.rules.bodies import (
    KEEPER_NAME,
    BodyDraft,
    BodyKind,
    BodyRecord,
    KeeperStays,
    UnknownBody,
    check_draft,
)
from jalon.base.rules.duties import (
    DutyKind,
    DutyRecord,
    LastAdministrator,
    NothingToHandOver,
    SamePerson,
    UnknownDuty,
)
from jalon.base.rules.people import UnknownPerson
from jalon.kernel.languages import pick

TAKEN = frozenset({"new", "invitations"})
"""Addresses below /bodies/ that are no body."""


@transaction.atomic
def ensure_keeper(*, actor: Actor) -> BodyRecord:
    """The body that keeps this installation; made when there is none yet."""
    row = Body.objects.filter(is_keeper=True).first()
    if row is None:
        draft = BodyDraft(kind=BodyKind.OTHER, name=dict(KEEPER_NAME))
        row = _create(draft, slug="keeper", is_keeper=True, actor=actor)
    return body_record(row.slug)


@transaction.atomic
def found_body(draft: BodyDraft, *, actor: Actor) -> BodyRecord:
    """Add a body that people can act for.

    Raises:
        NotAllowed: The actor does not administer this installation.
        NamelessBody: It has no name.
    """
    actor = check_power(actor, Power.KEEP)
    check_draft(draft)
    row = _create(draft, slug=_free_slug(draft), is_keeper=False, actor=actor)
    return body_record(row.slug)


def _create(draft: BodyDraft, *, slug: str, is_keeper: bool, actor: Actor) -> Body:
    row = Body.objects.create(slug=slug, is_keeper=is_keeper, **asdict(draft))
    record("found body", subject=f"body:{row.pk}", actor=actor, after=asdict(draft))
    return row


def _free_slug(draft: BodyDraft) -> str:
    name = pick(draft.name, "en")
    base = slugify(name)[:80] or "body"
    taken = {*TAKEN, *Body.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := base + f"-{n}" * (n > 1)) not in taken
    )


@transaction.atomic
def describe_body(slug: str, draft: BodyDraft, *, actor: Actor) -> BodyRecord:
    """Change name, kind, place or website of a body.

    Raises:
        UnknownBody: There is none.
        NotAllowed: The actor does not administer it.
        NamelessBody: It would have no name.
    """
    row = _locked(slug)
    actor = check_power(actor, Power.MANAGE, body_id=row.pk)
    check_draft(draft)
    wanted = asdict(draft)
    changed = {name for name, value in wanted.items() if getattr(row, name) != value}
    if changed:
        before = {name: getattr(row, name) for name in changed}
        Body.objects.filter(pk=row.pk).update(**wanted)
        after = {name: wanted[name] for name in changed}
        record("describe body", subject=f"body:{row.pk}", actor=actor, before=before, after=after)
    return body_record(slug)


@transaction.atomic
def close_body(slug: str, *, why: str, actor: Actor) -> None:
    """A body acts no more: its duties end today, its records stay.

    Raises:
        NotAllowed: The actor does not administer this installation.
        KeeperStays: It keeps the installation.
    """
    row = _locked(slug)
    actor = check_power(actor, Power.KEEP)
    if row.is_keeper:
        raise KeeperStays(body=pick(row.name, "en"))
    if row.is_closed:
        return
    row.is_closed = True
    row.save(update_fields=["is_closed"])
    Duty.objects.filter(held_on(today()), body=row).update(until=today())
    record("close body", subject=f"body:{row.pk}", actor=actor, after={"closed": True}, why=why)


def _locked(slug: str) -> Body:
    row = Body.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise UnknownBody(value=slug)
    return row


@transaction.atomic
def give_duty(*, person_id: int, body_id: int, kind: DutyKind, actor: Actor) -> int:
    """Give somebody a duty of a body from today on; one they hold already stays as it is.

    Returns:
        The number of the duty.

    Raises:
        NotAllowed: The actor does not administer the body.
        UnknownPerson: There is no such account, or it is closed.
    """
    actor = check_power(actor, Power.MANAGE, body_id=body_id)
    if not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise UnknownPerson(value=person_id)
    return take_up_duty(person_id, body_id, kind, actor=actor).pk


def take_up_duty(person_id: int, body_id: int, kind: DutyKind, *, actor: Actor) -> Duty:
    """Begin a duty today, when who may give it has been looked at; one that is held stays."""
    row, is_new = Duty.objects.get_or_create(
        person_id=person_id, body_id=body_id, kind=kind, until=None, defaults={"since": today()}
    )
    if is_new:
        after = {"duty": kind.value, "person": person_id}
        record("give duty", subject=f"body:{body_id}", actor=actor, after=after)
    return row


@transaction.atomic
def end_duty(*, duty_id: int, why: str = "", actor: Actor) -> DutyRecord:
    """End a duty today. The acts done in it keep their author.

    Raises:
        UnknownDuty: It is not held.
        NotAllowed: The actor does not administer the body.
        LastAdministrator: Nobody would manage the body any more.
    """
    rows = Duty.objects.select_for_update(of=("self",)).select_related("person", "body")
    row = rows.filter(held_on(today()), pk=duty_id).first()
    if row is None:
        raise UnknownDuty(value=duty_id)
    actor = check_power(actor, Power.MANAGE, body_id=row.body_id)
    found = duty_record(row)
    if row.kind == DutyKind.ADMINISTRATOR and not _others(row).exists():
        raise LastAdministrator(person=found.person, body=found.body)
    _end(row, why=why, actor=actor)
    return found


def _others(row: Duty) -> models.QuerySet[Duty]:
    held = Duty.objects.filter(held_on(today()), body_id=row.body_id, kind=row.kind)
    return held.filter(person__is_active=True).exclude(pk=row.pk)


def _end(row: Duty, *, why: str, actor: Actor) -> None:
    row.until = today()
    row.save(update_fields=["until"])
    before = {"duty": row.kind, "person": row.person_id}
    record("end duty", subject=f"body:{row.body_id}", actor=actor, before=before, why=why)


@transaction.atomic
def hand_over(
    *, from_id: int, to_id: int, body_ids: Sequence[int], why: str = "", actor: Actor
) -> int:
    """Hand everything one person holds for some bodies over to another, in one act.

    Duties end for the one and begin for the other today; what rooms have put in the person's name
    (notices, reminders, tasks) follows. Past acts keep their author.

    Args:
        from_id: Who hands over.
        to_id: Who takes over.
        body_ids: The bodies whose duties are handed over.
        why: The reason given.
        actor: Who does it: an administrator of all these bodies.

    Returns:
        How many duties were handed over.

    Raises:
        SamePerson: Both are the same.
        UnknownPerson: One of them has no open account.
        NothingToHandOver: The person holds nothing in these bodies.
        NotAllowed: The actor does not administer one of the bodies.
    """
    people = {row.pk: row for row in Person.objects.filter(pk__in=[from_id, to_id])}
    giver, taker = people.get(from_id), people.get(to_id)
    if giver is None or taker is None or not taker.is_active:
        raise UnknownPerson(value=from_id if giver is None else to_id)
    if giver is taker:
        raise SamePerson(person=str(giver))
    held = Duty.objects.select_for_update().filter(held_on(today()), person=giver)
    rows = list(held.filter(body_id__in=body_ids).order_by("id"))
    if not rows:
        raise NothingToHandOver(person=str(giver))
    for body_id in sorted({row.body_id for row in rows}):
        speaking = check_power(actor, Power.MANAGE, body_id=body_id)
        here = [row for row in rows if row.body_id == body_id]
        _hand_over_body(here, taker, why=why, actor=speaking)
    return len(rows)


def _hand_over_body(rows: Sequence[Duty], taker: Person, *, why: str, actor: Actor) -> None:
    """The duties of one body: one line in the record says who, what, to whom, and what followed."""
    giver_id, body_id = rows[0].person_id, rows[0].body_id
    for row in rows:
        row.until = today()
        row.save(update_fields=["until"])
        Duty.objects.get_or_create(
            person=taker, body_id=body_id, kind=row.kind, until=None, defaults={"since": today()}
        )
    followed = {follow.name: follow.run(giver_id, taker.pk, body_id) for follow in handovers()}
    duties = sorted(row.kind for row in rows)
    record(
        "hand over duties",
        subject=f"body:{body_id}",
        actor=actor,
        before={"person": giver_id, "duties": duties},
        after={"person": taker.pk, "duties": duties, "followed": followed},
        why=why,
    )
