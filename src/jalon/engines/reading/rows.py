"""Lines of a plain text that was converted from pages: spacing, page breaks, page furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jalon.engines.reading.blocks import mark_call
from jalon.engines.reading.normalising import WEB_ADDRESS, has_ended, tidy

_RAISED = re.compile(r"(?:er|re|e|ème|os|o|th|st|nd|rd|a|º|°)$", re.IGNORECASE)
_RAISED_BASE = re.compile(r"(?:\d|[XVI]|\b[nN])$")
_CARET = re.compile(r"\^(?:\{([^}]{1,6})\}|([^\W_]{1,5}))")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = re.compile(f"(?<![kcdm]m)(?<! m)[{_SUPERSCRIPTS}]+")
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![*\w])")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:\d{1,4}(?:\s?/\s?\d{1,4})?|[ivxlc]{1,7})[-–\s]*$")
_PAGE_WORD = re.compile(
    r"(?:page|página|стр\.|صفحة)\s*\d{1,4}(?:\s*(?:/|of|sur|de)\s*\d+)?$", re.IGNORECASE
)
_JOB_NUMBER = re.compile(
    r"(?:\d{1,3}(?:/\d{1,3})?\s+)?(?:\d{2}-\d{5}(?:\s*\([A-Z]\))?|\*\d{7}\*|\S+\.docx?)(?:\s+\d{1,3}(?:/\d+)?)?$"
)
_SEPARATOR = re.compile(r"[_—–=-]{5,}$")
_DIGITS = re.compile(r"\d+")
MAX_FURNITURE = 120
"""Longest running head, in characters."""
MIN_REPEATS = 3
"""Times a line must come back to be a running head."""


@dataclass(kw_only=True, slots=True)
class Row:
    """A line of text that is not blank.

    Attributes:
        text: Tidied text.
        raw: The line as it was.
        gap: Blank lines before it.
        lead: True when it starts with exactly one space (how converters open a page).
        page: Physical page from 1 when the text has form feeds, else None.
        usual: Usual number of blank lines around this place.
        furniture: True for page furniture.
        opens: True when a page break lies before it.
    """

    text: str
    raw: str
    gap: int
    lead: bool = False
    page: int | None = None
    usual: float = 0.0
    furniture: bool = False
    opens: bool = False


def rows_of(text: str) -> list[Row]:
    """The lines of a text, with furniture and page breaks marked."""
    rows = _split(text)
    rows = _merge_raised(rows)
    _measure(rows)
    _mark_furniture(rows)
    _mark_page_breaks(rows)
    return rows


def is_separator(row: Row) -> bool:
    """Tell whether a line is the rule above footnotes."""
    return bool(_SEPARATOR.match(row.text))


def is_web_line(text: str) -> bool:
    """Tell whether a line is nothing but a web address."""
    return bool(WEB_ADDRESS.fullmatch(text.strip().rstrip(" .")))


def _split(text: str) -> list[Row]:
    rows: list[Row] = []
    paged = "\f" in text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, page in enumerate(plain.split("\f"), start=1):
        gap = 3
        for raw in _unmark(page).split("\n"):
            tidied = _raise_digits(tidy(raw))
            if not tidied:
                gap += 1
                continue
            lead = raw.startswith(" ") and not raw.startswith("  ")
            rows.append(
                Row(text=tidied, raw=raw, gap=gap, lead=lead, page=number if paged else None)
            )
            gap = 0
    return rows


def _unmark(text: str) -> str:
    """Take away emphasis marks that a converter left, when there are any."""
    if "**" not in text:
        return text
    text = text.replace("****", "\n\n").replace("**", "")
    return _EMPHASIS.sub(r"\1", text)


def _raise_digits(text: str) -> str:
    if "^" in text:
        text = _CARET.sub(_caret, text)
    return _SUPERSCRIPT.sub(lambda found: mark_call(found.group().translate(_TO_DIGITS)), text)


def _caret(found: "re.Match[str]") -> str:
    inner = found.group(1) or found.group(2)
    return mark_call(inner) if inner.isdigit() else inner


def _merge_raised(rows: Sequence[Row]) -> list[Row]:
    """Put raised endings ("316 / e / session") and raised note numbers back into their lines."""
    merged: list[Row] = []
    glue = False
    for row in rows:
        last = merged[-1] if merged else None
        if last and _RAISED.match(row.text) and _RAISED_BASE.search(last.text) and row.gap <= 1:
            last.text, last.raw, glue = last.text + row.text, f"{last.raw}\n{row.raw}", True
        elif last and glue and row.gap <= 1:
            last.text, last.raw = f"{last.text} {row.text}", f"{last.raw}\n{row.raw}"
            glue = False
        elif last and row.lead and row.gap == 0 and last.text.isdigit() and len(last.text) < 3:
            last.text, last.raw = f"{last.text} {row.text}", f"{last.raw}\n{row.raw}"
            last.lead = True
        else:
            merged.append(row)
            glue = False
    return merged


def _measure(rows: Sequence[Row]) -> None:
    gaps = [
        0 if before and has_ended(before.text) and row.gap == 1 else min(row.gap, 2)
        for before, row in zip([None, *rows], rows, strict=False)
    ]
    for index, row in enumerate(rows):
        row.usual = median(gaps[max(0, index - 8) : index + 9])


def _mark_furniture(rows: Sequence[Row]) -> None:
    repeated = _repeated(rows)
    vertical = _vertical(rows)
    for index, row in enumerate(rows):
        row.furniture = (
            index in vertical
            or _masked(row.text) in repeated
            or bool(_JOB_NUMBER.match(row.text))
            or bool(_PAGE_NUMBER.fullmatch(row.text) or _PAGE_WORD.match(row.text))
            or is_web_line(row.text)
        )


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)


def _repeated(rows: Sequence[Row]) -> set[str]:
    """Short lines that come back through the text as running heads do, digits not counted."""
    spread: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if 3 < len(row.text) <= MAX_FURNITURE and not row.text[:1].islower():
            spread.setdefault(_masked(row.text), []).append(index)
    heads = set()
    for text, places in spread.items():
        far = min((b - a for a, b in pairwise(places)), default=0)
        apart = sum(_stands_apart(rows, place) for place in places) >= 0.7 * len(places)
        if len(places) >= MIN_REPEATS and far >= 15 and apart and not text.startswith("#"):
            heads.add(text)
    return heads


def _stands_apart(rows: Sequence[Row], index: int) -> bool:
    """Tell whether a line stands alone at the edge of a page, as running heads do."""
    row = rows[index]
    before = rows[index - 1] if index else None
    after = rows[index + 1] if index + 1 < len(rows) else None
    if row.gap <= row.usual or (after and after.gap <= after.usual and not after.lead):
        return False
    beside = [one for one in (before, after) if one]
    return any(_PAGE_NUMBER.fullmatch(one.text) or one.lead or one.gap >= 3 for one in beside) or (
        row.gap >= 3 or row.page is not None
    )


def _vertical(rows: Sequence[Row]) -> set[int]:
    """Lines of letters that stood one above the other on a book's spine or edge."""
    found: set[int] = set()
    start = 0
    for index in range(len(rows) + 1):
        row = rows[index] if index < len(rows) else None
        if row and len(row.text) <= 12 and row.text.upper() == row.text:
            continue
        run = rows[start:index]
        if len(run) >= 8 and median(len(one.text) for one in run) <= 6:
            found.update(range(start, index))
        start = index + 1
    return found


def _mark_page_breaks(rows: Sequence[Row]) -> None:
    for before, row in pairwise(rows):
        changed = row.page is not None and row.page != before.page
        row.opens = changed or row.lead or before.furniture
