"""The page of the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import wants_fragment
from jalon.search import queries
from jalon.search.forms import SearchForm


@open_to(Access.EVERYONE)
@require_safe
@vary_on_headers("HX-Request")
def results(request: HttpRequest) -> HttpResponse:
    """What was found, why, and how to narrow or widen it; the address keeps it all."""
    asked = SearchForm(request.GET).ask()
    shown = {"asked": asked, "answer": None if asked.is_empty else queries.answer(asked)}
    template = "search/_results.html" if wants_fragment(request) else "search/results.html"
    return render(request, template, shown)
