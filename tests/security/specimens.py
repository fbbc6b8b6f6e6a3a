"""Hostile files: they try to unpack, load, climb, run or exhaust. Made here, small on disk."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from tests.engines.reading.packages import W

SECRET = "the-content-of-another-file"  # noqa: S105 - an example
NOWHERE = "http://192.0.2.1"
LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
"""Nine steps of ten: three thousand million letters when they are unfolded."""
_WORDS = "<w:r><w:t>1. The gardens are open to all people{}.</w:t></w:r>"


def docx(
    path: Path, *, dtd: str = "", attribute: str = "", words: str = "", code: str = "utf-8"
) -> None:
    """A DOCX file with one paragraph, and what is said before, in and around it."""
    head = '<?xml version="1.0" encoding="UTF-16"?>' if code == "utf-16" else ""
    paragraph = f'<w:p x="{attribute}">{_WORDS.format(words)}</w:p>'
    document = f'<w:document xmlns:w="{W}"><w:body>{paragraph}</w:body></w:document>'
    packed(path, {"word/document.xml": f"{head}{dtd}{document}".encode(code)})


def packed(path: Path, parts: Mapping[str, bytes]) -> None:
    """A ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def lying(path: Path) -> None:
    """A DOCX file that says it is small, and unpacks to 30 MB."""
    data = b"<a>" + b"x" * 30_000_000 + b"</a>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", data)
    size, said = len(data).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    path.write_bytes(out.getvalue().replace(size, said))


def repeated_book(path: Path) -> None:
    """An EPUB book that names one page five thousand times."""
    spine = b'<itemref idref="i"/>' * 5000
    item = b'<item id="i" href="p.html" media-type="application/xhtml+xml"/>'
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        b'container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": b'<package xmlns="http://www.idpf.org/2007/opf"><manifest>%b</manifest>'
        b"<spine>%b</spine></package>" % (item, spine),
        "p.html": b"<html><body>" + b"<p>The gardens are open to all people.</p>" * 500,
    }
    packed(path, parts)


def pdf(path: Path, *, before: bytes = b"", pages: int = 1, side: int = 600) -> None:
    """A PDF file with one page of 200 MB of spaces, packed; it may claim more pages and be huge."""
    stream = zlib.compress(b" " * 200_000_000, 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % (side, side),
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream),
    )
    data, places = before + b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    path.write_bytes(data + b"xref\n0 5\n0000000000 65535 f \n" + table + end)


def write_all(folder: Path) -> None:
    """All hostile files, by names that say what they try."""
    secret = folder.parent / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    docx(folder / "laughs-in-text.docx", dtd=f"<!DOCTYPE x [{LAUGHS}]>", words="&a9;")
    docx(folder / "laughs-in-attribute.docx", dtd=f"<!DOCTYPE x [{LAUGHS}]>", attribute="&a9;")
    docx(
        folder / "laughs-in-utf-16.docx",
        dtd=f"<!DOCTYPE x [{LAUGHS}]>",
        attribute="&a9;",
        code="utf-16",
    )
    docx(folder / "entity-of-a-file.docx", dtd=outside, words="&e;")
    docx(folder / "dtd-from-elsewhere.docx", dtd=f'<!DOCTYPE x SYSTEM "{NOWHERE}/x.dtd">')
    parameter = f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{NOWHERE}/e"> %e;]>'
    docx(folder / "parameter-from-elsewhere.docx", dtd=parameter)
    packed(folder / "bomb.docx", {"word/document.xml": b" " * 300_000_000})
    packed(folder / "bomb-in-mimetype.epub", {"mimetype": b" " * 300_000_000})
    lying(folder / "lying.docx")
    repeated_book(folder / "repeated.epub")
    pdf(folder / "bomb.pdf")
    pdf(folder / "huge-page.pdf", side=99_999_999)
    pdf(folder / "claimed-pages.pdf", pages=99_999_999)
    pdf(folder / "page-and.pdf", before=b"<html><script>alert(1)</script>")
    pdf(folder / "renamed.html", before=b"<html><script>alert(1)</script>")
    loading = f'<img src="{NOWHERE}/x"><iframe src="{secret.as_uri()}"></iframe>'
    include = f'<xi:include href="{secret.as_uri()}"/><p>The gardens are open to all people.</p>'
    (folder / "loading.html").write_text(f"<html><body>{loading}{include}", encoding="utf-8")
    laughing = f"<!DOCTYPE html [{LAUGHS}]><html><body><p>The gardens &a9; are open.</p>"
    (folder / "laughs.html").write_text(laughing, encoding="utf-8")
    deep = "<div>" * 100_000 + "The gardens are open." + "</div>" * 100_000
    (folder / "deep.html").write_text(f"<html><body>{deep}", encoding="utf-8")
    (folder / "deep.rtf").write_text("{\\rtf1 " + "{" * 100_000 + "x" + "}" * 100_000 + "}")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 1000)
    (folder / "program.txt").write_bytes(b"MZ\x90\0" + b"\0" * 1000)
    (folder / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000)
