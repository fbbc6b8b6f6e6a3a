"""A page beside its passage: its picture, the outline of the passage, and what is said of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from jalon.engines.reading.picturing import Frame, place_of
from jalon.engines.reading.records import Box
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.library.rules.records import PassageRecord

PICTURED = frozenset({"application/pdf"})
"""Media types whose pages can be drawn."""
MARGIN_SHARE = 0.008
"""Room between a passage and its outline, as a share of the width of the picture."""
LEAST_PITCH, MOST_PITCH = 6.0, 30.0
"""Smallest and largest distance of lines that is believed, in points."""


class NoPages(JalonError):
    """The format of a document has no pages that could be drawn."""

    code = "unknown-page"
    sentence = _(
        "“{document}” has no pages to show: only those of a PDF are drawn. The page of each "
        "passage shows the lines of the file instead."
    )


class PicturesBusy(JalonError):
    """Too many pages are being drawn at this moment."""

    code = "pictures-busy"
    sentence = _(
        "Page {page} of “{document}” is not drawn yet: many pages are asked for at this moment. "
        "Load it again in a minute; the text of the passage is shown meanwhile."
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class PageSource:
    """The file whose pages are drawn.

    Attributes:
        path: Where it is on this installation; None when it is not there.
        file_name: Name it was given with.
        digest: Tells its content from every other.
        pages: How many it has; None where the format has none.
    """

    slug: str
    name: str
    path: Path | None
    file_name: str
    media_type: str
    digest: str
    pages: int | None
    is_public: bool

    @property
    def is_pictured(self) -> bool:
        """Whether its pages can be drawn."""
        return self.media_type in PICTURED


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPicture:
    """A drawn page: the bytes of a WebP file, how the page lies in it, and its entity tag."""

    data: bytes
    frame: Frame
    tag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A rectangle over a picture, in its pixels from the top left."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """A page as it is shown beside a passage.

    Attributes:
        page: Its number, from 1; None where the format has no pages.
        pages: How many the document has.
        page_label: Its number as printed, as far as passages tell it.
        frame: How it lies in its picture; None when there is none.
        outline: Where the passage begins in the picture; None when it does not begin on this page,
            or stands outside what the page shows.
        runs_on: Whether the passage has more lines than stand in its outline.
        refusal: Why there is no picture.
        here: Passages that begin on this page, in order: label and how they are cited.
    """

    record: PassageRecord
    raw: str
    page: int | None
    pages: int | None
    page_label: str
    frame: Frame | None = None
    outline: Outline | None = None
    runs_on: bool = False
    refusal: JalonError | None = None
    here: Sequence[PassageRecord] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is the page on which the passage begins."""
        return self.page == self.record.page

    @property
    def before(self) -> int | None:
        """The page before it."""
        return self.page - 1 if self.page and self.page > 1 else None

    @property
    def after(self) -> int | None:
        """The page after it."""
        return self.page + 1 if self.page and self.page < (self.pages or 0) else None


def outline_of(box: Box, frame: Frame) -> Outline | None:
    """The outline of a box with a little room around it, inside the picture.

    >>> whole = Box(left=0, bottom=0, right=600, top=800)
    >>> frame = Frame(width=1000, height=1334, area=whole)
    >>> outline_of(Box(left=60, bottom=700, right=540, top=720), frame)
    Outline(left=92, top=125, width=816, height=50)
    """
    place = place_of(box, frame)
    if place is None:
        return None
    room = round(frame.width * MARGIN_SHARE)
    left, top = max(0, place.left - room), max(0, place.top - room)
    right, foot = min(frame.width, place.right + room), min(frame.height, place.bottom + room)
    return Outline(left=left, top=top, width=right - left, height=foot - top)


def line_pitch(found: Sequence[tuple[float, int]]) -> float | None:
    """The distance of lines on a page, in points, from heights of boxes and lines in them.

    Passages that go over a column or page look too tight and single lines tell little, so that the
    middle one of those with two lines or more is taken, and odd ones are not believed.

    >>> line_pitch([(24.0, 2), (36.0, 3), (12.0, 1), (12.0, 6)])
    12.0
    """
    pitches = [height / lines for height, lines in found if lines > 1]
    believed = [pitch for pitch in pitches if LEAST_PITCH <= pitch <= MOST_PITCH]
    return median(believed) if believed else None


def runs_on(height: float, lines: int, pitch: float | None) -> bool:
    """Whether a passage has clearly more lines than fit into its box: it goes on elsewhere.

    >>> runs_on(24.0, 5, 12.0), runs_on(60.0, 5, 12.0), runs_on(24.0, 5, None)
    (True, False, False)
    """
    return pitch is not None and lines > height / pitch * 1.25 + 0.75
