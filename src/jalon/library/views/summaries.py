"""What a document speaks of as a whole, and two texts side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.tables import csv_response
from jalon.kernel.errors import UnknownCode
from jalon.library.forms.summaries import CompareForm
from jalon.library.queries import what_is_said
from jalon.library.queries.summaries import comparison, summary
from jalon.library.queries.tables import table_of


@open_to(Access.EVERYONE)
@require_safe
def document_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """What a document speaks of: density of each objective, who acts, what it names and counts."""
    shown = {"summary": summary(slug), "said": what_is_said(slug)}
    return render(request, "library/summary.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def compare_show(request: HttpRequest) -> HttpResponse:
    """Two documents or two years side by side, or the choice of them."""
    form = CompareForm(request.GET)
    chosen = form.chosen
    found = comparison(form.by, *chosen) if chosen else None
    return render(request, "library/compare.html", {"form": form, "found": found})


@open_to(Access.EVERYONE)
@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table to download."""
    form = CompareForm(request.GET)
    if form.chosen is None:
        raise UnknownCode(value="")
    found = comparison(form.by, *form.chosen)
    return csv_response(f"{found.one.key}-{found.other.key}.csv", table_of(found))
