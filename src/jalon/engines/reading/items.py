"""Lines that begin an item: with a number or a marker that is no part of a sentence."""

from jalon.engines.reading.normalising import has_ended
from jalon.engines.reading.numbering import Marker, Number, Style, marker_at, number_at

DASHES = "–—-"
GOES_ON = ",;،؛，；"
"""Signs after which a sentence goes on: what stands before them is no marker of an item."""
MOST = 1_000
"""Number from which on none counts paragraphs: years are larger."""
MOST_NOTES = 500
"""Number from which on none is that of a note."""


def starts_item(first: str, before: str, line: str, *, note: bool, flows: bool) -> bool:
    """Tell whether a line begins an item or a numbered paragraph.

    Args:
        first: The first line of the block before it.
        before: The line right before it.
        line: The line itself.
        note: True when it is set as small as notes are.
        flows: True when the line before is full and its sentence has not ended: a dash or a number
            that does not follow on the block's own is part of that sentence then.

    >>> starts_item("4. See step", "4. See step", "3. Which gaps?", note=False, flows=True)
    False
    >>> starts_item("4. See step", "4. See step", "5. Which gaps?", note=False, flows=True)
    True
    >>> starts_item("Wells", "the mills", "(8); and the quays", note=False, flows=True)
    False
    """
    number = number_at(line)
    if number and number.style is Style.DOTTED and number.value < MOST:
        return not (flows and _is_out_of_turn(first, number))
    if note and number and number.style is Style.BARE and number.value < MOST_NOTES:
        return True
    if number and number.style in {Style.DECIMAL, Style.WORDED, Style.BRACKET}:
        return has_ended(before)
    marker = marker_at(line)
    if marker is None or len(line) <= marker.end or line[marker.end] in GOES_ON:
        return False
    if line[0] in DASHES:
        return not flows or first[:1] == line[0]
    return not flows or marker.kind == "bullet" or _is_in_turn(first, marker)


def _is_in_turn(first: str, marker: Marker) -> bool:
    """Tell whether a marker is the first of its kind, or follows on that of the block."""
    own = marker_at(first)
    follows = own is not None and own.kind == marker.kind and marker.value == own.value + 1
    return follows or marker.value == 1


def _is_out_of_turn(first: str, number: Number) -> bool:
    """Tell whether a number does not follow on the one that the block begins with."""
    own = number_at(first)
    return own is not None and own.style is Style.DOTTED and number.value <= own.value
