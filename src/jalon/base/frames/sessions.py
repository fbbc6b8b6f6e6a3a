"""Sessions as they go: when each was last seen, and which end when a password changes."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from allauth.account.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jalon.base.actions.sessions import end_sessions
from jalon.base.actions.sign_in import note_change
from jalon.base.frames.devices import AGENT_LENGTH, note_wrong_code
from jalon.base.frames.pages import actor_of
from jalon.base.models import Person
from jalon.base.rules.sessions import SEEN_EVERY

MOST_REMEMBERED = 10_000
"""Sessions that a process remembers to have noted; the one noted longest ago goes first."""


class SessionsSeen:
    """Notes that a session is in use: at most every ten minutes in a process, in one statement."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._noted: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        person_id = actor_of(request).person if has_session else None
        if person_id is not None and self._is_time(request.session.session_key or ""):
            _note(request, person_id)
        return self.get_response(request)

    def _is_time(self, session_key: str | None) -> bool:
        key = session_key or ""
        now = time.monotonic()
        with self._lock:
            if now - self._noted.get(key, -SEEN_EVERY.total_seconds()) < SEEN_EVERY.total_seconds():
                return False
            self._noted[key] = now
            self._noted.move_to_end(key)
            if len(self._noted) > MOST_REMEMBERED:
                self._noted.popitem(last=False)
        return True


def _note(request: HttpRequest, person_id: int) -> None:
    seen = {
        "user_id": person_id,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:AGENT_LENGTH],
        "last_seen_at": timezone.now(),
    }
    rows = UserSession.objects.filter(session_key=request.session.session_key)
    if not rows.update(**seen):
        UserSession.objects.get_or_create(session_key=request.session.session_key, defaults=seen)


def listen() -> None:
    """Hear from allauth what changes in how people sign in."""
    from allauth.account import signals as accounts
    from allauth.mfa import signals as factors
    from allauth.socialaccount import signals as sign_on

    for changed in (accounts.password_changed, accounts.password_set, accounts.password_reset):
        changed.connect(_after_password)
    accounts.email_changed.connect(_after_address)
    factors.authenticator_added.connect(_after_factor_added)
    factors.authenticator_removed.connect(_after_factor_removed)
    factors.authenticator_reset.connect(_after_codes)
    factors.authentication_failed.connect(note_wrong_code)
    sign_on.social_account_added.connect(_after_sign_on_added)
    sign_on.social_account_removed.connect(_after_sign_on_removed)


def _after_password(request: HttpRequest, user: Person, **_facts: object) -> None:
    """A new password ends all sessions but the one it was typed in."""
    here = request.session.session_key if actor_of(request).person == user.pk else ""
    end_sessions(user.pk, but=here or "")
    note_change(user.pk, "password")


def _after_address(user: Person, from_email_address: object, **_facts: object) -> None:
    """The first address of an account is no change."""
    if from_email_address is not None:
        note_change(user.pk, "address")


def _after_factor_added(user: Person, authenticator: object, **_facts: object) -> None:
    note_change(user.pk, "codes" if _is_codes(authenticator) else "factor added")


def _after_codes(user: Person, **_facts: object) -> None:
    note_change(user.pk, "codes")


def _after_factor_removed(user: Person, authenticator: object, **_facts: object) -> None:
    """Recovery codes go with the last factor, without a line of their own."""
    if not _is_codes(authenticator):
        note_change(user.pk, "factor removed")


def _after_sign_on_added(sociallogin: SocialLogin, **_facts: object) -> None:
    note_change(sociallogin.user.pk, "sign-on added")


def _after_sign_on_removed(socialaccount: SocialAccount, **_facts: object) -> None:
    note_change(socialaccount.user_id, "sign-on removed")


def _is_codes(authenticator: object) -> bool:
    return getattr(authenticator, "type", "") == "recovery_codes"
