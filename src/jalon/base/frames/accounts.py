"""How allauth works here: who may open an account, what counts as a lock-out, where links lead."""

import logging
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.base.actions.people import open_account
from jalon.base.frames import devices
from jalon.base.frames.links import proves_address, secret_of
from jalon.base.frames.mail import MailNotSent
from jalon.base.frames.sign_on import Asking
from jalon.base.models import Person
from jalon.base.queries.notices import with_unread
from jalon.base.queries.people import (
    InvitationRecord,
    invitation,
    signed_in_person,
    with_second_factor,
)
from jalon.base.rules.notices import lined_up
from jalon.base.rules.people import InvitationEnded
from jalon.kernel.languages import language_of
from jalon.kernel.limits import sender, visitor_address

log = logging.getLogger("jalon.mail")

FRESH = timedelta(minutes=10)
"""How long a sign-in counts as just now."""

INVITED = "jalon_invitation"
"""Where a session keeps the key of the invitation that is being accepted."""


WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
"""Ways to show once more who one is."""


class SigningIn(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Finds who is signed in, with duties, second factor and unread notices: one statement."""

    def get_user(self, user_id: Any) -> Person | None:  # Any: as Django has it
        """The open account with a number."""
        rows = with_second_factor(Person.objects.filter(pk=user_id, is_active=True))
        return signed_in_person(with_unread(rows))


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts: opened by invitation unless the keeper opens sign-up to everyone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("No account here has this address and this password."),
        "too_many_login_attempts": _(
            "Too many attempts failed from here. Wait five minutes, then try again; or set a new "
            "password by mail."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether who asks may open an account."""
        return settings.JALON_SIGN_UP_IS_OPEN or invited(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An address that an invitation was mailed to is confirmed by opening its link."""
        found = invited(request)
        if found is not None and found.email in {"", email.strip().lower()}:
            return proves_address(request.session[INVITED])
        return bool(super().is_email_verified(request, email))

    def save_user(
        self, request: HttpRequest, user: Person, form: Any, *, commit: bool = True
    ) -> Person:
        """Keep name and language beside what allauth keeps."""
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email.strip().lower()
        user.name = str(form.cleaned_data.get("name", "")).strip() or user.name
        user.language = language_of(get_language() or "en")
        if commit:
            user.save()
        return user

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """The ways to show who one is, in our words."""
        found = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS.get(way["id"], way["description"])} for way in found]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether the password is asked for again before what matters to an account.

        Not right after signing in or opening the account: that was asking for it.
        """
        records = get_authentication_records(self.request, self.request.user)
        just_now = time.time() - FRESH.total_seconds()
        if any(record["at"] > just_now for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address a request came from, by our own proxies only; “::” where it is not known."""
        found = sender(
            request.META.get("REMOTE_ADDR", ""),
            request.META.get("HTTP_X_FORWARDED_FOR", ""),
            proxies=settings.JALON_PROXIES,
        )
        return str(found or "::")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed attempts for an account from one device it knows, or from one address.

        So nobody can lock somebody else out by failing on purpose: only who fails waits. allauth
        would count for the account alone.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        device = devices.known_device(request, str(credentials.get("email", "")))
        return f"{key}:{device or visitor_address(self.get_client_ip(request))}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let a device that the account knows try, whatever others at its address have done."""
        if not devices.known_device(request, str(credentials.get("email", ""))):
            super().pre_authenticate(request, **credentials)
            return
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_on_device",
            key=self._get_login_attempts_cache_key(request, **credentials),
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell the owner of an account when somebody keeps failing."""
        email = str(credentials.get("email", ""))
        devices.note_failure(email, address=self.get_client_ip(request))

    def post_login(
        self, request: HttpRequest, user: Person, *, signup: bool, **more: Any
    ) -> HttpResponse:
        """Know the device from now on, and tell the owner when it is new."""
        response: HttpResponse = super().post_login(request, user, signup=signup, **more)
        address = self.get_client_ip(request)
        devices.note_sign_in(request, response, user, address=address, is_first=signup)
        return response

    def render_mail(self, *given: Any, **more: Any) -> EmailMessage:
        """A mail in the language of the page, whose lines begin where that language begins them."""
        made: EmailMessage = super().render_mail(*given, **more)
        language = language_of(get_language() or "en")
        made.body = lined_up(str(made.body).strip() + "\n", language)
        made.extra_headers |= {"Auto-Submitted": "auto-generated", "Content-Language": language}
        return made

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that somebody waits for.

        Raises:
            MailNotSent: The mail server does not take it.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as trouble:
            log.warning("A mail was not sent: %s", trouble)
            raise MailNotSent from trouble

    def send_notification_mail(self, *given: Any, **more: Any) -> None:
        """Tell by mail that an account changed; the change stands when the mail does not go."""
        with suppress(MailNotSent):
            super().send_notification_mail(*given, **more)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit, or was used already. Wait for the next one."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 - as allauth calls
        """What a passkey is called that nobody named: “Passkey 2”."""
        count = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _t("Passkey {number}").format(number=count)


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Single sign-on: the same doors as for passwords."""

    def list_apps(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - as allauth calls
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """The provider of the settings, without looking for others in the database."""
        named: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]  # type: ignore[assignment]  # as allauth has it
        found = [SocialApp(provider="openid_connect", **app) for app in named]
        return [
            app
            for app in found
            if provider in {None, app.provider, app.provider_id}
            and client_id in {None, app.client_id}
        ]

    def get_requests_session(self) -> Asking:
        """What the provider is asked with."""
        return Asking()

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

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        """Open the account, with the duties of the invitation, or not at all."""
        person: Person = super().save_user(request, sociallogin, form)
        begin_account(request, person)
        return person


def keep_invitation(request: HttpRequest, key: str) -> None:
    """Keep an invitation while somebody opens the account it is for."""
    request.session[INVITED] = key


def begin_account(request: HttpRequest, person: Person) -> None:
    """Put a new account into the record, and accept the invitation it came by.

    Raises:
        InvitationEnded: Somebody else was faster.
        InvitationForSomebodyElse: It names another address.
    """
    secret = secret_of(request.session[INVITED]) if invited(request) else ""
    open_account(person.pk, secret)
    request.session.pop(INVITED, None)


def invited(request: HttpRequest | None) -> InvitationRecord | None:
    """The invitation that is being accepted in this session, while it holds."""
    request = request or context.request
    key = request.session.get(INVITED, "") if hasattr(request, "session") else ""
    if not key:
        return None
    try:
        return invitation(secret_of(key))
    except InvitationEnded:
        return None


def after_sign_up(request: HttpRequest, user: Person, **_facts: object) -> None:
    """Who has just chosen a password need not type it again to set up a second factor."""
    if user.has_usable_password():
        record_authentication(request, user, "password", email=user.email)
