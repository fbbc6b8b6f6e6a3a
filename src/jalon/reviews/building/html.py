"""Reports as HTML: one file that opens without the network and prints well."""

from functools import cache
from importlib.resources import files

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from jalon.reviews.building.lines import Wording


def write_html(wording: Wording) -> bytes:
    """The report as one HTML file that holds its own style."""
    page = render_to_string("reviews/document.html", {"report": wording, "style": _style()})
    return page.encode()


@cache
def _style() -> SafeString:
    file = files("jalon.reviews") / "static" / "reviews" / "report.css"
    return mark_safe(file.read_text(encoding="utf-8"))  # noqa: S308 - our own file
