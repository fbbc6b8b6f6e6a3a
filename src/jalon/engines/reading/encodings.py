"""Characters of PDF fonts that name no letters: their codes are read as TeX wrote them."""

from typing import Any

import numpy as np
import numpy.typing as npt

_LIGATURES = "ﬀﬁﬂﬃﬄ"
_OLD = dict(zip((0x0B, 0x0C, 0x0D, 0x0E, 0x0F), _LIGATURES, strict=True)) | dict(
    zip(range(0x10, 0x20), "ıȷ`´ˇ˘¯˚¸ßæœøÆŒØ", strict=True)
)
_OLD |= dict(zip(b"\"'<>\\^_`{|}~\x7f", "”’¡¿“ˆ˙‘–—˝˜¨", strict=True))
"""TeX's first encoding (OT1), where it differs from ASCII."""
_CORK = dict(zip(range(0x0D), "`´ˆ˜¨˝˚ˇ˘¯˙¸˛", strict=True)) | dict(
    zip(range(0x0D, 0x17), "‚‹›“”„«»–—", strict=True)
)
_CORK |= dict(zip((0x19, 0x1A, *range(0x1B, 0x20)), f"ıȷ{_LIGATURES}", strict=True))
_CORK |= {0x27: "’", 0x60: "‘", 0xD7: "Œ", 0xF7: "œ", 0xDF: "ẞ", 0xFF: "ß"}
_CORK |= dict(
    zip(
        range(0x80, 0xC0),
        "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£",
        strict=True,
    )
)
"""TeX's encoding for Europe (T1), where it differs from Latin-1."""
_SIGNS_OF_OLD = (0x0B, 0x0C, 0x0E, 0x0F)
_SUSPECT = np.array([code for code in range(0x20) if code not in {0x2, 0x9, 0xA, 0xD}])
_SUSPECT_LETTERS = np.array([0xD7, 0xF7])


def name_letters(raw: Any, codes: npt.NDArray[np.uint32]) -> None:
    """Put letters in the place of codes that the fonts of a page give no letters for.

    Fonts of TeX without a table of letters show their ligatures under codes of control signs,
    which would vanish from the text. Changes the codes in place.

    Args:
        raw: Text page of PDFium.
        codes: Unicode code points of all its characters, in order.
    """
    import pypdfium2.raw as pdfium

    control = np.flatnonzero(codes < 0x20)
    suspects = control[np.isin(codes[control], _SUSPECT)]
    if not len(suspects):
        suspects = np.flatnonzero((codes == _SUSPECT_LETTERS[0]) | (codes == _SUSPECT_LETTERS[1]))
    unnamed = pdfium.FPDFText_HasUnicodeMapError
    if not any(unnamed(raw, place) == 1 for place in suspects.tolist()):
        return
    old = bool(np.isin(codes[suspects], _SIGNS_OF_OLD).any())
    table = _OLD if old else _CORK
    for place in np.flatnonzero(np.isin(codes, list(table))).tolist():
        if unnamed(raw, place) == 1 and not pdfium.FPDFText_IsGenerated(raw, place):
            codes[place] = ord(table[int(codes[place])])
