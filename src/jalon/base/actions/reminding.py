"""What the worker does about time: it reminds of due dates and forgets what was read long ago."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jalon.base.models import Notice
from jalon.base.queries.notices import DUE
from jalon.base.rules.notices import (
    DAYS_LEFT,
    READ_ONES_KEPT_FOR,
    is_reminder_due,
    step_on,
)

TOGETHER = 500
"""Notices looked at, or deleted, in one transaction."""


@transaction.atomic
def remind(today: date) -> int:
    """Remind people of what is due in a week, tomorrow, or was due yesterday.

    Run it as often as you like: each step is taken once. After days without a worker only the
    last step is taken. Two workers share the work.

    Returns:
        How many notices were looked at; call again until there are none.
    """
    rows = Notice.objects.select_for_update(skip_locked=True).filter(DUE, _step_has_come(today))
    found = list(rows.order_by("due_on", "id")[:TOGETHER])
    reminders = []
    for row in found:
        row.step = step_on(today, row.due_on or today)
        if is_reminder_due(row.step, due_on=row.due_on or today, made_on=row.made_at.date()):
            reminders.append(_reminder(row))
    Notice.objects.bulk_update(found, ["step"])
    Notice.objects.bulk_create(reminders, ignore_conflicts=True)
    return len(found)


def _step_has_come(today: date) -> Q:
    wanted = Q()
    for step, left in DAYS_LEFT.items():
        wanted |= Q(due_on__lte=today + timedelta(days=left), step__lt=step)
    return wanted


def _reminder(row: Notice) -> Notice:
    """The same notice again, unread and not mailed."""
    return Notice(
        person_id=row.person_id,
        body_id=row.body_id,
        subject=row.subject,
        sentence=row.sentence,
        facts=row.facts,
        address=row.address,
        due_on=row.due_on,
        step=row.step,
        reminds_of=row,
        made_at=timezone.now(),
    )


@transaction.atomic
def forget_read_ones(now: datetime) -> int:
    """Delete notices that were read a year ago and ask for nothing; the acts stay in the record.

    Returns:
        How many were deleted; call again until there are none.
    """
    rows = Notice.objects.filter(read_at__lt=now - READ_ONES_KEPT_FOR)
    old = rows.filter(Q(due_on=None) | Q(done_at__isnull=False)).order_by("read_at")
    ids = list(old.values_list("pk", flat=True)[:TOGETHER])
    Notice.objects.filter(pk__in=ids).delete()
    return len(ids)
