"""Read EPUB: its pages in the order of the spine, each as HTML."""

import io
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from jalon.engines.reading.blocks import Draft
from jalon.engines.reading.normalising import tidy
from jalon.engines.reading.ooxml import PACKAGE_TROUBLES, parse_part
from jalon.engines.reading.records import Metadata, Source
from jalon.engines.reading.refusals import DamagedFile, EncryptedFile
from jalon.engines.reading.web import blocks_of_pages
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
MOST_PAGES = 5_000


def read_epub(source: Source) -> Draft:
    """Blocks of an EPUB book.

    Raises:
        DamagedFile: The package or one of its lists cannot be read.
        EncryptedFile: The pages are locked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            place, book = _book(package)
            pages = _pages(package, place, book)
            if not pages and "META-INF/encryption.xml" in package.namelist():
                raise EncryptedFile(file=source.path.name)
    except PACKAGE_TROUBLES as trouble:
        raise DamagedFile(file=source.path.name, kind="EPUB") from trouble
    if not pages:
        raise DamagedFile(file=source.path.name, kind="EPUB")
    return Draft(blocks=blocks_of_pages(pages), properties=_properties(book))


def _book(package: zipfile.ZipFile) -> tuple[str, Any]:
    """Place and root of the package document."""
    container = parse_part(package, "META-INF/container.xml")
    root = None if container is None else container.find(".//{*}rootfile")
    place = "" if root is None else str(root.get("full-path") or "")
    book = parse_part(package, place)
    if book is None:
        raise KeyError(place)
    return place, book


def _pages(package: zipfile.ZipFile, place: str, book: Any) -> dict[str, bytes]:
    """Contents of the pages by name, in the order they are read in."""
    files = {item.get("id"): item for item in book.iter(f"{_OPF}item")}
    names = set(package.namelist())
    pages: dict[str, bytes] = {}  # a page that is named again is the same page
    for reference in list(book.iter(f"{_OPF}itemref"))[:MOST_PAGES]:
        item = files.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.join(posixpath.dirname(place), unquote(item.get("href") or ""))
        name = posixpath.normpath(name)
        if name in names - pages.keys() and "html" in (item.get("media-type") or "html"):
            pages[name] = package.read(name)
    return pages


def _properties(book: Any) -> Metadata:
    language = language_of(book.findtext(f".//{_DC}language") or "")
    return Metadata(
        title=tidy(book.findtext(f".//{_DC}title") or "") or None,
        date=(book.findtext(f".//{_DC}date") or "")[:10] or None,
        language=language or UNKNOWN_LANGUAGE,
    )
