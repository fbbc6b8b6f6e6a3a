"""The frame of every page: refusals as pages, security headers, fragments, who acts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from jalon import __version__
from jalon.base.models import Person
from jalon.base.queries.people import actor_for
from jalon.base.rules import NOBODY, Actor, Power, has_power
from jalon.base.wording import worded
from jalon.kernel.errors import JalonError
from jalon.kernel.languages import direction, own_name

Handler = Callable[[HttpRequest], HttpResponse]

STATUS_OF_CODE = {
    "archived": 410,
    "both-decided": 409,
    "changed-meanwhile": 409,
    "invalid-stage-move": 409,
    "invitation-for-somebody-else": 403,
    "not-allowed": 403,
    "read-in-round": 409,
    "round-closed": 409,
    "same-person-twice": 403,
    "second-factor-missing": 403,
    "sign-in-first": 403,
    "method-not-allowed": 405,
    "file-too-large": 413,
    "page-missing": 404,
    "passage-gone": 410,
    "pictures-busy": 503,
    "sending-too-large": 413,
    "too-many-requests": 429,
    "internal-error": 500,
    "index-damaged": 503,
    "mail-not-sent": 503,
    "sign-on-silent": 503,
}
"""HTTP status of refusals, by code; codes that begin with "unknown-" are 404, all others 400."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For files that are handed out: a browser that shows one all the same gives it no rights here."""

HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries, whoever made it, unless a view says otherwise."""


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request: the person signed in, with the duties they hold, or a visitor.

    It is asked for once a request: one statement for who is signed in, none for a visitor.
    """
    known = getattr(request, "jalon_actor", None)
    if isinstance(known, Actor):
        return known
    person = getattr(request, "user", None)
    actor = actor_for(person) if isinstance(person, Person) else NOBODY
    request.jalon_actor = actor  # type: ignore[attr-defined]  # kept for this request
    return actor


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page; a restored or boosted page is asked for whole."""
    headers = request.headers
    whole = "HX-Boosted" in headers or "HX-History-Restore-Request" in headers
    return headers.get("HX-Request") == "true" and not whole


def status_of(refusal: JalonError) -> int:
    """The HTTP status that fits a refusal."""
    if refusal.code.startswith("unknown-"):
        return 404
    return STATUS_OF_CODE.get(refusal.code, 400)


def sentence_of(refusal: JalonError) -> str:
    """The sentence of a refusal in the language of the page, filled with its facts."""
    return worded(refusal.sentence, refusal.facts)


class RefusalPages:
    """Shows a refusal raised by a view as a page, or as a short notice when htmx asked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; other errors are ours and go on."""
        return refusal_page(request, error) if isinstance(error, JalonError) else None


def refusal_page(request: HttpRequest, refusal: JalonError) -> HttpResponse:
    """A refusal as a page, or as a short notice when htmx asked."""
    template = "base/_refusal.html" if wants_fragment(request) else "base/refusal.html"
    facts = {"sentence": sentence_of(refusal), "code": refusal.code}
    return render(request, template, facts, status=status_of(refusal))


class SecurityHeaders:
    """Adds the security headers that an answer has not yet; files get a stricter policy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, with the headers."""
        response = self.get_response(request)
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers["Content-Security-Policy"] = FILE_POLICY
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def frame(request: HttpRequest) -> dict[str, Any]:  # Any: what templates show
    """What every template may show: direction, languages with the address of this page in each."""
    language = get_language() or "en"
    return {
        "direction": direction(language),
        "language": language,
        "language_choices": [
            {"code": code, "name": name, "url": _in_language(request, code)}
            for code, name in _offered()
        ],
        "jalon_version": __version__,
        "actor": actor_of(request),
        "may_add": _may_add(actor_of(request)),
        "unread": getattr(getattr(request, "user", None), "unread", 0),
        "sign_in": _sign_in(request),
    }


def _may_add(actor: Actor) -> bool:
    """Whether to offer that documents are added: to visitors too, whom it asks to sign in."""
    return not actor.is_signed_in or has_power(actor, Power.WRITE)


def _sign_in(request: HttpRequest) -> str:
    """Where to sign in and come back to this page, unless it is about signing in itself."""
    address = reverse("account_login")
    below = address.removesuffix("login/")
    if request.method != "GET" or request.path.startswith(below):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"


def _offered() -> list[tuple[str, str]]:
    from django.conf import settings

    return [(code, own_name(code)) for code, _name in settings.LANGUAGES]


def _in_language(request: HttpRequest, language: str) -> str:
    """The address of the same page in another language; the home page where there is none."""
    parts = request.path.split("/", 2)
    rest = parts[2] if len(parts) > 2 else ""
    path = f"/{language}/{rest}"
    try:
        resolve(f"/{parts[1]}/{rest}")
    except Resolver404:
        path = f"/{language}/"
    query = request.GET.urlencode()
    return f"{path}?{query}" if query else path
