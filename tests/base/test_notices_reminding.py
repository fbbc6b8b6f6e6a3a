"""Reminders of due dates, and forgetting what was read long ago."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from jalon.base.actions.notices import follow_duties, settle
from jalon.base.actions.reminding import forget_read_ones, remind
from jalon.base.frames.digests import send_waiting
from jalon.base.jobs import REMINDERS_JOB
from jalon.base.models import Act, Mailbox, Notice
from jalon.base.queries.notices import Show, inbox
from jalon.base.registry import jobs
from jalon.base.rules.notices import Step
from tests.factories import make_body, make_notice, make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
LONG_BEFORE = timezone.now() - timedelta(days=60)


def make_due(left: int, **values: Any) -> Notice:
    """A notice of long ago with some days left."""
    due = TODAY + timedelta(days=left)
    return make_notice(make_person(), due_on=due, made_at=LONG_BEFORE, **values)


def steps(row: Notice) -> list[Step]:
    found = Notice.objects.filter(reminds_of=row).order_by("pk")
    return [Step(step) for step in found.values_list("step", flat=True)]


def test_a_due_date_is_told_again_a_week_and_a_day_before_and_the_day_after() -> None:
    row = make_notice(make_person(), due_on=date(2031, 3, 9), subject="plan:12")
    told = {}

    for number in range(30):
        day = date(2031, 2, 20) + timedelta(days=number)
        before = len(steps(row))
        remind(day)
        remind(day)
        told |= {day: steps(row)[-1]} if len(steps(row)) > before else {}

    assert told == {
        date(2031, 3, 2): Step.WEEK,
        date(2031, 3, 8): Step.DAY,
        date(2031, 3, 10): Step.OVERDUE,
    }


def test_a_reminder_says_the_same_and_is_unread_and_not_mailed() -> None:
    now = timezone.now()
    row = make_due(1, subject="plan:12", body=make_body(), read_at=now, mailed_at=now)

    remind(TODAY)

    reminder = Notice.objects.get(reminds_of=row)
    same = ("person", "body", "subject", "sentence", "facts", "address", "due_on")
    assert {name for name in same if getattr(reminder, name) != getattr(row, name)} == set()
    assert (reminder.read_at, reminder.mailed_at) == (None, None)


@pytest.mark.parametrize("left", [8, 2, 0])
def test_on_other_days_nobody_is_reminded(left: int) -> None:
    row = make_due(left)
    Notice.objects.update(step=max((step for step in Step if step < 3), default=0))

    assert remind(TODAY) == 0
    assert steps(row) == []


def test_after_days_without_a_worker_only_the_last_step_is_taken() -> None:
    row = make_due(-20)

    remind(TODAY)

    assert steps(row) == [Step.OVERDUE]


def test_what_is_asked_for_soon_is_not_told_twice_on_the_same_day() -> None:
    row = make_notice(make_person(), due_on=TODAY + timedelta(days=3))

    remind(TODAY)

    assert steps(row) == []
    assert remind(TODAY) == 0


def test_what_is_settled_is_not_reminded_of() -> None:
    row = make_due(1, subject="plan:12")
    settle("plan:12")

    assert remind(TODAY) == 0
    assert steps(row) == []


def test_settling_ends_the_reminders_that_were_made_too() -> None:
    make_due(1, subject="plan:12")
    remind(TODAY)

    settle("plan:12")

    assert not Notice.objects.filter(read_at=None).exists()


def test_after_a_handover_the_other_is_reminded() -> None:
    body, taker = make_body(), make_person()
    row = make_due(1, body=body)

    follow_duties(row.person_id, taker.pk, body.pk)
    remind(TODAY)

    assert Notice.objects.get(reminds_of=row).person == taker


def test_a_reminder_is_shown_and_mailed_as_one() -> None:
    row = make_due(1, mailed_at=timezone.now(), sentence="A plan waits.", facts={})
    remind(TODAY)
    Mailbox.objects.create(person=row.person, pace="at-once")
    Notice.objects.update(made_at=LONG_BEFORE)

    send_waiting()

    (message,) = mail.outbox
    assert "Reminder: A plan waits." in message.body
    lines = [line for group in inbox(row.person_id, show=Show.ALL).groups for line in group.lines]
    assert [line.is_reminder for line in lines] == [False, True]


def test_a_reminder_that_fails_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    row = make_due(1)
    monkeypatch.setattr(Notice.objects, "bulk_create", _broken)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        remind(TODAY)

    row.refresh_from_db()
    assert row.step == Step.NONE


def _broken(*_arguments: object, **_named: object) -> None:
    raise ZeroDivisionError


def test_notices_read_a_year_ago_are_forgotten_and_acts_stay() -> None:
    person, now = make_person(), datetime(2031, 3, 9, tzinfo=UTC)
    year = timedelta(days=365, seconds=1)
    old, kept = {"read_at": now - year, "made_at": now - year}, now - timedelta(days=300)
    gone = make_notice(person, **old)
    make_notice(person, **old, due_on=now.date(), done_at=now - year)
    make_notice(person, read_at=kept, sentence="read lately")
    make_notice(person, made_at=now - 3 * year, sentence="never read")
    make_notice(person, **old, due_on=now.date(), sentence="not done")
    acts = Act.objects.count()

    assert [forget_read_ones(now), forget_read_ones(now)] == [2, 0]

    left = Notice.objects.values_list("sentence", flat=True)
    assert set(left) == {"read lately", "never read", "not done"}
    assert not Notice.objects.filter(pk=gone.pk).exists()
    assert Act.objects.count() == acts


def test_the_worker_does_it_and_rests_when_nothing_is_left() -> None:
    make_due(1)

    assert [REMINDERS_JOB.run(), REMINDERS_JOB.run()] == [True, False]
    assert {"notices", "reminders"} <= {job.name for job in jobs()}
