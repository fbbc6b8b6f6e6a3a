"""Devices that accounts know, and people who fail to sign in.

A device is known to an account once somebody signed in from it: a signed cookie says so. It gives
no access. It keeps the count of failed attempts of its own, and its owner is not told of it again.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from jalon.base.actions.sign_in import tell_failures, tell_new_device, tell_wrong_codes
from jalon.base.models import Person
from jalon.base.rules.sign_in import (
    COUNTED_FOR,
    DEVICE_KEPT_FOR,
    FAILURES_TOLD,
    TOLD_AGAIN_AFTER,
    WRONG_CODES_TOLD,
)

SALT = "jalon.device"
MOST_ACCOUNTS = 8
"""Accounts that one device remembers: those who signed in last."""
AGENT_LENGTH = 200


def cookie_name() -> str:
    """The name of the cookie; behind HTTPS one that no other host of the domain can set."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def known_device(request: HttpRequest, email: str) -> str:
    """What tells this device from others that an account knows; empty when it does not know it."""
    return _accounts(request).get(_digest(email), "")


def _accounts(request: HttpRequest) -> dict[str, str]:
    """Accounts that know this device: what it is called by digest of their address."""
    sent = request.COOKIES.get(cookie_name(), "")
    try:
        kept = signing.loads(sent, salt=SALT, max_age=DEVICE_KEPT_FOR)
    except signing.BadSignature:
        return {}
    return dict(kept)


def _digest(email: str) -> str:
    return sha256(email.strip().lower().encode()).hexdigest()[:32]


def note_sign_in(
    request: HttpRequest, response: HttpResponse, person: Person, *, address: str, is_first: bool
) -> None:
    """Let an account know a device from now on, and tell its owner when it did not yet.

    Args:
        request: With which somebody signed in.
        response: The answer, which gets the cookie.
        person: Who signed in.
        address: The address they came from.
        is_first: Whether the account was opened just now.
    """
    known = _accounts(request)
    own = _digest(person.email)
    if own not in known and not is_first:
        agent = request.META.get("HTTP_USER_AGENT", "")[:AGENT_LENGTH]
        tell_new_device(person.pk, agent=agent, address=address)
    name = known.pop(own, "") or secrets.token_hex(8)
    kept = dict([*known.items(), (own, name)][-MOST_ACCOUNTS:])
    response.set_cookie(
        cookie_name(),
        signing.dumps(kept, salt=SALT),
        max_age=DEVICE_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def note_failure(email: str, *, address: str) -> None:
    """Somebody typed a wrong password for an account; its owner is told when that goes on."""
    if _is_time("password", _digest(email), FAILURES_TOLD):
        tell_failures(email, count=FAILURES_TOLD, address=address)


def note_wrong_code(request: HttpRequest, user: Person, **_facts: object) -> None:
    """Somebody who knows a password typed a wrong code; its owner is told when that goes on."""
    if _is_time("code", str(user.pk), WRONG_CODES_TOLD):
        from allauth.account.adapter import get_adapter

        address = get_adapter().get_client_ip(request)
        tell_wrong_codes(user.pk, count=WRONG_CODES_TOLD, address=address)


def _is_time(kind: str, who: str, count: int) -> bool:
    """Whether this failure is the one to tell, and the last telling is a while ago."""
    counter, told = f"jalon:failed:{kind}:{who}", f"jalon:told:{kind}:{who}"
    cache.add(counter, 0, COUNTED_FOR.total_seconds())
    try:
        reached = cache.incr(counter)
    except ValueError:  # it went away between the two: it was an hour old
        return False
    return reached >= count and cache.add(told, 1, TOLD_AGAIN_AFTER.total_seconds())
