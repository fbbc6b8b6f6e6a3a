"""Pictures of pages: drawn when somebody asks, in a worker process, and kept on disk in a bound.

Nothing here is truth: the folder may be emptied at any time, and pictures are drawn again.
"""

import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from jalon.engines.reading.picturing import Frame, NoSuchPage, Picture, picture_page
from jalon.engines.reading.records import Box
from jalon.engines.reading.refusals import ReadingRefused
from jalon.kernel.errors import JalonError
from jalon.library.queries import leaves
from jalon.library.rules import UnknownFile
from jalon.library.rules.leaves import (
    KeptPicture,
    Leaf,
    NoPages,
    PageSource,
    PicturesBusy,
    outline_of,
)

log = logging.getLogger("jalon.library")

WIDTH = 1000
"""Width of all pictures, in pixels: sharp on a phone, and about 80 kB."""
FORM = 1
"""Changes when the same page is drawn otherwise, so that no cache keeps the old picture."""
LONGEST_WAIT = 20.0
"""Seconds that somebody waits for a worker to be free."""


def picture_tag(source: PageSource, page: int) -> str:
    """What tells a picture from every other one: its name in the cache and its entity tag."""
    told = f"{FORM} {WIDTH} {page} {source.digest}"
    return hashlib.sha256(told.encode()).hexdigest()[:40]


def kept_picture(source: PageSource, page: int) -> KeptPicture:
    """The picture of a page, from the cache or drawn now. Who may see it was asked before.

    Raises:
        NoPages: The format has none.
        UnknownFile: The file is not on this installation.
        ReadingRefused: The page cannot be drawn.
        PicturesBusy: Others are being drawn.
    """
    if not source.is_pictured:
        raise NoPages(document=source.name)
    if source.pages is not None and not 1 <= page <= source.pages:
        raise NoSuchPage(file=source.file_name, pages=source.pages, page=page)
    if source.path is None:
        raise UnknownFile(document=source.name)
    tag = picture_tag(source, page)
    kept = _kept(tag)
    if kept is not None:
        return kept
    with _turn(tag, source, page):
        return _kept(tag) or _drawn(source, source.path, page, tag)


def page_beside(slug: str, label: str, *, page: int | None = None) -> Leaf:
    """A page of a document beside one of its passages: the passage's own page unless told.

    What stands in the way of a picture is part of the answer: the text is there all the same.

    Raises:
        UnknownCode: There is no such passage that may be seen.
    """
    leaf, box, source = leaves.leaf(slug, label, page)
    if leaf.page is None:
        return leaf
    try:
        frame = kept_picture(source, leaf.page).frame
    except JalonError as refusal:
        return leaves.with_picture(leaf, refusal=refusal)
    outline = outline_of(box, frame) if box and leaf.is_own else None
    return leaves.with_picture(leaf, frame=frame, outline=outline)


def _folder() -> Path:
    folder = Path(settings.JALON_PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _path(tag: str) -> Path:
    return _folder() / f"{tag}.page"


def _kept(tag: str) -> KeptPicture | None:
    """A picture of the cache: its frame as one line of JSON, and then the bytes."""
    path = _path(tag)
    try:
        head, parted, data = path.read_bytes().partition(b"\n")
        os.utime(path)  # who asked last keeps longest
    except FileNotFoundError:
        return None
    if not parted or not data:
        return None
    told = json.loads(head)
    return KeptPicture(data=data, frame=Frame(**told | {"area": Box(**told["area"])}), tag=tag)


@contextmanager
def _turn(tag: str, source: PageSource, page: int) -> Iterator[None]:
    """A few draw at once, over all processes; who asks for the same picture waits for the first."""
    slot = _folder() / f"slot-{int(tag, 16) % settings.JALON_WORKERS}"
    until = time.monotonic() + LONGEST_WAIT
    with slot.open("w") as file:
        while not _locked(file.fileno()):
            if time.monotonic() > until:
                raise PicturesBusy(page=page, document=source.name)
            time.sleep(0.05)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _drawn(source: PageSource, path: Path, page: int, tag: str) -> KeptPicture:
    try:
        picture = picture_page(path, page, width=WIDTH)
    except ReadingRefused as refusal:  # the worker knows the file by its digest only
        raise type(refusal)(**{**refusal.facts, "file": source.file_name}) from refusal
    try:
        _keep(picture, tag)
    except OSError as error:
        log.warning("A picture of a page could not be kept.", exc_info=error)
    return KeptPicture(data=picture.data, frame=picture.frame, tag=tag)


def _keep(picture: Picture, tag: str) -> None:
    """Write a picture whole or not at all, and make room for it."""
    head = json.dumps(asdict(picture.frame)).encode()
    _make_room(len(picture.data) + len(head))
    with NamedTemporaryFile(dir=_folder(), suffix=".part", delete=False) as file:
        file.write(head + b"\n" + picture.data)
    Path(file.name).replace(_path(tag))


def _make_room(wanted: int) -> None:
    """Take away the pictures that were not asked for longest, until a new one fits."""
    found = []
    for path in _folder().iterdir():
        try:
            told = path.stat()
        except FileNotFoundError:
            continue
        if path.suffix in {".page", ".part"}:
            found.append((told.st_mtime, told.st_size, path))
    total = wanted + sum(size for _at, size, _path in found)
    for _at, size, path in sorted(found):
        if total <= settings.JALON_PICTURES_BYTES:
            return
        path.unlink(missing_ok=True)
        total -= size
