"""What puts notices in people's inboxes, and what takes them off the list again.

What people do in their own inbox is not in the record of acts: it changes nothing for others, and
when somebody reads is nobody's business.
"""

from collections.abc import Iterable, Mapping
from typing import Unpack

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from jalon.base.models import Body, Notice, Person
from jalon.base.queries.notices import OPEN
from jalon.base.rules import Actor
from jalon.base.rules.notices import About, UnknownNotice, check_address, kept_facts


@transaction.atomic
def notify(
    *,
    to: Iterable[int],
    sentence: str,
    facts: Mapping[str, object],
    address: str,
    actor: Actor,
    **about: Unpack[About],
) -> int:
    """Tell people something, in the transaction of the act; mail follows after it, by the worker.

    A notice is what was told then: its facts stay readable when the record changes or goes, so
    give only what each of these people may know. The link answers by its own rights.

    Args:
        to: Numbers of accounts. Who acts is not told of their own act, closed accounts nothing.
        sentence: English, marked with `text_marker`, with facts in braces.
        facts: Values by name: texts, numbers, dates, or names by language.
        address: Path of the page it leads to, without the language before it.
        actor: Who acts.
        about: `due`, the last day to do something, after which it is overdue; `subject`, what it
            is about, so that `settle` finds it; `body_id`, whose record it is (without it, the
            body that the actor speaks for; None for no owner).

    Returns:
        How many people were told.
    """
    check_address(address)
    sentence.format(**facts)
    wanted = set(to) - {actor.person}
    people = Person.objects.filter(pk__in=wanted, is_active=True).order_by("pk")
    shared = {
        "body_id": about["body_id"] if "body_id" in about else _own_body(actor),
        "subject": about.get("subject", ""),
        "sentence": sentence,
        "facts": kept_facts(facts),
        "address": address,
        "made_at": timezone.now(),
        "due_on": about.get("due"),
    }
    rows = [Notice(person_id=key, **shared) for key in people.values_list("pk", flat=True)]
    return len(Notice.objects.bulk_create(rows))


def _own_body(actor: Actor) -> int | None:
    """The body that somebody speaks for."""
    held = (holding.body_id for holding in actor.holdings if holding.body == actor.body)
    return next(held, None)


@transaction.atomic
def settle(subject: str, person: int | None = None) -> int:
    """Take what is done off everybody's list, or off one person's: nobody is reminded any more.

    It reaches each open notice with this subject. So give a request a subject of its own when
    other news has the same one.

    Args:
        subject: As it was given to `notify`.
        person: Number of the only account it is done for; None for all.

    Returns:
        How many notices were open, reminders among them.
    """
    rows = Notice.objects.filter(subject=subject, done_at=None)
    if not subject:
        return 0
    if person is not None:
        rows = rows.filter(person_id=person)
    return _close(rows)


def _mine(notice_id: int, person_id: int) -> QuerySet[Notice]:
    """One notice of somebody.

    Raises:
        UnknownNotice: There is none, or it is somebody else's.
    """
    rows = Notice.objects.filter(pk=notice_id, person_id=person_id)
    if not rows.exists():
        raise UnknownNotice(value=notice_id)
    return rows


@transaction.atomic
def mark_read(notice_id: int, *, person_id: int) -> None:
    """Somebody has read one of their notices.

    Raises:
        UnknownNotice: It is not theirs.
    """
    _mine(notice_id, person_id).filter(read_at=None).update(read_at=timezone.now())


@transaction.atomic
def mark_unread(notice_id: int, *, person_id: int) -> None:
    """Somebody wants to come back to one of their notices; it is not mailed again.

    Raises:
        UnknownNotice: It is not theirs.
    """
    now = timezone.now()
    rows = _mine(notice_id, person_id)
    rows.filter(mailed_at=None).update(mailed_at=now)
    rows.update(read_at=None)


@transaction.atomic
def mark_all_read(*, person_id: int, newest: int) -> None:
    """Somebody has read all their notices up to the newest they saw."""
    rows = Notice.objects.filter(person_id=person_id, pk__lte=newest, read_at=None)
    rows.update(read_at=timezone.now())


@transaction.atomic
def mark_done(notice_id: int, *, person_id: int) -> None:
    """Somebody has nothing left to do about one of their notices: they are not reminded any more.

    Raises:
        UnknownNotice: It is not theirs.
    """
    first = _mine(notice_id, person_id).values_list("reminds_of", flat=True).get() or notice_id
    _close(Notice.objects.filter(Q(pk=first) | Q(reminds_of=first), done_at=None))


@transaction.atomic
def follow_duties(giver_id: int, taker_id: int, body_id: int) -> int:
    """Open notices about the records of a body go with its duties from one person to another.

    What the other was told as well is closed for the one. What goes over is unread again, and is
    mailed to its new owner. What is about the person themselves stays with them.

    Returns:
        How many went over.
    """
    keeps = Exists(Body.objects.filter(pk=body_id, is_keeper=True))
    about = Q(body_id=body_id) | (Q(body_id=None) & keeps)
    own = f"person:{giver_id}"
    rows = Notice.objects.filter(OPEN, about, person_id=giver_id).exclude(subject=own)
    same = Notice.objects.filter(
        person_id=taker_id,
        subject=OuterRef("subject"),
        sentence=OuterRef("sentence"),
        made_at=OuterRef("made_at"),
    )
    _close(rows.filter(Exists(same)))
    return rows.update(person_id=taker_id, read_at=None, mailed_at=None)


def _close(rows: QuerySet[Notice]) -> int:
    """Nothing is left to do about some notices, nor to read."""
    now = timezone.now()
    return rows.update(done_at=now, read_at=Coalesce("read_at", now))
