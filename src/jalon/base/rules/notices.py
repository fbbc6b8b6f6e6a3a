"""Notices: what is kept of one, when mail about them is due, and when somebody is reminded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, TypedDict

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

GATHERED_FOR = timedelta(minutes=1)
"""How long mail “at once” waits, so that what happens together comes in one mail."""

READ_ONES_KEPT_FOR = timedelta(days=365)
"""How long a notice is kept after it was read."""

DAY_KEY = "day"
"""How a date stands among the facts of a notice: {"day": "2026-11-21"}."""


class Pace(StrEnum):
    """How often somebody wants their notices by mail."""

    NEVER = "never"
    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"


PACE_WORDS: Mapping[Pace, str] = {
    Pace.AT_ONCE: _("At once, each as it comes"),
    Pace.DAILY: _("Once a day, all together"),
    Pace.WEEKLY: _("Once a week, all together"),
    Pace.NEVER: _("Never; they stay in the inbox here"),
}
"""Paces as people read them."""


class Step(IntEnum):
    """How far reminding of a due date has come."""

    NONE = 0
    WEEK = 1
    DAY = 2
    OVERDUE = 3


DAYS_LEFT: Mapping[Step, int] = {Step.WEEK: 7, Step.DAY: 1, Step.OVERDUE: -1}
"""Days that are left when a step is taken; -1 is the day after."""


class About(TypedDict, total=False):
    """What a notice may say beside its sentence.

    `due` is the day until which something is to be done; `subject` names what it is about, as in
    the record of acts ("plan:12"), so that it can be settled; `body_id` is the body whose record
    it is, whose duties it follows when they are handed over (None: no owner).
    """

    due: date | None
    subject: str
    body_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MailChoice:
    """When somebody wants mail: `hour` of the day in UTC, `weekday` from 0 (Monday) to 6."""

    pace: Pace = Pace.DAILY
    hour: int = 6
    weekday: int = 0


class UnknownNotice(JalonError):
    """Nobody's notice, or somebody else's."""

    code = "unknown-notice"
    sentence = _("There is no notice {value} in your inbox.")


class UnknownMailLink(JalonError):
    """A link that ends mail is cut off, or was not made here."""

    code = "unknown-mail-link"
    sentence = _(
        "This link is not whole, or was not made here. Copy it again from the mail; or sign in and "
        "choose under “My account” how often you want mail."
    )


def kept_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """The facts of a notice as JSON values: dates are kept as dates, names by language as they are.

    >>> kept_facts({"until": date(2026, 11, 21), "body": {"en": "Ministry", "fr": "Ministère"}})
    {'until': {'day': '2026-11-21'}, 'body': {'en': 'Ministry', 'fr': 'Ministère'}}
    """
    return {name: _kept(value) for name, value in facts.items()}


def _kept(value: object) -> object:
    if isinstance(value, date):
        return {DAY_KEY: value.isoformat()[:10]}
    if isinstance(value, Mapping):
        return {str(tag): str(text) for tag, text in value.items()}
    return value if isinstance(value, int | float) else str(value)


def check_address(address: str) -> None:
    """Make sure that a notice leads to a page here, whatever the language of its reader.

    A wrong one is a mistake of ours, not of a person.

    >>> check_address("/plans/12/")
    """
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError(f"No path from the root, without language: {address}")


def last_turn(choice: MailChoice, now: datetime) -> datetime | None:
    """The moment up to which notices are due by mail now; None where no mail is wanted.

    >>> last_turn(MailChoice(pace=Pace.DAILY, hour=6), datetime(2026, 11, 21, 5, 59))
    datetime.datetime(2026, 11, 20, 6, 0)
    """
    if choice.pace is Pace.NEVER:
        return None
    if choice.pace is Pace.AT_ONCE:
        return now - GATHERED_FOR
    turn = now.replace(hour=choice.hour, minute=0, second=0, microsecond=0)
    if choice.pace is Pace.WEEKLY:
        turn += timedelta(days=choice.weekday - turn.weekday())
    length = timedelta(days=7 if choice.pace is Pace.WEEKLY else 1)
    return turn if turn <= now else turn - length


def pause_after(tries: int) -> timedelta:
    """How long mail to somebody waits after it failed a number of times: longer and longer.

    >>> [pause_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 9)]
    [1.0, 4.0, 16.0, 1440.0]
    """
    return min(timedelta(minutes=4 ** (min(tries, 8) - 1)), timedelta(days=1))


def step_on(today: date, *, due_on: date, made_on: date) -> Step:
    """The last step of reminding whose day has come since a notice was made.

    >>> step_on(date(2026, 11, 21), due_on=date(2026, 11, 22), made_on=date(2026, 11, 1))
    <Step.DAY: 2>
    """
    days = {step: due_on - timedelta(days=left) for step, left in DAYS_LEFT.items()}
    return max((step for step, day in days.items() if made_on < day <= today), default=Step.NONE)
