"""The frame of pages without the line: the script that keeps them on the visitor's device."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

import jalon.base
from jalon.base.frames.access import Access, open_to

SCRIPT = Path(jalon.base.__file__).parent / "static" / "base" / "service-worker.js"


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@open_to(Access.EVERYONE)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as views are
    """The script that keeps pages for later, at the root so that it may look after all of them."""
    answer = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
