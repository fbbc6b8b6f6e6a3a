"""The frame of tables to download: CSV that spreadsheets open safely."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a CSV file (RFC 4180, UTF-8) to download under a name.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    response = HttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    r"""Rows as the text of a CSV file.

    >>> csv_text([["a", 1], ["=1+1", None]])
    "a,1\r\n'=1+1,\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return out.getvalue()


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return "" if value is None else value
