"""How the characters of a PDF page are set: weight, turn, size and baseline."""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

TURN = 0.2
"""Largest angle of upright text, in radians."""
SLANTED = -1
"""Stands for an angle that is no quarter of a turn."""
HEAVY = 600
"""Font weight above which a font is bold."""
_HEAVY_NAMES = (b"bold", b"black", b"heavy", b"demi")
_BOLD_FLAG = 1 << 18
_MATRIX = (ctypes.c_float * 6)()
_POINT = (ctypes.c_double * 2)()
_MATRIX_LINK, _X_LINK, _Y_LINK = map(
    ctypes.c_void_p,
    (ctypes.addressof(_MATRIX), ctypes.addressof(_POINT), ctypes.addressof(_POINT) + 8),
)


@cache
def plain_call(name: str, result: Any) -> Callable[..., Any]:
    """A function of PDFium that takes whole numbers, and addresses as `c_void_p`.

    It says nothing of its arguments, so that none is converted, and is three times as fast as
    that of pypdfium2, which makes an object for each address.

    Args:
        name: Of the function.
        result: Type of ctypes that it gives; None when what it gives is not needed.
    """
    import pypdfium2.raw as pdfium

    place = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(place)


def address_of(thing: Any) -> ctypes.c_void_p:
    """The address of a thing of PDFium."""
    return ctypes.c_void_p(ctypes.cast(thing, ctypes.c_void_p).value)


@dataclass(kw_only=True, slots=True)
class Styles:
    """The styles of the characters of one text page of PDFium; each font is asked once.

    Attributes:
        page: Address of the text page.
        heavy: Whether each font seen so far is bold, by its address.
        things: The same for each piece of text.
        thing_at, matrix_at, origin_at, size_at: Functions of PDFium.
    """

    page: ctypes.c_void_p
    heavy: dict[int, bool] = field(default_factory=dict)
    things: dict[int | None, bool] = field(default_factory=lambda: {None: False})
    thing_at: Callable[..., int | None] = field(
        default_factory=lambda: plain_call("FPDFText_GetTextObject", ctypes.c_void_p)
    )
    matrix_at: Callable[..., None] = field(
        default_factory=lambda: plain_call("FPDFText_GetMatrix", None)
    )
    origin_at: Callable[..., None] = field(
        default_factory=lambda: plain_call("FPDFText_GetCharOrigin", None)
    )
    size_at: Callable[..., float] = field(
        default_factory=lambda: plain_call("FPDFText_GetFontSize", ctypes.c_double)
    )

    def is_bold(self, place: int) -> bool:
        """Tell whether a character is set in a bold font."""
        thing = self.thing_at(self.page, place)
        known = self.things.get(thing)
        if known is None:
            known = self.things[thing] = self._is_set_bold(thing or 0)
        return known

    def _is_set_bold(self, thing: int) -> bool:
        call = plain_call("FPDFTextObj_GetFont", ctypes.c_void_p)
        font: int | None = call(ctypes.c_void_p(thing))
        if not font:
            return False
        if font not in self.heavy:
            self.heavy[font] = _is_heavy(ctypes.c_void_p(font))
        return self.heavy[font]

    def setting(self, place: int) -> tuple[int, float, tuple[float, float]]:
        """Quarters by which a character is turned to the left; font size and origin, in points.

        A character turned by something between them is SLANTED.
        """
        self.matrix_at(self.page, place, _MATRIX_LINK)
        self.origin_at(self.page, place, _X_LINK, _Y_LINK)
        size = abs(self.size_at(self.page, place))
        a, _b, c, d, _e, _f = _MATRIX
        return _quarter(a, c), size * math.hypot(c, d), (_POINT[0], _POINT[1])


def _quarter(a: float, c: float) -> int:
    """Quarters of a turn to the left; SLANTED for an angle between them."""
    if c == 0 and a > 0:
        return 0
    turns = math.atan2(-c, a) / (math.pi / 2)
    whole = round(turns)
    return whole % 4 if abs(turns - whole) * math.pi / 2 <= TURN else SLANTED


def styles_of(textpage: Any) -> Styles:
    """The styles of a text page of pypdfium2."""
    return Styles(page=address_of(textpage.raw))


def _is_heavy(font: ctypes.c_void_p) -> bool:
    name = ctypes.create_string_buffer(160)
    named = plain_call("FPDFFont_GetBaseFontName", None)
    named(font, name, ctypes.c_size_t(len(name)))
    flags: int = plain_call("FPDFFont_GetFlags", ctypes.c_int)(font)
    weight: int = plain_call("FPDFFont_GetWeight", ctypes.c_int)(font)
    heavy = any(word in name.value.lower() for word in _HEAVY_NAMES)
    return heavy or (flags > 0 and bool(flags & _BOLD_FLAG)) or weight > HEAVY
