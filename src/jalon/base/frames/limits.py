"""The frame of limits: each visitor may send so many requests of a kind in a time, and no more.

Counts are kept in the memory of a process: with two web processes a visitor may get twice as much.
"""

import logging
import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from jalon.base.frames.mistakes import API, refused
from jalon.base.frames.pages import Handler
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.limits import Allowance, Meter, visitor_address

log = logging.getLogger("jalon.limits")

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FILES_TOGETHER = 8
"""A sending of files may be as large as so many of the largest file."""
MEGABYTE = 1_000_000
TOLD = Allowance(name="told", amount=1, seconds=60)
"""How often the log says that a visitor is refused."""


class TooManyRequests(JalonError):
    """One visitor sent more requests of a kind than an allowance holds."""

    code = "too-many-requests"
    sentence = _(
        "Too many requests came from you in a short time, so this one was not carried out. "
        "Try again in {wait}."
    )


class SendingTooLarge(JalonError):
    """More was sent at once than an address takes."""

    code = "sending-too-large"
    sentence = _(
        "You sent {size} MB at once; at most {limit} MB are taken here. Nothing of it was kept. "
        "Send less at a time."
    )


class Limits:
    """Refuses a request before its body is read, when its visitor has used up an allowance."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.meter = Meter()
        self.allowances: Mapping[str, Allowance] = settings.JALON_ALLOWANCES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], *_given: Any
    ) -> HttpResponse | None:
        """The refusal of a request that is too much; nothing when it may go on."""
        kind = kind_of(request)
        if kind is None:
            return None
        size = 0 if request.method in SAFE else _announced(request)
        limit = largest(kind)
        if size > limit:
            facts = {"size": math.ceil(size / MEGABYTE), "limit": limit // MEGABYTE}
            return refused(request, SendingTooLarge(**facts))
        wait = self._taken(request, kind, size)
        return None if not wait else _told_to_wait(request, wait)

    def _taken(self, request: HttpRequest, kind: str, size: int) -> float:
        """Take what a request costs; seconds to wait when it is too much."""
        visitor, now = visitor_of(request), time.monotonic()
        wait = self.meter.take(visitor, self.allowances[kind], now=now)
        if not wait and kind == "uploads":
            megabytes = self.allowances["megabytes"]
            wait = self.meter.take(visitor, megabytes, now=now, cost=size / MEGABYTE)
        if wait and not self.meter.take(visitor, TOLD, now=now):
            log.warning("Too many %s from %s: refused for %d s.", kind, visitor, math.ceil(wait))
        return wait


def kind_of(request: HttpRequest) -> str | None:
    """The allowance a request is taken from; None for plain pages, which are not limited."""
    if request.path.startswith(API):
        return "api"
    name = request.resolver_match.view_name if request.resolver_match else ""
    acts: Mapping[str, str] = settings.JALON_LIMITED_ACTS
    reads: Mapping[str, str] = settings.JALON_LIMITED_READS
    if request.method not in SAFE:
        return acts.get(name, "forms")
    return reads.get(name) or ("searches" if request.META.get("QUERY_STRING") else None)


def largest(kind: str) -> int:
    """The largest body of a request, in bytes."""
    if kind == "uploads":
        return int(settings.JALON_LARGEST_FILE_BYTES) * FILES_TOGETHER
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def visitor_of(request: HttpRequest) -> str:
    """Who a request is counted for: the person signed in, else the address it came from."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        person = request.session.get(SESSION_KEY)
        if person:
            return f"person {person}"
    return visitor_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        proxies=settings.JALON_PROXIES,
    )


def _announced(request: HttpRequest) -> int:
    """Bytes of the body, as the request says; what it does not announce is never read."""
    try:
        return max(0, int(request.META.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _told_to_wait(request: HttpRequest, wait: float) -> HttpResponse:
    seconds = math.ceil(wait)
    response = refused(request, TooManyRequests(wait=_in_words(seconds), seconds=seconds))
    response.headers["Retry-After"] = str(seconds)
    return response


def _in_words(seconds: int) -> str:
    """A time to wait, as people say it."""
    if seconds < 120:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = math.ceil(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
