"""The frame of logs: each request has a number, which its log lines, answer and 500 page carry."""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"
NONE = "-"
"""What stands in lines that belong to no request."""

_number: ContextVar[str] = ContextVar("number of the request", default=NONE)
_TOKEN = re.compile(r"(?<=/)(?=[^/\s]*\d)(?:[\w-]{1,64}:[\w:-]{16,}|[\w-]{32,})(?=[/\s?]|$)")
"""Parts of a path that may open a door to whoever reads them: keys in links of invitations and the
like, names of batches. Slugs look alike when they are that long, and are hidden with them."""


def request_number() -> str:
    """The number of the request that is being answered; "-" outside of requests."""
    return _number.get()


class RequestNumbers:
    """Gives each request a number: 16 hexadecimal digits of ours, never one that was sent."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, with the number in a header."""
        number = secrets.token_hex(8)
        _number.set(number)  # until the next one: Django's line about the answer comes after it
        response = self.get_response(request)
        response.headers[HEADER] = number
        return response


class Numbered(logging.Filter):
    """Puts the number of the request into each line, and hides what must not be in a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Complete the record; keep all but refusals by limits, which have a line of their own."""
        record.request_number = request_number()
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(value) for value in record.args)
        return getattr(record, "status_code", None) != 429


def _hidden(value: object) -> object:
    """A text without the keys in its paths."""
    return _TOKEN.sub("…", value) if isinstance(value, str) and "/" in value else value
