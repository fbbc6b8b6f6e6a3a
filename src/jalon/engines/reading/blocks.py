"""Blocks: the common form every format is brought into before passages are made."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from jalon.engines.reading.records import Box, Metadata

CALL_OPEN = "\ue000"
CALL_CLOSE = "\ue001"
"""Private-use marks around the label of a footnote call inside the text of a block."""

DRAWN = "[…]"
"""Stands where a line of text is only drawn, so that nobody takes the text for whole."""
CALL = re.compile(f"\\s?{CALL_OPEN}([^{CALL_OPEN}{CALL_CLOSE}]{{0,40}}){CALL_CLOSE}")
"""A marked footnote call with the space before it."""


class Role(StrEnum):
    """What a block is, as far as its format says so."""

    TEXT = "text"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    CONTENTS = "contents"
    REFERENCE = "reference"


@dataclass(kw_only=True, slots=True)
class Block:
    """A piece of text that belongs together on its page.

    Attributes:
        text: The text, with marked footnote calls, in reading order.
        raw: The text as the file gave it.
        role: What the block is.
        level: Level of a heading from 1; 0 when the format does not say.
        marker: Number or bullet that the format keeps apart ("12.", "a)", "•"), else empty.
        depth: Depth of a list item from 1; 0 when the format does not say.
        note: Printed label of a footnote ("12", "a", "*"), else empty.
        page: Physical page from 1, or None.
        box: Place on the page, or None.
        left: Left edge, in points or characters; None when unknown.
        small: True when it is set smaller than the text of the document.
        bold: True when it is set in bold from end to end.
        tight: True when the block was set apart as a list of short lines.
        opens: True when the block starts a column, page or cell, so that a sentence may run on
            into it from the block before.
        full: True when its last line fills its measure, so that the paragraph may go on.
        indented: True when its first line starts further in than the next.
        doubtful: True when its text may be wrong.
        recognised: Mean confidence, 0 to 1, of text recognised from a picture; None when the file
            holds the text itself.
        table: Number of the table from 1 and of the row in it from 1.
    """

    text: str
    raw: str = ""
    role: Role = Role.TEXT
    level: int = 0
    marker: str = ""
    depth: int = 0
    note: str = ""
    page: int | None = None
    box: Box | None = None
    left: float | None = None
    small: bool = False
    bold: bool = False
    tight: bool = False
    opens: bool = False
    full: bool = False
    indented: bool = False
    doubtful: bool = False
    recognised: float | None = None
    table: tuple[int, int] | None = None


@dataclass(kw_only=True, slots=True)
class Draft:
    """A document in blocks, before numbering.

    Attributes:
        blocks: In reading order.
        properties: What the file says about itself.
        page_labels: Printed label of each physical page.
    """

    blocks: list[Block]
    properties: Metadata = field(default_factory=Metadata)
    page_labels: dict[int, str] = field(default_factory=dict)


def mark_call(label: str) -> str:
    """The mark of a footnote call inside the text of a block."""
    return f"{CALL_OPEN}{label.strip()}{CALL_CLOSE}"
