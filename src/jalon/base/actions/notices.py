"""What puts notices in people's inboxes, and what takes them off the list again."""

from collections.abc import Iterable, Mapping
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from jalon.base.models import Notice, Person
from jalon.base.rules import Actor
from jalon.base.rules.notices import About, check_address, kept_facts


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
    now = timezone.now()
    rows.filter(read_at=None).update(read_at=now)
    return rows.update(done_at=now)
