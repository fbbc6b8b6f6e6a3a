"""What happened to a record, and the work that waits for somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of
from jalon.base.queries.history import history
from jalon.base.queries.versions import work_of


@open_to(Access.EVERYONE)
@require_safe
def history_show(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What happened to one record, as far as the asker may see it."""
    picture = history(kind, key, request.GET.get("page"))
    return render(request, "base/history.html", {"picture": picture, "page": picture.page})


@open_to(Access.SIGNED_IN)
@never_cache
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """What waits for the asker, and what else is on its way in their bodies."""
    lines = work_of(actor_of(request))
    shown = {
        "mine": [line for line in lines if line.is_mine],
        "others": [line for line in lines if not line.is_mine],
    }
    return render(request, "base/work.html", shown)
