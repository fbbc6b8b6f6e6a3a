"""Writing a report as a file: the same words in DOCX, PDF and HTML."""

from collections.abc import Callable, Mapping

from jalon.reviews.building.docx import write_docx
from jalon.reviews.building.html import write_html
from jalon.reviews.building.lines import Wording
from jalon.reviews.building.pdf import write_pdf
from jalon.reviews.building.wording import worded
from jalon.reviews.rules import Format, ReportRecord

MEDIA_TYPES: Mapping[Format, str] = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
}
"""What a web server says each format is."""

_WRITERS: Mapping[Format, Callable[[Wording], bytes]] = {
    Format.DOCX: write_docx,
    Format.PDF: write_pdf,
    Format.HTML: write_html,
}


def build(report: ReportRecord, wanted: Format) -> bytes:
    """The file of a report; the same report gives the same bytes."""
    return _WRITERS[wanted](worded(report))
