"""Notices: what is kept of one, when mail about them is due, and when somebody is reminded."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, TypedDict

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import direction

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


class Show(StrEnum):
    """Which notices of an inbox are shown."""

    UNREAD = "unread"
    DUE = "due"
    ALL = "all"


SHOW_WORDS: Mapping[Show, str] = {
    Show.UNREAD: _("Unread"),
    Show.DUE: _("To do"),
    Show.ALL: _("All"),
}
"""Parts of an inbox as people read them."""


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
    """The facts of a notice as JSON values: dates are kept as dates, names by language and lists.

    >>> kept_facts({"until": date(2026, 11, 21), "body": {"en": "Ministry", "fr": "Ministère"}})
    {'until': {'day': '2026-11-21'}, 'body': {'en': 'Ministry', 'fr': 'Ministère'}}
    """
    return {name: _kept(value) for name, value in facts.items()}


def _kept(value: object) -> object:
    if isinstance(value, date):
        return {DAY_KEY: value.isoformat()[:10]}
    if isinstance(value, Mapping):
        return {str(tag): str(text) for tag, text in value.items()}
    if isinstance(value, tuple):
        return [str(part) for part in value]
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


def day_of(step: Step, due_on: date) -> date:
    """The day on which a step of reminding is taken."""
    return due_on - timedelta(days=DAYS_LEFT[step])


def step_on(today: date, due_on: date) -> Step:
    """The last step of reminding whose day has come.

    >>> step_on(date(2026, 11, 21), date(2026, 11, 22))
    <Step.DAY: 2>
    >>> step_on(date(2026, 1, 1), date(2026, 11, 22))
    <Step.NONE: 0>
    """
    return max((step for step in DAYS_LEFT if day_of(step, due_on) <= today), default=Step.NONE)


def is_reminder_due(step: Step, *, due_on: date, made_on: date) -> bool:
    """Whether a step of reminding is worth a reminder: not when its day was before the notice.

    >>> is_reminder_due(Step.WEEK, due_on=date(2026, 11, 28), made_on=date(2026, 11, 25))
    False
    """
    return step is not Step.NONE and made_on < day_of(step, due_on)


FIRST_STRONG_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"


def isolated(text: str, language: str) -> str:
    r"""A fact for a sentence in a language, kept apart where its letters run the other way.

    >>> isolated("Amal", "fr"), isolated("Amal", "ar") == "\u2068Amal\u2069"
    ('Amal', True)
    """
    ways = {unicodedata.bidirectional(sign) for sign in text}
    foreign = {"L"} if direction(language) == "rtl" else {"R", "AL"}
    return f"{FIRST_STRONG_ISOLATE}{text}{END_OF_ISOLATE}" if ways & foreign else text


def lined_up(text: str, language: str) -> str:
    r"""A plain text whose lines begin where its language begins them; addresses stay as they are.

    Programs that show plain text take the way of a line from its first letter, so that a line in
    Arabic that begins with a Latin name would run the wrong way.

    >>> lined_up("ab\n\nhttp://x/", "ar") == "\u200fab\n\nhttp://x/"
    True
    """
    if direction(language) == "ltr":
        return text
    return "\n".join(
        line if not line or line.lstrip().startswith("http") else RIGHT_TO_LEFT_MARK + line
        for line in text.split("\n")
    )
