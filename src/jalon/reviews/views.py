"""The report builder: choose, read the preview, take the file along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jalon.base.frames.access import Access, open_to
from jalon.reviews import queries
from jalon.reviews.building import MEDIA_TYPES, build
from jalon.reviews.building.wording import worded
from jalon.reviews.forms import ReportForm
from jalon.reviews.rules import Format, ReportChoice, ReportRecord, file_name, format_named


@open_to(Access.EVERYONE)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Choices for a report; the report itself as a preview when something was chosen."""
    offer = queries.offer(chosen=request.GET.getlist("document"))
    form = ReportForm(request.GET, documents=offer.documents)
    found = _report(request, form.choice(), preview=True) if form.is_valid() else None
    facts = {
        "form": form,
        "places": offer.places,
        "found": found,
        "report": worded(found) if found else None,
        "formats": list(Format),
    }
    return render(request, "reviews/report.html", facts, status=400 if form.errors else 200)


@open_to(Access.EVERYONE)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The report as a file; the page with what to correct when it cannot be made."""
    offer = queries.offer(chosen=request.GET.getlist("document"))
    form = ReportForm(request.GET, documents=offer.documents)
    if not form.is_valid():
        return report(request)
    wanted = format_named(request.GET.get("format", Format.DOCX))
    found = _report(request, form.choice())
    answer = HttpResponse(build(found, wanted), content_type=MEDIA_TYPES[wanted])
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name(found, wanted)
    )
    return answer


def _report(request: HttpRequest, choice: ReportChoice, *, preview: bool = False) -> ReportRecord:
    return queries.report(choice, site=request.build_absolute_uri("/"), preview=preview)
