"""Where somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t

from jalon.base.rules.sessions import device_of

MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionRecord:
    """A session: the device in words, the address it came from, when it began and was last seen.

    `last_seen` is right to within ten minutes. `is_this` marks the session of who asks.
    """

    id: int
    device: str
    address: str
    began: datetime
    last_seen: datetime
    is_this: bool


def open_sessions(person_id: int) -> QuerySet[UserSession]:
    """Sessions of somebody that have not ended."""
    live = Session.objects.filter(
        session_key=OuterRef("session_key"), expire_date__gt=timezone.now()
    )
    found: QuerySet[UserSession] = UserSession.objects.filter(Exists(live), user_id=person_id)
    return found


def sessions(person_id: int, *, this: str) -> Sequence[SessionRecord]:
    """Where somebody is signed in: this session first, then by when they were last seen.

    Args:
        person_id: Whose sessions.
        this: Key of the session of who asks.
    """
    rows = open_sessions(person_id).order_by("-last_seen_at", "-id")[:MOST_SHOWN]
    found = [
        SessionRecord(
            id=row.pk,
            device=device_words(row.user_agent),
            address=row.ip,
            began=row.created_at,
            last_seen=row.last_seen_at,
            is_this=row.session_key == this,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def device_words(user_agent: str) -> str:
    """What somebody signed in with, in words: “Firefox, Windows”."""
    browser, system = device_of(user_agent)
    known = [part for part in (browser, system) if part]
    return ", ".join(known) if known else _t("unknown device")
