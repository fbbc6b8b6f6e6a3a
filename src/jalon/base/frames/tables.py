"""The frame of tables to download: CSV that spreadsheets open safely."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_RISKY = re.compile(r"^(?=\s*[=+@＝＋－＠-]|[\t\r\n])|(?<=[;\t\r\n])(?=[=+@＝＋－＠-])")
"""Where a spreadsheet takes what follows for a formula: at the start of a cell, and after what some
of them take for the end of one."""


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as a CSV file (RFC 4180, UTF-8) to download under a name.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    response = HttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = attached(name)
    return response


def attached(name: str) -> str:
    """The header of a file to download under a name (RFC 6266), whatever is in the name."""
    plain = "".join(letter for letter in name if letter.isprintable()) or "file"
    return str(content_disposition_header(as_attachment=True, filename=plain))


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
    if isinstance(value, str):
        return _RISKY.sub("'", value)
    return "" if value is None else value
