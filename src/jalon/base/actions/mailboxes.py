"""What changes when somebody gets mail, and what the worker notes about sending it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jalon.base.actions.record import record
from jalon.base.models import Mailbox, Notice, Person
from jalon.base.queries.mailboxes import choice_of, is_free, people_without_mailbox
from jalon.base.rules import Actor
from jalon.base.rules.notices import MailChoice, Pace, pause_after


@transaction.atomic
def choose_mail(choice: MailChoice, *, person_id: int, actor: Actor, why: str = "") -> None:
    """Change when somebody gets their notices by mail; the inbox keeps them in any case.

    Who had no mail before gets mail about what is new from now on.
    """
    Mailbox.objects.bulk_create([Mailbox(person_id=person_id)], ignore_conflicts=True)
    row = Mailbox.objects.select_for_update().get(person_id=person_id)
    before = choice_of(row)
    if before == choice:
        return
    if before.pace is Pace.NEVER:
        row.since = timezone.now()
    row.pace, row.hour, row.weekday = choice.pace.value, choice.hour, choice.weekday
    row.tries, row.try_after = 0, None
    row.save()
    record(
        "choose mail",
        subject=f"person:{person_id}",
        actor=actor,
        before=asdict(before),
        after=asdict(choice),
        why=why,
    )


@transaction.atomic
def end_mail(person_id: int) -> None:
    """No more mail about notices to somebody, as they asked by the link in a mail."""
    person = Person.objects.get(pk=person_id)
    row = Mailbox.objects.filter(person_id=person_id).first() or Mailbox()
    choice = MailChoice(pace=Pace.NEVER, hour=row.hour, weekday=row.weekday)
    actor = Actor(name=str(person), person=person.pk)
    choose_mail(choice, person_id=person_id, actor=actor, why="link in a mail")


def open_mailboxes() -> None:
    """Give a mailbox to who has notices and never chose anything."""
    boxes = [Mailbox(person_id=key) for key in people_without_mailbox()]
    Mailbox.objects.bulk_create(boxes, ignore_conflicts=True)


@transaction.atomic
def take_for_mail(ids: Iterable[int], *, now: datetime) -> set[int]:
    """Mark notices as mailed, just before they are.

    So each is mailed at most once: of two workers one takes it, and a worker that is killed after
    this leaves it as mailed. Who was not reached by that mail still has it in the inbox.

    Returns:
        Those that nobody took before and that are still unread: they must be mailed now.
    """
    rows = Notice.objects.select_for_update(skip_locked=True)
    free = rows.filter(pk__in=list(ids), mailed_at=None, read_at=None)
    taken = set(free.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=taken).update(mailed_at=now)
    return taken


@transaction.atomic
def begin_try(mailbox_id: int, *, now: datetime) -> bool:
    """Take up one mailbox; until this try has worked, the next one is put off, later each time.

    So mail that cannot be sent, and even mail that makes the worker fall over, keeps nobody else
    waiting, and a second worker leaves the mailbox alone.

    Returns:
        Whether it is ours; false when another worker has it.
    """
    rows = Mailbox.objects.select_for_update(skip_locked=True).filter(pk=mailbox_id)
    row = rows.filter(is_free(now)).first()
    if row is None:
        return False
    row.tries += 1
    row.try_after = now + pause_after(row.tries)
    row.save(update_fields=["tries", "try_after"])
    return True


def note_success(mailbox_id: int) -> None:
    """Mail to somebody works: the next one need not wait."""
    Mailbox.objects.filter(pk=mailbox_id).update(tries=0, try_after=None)


def put_back(ids: Iterable[int]) -> None:
    """Mail with these notices was not accepted: they are mailed by the next try."""
    Notice.objects.filter(pk__in=list(ids)).update(mailed_at=None)
