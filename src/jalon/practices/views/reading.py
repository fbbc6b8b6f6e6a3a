"""The pages of initiatives: the list and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import wants_fragment
from jalon.practices.forms.filters import InitiativeFilterForm
from jalon.practices.queries import published as queries


@open_to(Access.EVERYONE)
@require_safe
@vary_on_headers("HX-Request")
def initiative_list(request: HttpRequest) -> HttpResponse:
    """Initiatives that a filter keeps: a whole page, or only its rows when htmx asks for them."""
    form = InitiativeFilterForm(request.GET)
    page = queries.page_of(form.keep(), request.GET.get("page"))
    lines = queries.initiative_lines(queries.shown(page.object_list))
    template = "practices/_rows.html" if wants_fragment(request) else "practices/list.html"
    return render(request, template, {"form": form, "page": page, "lines": lines})


@open_to(Access.EVERYONE)
@require_safe
def initiative_show(request: HttpRequest, slug: str) -> HttpResponse:
    """One initiative with its figures and the passage that reports it."""
    found = queries.initiative(slug)
    shown = {
        "found": found,
        "line": queries.initiative_lines([found])[0],
        "others": queries.other_texts(found, get_language() or "en"),
    }
    return render(request, "practices/initiative.html", shown)
