"""PDF drawn by hand: text set anywhere, in any order, with any gap; two fonts every viewer has."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pdfminer.fontmetrics import FONT_METRICS

WIDTH, HEIGHT = 595.0, 842.0
"""A4, in points."""
_FONTS = ("Helvetica", "Helvetica-Bold")
_WIDTHS = {name: FONT_METRICS[name][1] for name in _FONTS}


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in Helvetica, in points.

    >>> round(width_of("Water", 10), 1)
    26.7
    """
    widths = _WIDTHS[_FONTS[bold]]
    return sum(widths.get(letter, 556) for letter in text) * size / 1000


@dataclass(kw_only=True, slots=True)
class Sheet:
    """A page: the operators that draw it, in order.

    Attributes:
        width, height: Size in points.
        lying: True when it is drawn lying on its side and turned by viewers, as many programs
            write pages that are wider than tall; its width and height are those of the sheet.
        picture: True when a grey picture fills the page, as in a scan.
        turned: Degrees by which viewers turn the page.
        crop: Left, bottom, right and top of what is shown of it, in points; all when None.
    """

    width: float = WIDTH
    height: float = HEIGHT
    lying: bool = False
    picture: bool = False
    turned: int = 0
    crop: tuple[float, float, float, float] | None = None
    drawn: list[bytes] = field(default_factory=list)

    def write(  # where, what and how
        self, left: float, base: float, text: str, *, size: float = 10.0, bold: bool = False
    ) -> float:
        """Write a text; returns where it ends."""
        self.drawn.append(
            b"BT /F%d %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET"
            % (1 + bold, size, left, base, _quoted(text))
        )
        return left + width_of(text, size, bold=bold)

    def kern(self, left: float, base: float, pieces: Sequence[tuple[str, float]]) -> None:
        """Write pieces of one text with gaps after them, in hundredths of a point."""
        shown = b" ".join(b"(%s) %d" % (_quoted(text), -gap) for text, gap in pieces)
        self.drawn.append(b"BT /F1 10 Tf 1 0 0 1 %.2f %.2f Tm [%s] TJ ET" % (left, base, shown))

    def rule(self, left: float, base: float, right: float, top: float) -> None:
        """Draw the frame of a rectangle, or a line when it has no height or width."""
        self.drawn.append(
            b"0.7 w %.2f %.2f %.2f %.2f re S" % (left, base, right - left, top - base)
        )


def save(sheets: Iterable[Sheet], path: Path) -> None:
    """Write pages as a PDF."""
    pages = list(sheets)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages)))),
        *(
            b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name.encode()
            for name in _FONTS
        ),
        _picture(),
    ]
    for at, page in enumerate(pages):
        bodies += [_page(page, content=7 + 2 * at), _content(page)]
    path.write_bytes(_file(bodies))


def _page(page: Sheet, *, content: int) -> bytes:
    crop = b"/CropBox[%.1f %.1f %.1f %.1f]" % page.crop if page.crop else b""
    turned = b"/Rotate %d" % (90 if page.lying else page.turned)
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.1f %.1f]%s%s/Contents %d 0 R/Resources"
        b"<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I1 5 0 R>>>>>>"
        % (page.width, page.height, crop, turned, content)
    )


def _content(page: Sheet) -> bytes:
    whole = b"q %.1f 0 0 %.1f 0 0 cm /I1 Do Q" % (page.width, page.height)
    before = [whole] if page.picture else [b"0 1 -1 0 %.1f 0 cm" % page.width] * page.lying
    drawn = zlib.compress(b"\n".join([*before, *page.drawn]))
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn)


def _picture() -> bytes:
    """A small grey picture."""
    dots = zlib.compress(bytes(200 + (at * 37) % 50 for at in range(64 * 64)))
    return (
        b"<</Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(dots), dots)
    )


def _file(bodies: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    return bytes(out)


def _quoted(text: str) -> bytes:
    data = text.encode("cp1252", errors="replace")
    for mark in (b"\\", b"(", b")"):
        data = data.replace(mark, b"\\" + mark)
    return data
