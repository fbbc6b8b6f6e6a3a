"""Who may ask for an address: each says so, and one that says nothing is refused.

`open_to` is the first gate, before anything is looked up. What depends on the record that is asked
for is looked at by the act or the question itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from jalon.base.frames.mistakes import refused
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.rules import Actor, Power, SecondFactorMissing, SignInFirst, has_power, viewer_of
from jalon.base.rules.permissions import POWER_WORDS
from jalon.base.viewing import seeing
from jalon.kernel.errors import JalonError, NotAllowed

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Access(StrEnum):
    """Who may ask for an address."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    EDITORS = "editors"
    MANAGERS = "managers"
    KEEPERS = "keepers"


NEEDED = {
    Access.EDITORS: Power.SEE,
    Access.MANAGERS: Power.MANAGE,
    Access.KEEPERS: Power.KEEP,
}
"""The power that somebody must hold for at least one body."""

FOREIGN = ("allauth.",)
"""Modules whose views look after themselves: signing in is open to everyone, the rest of an
account asks for it."""


class UndeclaredAddress(Exception):
    """A view of ours does not say who may ask for it: a mistake of ours."""


def open_to(access: Access) -> Callable[[View], View]:
    """Say who may ask for the address of a view."""

    def declared(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]  # read by `access_of`
        return view

    return declared


def access_of(view: Callable[..., Any]) -> Access | None:  # Any: views answer in many shapes
    """Who may ask for a view; None when it does not say."""
    declared = getattr(view, "access", None)
    if isinstance(declared, Access):
        return declared
    known = view.__module__.startswith(FOREIGN) or view.__module__ == "django.views.static"
    return Access.EVERYONE if known else None


def check_access(actor: Actor, access: Access) -> None:
    """Make sure somebody may ask for an address.

    Raises:
        SignInFirst: Nobody is signed in.
        SecondFactorMissing: The duty that would allow it sleeps.
        NotAllowed: No duty allows it.
    """
    if access is Access.EVERYONE:
        return
    if not actor.is_signed_in:
        raise SignInFirst
    if access is Access.SIGNED_IN or has_power(actor, NEEDED[access]):
        return
    if actor.needs_second_factor and actor.holdings:
        raise SecondFactorMissing
    raise NotAllowed(who=actor.name, why=POWER_WORDS[NEEDED[access]])


class AddressAccess:
    """Asks each address who may ask for it, and looks things up for who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, seeing what the person who asks may see."""
        is_signed_in = actor_of(request).is_signed_in
        with _seen_by(request):
            response = self.get_response(request)
        if is_signed_in:
            _keep_private(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponseBase | None:
        """Refuse who may not ask; send who must sign in to do so, and back."""
        access = access_of(view)
        if access is None:
            raise UndeclaredAddress(f"{view.__module__}.{getattr(view, '__name__', view)}")
        try:
            check_access(actor_of(request), access)
        except JalonError as refusal:
            first = isinstance(refusal, SignInFirst) and not wants_fragment(request)
            if first and request.method in {"GET", "HEAD"}:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            return refused(request, refusal)
        return None


def _keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """Let no cache on the way keep what a person sees, and their own no longer than they stay."""
    response.headers.setdefault("Cache-Control", "private")
    if not request.user.is_authenticated:
        response.headers["Clear-Site-Data"] = '"cache", "storage"'


@contextmanager
def _seen_by(request: HttpRequest) -> Iterator[None]:
    with seeing(viewer_of(actor_of(request))):
        yield
