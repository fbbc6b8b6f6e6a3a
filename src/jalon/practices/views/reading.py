"""The pages of initiatives: the list and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.public import Power, has_power
from jalon.practices.forms.filters import InitiativeFilterForm
from jalon.practices.queries import pages
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
    may_write = has_power(actor_of(request), Power.WRITE)
    shown = {"form": form, "page": page, "lines": lines, "may_write": may_write}
    return render(request, template, shown)


@open_to(Access.EVERYONE)
@require_safe
def initiative_show(request: HttpRequest, slug: str) -> HttpResponse:
    """One initiative in a language it exists in, with its figures and the place that reports it."""
    asked = request.GET.get("lang", "")
    page = pages.initiative_page(slug, asked=asked, actor=actor_of(request))
    return render(request, "practices/initiative.html", {"page": page})
