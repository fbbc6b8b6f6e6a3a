from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jalon.base.rules.notices import (
    DAYS_LEFT,
    MailChoice,
    Pace,
    Step,
    check_address,
    is_reminder_due,
    isolated,
    kept_facts,
    last_turn,
    lined_up,
    pause_after,
    step_on,
)

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=7305)).map(lambda gone: FIRST + gone)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
hours = st.integers(0, 23)
weekdays = st.integers(0, 6)
digests = st.builds(
    MailChoice, pace=st.sampled_from([Pace.DAILY, Pace.WEEKLY]), hour=hours, weekday=weekdays
)


def _length(choice: MailChoice) -> timedelta:
    return timedelta(days=7 if choice.pace is Pace.WEEKLY else 1)


@given(digests, moments)
def test_the_last_turn_is_past_and_less_than_one_round_ago(
    choice: MailChoice, now: datetime
) -> None:
    turn = last_turn(choice, now)

    assert turn is not None
    assert timedelta(0) <= now - turn < _length(choice)
    assert (turn.hour, turn.minute, turn.second, turn.microsecond) == (choice.hour, 0, 0, 0)


@given(digests, moments)
def test_weekly_mail_comes_on_its_weekday(choice: MailChoice, now: datetime) -> None:
    assume(choice.pace is Pace.WEEKLY)

    turn = last_turn(choice, now)

    assert turn is not None
    assert turn.weekday() == choice.weekday


@given(digests, moments)
def test_between_two_turns_nothing_new_is_due(choice: MailChoice, now: datetime) -> None:
    turn = last_turn(choice, now)
    assert turn is not None

    assert last_turn(choice, turn) == turn
    assert last_turn(choice, turn + _length(choice) - timedelta(microseconds=1)) == turn
    assert last_turn(choice, turn + _length(choice)) == turn + _length(choice)


@given(hours, weekdays, moments)
def test_who_wants_no_mail_has_no_turn(hour: int, weekday: int, now: datetime) -> None:
    assert last_turn(MailChoice(pace=Pace.NEVER, hour=hour, weekday=weekday), now) is None


@given(moments)
def test_mail_at_once_waits_a_minute_for_company(now: datetime) -> None:
    assert last_turn(MailChoice(pace=Pace.AT_ONCE), now) == now - timedelta(minutes=1)


def test_a_week_ends_in_the_year_after() -> None:
    choice = MailChoice(pace=Pace.WEEKLY, hour=6, weekday=3)  # Thursday
    now = datetime(2026, 1, 1, 5, 59, tzinfo=UTC)  # a Thursday, before its hour

    assert last_turn(choice, now) == datetime(2025, 12, 25, 6, tzinfo=UTC)
    assert last_turn(choice, now + timedelta(minutes=1)) == datetime(2026, 1, 1, 6, tzinfo=UTC)


def _steps(due_on: date, made_on: date, days_at_work: list[date]) -> list[tuple[date, Step]]:
    """The reminders that a worker makes on the days on which it runs."""
    made, reached = [], Step.NONE
    for day in days_at_work:
        step = step_on(day, due_on)
        if step > reached and is_reminder_due(step, due_on=due_on, made_on=made_on):
            made.append((day, step))
        reached = max(reached, step)
    return made


@given(days, st.integers(-3, 40))
def test_a_worker_that_never_rests_reminds_on_the_days_that_are_promised(
    due_on: date, before: int
) -> None:
    made_on = due_on - timedelta(days=before)
    always = [made_on + timedelta(days=n) for n in range(60)]

    found = _steps(due_on, made_on, [day for day in always for _again in range(3)])

    promised = [(due_on - timedelta(days=left), step) for step, left in DAYS_LEFT.items()]
    assert found == [(day, step) for day, step in promised if day > made_on]


@given(days, st.integers(0, 40), st.sets(st.integers(0, 80)))
def test_a_worker_that_rests_reminds_of_no_step_twice(
    due_on: date, before: int, at_work: set[int]
) -> None:
    made_on = due_on - timedelta(days=before)
    found = _steps(due_on, made_on, [made_on + timedelta(days=n) for n in sorted(at_work)])

    steps = [step for _day, step in found]
    assert steps == sorted(set(steps))
    if any(n > before for n in at_work):
        assert steps[-1] is Step.OVERDUE


@given(st.integers(1, 60))
def test_pauses_grow_up_to_a_day(tries: int) -> None:
    assert timedelta(0) < pause_after(tries) <= pause_after(tries + 1) <= timedelta(days=1)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "plans/1/", ""])
def test_a_notice_leads_nowhere_else(address: str) -> None:
    with pytest.raises(ValueError, match="No path"):
        check_address(address)


def test_facts_are_kept_as_values_that_last() -> None:
    due = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)

    kept = kept_facts({"n": 3, "at": due, "why": None, "name": {"fr": "Plan"}})

    assert kept == {"n": 3, "at": {"day": "2026-11-21"}, "why": "None", "name": {"fr": "Plan"}}


@pytest.mark.parametrize(
    ("text", "language", "apart"),
    [("Amal", "ar", True), ("أمل", "ar", False), ("أمل", "fr", True), ("12", "ar", False)],
)
def test_a_fact_that_runs_the_other_way_is_kept_apart(
    text: str, language: str, *, apart: bool
) -> None:
    assert (isolated(text, language) != text) is apart


def test_lines_in_arabic_begin_at_the_right_and_addresses_stay_whole() -> None:
    text = "Amal\n\n- ab\n  https://x.example/"

    assert lined_up(text, "ar") == "\u200fAmal\n\n\u200f- ab\n  https://x.example/"
    assert lined_up(text, "fr") == text
