"""What a page beside a passage is made of: the file, the passage, and what else begins there."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from jalon.engines.reading.picturing import Frame
from jalon.engines.reading.records import Box
from jalon.kernel.errors import JalonError, UnknownCode
from jalon.library.models import Document, Passage
from jalon.library.queries import visibility
from jalon.library.queries.former import plain_records
from jalon.library.rules.leaves import Leaf, Outline, PageSource, line_pitch, runs_on

SHOWN_HERE = 60
"""Passages of a page that are told at the most."""


def page_source(slug: str) -> PageSource:
    """The file of a document, to draw its pages.

    Raises:
        UnknownCode: There is no such document that may be seen.
    """
    row = visibility.documents().filter(slug=slug).first()
    if row is None:
        raise UnknownCode(value=slug)
    return _source(row)


def _source(row: Document) -> PageSource:
    folder = Path(settings.JALON_FILES).resolve()
    path = (folder / row.file).resolve()
    is_here = bool(row.file) and path.is_relative_to(folder) and path.is_file()
    return PageSource(
        slug=row.slug,
        name=row.symbol or row.title,
        path=path if is_here else None,
        file_name=row.file_name or row.file,
        media_type=row.media_type,
        digest=row.sha256 or row.file,
        pages=row.pages,
        is_public=row.is_public,
    )


def leaf(slug: str, label: str, page: int | None) -> tuple[Leaf, Box | None, PageSource]:
    """A page beside a passage, still without its picture; the box of the passage; the file.

    Args:
        slug: The document.
        label: The passage.
        page: Number of the page; None for the one on which the passage begins.

    Raises:
        UnknownCode: There is no such passage that may be seen.
    """
    rows = visibility.passages().filter(document__slug=slug).select_related("document")
    own = rows.filter(label=label).first()
    if own is None:
        raise UnknownCode(value=f"{slug} {label}")
    source = _source(own.document)
    shown = (page or own.page) if source.is_pictured else None
    on_page = list(rows.filter(page=shown).order_by("order")[:SHOWN_HERE]) if shown else []
    label_as_printed = next((row.page_label for row in on_page if row.page_label), "")
    found = Leaf(
        record=plain_records([own])[0],
        raw=own.raw or own.text,
        page=shown,
        pages=source.pages,
        page_label=label_as_printed or str(shown or ""),
        runs_on=_runs_on(own, on_page) if shown == own.page else False,
        here=plain_records(on_page),
    )
    return found, _box(own), source


def with_picture(
    leaf: Leaf,
    *,
    frame: Frame | None = None,
    outline: Outline | None = None,
    refusal: JalonError | None = None,
) -> Leaf:
    """The page with its picture, or with why there is none."""
    return replace(leaf, frame=frame, outline=outline, refusal=refusal)


def _box(row: Passage) -> Box | None:
    return Box(**row.box) if row.box else None


def _runs_on(own: Passage, on_page: Sequence[Passage]) -> bool:
    """Whether a passage goes on in another column or on another page."""
    if not own.box:
        return False
    pitch = line_pitch([_height_and_lines(row) for row in on_page if row.box])
    return runs_on(*_height_and_lines(own), pitch)


def _height_and_lines(row: Passage) -> tuple[float, int]:
    box = row.box or {}
    lines = (row.raw or row.text).strip().count("\n") + 1
    return float(box["top"] - box["bottom"]), lines
