"""Reports as DOCX: real headings and styles, so that a ministry can go on writing in them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from jalon.reviews.building.docxparts import Sheet, packed
from jalon.reviews.building.lines import Entry, Group, Listing, Objective, Quoted, Wording
from jalon.reviews.building.pdf import chart_png


def write_docx(wording: Wording) -> bytes:
    """The report as a Word file; the same report gives the same bytes."""
    sheet = Sheet(language=wording.language, rtl=wording.direction == "rtl")
    _describe(sheet, wording)
    sheet.paragraph(wording.title, style="Title")
    sheet.paragraph(wording.subtitle, style="Subtitle")
    sheet.paragraph(wording.made_on, style="Aside")
    for part in wording.parts:
        _PARTS[part](sheet, wording)
    return packed(sheet.document)


def _describe(sheet: Sheet, wording: Wording) -> None:
    made = datetime.fromisoformat(wording.date)
    properties = sheet.document.core_properties
    properties.title = f"{wording.title} – {wording.subtitle}"
    properties.author = properties.last_modified_by = "Jalon"
    properties.language = wording.language
    properties.created = properties.modified = made
    properties.comments = ""
    sheet.header_and_footer(wording.title, wording.words["page_of"])


def _summary(sheet: Sheet, wording: Wording) -> None:
    sheet.heading(wording.words["summary"], level=1)
    for name, value in wording.figures:
        sheet.paragraph(f"{name}: ", style="List Bullet").add_run(value).bold = True


def _coverage(sheet: Sheet, wording: Wording) -> None:
    words = wording.words
    sheet.heading(words["coverage"], level=1)
    sheet.picture(BytesIO(chart_png(wording)), words["chart"], width_cm=15.5)
    sheet.paragraph(words["coverage_caption"], style="Caption")
    heads = (words["objective"], words["confirmed"], words["suggested"], words["initiatives"])
    rows = [
        (f"{row.number}  {row.title.text}", row.confirmed, row.suggested, row.initiatives)
        for row in wording.rows
    ]
    sheet.table(heads, rows, widths_cm=(8.6, 2.3, 2.3, 2.3))


def _objectives(sheet: Sheet, wording: Wording) -> None:
    if not wording.objectives:
        return
    sheet.heading(wording.words["objectives"], level=1)
    for item in wording.objectives:
        _objective(sheet, item)


def _objective(sheet: Sheet, item: Objective) -> None:
    sheet.heading(f"{item.number}. {item.title.text}", level=2)
    sheet.paragraph(item.counts, style="Aside")
    _group(sheet, item.confirmed)
    _group(sheet, item.suggested)
    _group(sheet, item.initiatives)


def _group(sheet: Sheet, group: Group) -> None:
    if not (group.statements or group.initiatives):
        return
    sheet.heading(group.heading, level=3)
    if group.note:
        sheet.paragraph(group.note, style="Aside")
    for statement in group.statements:
        _statement(sheet, statement)
    for entry in group.initiatives:
        _initiative(sheet, entry)
    if group.more:
        sheet.paragraph(group.more, style="Aside")


def _statement(sheet: Sheet, item: Quoted) -> None:
    paragraph = sheet.paragraph("", style="Suggestion" if item.label else "Statement")
    sheet.turn(paragraph, item.words.direction)
    if item.label:
        paragraph.add_run(f"{item.label}: ").bold = True
    sheet.run(paragraph, item.words)
    paragraph.add_run().add_break()
    _cite(sheet, paragraph, item, note=item.foreign)


def _initiative(sheet: Sheet, item: Entry) -> None:
    paragraph = sheet.paragraph("", style="Normal")
    sheet.run(paragraph, item.title).bold = True
    if item.facts:
        sheet.small(paragraph, f" {item.facts}")
    paragraph.add_run().add_break()
    sheet.run(paragraph, item.summary)
    paragraph.add_run().add_break()
    _cite(sheet, paragraph, item, note=item.note)


def _cite(sheet: Sheet, paragraph: Any, item: Quoted | Entry, *, note: str) -> None:
    if item.url:
        sheet.link(paragraph, item.citation, item.url)
    else:
        sheet.small(paragraph, item.citation)
    if note:
        sheet.small(paragraph, f" · {note}")


def _listing(sheet: Sheet, part: Listing) -> None:
    if not part.rows:
        return
    sheet.heading(part.heading, level=1)
    sheet.paragraph(part.text)
    for row in part.rows:
        sheet.paragraph(f"{row.number}. {row.title.text}", style="List Bullet")


def _waiting(sheet: Sheet, wording: Wording) -> None:
    _listing(sheet, wording.waiting)


def _silence(sheet: Sheet, wording: Wording) -> None:
    _listing(sheet, wording.silence)


def _sources(sheet: Sheet, wording: Wording) -> None:
    sheet.heading(wording.words["sources"], level=1)
    if not wording.sources:
        sheet.paragraph(wording.words["no_sources"])
    for source in wording.sources:
        paragraph = sheet.paragraph("", style="Normal")
        paragraph.add_run(f"{source.name} ").bold = True
        sheet.run(paragraph, source.title)
        paragraph.add_run().add_break()
        sheet.small(paragraph, source.facts)
        if source.url:
            paragraph.add_run().add_break()
            sheet.link(paragraph, source.url, source.url)


def _method(sheet: Sheet, wording: Wording) -> None:
    sheet.heading(wording.words["method"], level=1)
    for sentence in wording.method:
        sheet.paragraph(sentence, style="List Bullet")


_PARTS: Mapping[str, Callable[[Sheet, Wording], None]] = {
    "summary": _summary,
    "coverage": _coverage,
    "objectives": _objectives,
    "waiting": _waiting,
    "silence": _silence,
    "sources": _sources,
    "method": _method,
}
"""What writes each part of a template."""
