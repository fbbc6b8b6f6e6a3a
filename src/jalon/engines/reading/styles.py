"""How the characters of a PDF page are set: weight, turn, size and baseline."""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

TURN = 0.2
"""Largest angle of upright text, in radians."""
HEAVY = 600
"""Font weight above which a font is bold."""
_HEAVY_NAMES = (b"bold", b"black", b"heavy", b"demi")
_BOLD_FLAG = 1 << 18
_INT, _LINK, _DOUBLE = ctypes.c_int, ctypes.c_void_p, ctypes.c_double
_MATRIX = (ctypes.c_float * 6)()
_POINT = (_DOUBLE * 2)()
_MATRIX_LINK = ctypes.addressof(_MATRIX)
_X_LINK = ctypes.addressof(_POINT)
_Y_LINK = _X_LINK + ctypes.sizeof(_DOUBLE)


@cache
def plain_call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes and gives plain numbers, addresses among them.

    It is two times as fast as the one of pypdfium2, which makes an object for each address.
    """
    import pypdfium2.raw as pdfium

    place = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(place)


@dataclass(kw_only=True, slots=True)
class Styles:
    """The styles of the characters of one text page of PDFium; each font is asked once.

    Attributes:
        page: Address of the text page.
        heavy: Whether each font seen so far is bold, by its address.
    """

    page: int
    heavy: dict[int, bool] = field(default_factory=dict)

    def is_bold(self, place: int) -> bool:
        """Tell whether a character is set in a bold font."""
        thing = plain_call("FPDFText_GetTextObject", _LINK, _LINK, _INT)(self.page, place)
        font = plain_call("FPDFTextObj_GetFont", _LINK, _LINK)(thing) if thing else None
        if not font:
            return False
        known = self.heavy.get(font)
        if known is None:
            known = self.heavy[font] = _is_heavy(font)
        return known

    def setting(self, place: int) -> tuple[bool, float, float]:
        """Whether a character is turned; font size and height of the baseline, in points."""
        plain_call("FPDFText_GetMatrix", _INT, _LINK, _INT, _LINK)(self.page, place, _MATRIX_LINK)
        plain_call("FPDFText_GetCharOrigin", _INT, _LINK, _INT, _LINK, _LINK)(
            self.page, place, _X_LINK, _Y_LINK
        )
        size = plain_call("FPDFText_GetFontSize", _DOUBLE, _LINK, _INT)(self.page, place)
        a, _b, c, d = _MATRIX[:4]
        return abs(math.atan2(c, a)) > TURN, abs(size) * math.hypot(c, d), _POINT[1]


def styles_of(textpage: Any) -> Styles:
    """The styles of a text page of pypdfium2."""
    return Styles(page=ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0)


def _is_heavy(font: int) -> bool:
    name = ctypes.create_string_buffer(160)
    plain_call("FPDFFont_GetBaseFontName", ctypes.c_size_t, _LINK, _LINK, ctypes.c_size_t)(
        font, ctypes.addressof(name), len(name)
    )
    flags = plain_call("FPDFFont_GetFlags", _INT, _LINK)(font)
    weight = plain_call("FPDFFont_GetWeight", _INT, _LINK)(font)
    heavy = any(word in name.value.lower() for word in _HEAVY_NAMES)
    return heavy or (flags > 0 and bool(flags & _BOLD_FLAG)) or weight > HEAVY
