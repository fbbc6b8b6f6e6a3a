"""What is answered when a request is refused before its view, or when we made a mistake.

The answers to mistakes stand on their own: they use no database, no session and no name of a host,
since any of them may be what is broken.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from jalon.base.frames.api import problem_of
from jalon.base.frames.logs import request_number
from jalon.base.frames.pages import Handler, refusal_page
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

API = "/api/"
NUL, NUL_IN_QUERY = "\x00", "%00"


class InternalError(JalonError):
    """We made a mistake; it is in the log under the number of the request."""

    code = "internal-error"
    sentence = _(
        "Something broke on our side. What was stored before is safe. If it happens again, tell "
        "the keepers of this installation the number {request}."
    )


class BadRequest(JalonError):
    """A request breaks the rules of HTTP or of this server: its host, form or cookies."""

    code = "bad-request"
    sentence = _(
        "The server does not understand this request. Nothing was changed. Check the address and "
        "try again."
    )


class WellFormed:
    """Refuses addresses with a NUL in them: no text has one, and PostgreSQL takes none."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, or as to any request that cannot be understood."""
        if NUL in request.path_info or NUL_IN_QUERY in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)


def refused(request: HttpRequest, refusal: JalonError) -> HttpResponse:
    """A refusal as what asks can read: a problem for machines, a page or a notice for people.

    For what is refused before a view is called: there, nothing else turns a refusal into an answer.
    """
    make = problem_of if request.path.startswith(API) else refusal_page
    return make(request, refusal)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to a mistake of ours, with the number under which it stands in the log."""
    if request.path.startswith(API):
        return problem_of(request, InternalError(request=request_number()))
    page = render_to_string("500.html", {"request_number": request_number()})
    return HttpResponse(page, status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to a request that cannot be understood."""
    del exception
    if request.path.startswith(API):
        return problem_of(request, BadRequest())
    return HttpResponse(render_to_string("400.html"), status=400)
