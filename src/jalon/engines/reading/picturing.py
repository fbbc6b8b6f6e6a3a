"""Picture a page of a PDF in a process of its own, and find a passage in the picture."""

import io
import multiprocessing
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jalon.engines.reading.batch import _limit_memory  # the same limit as readers have
from jalon.engines.reading.records import Box
from jalon.engines.reading.refusals import (
    DamagedFile,
    EncryptedFile,
    MissingFile,
    ReadingCrashed,
    ReadingMemory,
    ReadingRefused,
    ReadingTimeout,
)
from jalon.kernel.errors import text_marker

_ = text_marker

START_SECONDS = 30
"""Longest time the process may take to start."""
MIN_WIDTH, MAX_WIDTH = 64, 2400
"""Narrowest and widest picture, in pixels."""
MAX_PIXELS = 12_000_000
"""Most pixels of a picture; a page that is very tall is drawn narrower."""
MAX_SIDE = 16_000
"""Most pixels from top to bottom: WebP has no more than 16,383."""


class NoSuchPage(ReadingRefused):
    """The document has fewer pages."""

    code = "page-missing"
    sentence = _("“{file}” has {pages} pages; there is no page {page}.")


class PictureKind(StrEnum):
    """Form of a picture: its IANA media type."""

    PNG = "image/png"
    WEBP = "image/webp"


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """How a page lies in its picture; all that is needed to find a box again.

    Attributes:
        width, height: Size of the picture, in pixels.
        area: What is shown of the page, in PDF points, origin at the bottom left.
        turned: Degrees by which the page is turned clockwise: 0, 90, 180 or 270.
    """

    width: int
    height: int
    area: Box
    turned: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A rectangle in a picture, in pixels, origin at the top left."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A page as a picture.

    Attributes:
        data: The bytes of the picture file.
        kind: Its form.
        page: Number of the page, from 1.
        frame: How the page lies in it.
    """

    data: bytes
    kind: PictureKind
    page: int
    frame: Frame


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wish:
    path: Path
    page: int
    width: int
    kind: PictureKind


def picture_page(  # what is wanted, and how much it may cost
    path: Path | str,
    page: int,
    *,
    width: int = 900,
    kind: PictureKind = PictureKind.WEBP,
    seconds: float = 20,
    memory_mb: int = 1000,
) -> Picture:
    """Draw a page of a PDF in a worker process under a limit of time and memory.

    Args:
        path: The PDF.
        page: Number of the page, from 1.
        width: Width of the picture in pixels, brought between `MIN_WIDTH` and `MAX_WIDTH`.
        kind: Form of the picture.
        seconds: Time to draw it.
        memory_mb: Memory of the worker, in megabytes of address space beyond its start.

    Raises:
        MissingFile, EncryptedFile, DamagedFile, NoSuchPage: The page cannot be drawn.
        ReadingTimeout, ReadingMemory, ReadingCrashed: The worker was stopped or ended.
    """
    path = Path(path)
    if not path.is_file():
        raise MissingFile(file=path.name)
    wish = _Wish(
        path=path, page=page, width=max(MIN_WIDTH, min(MAX_WIDTH, width)), kind=PictureKind(kind)
    )
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_work, args=(theirs, wish, memory_mb), daemon=True)
    worker.start()
    theirs.close()
    try:
        answer = _answer(ours, path.name, seconds)
    finally:
        ours.close()
        worker.kill()
        worker.join()
    if answer == "memory":
        raise ReadingMemory(file=path.name, limit=memory_mb)
    if isinstance(answer, ReadingRefused):
        raise answer
    if not isinstance(answer, Picture):
        raise ReadingCrashed(file=path.name)
    return answer


def place_of(box: Box, frame: Frame) -> Place | None:
    """Where a box of a page lies in the picture of that page; None when it is not shown.

    >>> whole = Box(left=0, bottom=0, right=600, top=800)
    >>> frame = Frame(width=300, height=400, area=whole)
    >>> place_of(Box(left=60, bottom=700, right=540, top=720), frame)
    Place(left=30, top=40, right=270, bottom=50)
    """
    ends = [_point(x, y, frame) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    columns, rows = [x for x, _ in ends], [y for _, y in ends]
    left, right = max(0.0, min(columns)), min(float(frame.width), max(columns))
    top, bottom = max(0.0, min(rows)), min(float(frame.height), max(rows))
    if left >= right or top >= bottom:
        return None
    return Place(
        left=int(left), top=int(top), right=round(right + 0.49), bottom=round(bottom + 0.49)
    )


def _point(x: float, y: float, frame: Frame) -> tuple[float, float]:
    """A point of the page in pixels of the picture, from its top left."""
    area = frame.area
    from_left, from_right = x - area.left, area.right - x
    from_foot, from_top = y - area.bottom, area.top - y
    across, down = {
        0: (from_left, from_top),
        90: (from_foot, from_left),
        180: (from_right, from_foot),
        270: (from_top, from_right),
    }[frame.turned]
    wide, tall = area.right - area.left, area.top - area.bottom
    if frame.turned in {90, 270}:
        wide, tall = tall, wide
    return across * frame.width / wide, down * frame.height / tall


def _answer(link: Connection, name: str, seconds: float) -> object:
    """What the worker says: first that it has started, then a picture or why there is none."""
    try:
        if not link.poll(START_SECONDS) or link.recv() != "started":
            raise ReadingCrashed(file=name)
        if not link.poll(max(0.01, seconds)):
            raise ReadingTimeout(file=name, seconds=max(1, round(seconds)))
        return link.recv()
    except (EOFError, OSError) as ended:
        raise ReadingCrashed(file=name) from ended


def _work(link: Connection, wish: _Wish, memory_mb: int) -> None:
    """The life of the worker: draw one page."""
    import pypdfium2  # noqa: F401 - loaded before memory is limited
    from PIL import Image

    Image.init()
    _limit_memory(memory_mb)
    link.send("started")
    answer: object
    try:
        answer = draw_page(wish.path, wish.page, width=wish.width, kind=wish.kind)
    except ReadingRefused as refusal:
        answer = refusal
    except MemoryError:
        answer = "memory"
    link.send(answer)


def draw_page(path: Path, page: int, *, width: int, kind: PictureKind) -> Picture:
    """Draw a page of a PDF in this process, without limits of time and memory.

    Raises:
        EncryptedFile, DamagedFile, NoSuchPage: The page cannot be drawn.
    """
    document = _open(path)
    try:
        if not 1 <= page <= len(document):
            raise NoSuchPage(file=path.name, pages=len(document), page=page)
        return _drawn(document, path.name, _Wish(path=path, page=page, width=width, kind=kind))
    finally:
        document.close()


def _open(path: Path) -> Any:  # Any: pypdfium2 has no types
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as trouble:
        if "password" in str(trouble).lower() or "security" in str(trouble).lower():
            raise EncryptedFile(file=path.name) from trouble
        raise DamagedFile(file=path.name, kind="PDF") from trouble


def _drawn(document: Any, name: str, wish: _Wish) -> Picture:
    import pypdfium2

    try:
        page = document[wish.page - 1]
        area, turned = Box(**dict(zip(_SIDES, page.get_bbox(), strict=True))), page.get_rotation()
        wide, tall = page.get_size()
        if not (wide > 0 and tall > 0):
            raise DamagedFile(file=name, kind="PDF")
        scale = min(
            (wish.width - 0.001) / wide, (MAX_PIXELS / (wide * tall)) ** 0.5, MAX_SIDE / tall
        )
        bitmap = page.render(scale=scale, rev_byteorder=True)
    except (pypdfium2.PdfiumError, ValueError) as trouble:
        raise DamagedFile(file=name, kind="PDF") from trouble
    picture = bitmap.to_pil().convert("RGB")
    packed = io.BytesIO()
    picture.save(packed, format=wish.kind.name, quality=80, method=2)
    frame = Frame(width=picture.width, height=picture.height, area=area, turned=turned)
    return Picture(data=packed.getvalue(), kind=wish.kind, page=wish.page, frame=frame)


_SIDES = ("left", "bottom", "right", "top")
