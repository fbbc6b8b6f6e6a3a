"""Duties: what a person does for a body, for a time. A duty belongs to the body, not the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class DutyKind(StrEnum):
    """What somebody does for a body.

    Source: the roles that the reviews of the Compact, the Migration Network Hub and the start-up
    fund name (A/RES/73/195, paragraphs 43 to 54; A/RES/73/326).
    """

    FOCAL_POINT = "focal-point"
    ALTERNATE = "alternate"
    VALIDATOR = "validator"
    REVIEWER = "reviewer"
    MODERATOR = "moderator"
    COMMITTEE_MEMBER = "committee-member"
    ADMINISTRATOR = "administrator"


DUTY_WORDS: Mapping[DutyKind, str] = {
    DutyKind.FOCAL_POINT: _("focal point"),
    DutyKind.ALTERNATE: _("alternate focal point"),
    DutyKind.VALIDATOR: _("validator"),
    DutyKind.REVIEWER: _("reviewer"),
    DutyKind.MODERATOR: _("moderator"),
    DutyKind.COMMITTEE_MEMBER: _("committee member"),
    DutyKind.ADMINISTRATOR: _("administrator"),
}
"""Duties as people read them."""

DUTY_TASKS: Mapping[DutyKind, str] = {
    DutyKind.FOCAL_POINT: _("adds documents, decides on suggestions, writes and submits"),
    DutyKind.ALTERNATE: _("does what the focal point does, beside or instead of them"),
    DutyKind.VALIDATOR: _("approves, returns with a note, publishes and archives"),
    DutyKind.REVIEWER: _("reads drafts and decides on suggestions"),
    DutyKind.MODERATOR: _("withdraws what should not be public"),
    DutyKind.COMMITTEE_MEMBER: _("reads what is submitted to the committee"),
    DutyKind.ADMINISTRATOR: _("invites people, gives and ends duties, describes the body"),
}
"""What each duty lets a person do, in words."""


def last_day(until: date | None) -> date | None:
    """The last day with a duty whose first day without it is `until`; None for no end.

    >>> last_day(date(2026, 11, 22)), last_day(None)
    (datetime.date(2026, 11, 21), None)
    """
    return until - timedelta(days=1) if until else None


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyRecord:
    """A duty that a person holds or held: `until` is the first day without it, None while held."""

    id: int
    kind: DutyKind
    person_id: int
    person: str
    email: str
    body_id: int
    body: str
    since: date
    until: date | None

    @property
    def last_day(self) -> date | None:
        """The last day with the duty; None while it has no end."""
        return last_day(self.until)


class UnknownDuty(JalonError):
    """Nothing here is a duty of that name or number."""

    code = "unknown-duty"
    sentence = _("“{value}” is no duty known here. Choose one from the list.")


class DutyOver(JalonError):
    """A duty is given with a last day that has passed."""

    code = "duty-over"
    sentence = _("A duty that ends on {day} would be over already. Choose a day to come, or none.")


class LastAdministrator(JalonError):
    """Ending this duty would leave a body that nobody manages."""

    code = "last-administrator"
    sentence = _(
        "{person} is the last administrator of {body}. Give the duty to somebody else first, or "
        "hand over everything at once."
    )


class SamePerson(JalonError):
    """A handover from a person to themselves."""

    code = "same-person"
    sentence = _("Duties cannot be handed over from {person} to the same person.")


class NothingToHandOver(JalonError):
    """A person holds nothing that could be handed over."""

    code = "nothing-to-hand-over"
    sentence = _("{person} holds no duty that could be handed over here.")


def check_end(until: date | None, *, today: date) -> None:
    """Make sure that a duty which is given has at least one day before it.

    Args:
        until: First day without it; None for no end.
        today: The day it is given.

    Raises:
        DutyOver: It would have none.

    >>> check_end(date(2026, 11, 22), today=date(2026, 11, 21))
    """
    if until is not None and until <= today:
        raise DutyOver(day=last_day(until))


def later_end(one: date | None, other: date | None) -> date | None:
    """The later of two ends; None, no end, is the latest.

    >>> later_end(date(2026, 11, 21), None)
    """
    return None if one is None or other is None else max(one, other)


DUTY_GIVEN = _("{by} gave you a duty for {body}: {kind}.")
DUTY_GIVEN_UNTIL = _("{by} gave you a duty for {body} until {day}: {kind}.")
DUTY_ENDED = _("{by} ended your duty for {body}: {kind}.")
DUTIES_TAKEN_OVER = _("You took over from {giver} for {body}: {kind}.")
DUTIES_HANDED_OVER = _("{taker} took over from you for {body}: {kind}.")
INVITATION_ACCEPTED = _("{person} accepted your invitation to act for {body}: {kind}.")
"""What people are told of duties; {kind} is the duty, or the list of them."""
