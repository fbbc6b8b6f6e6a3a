"""The frame of the public API: what every answer carries, paging, and refusals as problem+json."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from jalon.base.frames.pages import sentence_of, status_of
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

OWN_LICENCE = "Apache-2.0"
"""SPDX name of the licence of codes, our own labels, summaries, tags and counts."""

QUOTED_LICENCE = (
    "Texts and titles of documents: rights of their publishers, quoted with their citation. "
    "Codes, tags and counts: Apache-2.0."
)
"""What holds where an answer quotes documents."""

EDITORS = "Jalon, reference data with their sources"
INSTALLATION = "Documents read by this installation of Jalon"

DEFAULT_LIMIT, LARGEST_LIMIT = 50, 200
"""Items on one page of an answer: without a wish, and at most."""

Limit = Annotated[
    int, Query(ge=1, le=LARGEST_LIMIT, description="Items on one page of the answer.")
]
Next = Annotated[
    str, Query(description="The `next` of the answer before; empty for the first page.")
]
Texts = Annotated[dict[str, str], Field(description="The same text by BCP 47 language tag.")]

Data = TypeVar("Data")


class BadPageToken(JalonError):
    """The token that asks for the next page was not made by this API."""

    code = "bad-page-token"
    sentence = _(
        "The page token “{token}” was not given by this API. Use “next” of the answer before as it "
        "stands, or leave it out to begin again."
    )


class UnknownAddress(JalonError):
    """Nothing of the API has the address that was asked for."""

    code = "unknown-address"
    sentence = _("The API has nothing at {path}. The addresses are listed at {list}.")


class MethodNotAllowed(JalonError):
    """The public API reads only."""

    code = "method-not-allowed"
    sentence = _("{method} is not possible here: this version of the API only reads. Use GET.")


class Answer(Schema, Generic[Data]):
    """What every answer carries around its data."""

    licence: str = Field(description="Under which licence the data may be used.")
    source: str = Field(description="Where the data come from.")
    unstable: list[str] = Field(
        default=[], description="Fields that may change within this version of the API."
    )
    data: Data


class Listing(Answer[list[Data]], Generic[Data]):
    """One page of a list."""

    next: str | None = Field(description="Token of the next page; null on the last one.")


class Problem(Schema):
    """A refusal (RFC 9457, application/problem+json)."""

    type: str = Field(description="Address of what this kind of refusal means.")
    title: str = Field(description="The kind of refusal in a few words.")
    status: int = Field(description="HTTP status code.")
    detail: str = Field(description="What was refused, why, and what to do next.")
    code: str = Field(description="Stable code of the refusal.")
    facts: dict[str, Any] = Field(description="Facts of the case, by name.")  # as they are shown


def router_of(subject: str) -> Router:
    """A router whose operations stand under one subject in the description of the API."""
    return Router(tags=[subject])


def answer(
    data: object,
    *,
    source: str = EDITORS,
    licence: str = OWN_LICENCE,
    unstable: Sequence[str] = (),
) -> dict[str, object]:
    """The values of an `Answer`."""
    return {"licence": licence, "source": source, "unstable": list(unstable), "data": data}


def page_of_list(
    items: Iterable[object],
    *,
    skip: int,
    limit: int,
    **around: Any,  # Any: as `answer` takes them
) -> dict[str, object]:
    """The values of a `Listing`.

    Args:
        items: What comes after `skip` items of the list; one more than `limit` when there is more.
        skip: Items on the pages before.
        limit: Items on this page at most.
        around: Source, licence and unstable fields, as `answer` takes them.
    """
    found = list(items)
    following = token_of(skip + limit) if len(found) > limit else None
    return {**answer(found[:limit], **around), "next": following}


def token_of(skip: int) -> str:
    """The opaque token of a page that begins after so many items.

    >>> skipped(token_of(50))
    50
    """
    return urlsafe_b64encode(f"after {skip}".encode()).decode().rstrip("=")


def skipped(token: str) -> int:
    """How many items a page token leaves out; none when it is empty.

    Raises:
        BadPageToken: The token is not one of ours.
    """
    if not token:
        return 0
    try:
        text = urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (BadBase64, ValueError) as error:
        raise BadPageToken(token=token[:80]) from error
    word, _space, number = text.partition(" ")
    if word != "after" or not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise BadPageToken(token=token[:80])
    return int(number)


def problem_of(request: HttpRequest, refusal: JalonError) -> HttpResponse:
    """A refusal as application/problem+json."""
    status = status_of(refusal)
    body = {
        "type": f"{_kinds(request)}#{refusal.code}",
        "title": refusal.code.replace("-", " ").capitalize(),
        "status": status,
        "detail": sentence_of(refusal),
        "code": refusal.code,
        "facts": _plain(refusal.facts),
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/problem+json")


def _kinds(request: HttpRequest) -> str:
    """Address of the page of refusals; without the host where the request names a wrong one."""
    path = reverse("api:addresses")
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:
        return path


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as JSON values."""
    simple = (str, int, float, bool, type(None))
    return {
        name: value if isinstance(value, simple) else str(value) for name, value in facts.items()
    }
