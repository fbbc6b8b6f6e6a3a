"""Reports as PDF, set by Typst: tagged, with bookmarks and page numbers."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from jalon.reviews.building.lines import Wording

CHART_DOTS_PER_INCH = 200


def write_pdf(wording: Wording) -> bytes:
    """The report as a PDF file that follows PDF/UA-1, the standard for accessible documents.

    Latin, Cyrillic and Greek are set in the font that Typst carries; Arabic and Chinese in a font
    of the machine. The same report gives the same bytes on machines with the same fonts.
    """
    return _compiled(
        "report.typ",
        wording,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(wording.date).replace(tzinfo=UTC),
    )


def chart_png(wording: Wording) -> bytes:
    """The coverage chart as a PNG picture, for formats that cannot draw it."""
    return _compiled("chart.typ", wording, format="png", ppi=CHART_DOTS_PER_INCH)


def _compiled(name: str, wording: Wording, **options: Any) -> bytes:  # Any: options of Typst
    import typst

    words = json.dumps(asdict(wording), ensure_ascii=False)
    with as_file(files("jalon.reviews") / "templates" / "reviews") as folder:
        result = typst.compile(
            folder / name, root=folder, font_paths=_fonts(), sys_inputs={"report": words}, **options
        )
    return bytes(result)


@cache
def _fonts() -> Any:  # Any: the library ships no types
    """The fonts Typst carries and those of the machine, looked up once for each process."""
    import typst

    return typst.Fonts()
