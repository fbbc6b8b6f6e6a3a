"""Pages of frameworks and of the crosswalks between them."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from jalon.base.frames.access import Access, open_to
from jalon.base.frames.tables import csv_response
from jalon.frameworks import queries
from jalon.frameworks.rules import CrosswalkPicture, element_groups
from jalon.kernel.languages import pick


@open_to(Access.EVERYONE)
@require_safe
def framework_list(request: HttpRequest) -> HttpResponse:
    """All frameworks, and the crosswalks between them."""
    counts = queries.element_counts()
    shown = [(one, counts.get(one.slug, {})) for one in queries.frameworks()]
    by_slug = {one.slug: one for one, _counts in shown}
    pairs = [(by_slug[a], by_slug[b]) for a, b in queries.crosswalk_pairs()]
    return render(request, "frameworks/frameworks.html", {"frameworks": shown, "pairs": pairs})


@open_to(Access.EVERYONE)
@require_safe
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    """One framework with all its elements."""
    found = queries.framework(slug)
    others = [pair for pair in queries.crosswalk_pairs() if slug in pair]
    shown = {
        "framework": found,
        "groups": element_groups(found),
        "pairs": others,
    }
    return render(request, "frameworks/framework.html", shown)


@open_to(Access.EVERYONE)
@require_safe
def crosswalk(request: HttpRequest, origin: str, target: str) -> HttpResponse:
    """How one framework answers another, row by row, and the gaps both ways."""
    picture = queries.crosswalk_picture(origin, target)
    return render(request, "frameworks/crosswalk.html", {"picture": picture})


@open_to(Access.EVERYONE)
@require_safe
def crosswalk_csv(_request: HttpRequest, origin: str, target: str) -> HttpResponse:
    """The crosswalk as CSV, one line for each row."""
    picture = queries.crosswalk_picture(origin, target)
    return csv_response(f"crosswalk-{origin}-{target}.csv", _csv_rows(picture))


def _csv_rows(picture: CrosswalkPicture) -> Iterator[tuple[object, ...]]:
    language = get_language() or "en"
    yield ("from", "from_title", "to", "to_titles", "strength", "note", "source", "status")
    for row in picture.rows:
        yield (
            row.origin.code,
            pick(row.origin.title, language),
            " ".join(target.code for target in row.targets),
            " | ".join(pick(target.title, language) for target in row.targets),
            row.link.strength.value,
            pick(row.link.note, language),
            row.link.source,
            row.link.status,
        )
