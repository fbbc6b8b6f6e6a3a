"""What changes duties: giving one, ending one, handing everything over."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from jalon.base.actions.notices import notify
from jalon.base.actions.record import record
from jalon.base.models import Body, Duty, Invitation, Person
from jalon.base.queries.people import duty_record, held_on, not_over, standing, today
from jalon.base.registry import handovers
from jalon.base.rules import Actor, Power, check_power
from jalon.base.rules.bodies import ClosedBody, UnknownBody
from jalon.base.rules.duties import (
    DUTIES_HANDED_OVER,
    DUTIES_TAKEN_OVER,
    DUTY_ENDED,
    DUTY_GIVEN,
    DUTY_GIVEN_UNTIL,
    DUTY_WORDS,
    DutyKind,
    DutyRecord,
    LastAdministrator,
    NothingToHandOver,
    SamePerson,
    UnknownDuty,
    check_end,
    last_day,
    later_end,
)
from jalon.base.rules.people import UnknownPerson
from jalon.kernel.languages import pick

ACCOUNT = "/account/"


def open_body(body_id: int) -> Body:
    """A body that people may get duties for; nobody else changes who acts for it meanwhile.

    Raises:
        UnknownBody: There is none.
        ClosedBody: It acts no more.
    """
    row = Body.objects.select_for_update().filter(pk=body_id).first()
    if row is None:
        raise UnknownBody(value=body_id)
    if row.is_closed:
        raise ClosedBody(body=pick(row.name, "en"))
    return row


def check_open(person_id: int) -> None:
    """Make sure that somebody has an open account; nobody closes it meanwhile.

    Raises:
        UnknownPerson: They have none.
    """
    row = Person.objects.select_for_update().filter(pk=person_id, is_active=True).first()
    if row is None:
        raise UnknownPerson(value=person_id)


@transaction.atomic
def give_duty(
    *, person_id: int, body_id: int, kind: DutyKind, actor: Actor, until: date | None = None
) -> int:
    """Give somebody a duty of a body from today on; of one they hold already, the end may change.

    Args:
        person_id: Who gets it.
        body_id: The body.
        kind: What they do for it.
        actor: An administrator of the body.
        until: First day without it; None for no end.

    Returns:
        The number of the duty.

    Raises:
        NotAllowed: The actor does not administer the body.
        ClosedBody: It acts no more.
        UnknownPerson: There is no such account, or it is closed.
        DutyOver: It would have ended already.
    """
    actor = check_power(actor, Power.MANAGE, body_id=body_id)
    body = open_body(body_id)
    check_end(until, today=today())
    check_open(person_id)
    row, is_new = take_up_duty(person_id, body_id, kind, until=until, actor=actor)
    if is_new:
        sentence = DUTY_GIVEN_UNTIL if row.until else DUTY_GIVEN
        day = last_day(row.until)
        _tell(person_id, sentence, body, kinds=[kind], actor=actor, day=day)
    return row.pk


def take_up_duty(
    person_id: int, body_id: int, kind: DutyKind, *, until: date | None, actor: Actor
) -> tuple[Duty, bool]:
    """Begin a duty today, when who may give it has been looked at, or change when it ends.

    Returns:
        The duty, and whether it is new.

    Raises:
        LastAdministrator: It would end, and nobody would manage the body any more.
    """
    held = Duty.objects.filter(held_on(today()), person=person_id, body=body_id, kind=kind)
    row = held.select_related("person", "body").order_by("id").first()
    told = {"duty": kind.value, "person": person_id}
    if row is None:
        row = Duty.objects.create(
            person_id=person_id, body_id=body_id, kind=kind, since=today(), until=until
        )
        after = told | _end_of(row)
        record("give duty", subject=f"body:{body_id}", actor=actor, after=after)
        return row, True
    if row.until != until:
        if until is not None:
            _check_not_last(row)
        before = told | {"until": str(row.until or "")}
        row.until = until
        row.save(update_fields=["until"])
        after = told | {"until": str(until or "")}
        subject = f"body:{body_id}"
        record("change end of duty", subject=subject, actor=actor, before=before, after=after)
    return row, False


def _end_of(row: Duty) -> dict[str, str]:
    return {"until": str(row.until)} if row.until else {}


@transaction.atomic
def end_duty(*, duty_id: int, why: str = "", actor: Actor) -> DutyRecord:
    """End a duty today. The acts done in it keep their author.

    Raises:
        UnknownDuty: It is not held.
        NotAllowed: The actor does not administer the body.
        LastAdministrator: Nobody would manage the body any more.
    """
    rows = Duty.objects.filter(not_over(today()), pk=duty_id).select_related("person", "body")
    row = rows.first()
    if row is None:
        raise UnknownDuty(value=duty_id)
    actor = check_power(actor, Power.MANAGE, body_id=row.body_id)
    Body.objects.select_for_update().get(pk=row.body_id)  # one at a time, for the next question
    _check_not_last(row)
    found = duty_record(row)
    _end([row])
    before = {"duty": row.kind, "person": row.person_id}
    record("end duty", subject=f"body:{row.body_id}", actor=actor, before=before, why=why)
    _tell(row.person_id, DUTY_ENDED, row.body, kinds=[found.kind], actor=actor)
    return found


def _check_not_last(row: Duty) -> None:
    """Make sure that a body keeps an administrator whose duty has no end.

    Raises:
        LastAdministrator: This is the last one.
    """
    held = Duty.objects.filter(held_on(today()), body_id=row.body_id, kind=row.kind)
    others = held.filter(person__is_active=True, until__isnull=True).exclude(pk=row.pk)
    if row.kind == DutyKind.ADMINISTRATOR and not others.exists():
        raise LastAdministrator(person=str(row.person), body=pick(row.body.name, "en"))


def _end(rows: Iterable[Duty]) -> None:
    """Let duties end today; one that would begin later has no day then."""
    for row in rows:
        row.since, row.until = min(today(), row.since), today()
        row.save(update_fields=["since", "until"])


def end_all_duties(body_id: int) -> int:
    """End all duties of a body that closes; gives their number."""
    rows = list(Duty.objects.filter(not_over(today()), body_id=body_id))
    _end(rows)
    return len(rows)


@transaction.atomic
def hand_over(
    *, from_id: int, to_id: int, body_ids: Sequence[int], why: str = "", actor: Actor
) -> int:
    """Hand everything one person holds for some bodies over to another, in one act.

    Duties end for the one and begin for the other today, and those that begin later go over too;
    what rooms have put in the person's name (notices, reminders, tasks) and invitations that
    stand follow. Past acts keep their author.

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
        UnknownPerson: One of them has no account, or who takes over has a closed one.
        NothingToHandOver: The person holds nothing in these bodies.
        NotAllowed: The actor does not administer one of the bodies.
    """
    both = Person.objects.select_for_update().filter(pk__in=[from_id, to_id]).order_by("pk")
    people = {row.pk: row for row in both}
    giver, taker = people.get(from_id), people.get(to_id)
    if giver is None or taker is None or not taker.is_active:
        raise UnknownPerson(value=from_id if giver is None else to_id)
    if giver is taker:
        raise SamePerson(person=str(giver))
    held = Duty.objects.select_for_update(of=("self",)).filter(not_over(today()), person=giver)
    rows = list(held.filter(body_id__in=body_ids).select_related("body").order_by("id"))
    if not rows:
        raise NothingToHandOver(person=str(giver))
    for body_id in sorted({row.body_id for row in rows}):
        speaking = check_power(actor, Power.MANAGE, body_id=body_id)
        here = [row for row in rows if row.body_id == body_id]
        _hand_over_body(here, giver, taker, why=why, actor=speaking)
    return len(rows)


def _hand_over_body(
    rows: Sequence[Duty], giver: Person, taker: Person, *, why: str, actor: Actor
) -> None:
    """The duties of one body: one line in the record says who, what, to whom, and what followed."""
    body = rows[0].body
    for row in rows:
        _take_over(row, taker)
    followed = {follow.name: follow.run(giver.pk, taker.pk, body.pk) for follow in handovers()}
    kinds = [DutyKind(kind) for kind in sorted({row.kind for row in rows})]
    duties = [kind.value for kind in kinds]
    record(
        "hand over duties",
        subject=f"body:{body.pk}",
        actor=actor,
        before={"person": giver.pk, "duties": duties},
        after={"person": taker.pk, "duties": duties, "followed": followed},
        why=why,
    )
    _tell(taker.pk, DUTIES_TAKEN_OVER, body, kinds=kinds, actor=actor, giver=str(giver))
    _tell(giver.pk, DUTIES_HANDED_OVER, body, kinds=kinds, actor=actor, taker=str(taker))


def _take_over(row: Duty, taker: Person) -> None:
    """End a duty for who holds it, and let it begin, with the same end, for who takes over."""
    since, until = max(today(), row.since), row.until
    _end([row])
    own = Duty.objects.filter(not_over(since), person=taker, body=row.body_id, kind=row.kind)
    held = own.filter(since__lte=since).order_by("id").first()
    if held is None:
        _end(own)  # it would begin later, and now begins with this one
        Duty.objects.create(
            person=taker, body_id=row.body_id, kind=row.kind, since=since, until=until
        )
    else:
        held.until = later_end(held.until, until)
        held.save(update_fields=["until"])


def follow_invitations(from_id: int, to_id: int, body_id: int) -> int:
    """Let invitations that stand be answered to who took over."""
    rows = standing().filter(invited_by_id=from_id, body_id=body_id)
    numbers = list(rows.values_list("pk", flat=True))
    return Invitation.objects.filter(pk__in=numbers).update(invited_by_id=to_id)


def _tell(
    person_id: int,
    sentence: str,
    body: Body,
    *,
    kinds: Sequence[DutyKind],
    actor: Actor,
    **facts: object,
) -> None:
    """Tell somebody what happened to duties of theirs; it is about them, and stays with them."""
    told = {"body": body.name, "kind": tuple(DUTY_WORDS[kind] for kind in kinds), "by": actor.name}
    notify(
        to=[person_id],
        sentence=sentence,
        facts=told | facts,
        address=ACCOUNT,
        actor=actor,
        body_id=body.pk,
        subject=f"person:{person_id}",
    )
