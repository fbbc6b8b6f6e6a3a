"""Records of the reading engine: what a document says, passage by passage, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

READER_VERSION = "2.2.0"
"""Version of the reader; it changes when the passages of an unchanged file may change."""


class PassageKind(StrEnum):
    """What a passage is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    CONTENTS = "contents"
    REFERENCE = "reference"


EVIDENCE_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.TABLE})
"""Kinds that may stand as evidence; the others repeat titles or only point elsewhere."""


def is_evidence(kind: PassageKind | str) -> bool:
    """Tell whether passages of this kind may be counted as evidence.

    >>> is_evidence("paragraph"), is_evidence("contents")
    (True, False)
    """
    return kind in EVIDENCE_KINDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points, origin at the bottom left."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A citable piece of a document.

    Attributes:
        order: Place in the document, from 0, without holes.
        label: Address in the document, unique in it and the same when the file is read again.
        number: Paragraph number as printed ("12"), or None when the document gives none.
        page: Physical page, from 1, or None where the format has no pages.
        page_label: Page number as printed or as the file names it.
        box: Where the passage begins on its page; None where the format has no geometry.
        section: Headings above the passage, joined by " › ".
        lang: BCP 47 tag: one of the six languages, or "und".
        kind: What the passage is.
        text: Normalised text, without footnote calls, page furniture and web addresses.
        raw: The text as the file gave it, lines kept.
        calls: Labels of the footnotes called from the passage, in order.
        links: Web addresses taken out of the text, in order.
        doubtful: True when the text may be wrong (such as Arabic out of PDF).
        recognised: True when the text was recognised from a picture of a page.
        recognition: Mean confidence of its words then, 0 to 1, the lowest of its parts; else None.
    """

    order: int
    label: str
    number: str | None = None
    page: int | None = None
    page_label: str | None = None
    box: Box | None = None
    section: str = ""
    lang: str = "und"
    kind: PassageKind = PassageKind.PARAGRAPH
    text: str = ""
    raw: str = ""
    calls: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    doubtful: bool = False
    recognised: bool = False
    recognition: float | None = None


class Found(StrEnum):
    """Where a value that describes a document was found."""

    CONTENT = "content"
    PROPERTIES = "properties"


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """What a document says about itself.

    Attributes:
        title: Title, or None when none was found.
        symbol: Official symbol such as "A/75/542".
        date: ISO 8601 date, as precise as known ("2019-03-15", "2019-03", "2019").
        language: Main language, BCP 47.
        body: Issuing body by its official English name.
        page_count: Number of pages, or None where the format has no pages.
        media_type: IANA media type found by content.
        confidence: From 0 to 1, by name of the field; only of fields that were found. A rank of
            the ways of finding, no measured probability.
        found_in: Where each was found, by the same names.
    """

    title: str | None = None
    symbol: str | None = None
    date: str | None = None
    language: str = "und"
    body: str | None = None
    page_count: int | None = None
    media_type: str = "application/octet-stream"
    confidence: Mapping[str, float] = field(default_factory=dict, hash=False)
    found_in: Mapping[str, Found] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """Something a person should know about the reading: a stable code and its facts."""

    code: str
    page: int | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A document as it was read."""

    document: str
    sha256: str
    metadata: Metadata
    passages: tuple[Passage, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much one file may ask for.

    Attributes:
        bytes_per_file: Largest file, in bytes.
        unpacked_bytes: Largest sum of unpacked parts of a zipped document, in bytes.
        unpacked_ratio: Largest unpacked size divided by packed size.
        pages: Largest number of pages.
        recognised_pages: Most pages of pictures that are recognised, where tesseract is
            installed; 0 switches recognition off.
    """

    bytes_per_file: int = 250 * 1024 * 1024
    unpacked_bytes: int = 1024 * 1024 * 1024
    unpacked_ratio: int = 200
    pages: int = 20_000
    recognised_pages: int = 10


@dataclass(kw_only=True, slots=True)
class Source:
    """A file on its way through a reader: path, content, and what was found on the way."""

    path: Path
    data: bytes
    limits: Limits = field(default_factory=Limits)
    notices: list[Notice] = field(default_factory=list)
