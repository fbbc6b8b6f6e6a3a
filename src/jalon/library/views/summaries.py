"""What a document speaks of as a whole, and two texts side by side."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.tables import csv_response
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import pick
from jalon.library.forms.summaries import CompareForm
from jalon.library.queries.summaries import Comparison, comparison, summary


@open_to(Access.EVERYONE)
@require_safe
def document_summary(request: HttpRequest, slug: str) -> HttpResponse:
    """What a document speaks of: the density of each objective, and the places it names."""
    return render(request, "library/summary.html", {"summary": summary(slug)})


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
    return csv_response(f"{found.one.key}-{found.other.key}.csv", _rows(found))


def _rows(found: Comparison) -> Iterator[Sequence[object]]:
    language = get_language() or "en"
    sides = (found.one, found.other)
    heads = (_("confirmed"), _("suggested"), _("of passages"), _("percent confirmed"), _("percent"))
    yield [
        _("Code"),
        _("Objective"),
        *(f"{side.name}: {head}" for side in sides for head in heads),
        _("difference, points"),
        _("difference of confirmed, points"),
    ]
    for line in found.lines:
        cells = [
            value
            for one in (line.one, line.other)
            for value in (
                one.evidence.confirmed,
                one.evidence.suggested,
                one.of,
                _percent(one.confirmed),
                _percent(one.share),
            )
        ]
        title = pick(line.element.short or line.element.title, language)
        ends = (_rounded(line.points), _rounded(line.confirmed_points))
        yield [line.element.code, title, *cells, *ends]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _percent(share: float | None) -> float | None:
    return _rounded(None if share is None else 100 * share)
