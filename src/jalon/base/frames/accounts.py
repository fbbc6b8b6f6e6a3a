"""How allauth works here: who may open an account, what counts as a lock-out, where links lead."""

import time
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from jalon.base.actions.people import accept_invitation, open_account
from jalon.base.models import Person
from jalon.base.queries.notices import with_unread
from jalon.base.queries.people import (
    InvitationRecord,
    invitation,
    with_second_factor,
)
from jalon.base.rules.people import InvitationEnded
from jalon.kernel.languages import language_of

FRESH = timedelta(minutes=10)
"""How long a sign-in counts as just now."""

INVITED = "jalon_invitation"
"""Where a session keeps the secret of the invitation that is being accepted."""


class SigningIn(AuthenticationBackend):
    """Finds who is signed in, their second factor and number of unread notices: one statement."""

    def get_user(self, user_id: Any) -> Person | None:  # Any: as Django has it
        """The open account with a number."""
        rows = with_second_factor(Person.objects.filter(pk=user_id, is_active=True))
        return with_unread(rows).first()


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts: opened by invitation unless the keeper opens sign-up to everyone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether who asks may open an account."""
        return settings.JALON_SIGN_UP_IS_OPEN or invited(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An address that an invitation was sent to is confirmed by opening its link."""
        found = invited(request)
        if found is not None and found.email in {"", email.strip().lower()}:
            return True
        return bool(super().is_email_verified(request, email))

    def save_user(
        self, request: HttpRequest, user: Person, form: Any, *, commit: bool = True
    ) -> Person:
        """Keep name and language beside what allauth keeps."""
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email.strip().lower()
        user.name = str(form.cleaned_data.get("name", "")).strip()
        user.language = language_of(get_language() or "en")
        if commit:
            user.save()
        return user

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether the password is asked for again before what matters to an account.

        Not right after signing in or opening the account: that was asking for it.
        """
        records = get_authentication_records(self.request, self.request.user)
        just_now = time.time() - FRESH.total_seconds()
        if any(record["at"] > just_now for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed attempts for an account *from one address*.

        So nobody can lock somebody else out by failing on purpose: only the address that fails
        waits. allauth would count for the account alone.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{get_ip(request)}"


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Single sign-on: the same doors as for passwords."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - as allauth calls
        """Whether who comes from the provider for the first time may open an account."""
        return settings.JALON_SIGN_UP_IS_OPEN or invited(request) is not None

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Person:
        """Take name and address from the provider."""
        user: Person = super().populate_user(request, sociallogin, data)
        names = (data.get("first_name") or "", data.get("last_name") or "")
        user.name = str(data.get("name") or " ".join(names).strip() or user.email)[:150]
        user.email = user.email.strip().lower()
        user.language = language_of(get_language() or "en")
        return user


def keep_invitation(request: HttpRequest, secret: str) -> None:
    """Keep an invitation while somebody opens the account it is for."""
    request.session[INVITED] = secret


def invited(request: HttpRequest | None) -> InvitationRecord | None:
    """The invitation that is being accepted in this session, while it holds."""
    request = request or context.request
    secret = request.session.get(INVITED, "") if hasattr(request, "session") else ""
    if not secret:
        return None
    try:
        return invitation(secret)
    except InvitationEnded:
        return None


def after_sign_up(request: HttpRequest, user: Person, **_facts: object) -> None:
    """A new account goes into the record, and the invitation it came by is accepted.

    Who has just chosen a password need not type it again to set up a second factor.
    """
    open_account(user.pk)
    if user.has_usable_password():
        record_authentication(request, user, "password", email=user.email)
    secret = request.session.pop(INVITED, "")
    if secret:
        accept_invitation(secret, person_id=user.pk)
