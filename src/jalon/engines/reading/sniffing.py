"""Tell what a file is by its content, never by its ending, and refuse what cannot be read."""

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jalon.engines.reading.ooxml import PACKAGE_TROUBLES
from jalon.engines.reading.records import Limits
from jalon.engines.reading.refusals import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    MissingFile,
    UnsupportedKind,
    WrongKind,
    ZipBomb,
)

MEGABYTE = 1024 * 1024


class FileKind(StrEnum):
    """A kind of file, by the name people know it under."""

    PDF = "PDF"
    DOCX = "DOCX"
    HTML = "HTML"
    ODT = "ODT"
    EPUB = "EPUB"
    RTF = "RTF"
    MARKDOWN = "Markdown"
    TEXT = "plain text"
    OTHER_ZIP = "a ZIP archive"
    OLE = "an old Office document"
    IMAGE = "a picture"
    BINARY = "binary data"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.EPUB: "application/epub+zip",
    FileKind.RTF: "application/rtf",
    FileKind.HTML: "text/html",
    FileKind.MARKDOWN: "text/markdown",
    FileKind.TEXT: "text/plain",
}
"""IANA media type of each kind that is read."""

ENDINGS = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".docm": FileKind.DOCX,
    ".dotx": FileKind.DOCX,
    ".htm": FileKind.HTML,
    ".html": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".odt": FileKind.ODT,
    ".ott": FileKind.ODT,
    ".epub": FileKind.EPUB,
    ".rtf": FileKind.RTF,
}
"""What each ending promises; other endings promise nothing."""

PACKAGES = frozenset({FileKind.DOCX, FileKind.ODT, FileKind.EPUB})
"""Kinds that are ZIP archives."""

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
    (b"{\\rtf", FileKind.RTF),
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
)
_PDF_WINDOW = 1024
_TEXT_WINDOW = 65_536
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sniffed:
    """The content of a file and its kind."""

    kind: FileKind
    data: bytes


def sniff(path: Path, limits: Limits | None = None) -> Sniffed:
    """Load a file and tell its kind by content.

    Args:
        path: The file.
        limits: Sizes allowed; the standard ones when left out.

    Returns:
        The kind, which a reader exists for, and the bytes.

    Raises:
        MissingFile, EmptyFile, FileTooLarge, WrongKind, UnsupportedKind, EncryptedFile,
        DamagedFile, ZipBomb: as their names say; nothing was stored.
    """
    limits = limits or Limits()
    data = _load(path, limits)
    kind = kind_of(data)
    if kind is FileKind.OTHER_ZIP and zipfile.is_zipfile(io.BytesIO(data)):
        _check_unpacked(path, data, limits)
    if kind is FileKind.OLE and _ENCRYPTED_PACKAGE in data:
        raise EncryptedFile(file=path.name)
    promised = ENDINGS.get(path.suffix.lower())
    if promised is FileKind.MARKDOWN and kind is FileKind.TEXT:
        kind = promised
    _check_promise(path, kind, promised)
    if kind not in MEDIA_TYPES:
        raise UnsupportedKind(file=path.name, found=kind.value)
    if kind in PACKAGES:
        _check_unpacked(path, data, limits)
    return Sniffed(kind=kind, data=data)


def kind_of(data: bytes) -> FileKind:
    """The kind of file these bytes are.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"Hello, world")
    (<FileKind.PDF: 'PDF'>, <FileKind.TEXT: 'plain text'>)
    """
    if b"%PDF-" in data[:_PDF_WINDOW]:
        return FileKind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:_TEXT_WINDOW]
    if not _is_text(head):
        return FileKind.BINARY
    return FileKind.HTML if _is_html(head) else FileKind.TEXT


def _load(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size == 0:
            raise EmptyFile(file=path.name)
        if size > limits.bytes_per_file:
            raise FileTooLarge(
                file=path.name,
                size=round(size / MEGABYTE),
                limit=round(limits.bytes_per_file / MEGABYTE),
            )
        data = path.read_bytes()
    except OSError as trouble:
        raise MissingFile(file=path.name) from trouble
    if not data.strip(b" \t\r\n\x00"):
        raise EmptyFile(file=path.name)
    return data


def _zip_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            mimetype = _start_of(package, "mimetype") if "mimetype" in names else b""
    except PACKAGE_TROUBLES:
        return FileKind.OTHER_ZIP
    declared = {media.encode(): kind for kind, media in MEDIA_TYPES.items()}
    if mimetype.strip() in declared:
        return declared[mimetype.strip()]
    if mimetype.startswith(MEDIA_TYPES[FileKind.ODT].encode()):
        return FileKind.ODT
    wordy = any(name.startswith("word/") and name.endswith(".xml") for name in names)
    return FileKind.DOCX if wordy else FileKind.OTHER_ZIP


def _start_of(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(80)


def _check_unpacked(path: Path, data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except PACKAGE_TROUBLES as trouble:
        raise DamagedFile(file=path.name, kind=FileKind.OTHER_ZIP.value) from trouble
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedFile(file=path.name)
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > 10 * MEGABYTE and unpacked > limits.unpacked_ratio * len(data)
    if unpacked > limits.unpacked_bytes or swollen:
        raise ZipBomb(file=path.name, size=round(unpacked / MEGABYTE))


def _check_promise(path: Path, kind: FileKind, promised: FileKind | None) -> None:
    if promised is None or promised is kind:
        return
    loose = {FileKind.TEXT, FileKind.HTML, FileKind.MARKDOWN}
    if promised in loose and kind in loose:
        return
    if kind is FileKind.OTHER_ZIP and promised in PACKAGES:
        raise DamagedFile(file=path.name, kind=promised.value)
    raise WrongKind(file=path.name, found=kind.value, expected=promised.value)


def wide_encoding(data: bytes) -> str | None:
    """The kind of UTF-16 of a text without a mark of its byte order; None when it is none.

    >>> wide_encoding("Les jardins".encode("utf-16-be")), wide_encoding(b"Les jardins")
    ('utf-16-be', None)
    """
    head = data[: _TEXT_WINDOW - _TEXT_WINDOW % 2]
    if len(head) < 4 or b"\x00" not in head:
        return None
    first, second = head[::2].count(0), head[1::2].count(0)
    few, enough = len(head) // 200, len(head) // 6
    if first <= few and second >= enough:
        return "utf-16-le"
    return "utf-16-be" if second <= few and first >= enough else None


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or wide_encoding(head):
        return True
    if b"\x00" in head:
        return False
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return odd <= len(head) // 200


def _is_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    if start.startswith((b"<?xml", b"<!--")):
        return b"<html" in start
    return start.startswith(b"<") and any(
        tag in start for tag in (b"<p>", b"<p ", b"<div", b"<table", b"</h1>")
    )
