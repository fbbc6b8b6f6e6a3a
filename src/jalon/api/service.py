"""The public API put together: routers of the rooms, refusals, and what it says about itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from jalon.api.counts import router as counts
from jalon.atlas.api import router as places
from jalon.base.frames.access import Access, open_to
from jalon.base.frames.api import MethodNotAllowed, Problem, problem_of
from jalon.frameworks.api import router as frameworks
from jalon.kernel.errors import JalonError, WrongUse
from jalon.library.api import coverage, documents, passages
from jalon.library.api.summaries import learned, summaries
from jalon.library.api.terms import router as terms
from jalon.practices.api import router as initiatives
from jalon.search.api import router as search

READING = ("GET", "HEAD")


class Readable(JSONRenderer):
    """JSON in UTF-8, with letters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}  # as json.dumps takes them


class Service(NinjaAPI):
    """The API, whose operations are named after their function, wherever it stands."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The stable name of an operation."""
        return str(operation.view_func.__name__)


service = Service(
    title="Jalon",
    version="1",
    description=(
        "Commitments on migration governance, their evidence and sources, to read by machine. "
        "Every answer carries its licence and source. Lists are paged: give `next` of one answer "
        "to ask for the next. Refusals are application/problem+json (RFC 9457) with a `code`."
    ),
    docs_url=None,
    renderer=Readable(),
    urls_namespace="api-v1",
    openapi_extra={"info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
)
for router in (
    frameworks, places, documents, passages, coverage, summaries, learned, terms, initiatives,
    search, counts,
):  # fmt: skip
    service.add_router("", router)


@service.exception_handler(JalonError)
def _refused(request: HttpRequest, refusal: JalonError) -> HttpResponse:
    return problem_of(request, refusal)


@service.exception_handler(ValidationError)
def _misunderstood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A value in the address that has the wrong shape, as a refusal like all others."""
    first = error.errors[0]
    name = ".".join(str(part) for part in first["loc"] if part not in {"query", "path"})
    return problem_of(request, WrongUse(why=f"{name}: {first['msg']}."))


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """One thing that can be asked for: its subject, address and summary."""

    subject: str
    path: str
    summary: str


def description() -> dict[str, Any]:
    """The OpenAPI description; the problem that any operation may answer is in it."""
    schema: dict[str, Any] = dict(service.get_openapi_schema(path_prefix="/api/v1/"))
    schema["components"]["schemas"]["Problem"] = Problem.json_schema()
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in schema["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {"description": "A refusal", "content": content}
    return schema


def operations() -> Iterator[Address]:
    """All operations, in the order of the description."""
    for path, methods in description()["paths"].items():
        for operation in methods.values():
            said = operation.get("description") or operation["summary"]
            yield Address(subject=operation["tags"][0], path=path, summary=said)


def refusals() -> list[type[JalonError]]:
    """All kinds of refusals that this installation knows, by code."""
    found: dict[str, type[JalonError]] = {}
    waiting = JalonError.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found[kind.code] = kind
    return [found[code] for code in sorted(found)]


def addresses() -> list[URLPattern]:
    """Addresses of all operations; each only reads, and refuses other methods like the rest."""
    return [
        URLPattern(found.pattern, _reading_only(found.callback), found.default_args, found.name)
        for found in service.urls[0]
        if isinstance(found, URLPattern) and found.name not in {"openapi-json", "api-root"}
    ]


def _reading_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view for GET and HEAD, which Django answers like GET without the body."""

    @open_to(Access.EVERYONE)
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READING:
            return problem_of(request, MethodNotAllowed(method=request.method))
        method, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = method

    return answered
