"""Characters of a PDF page with their boxes: accents composed, superior figures told apart."""

import ctypes
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from jalon.engines.reading.encodings import name_letters
from jalon.engines.reading.styles import address_of, plain_call

Codes = npt.NDArray[np.uint32]
Boxes = npt.NDArray[np.float32]
Drawing = tuple[float, float, float, float, int]
"""Left, bottom, right and top in points, and number of segments."""
Flags = npt.NDArray[np.bool_]

BLANK = np.array([0, 9, 10, 13, 32, 160, 0x200B, 0xFEFF, 0xFFFF])
HYPHENS = np.array([0x2, 0xFFFE])
"""Codes that PDFium gives a hyphen at the end of a line."""
SLOTS = 4_096
"""Characters whose boxes are fetched in one go."""
LOST = 0xE002
"""Private-use code that stands for a letter or ligature that is drawn, not written."""
UNKNOWN = 0xFFFD
LETTER_SEGMENTS = 20
"""Fewest segments of a drawn letter."""
LETTER_REACH = 0.08
"""Widest gap between a letter and a drawn one after it, in heights of the font box."""
RAISED_FOOT = 0.18
"""Height of the foot of a superior figure over its baseline, in heights of the font box."""
RAISED_HEIGHT = 0.55
"""Largest height of a superior figure, in heights of the font box."""
SMALLER = 0.9
"""Share of its neighbour's height below which a box is taken for the ink of a character."""
UNEVEN = 0.06
"""Difference of heights from which on one of two boxes may be the ink of a character only."""
MIN_OVERLAP = 0.35
"""Share of a letter's width that an accent set apart must cover to belong to it."""
_DIGITS = np.arange(ord("0"), ord("9") + 1)
_SPACING = {
    0x60: "\u0300", 0xB4: "\u0301", 0x2CA: "\u0301", 0x2C6: "\u0302", 0x5E: "\u0302",
    0x2DC: "\u0303", 0xA8: "\u0308", 0xB8: "\u0327", 0x2C7: "\u030c", 0x2DA: "\u030a",
    0x2D9: "\u0307", 0x2DD: "\u030b", 0x2DB: "\u0328", 0xAF: "\u0304",
}  # fmt: skip
"""Accents that some producers set as characters of their own, and their combining form."""
_SPACING_CODES = np.array(sorted(_SPACING))
_X, _Y = ctypes.c_double(), ctypes.c_double()
_SIDES = [ctypes.c_double() for _ in range(4)]
_LINKS = [ctypes.byref(side) for side in _SIDES]
_DOTLESS = {"ı": "i", "ȷ": "j"}


@dataclass(kw_only=True, slots=True)
class Characters:
    """The characters of a page in the order of the file.

    Attributes:
        codes: Unicode code points; LOST for drawn letters.
        boxes: Left, bottom, right and top of their font boxes, in points.
        raised: True for superior figures of a font of the usual size.
        places: Their index on the text page of PDFium.
    """

    codes: Codes
    boxes: Boxes
    raised: Flags
    places: npt.NDArray[np.intp]


def _table(codes: npt.NDArray[Any]) -> Flags:
    """For each code point whether it is one of some; those above 0xFFFF share the last place."""
    flags = np.zeros(0x10001, dtype=bool)
    flags[codes] = True
    return flags


_BLANKS, _DIGIT_FLAGS, _SPACING_FLAGS = map(_table, (BLANK, _DIGITS, _SPACING_CODES))


def are_blank(codes: Codes) -> Flags:
    """For each code point whether it is a space or nothing."""
    return _BLANKS[np.minimum(codes, 0x10000)]


def characters_of(
    textpage: Any,
    drawings: Sequence[Drawing] = (),
    turn: Callable[[Boxes], Boxes] | None = None,
) -> Characters:
    """The characters of a text page of pypdfium2, drawn letters marked in their places.

    Args:
        textpage: Text page of pypdfium2.
        drawings: Box and number of segments of each drawing on the page, as it is read.
        turn: Turns boxes until the text is upright, on a page where it is not.
    """
    raw = textpage.raw
    codes, boxes = _codes(textpage), _loose_boxes(textpage)
    name_letters(raw, codes)
    places = np.arange(len(codes))
    raised = np.zeros(len(codes), dtype=bool)
    if turn:
        boxes = turn(boxes)
    gone = _compose(codes, boxes)
    if not turn:
        _even(raw, codes, boxes, gone)
        raised = _raised(raw, codes, boxes)
    if gone:
        kept = np.ones(len(codes), dtype=bool)
        kept[gone] = False
        codes, boxes, raised, places = codes[kept], boxes[kept], raised[kept], places[kept]
    found = Characters(codes=codes, boxes=boxes, raised=raised, places=places)
    return _with_lost(found, drawings)


def _with_lost(found: Characters, drawings: Sequence[Drawing]) -> Characters:
    """Characters with a LOST one for each drawing that stands like a letter beside a letter."""
    unmapped = (found.codes == 0) | (found.codes == UNKNOWN)
    found.codes[unmapped & (found.boxes[:, 2] - found.boxes[:, 0] > 1)] = LOST
    if not drawings or not len(found.codes):
        return found
    tallest = float((found.boxes[:, 3] - found.boxes[:, 1]).max())
    added = [
        (after, box)
        for drawing in drawings
        if drawing[4] >= LETTER_SEGMENTS
        and drawing[3] - drawing[1] <= tallest
        and drawing[2] - drawing[0] < 2 * tallest
        for after, box in _beside(found, drawing)
    ]
    if not added:
        return found
    order = [after + 1 for after, _ in added]
    kept = [min(after, len(found.codes) - 1) for after, _ in added]
    return Characters(
        codes=np.insert(found.codes, order, LOST),
        boxes=np.insert(found.boxes, order, np.array([box for _, box in added]), axis=0),
        raised=np.insert(found.raised, order, found.raised[kept]),
        places=np.insert(found.places, order, found.places[kept]),
    )


def _beside(found: Characters, drawing: Drawing) -> list[tuple[int, tuple[float, ...]]]:
    """The letter that a drawn letter follows, with the box it gets; empty when it is none."""
    left, bottom, right, top, _segments = drawing
    boxes = found.boxes
    height = boxes[:, 3] - boxes[:, 1]
    inside = (boxes[:, 1] <= bottom) & (top <= boxes[:, 3]) & (right - left < 2 * height)
    inside &= (top - bottom > 0.25 * height) & ~are_blank(found.codes)
    near = np.flatnonzero(inside & (np.abs(left - boxes[:, 2]) < LETTER_REACH * height))
    covered = (boxes[:, 0] < right - 0.5) & (boxes[:, 2] > left + 0.5)
    if not len(near) or (inside & covered).any():
        return []
    letter = int(near[-1])
    if not chr(found.codes[letter]).isalpha():
        return []
    return [(letter, (left, float(boxes[letter, 1]), right, float(boxes[letter, 3])))]


def _codes(textpage: Any) -> Codes:
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    count = max(0, pdfium.FPDFText_CountChars(raw))
    units = np.zeros(count + 2, dtype=np.uint16)
    pointer = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(raw, 0, count, pointer) - 1
    surrogates = (units >= 0xD800) & (units < 0xE000)
    if written == count and not surrogates.any():
        return units[:count].astype(np.uint32)
    code_of = pdfium.FPDFText_GetUnicode
    return np.fromiter((code_of(raw, index) for index in range(count)), np.uint32, count)


def _loose_boxes(textpage: Any) -> Boxes:
    """Font boxes of all characters, fetched without an object for each call."""
    import pypdfium2.raw as pdfium

    count = max(0, pdfium.FPDFText_CountChars(textpage.raw))
    boxes = np.zeros((count, 4), dtype=np.float32)
    fetch = plain_call("FPDFText_GetLooseCharBox", None)
    page = address_of(textpage.raw)
    table, slots = _slots()
    for start in range(0, count, SLOTS):
        end = min(start + SLOTS, count)
        table[: end - start] = 0
        deque(map(fetch, repeat(page), range(start, end), slots), maxlen=0)
        boxes[start:end] = table[: end - start, [0, 3, 2, 1]]
    return boxes


@cache
def _slots() -> tuple[Boxes, list[ctypes.c_void_p]]:
    """A table for the boxes of some characters, and the address of each row of it.

    Addresses are made once: to make one for each call takes as long as the call.
    """
    table = np.zeros((SLOTS, 4), dtype=np.float32)
    start, step = table.ctypes.data, table.strides[0]
    return table, [ctypes.c_void_p(start + step * row) for row in range(SLOTS)]


def _compose(codes: Codes, boxes: Boxes) -> list[int]:
    """Put accents that stand apart onto their letters.

    Changes codes and boxes in place.

    Returns:
        Indices of the accents that were used up.
    """
    marks = np.flatnonzero((codes >= 0x300) & (codes < 0x370))
    gone = [place for place in marks.tolist() if _attach(codes, boxes, place, place - 1)]
    spacing = _SPACING_FLAGS[np.minimum(codes, 0x10000)]
    for place in np.flatnonzero(spacing).tolist():
        letter = _under(codes, boxes, place)
        if letter is not None and _attach(codes, boxes, place, letter):
            gone.append(place)
    return sorted(gone)


def _under(codes: Codes, boxes: Boxes, accent: int) -> int | None:
    """The letter that an accent is printed over, if any."""
    width = np.maximum(boxes[:, 2] - boxes[:, 0], 0.1)
    right, left = boxes[accent, 2], boxes[accent, 0]
    shared = (np.minimum(boxes[:, 2], right) - np.maximum(boxes[:, 0], left)) / width
    height = boxes[accent, 3] - boxes[accent, 1]
    shared[np.abs(boxes[:, 1] - boxes[accent, 1]) > height] = 0
    shared[accent] = 0
    order = np.argsort(-shared)[:3].tolist()
    letters = (one for one in order if chr(codes[one]).isalpha() and shared[one] > MIN_OVERLAP)
    return next(letters, None)


def _attach(codes: Codes, boxes: Boxes, accent: int, letter: int) -> bool:
    if letter < 0:
        return False
    mark = _SPACING.get(int(codes[accent])) or chr(codes[accent])
    base = chr(codes[letter])
    whole = unicodedata.normalize("NFC", _DOTLESS.get(base, base) + mark)
    if len(whole) > 1:
        return False
    codes[letter] = ord(whole)
    boxes[letter, 0] = min(boxes[letter, 0], boxes[accent, 0])
    boxes[letter, 2] = max(boxes[letter, 2], boxes[accent, 2])
    return True


def _even(raw: Any, codes: Codes, boxes: Boxes, gone: list[int]) -> None:
    """Give characters that PDFium knows the ink of only the font box of their neighbour.

    Changes the boxes in place, where font size and baseline are the same.
    """
    blank = are_blank(codes)
    blank[gone] = True
    height = boxes[:, 3] - boxes[:, 1]
    solid = np.flatnonzero(~blank & (height > 0))
    tall, low = height[solid], boxes[solid, 1]
    odd = np.zeros(len(solid), dtype=bool)
    odd[1:] |= (tall[1:] < SMALLER * tall[:-1]) & (low[1:] > low[:-1] - 0.5)
    odd[:-1] |= (tall[:-1] < SMALLER * tall[1:]) & (low[:-1] > low[1:] - 0.5)
    small = set(np.flatnonzero(odd).tolist())
    differs = np.abs(tall[1:] - tall[:-1]) > UNEVEN * np.maximum(tall[1:], tall[:-1])
    odd[1:] |= differs
    odd[:-1] |= differs
    suspects = [
        order
        for order in np.flatnonzero(odd).tolist()
        if order in small or _is_ink(raw, solid[order], boxes)
    ]
    inked = set(suspects) - small
    for order in suspects:
        near = [one for one in (order - 1, order + 1) if 0 <= one < len(solid)]
        place = int(solid[order])
        for other in (int(solid[one]) for one in near if one not in inked):
            taller = boxes[other, 3] - boxes[other, 1] > boxes[place, 3] - boxes[place, 1]
            fits = bool(taller) or order in inked
            if fits and _same_setting(_setting(raw, place), _setting(raw, other)):
                boxes[place, 1], boxes[place, 3] = boxes[other, 1], boxes[other, 3]
                inked.discard(order)
                break


def _is_ink(raw: Any, place: Any, boxes: Boxes) -> bool:
    """Tell whether the box of a character is that of its ink, not of its font."""
    import pypdfium2.raw as pdfium

    if not pdfium.FPDFText_GetCharBox(raw, int(place), *_LINKS):
        return False
    bottom, top = _SIDES[2].value, _SIDES[3].value
    return abs(bottom - float(boxes[place, 1])) < 0.1 and abs(top - float(boxes[place, 3])) < 0.1


def _setting(raw: Any, place: int) -> tuple[float, float]:
    """Font size and baseline of a character, in points."""
    import pypdfium2.raw as pdfium

    pdfium.FPDFText_GetCharOrigin(raw, place, ctypes.byref(_X), ctypes.byref(_Y))
    return float(pdfium.FPDFText_GetFontSize(raw, place)), _Y.value


def _same_setting(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 0.05 and abs(one[1] - other[1]) < 0.1


def _raised(raw: Any, codes: Codes, boxes: Boxes) -> Flags:
    """Superior figures: small ink high over the baseline of a font of the usual size.

    Their boxes are changed to their ink.
    """
    import pypdfium2.raw as pdfium

    flags = np.zeros(len(codes), dtype=bool)
    for place in np.flatnonzero(_DIGIT_FLAGS[np.minimum(codes, 0x10000)]).tolist():
        height = float(boxes[place, 3] - boxes[place, 1])
        if not pdfium.FPDFText_GetCharBox(raw, place, *_LINKS):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, place, ctypes.byref(_X), ctypes.byref(_Y))
        bottom, top = _SIDES[2].value, _SIDES[3].value
        high = bottom - _Y.value > RAISED_FOOT * height
        if high and 0 < top - bottom < RAISED_HEIGHT * height:
            flags[place] = True
            boxes[place, 1], boxes[place, 3] = bottom, top
    return flags
