"""Pages that join what several rooms know."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.pages import actor_of, wants_fragment
from jalon.base.frames.spreadsheets import Sheet, xlsx_response
from jalon.base.frames.tables import csv_response
from jalon.base.public import waiting_for
from jalon.kernel.languages import direction
from jalon.pages.forms import EvidenceForm, GroupingForm, MatrixForm, PlaceSearchForm
from jalon.pages.queries.home import home_picture, most_passages
from jalon.pages.queries.matrix import cell_picture, matrix_picture, row_sets
from jalon.pages.queries.objectives import objective_groups, objective_picture
from jalon.pages.queries.places import by_letter, place_lines, place_picture
from jalon.pages.rules import Grouping, MatrixPicture


def _language() -> str:
    return get_language() or "en"


@open_to(Access.EVERYONE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is known, and where to start."""
    form = GroupingForm(request.GET)
    grouping = form.grouping()
    picture = home_picture(grouping, language=_language())
    actor = actor_of(request)
    shown = {
        "picture": picture,
        "grouping": grouping,
        "as_table": form.value("table"),
        "waiting": waiting_for(actor) if actor.holdings else None,
    }
    return render(request, "pages/home.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def objectives(request: HttpRequest) -> HttpResponse:
    """The 23 objectives with their official titles and what is known on each."""
    form = GroupingForm(request.GET)
    grouping = form.grouping(Grouping.NUMBER)
    groups = objective_groups(_language(), grouping)
    shown = {"groups": groups, "most": most_passages(groups), "grouping": grouping}
    return render(request, "pages/objectives.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def objective(request: HttpRequest, number: int) -> HttpResponse:
    """One objective: what is done on it, by whom, and how we know."""
    form = EvidenceForm(request.GET)
    picture = objective_picture(number, form.keep(), language=_language())
    shown = {"picture": picture, "form": form, "state": form.value("state")}
    return render(request, "pages/objective.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Places by name, those that something speaks of first."""
    form = PlaceSearchForm(request.GET)
    lines = place_lines(_language(), text=form.text())
    shown = {
        "form": form,
        "text": form.text(),
        "spoken_of": by_letter(line for line in lines if line.is_spoken_of),
        "others": [line for line in lines if not line.is_spoken_of],
    }
    return render(request, "pages/places.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of one place."""
    picture = place_picture(code.upper(), language=_language())
    return render(request, "pages/place.html", {"picture": picture})


@open_to(Access.EVERYONE)
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Where there is evidence, and where there is silence."""
    form = MatrixForm(request.GET)
    page = form.value("page") or 1
    picture = matrix_picture(form.by_what(), form.row_set(), language=_language(), page=page)
    return render(request, "pages/matrix.html", {"picture": picture, "others": row_sets()})


@open_to(Access.EVERYONE)
@require_safe
def matrix_csv(request: HttpRequest) -> HttpResponse:
    """The whole matrix as CSV: one line a cell, with both states."""
    form = MatrixForm(request.GET)
    picture = matrix_picture(form.by_what(), form.row_set(), language=_language())
    return csv_response(f"jalon-{picture.rows_name}-{picture.by}.csv", _csv_rows(picture))


@open_to(Access.EVERYONE)
@require_safe
def matrix_xlsx(request: HttpRequest) -> HttpResponse:
    """The whole matrix as a workbook: a sheet of confirmed passages, one of suggested."""
    form = MatrixForm(request.GET)
    picture = matrix_picture(form.by_what(), form.row_set(), language=_language())
    sheets = [
        Sheet(name=_t("Confirmed passages"), rows=list(_sheet_rows(picture, "confirmed"))),
        Sheet(name=_t("Suggested passages"), rows=list(_sheet_rows(picture, "suggested"))),
    ]
    name = f"jalon-{picture.rows_name}-{picture.by}.xlsx"
    return xlsx_response(name, sheets, direction=direction(_language()))


def _sheet_rows(picture: MatrixPicture, state: str) -> Iterator[tuple[object, ...]]:
    """Passages in one state: a row for each element, a column for each document, place or year."""
    yield (_t("Code"), _t("Element"), _t("All"), *(column.label for column in picture.columns))
    for row in picture.rows:
        counts = (getattr(cell, state) for cell in (row.total, *row.cells))
        yield (row.code, row.title, *counts)


def _csv_rows(picture: MatrixPicture) -> Iterator[tuple[object, ...]]:
    yield ("code", "title", picture.by, "label", "confirmed_passages", "suggested_passages")
    for row in picture.rows:
        yield (row.code, row.title, "", "", row.total.confirmed, row.total.suggested)
        for column, cell in zip(picture.columns, row.cells, strict=True):
            yield (row.code, row.title, column.key, column.label, cell.confirmed, cell.suggested)


@open_to(Access.EVERYONE)
@require_safe
@vary_on_headers("HX-Request")
def cell(request: HttpRequest) -> HttpResponse:
    """The passages of one cell of the matrix: a page, or what the side sheet shows."""
    form = EvidenceForm(request.GET)
    page = form.value("page") or 1
    picture = cell_picture(form.keep(), page=page, language=_language())
    template = "pages/_cell.html" if wants_fragment(request) else "pages/cell.html"
    return render(request, template, {"picture": picture, "state": form.value("state")})


@open_to(Access.EVERYONE)
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part that pages are made of, with invented data."""
    return render(request, "pages/styleguide.html")


@open_to(Access.EVERYONE)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is at this address."""
    del exception
    return render(request, "404.html", status=404)
