"""Reports as PDF, set by Typst: tagged, with bookmarks and page numbers."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from jalon.reviews.building.lines import Wording

CHART_DOTS_PER_INCH = 200


def write_pdf(wording: Wording, *, system_fonts: bool = True) -> bytes:
    """The report as a PDF file that follows PDF/UA-1, the standard for accessible documents.

    Latin, Cyrillic and Greek are set in the font that Typst carries; Arabic and Chinese in a font
    of the machine. A machine without such a font shows empty boxes in their place: then the file
    says so, and it does not claim the standard, which forbids them.

    Args:
        wording: The report in words.
        system_fonts: Whether fonts of the machine are used besides those of Typst.
    """
    import typst

    options = {
        "format": "pdf",
        "timestamp": datetime.fromisoformat(wording.date).replace(tzinfo=UTC),
    }
    fonts = _fonts(system_fonts)
    try:
        return _compiled("report.typ", wording, fonts, pdf_standards=["ua-1"], **options)
    except typst.TypstError:
        honest = replace(wording, notice=wording.words["no_font"])
        return _compiled("report.typ", honest, fonts, **options)


def chart_png(wording: Wording) -> bytes:
    """The coverage chart as a PNG picture, for formats that cannot draw it."""
    return _compiled("chart.typ", wording, _fonts(True), format="png", ppi=CHART_DOTS_PER_INCH)


def _compiled(
    name: str, wording: Wording, fonts: Any, **options: Any
) -> bytes:  # Any: what Typst takes; it ships no types
    import typst

    words = json.dumps(asdict(wording), ensure_ascii=False)
    with as_file(files("jalon.reviews") / "templates" / "reviews") as folder:
        result = typst.compile(
            folder / name, root=folder, font_paths=fonts, sys_inputs={"report": words}, **options
        )
    return bytes(result)


@cache
def _fonts(system_fonts: bool) -> Any:  # noqa: FBT001 - a key of the cache
    """The fonts Typst carries and those of the machine, looked up once for each process."""
    import typst

    return typst.Fonts(include_system_fonts=system_fonts)
