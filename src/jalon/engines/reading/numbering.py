"""Find the numbered paragraphs of a document: the best chain over all candidates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MAX_GAP = 6
"""Most paragraph numbers that may be missing between two links of a chain."""
GAP_PENALTY = 0.8
LATE_START_PENALTY = 0.25
MAX_START_PENALTY = 4.0


class Style(StrEnum):
    """How a number is written."""

    DOTTED = "dotted"
    BRACKET = "bracket"
    BARE = "bare"


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number at the start of a block.

    Attributes:
        value: The number.
        suffix: "bis", "ter", "quater" or empty.
        style: How it is written.
        end: Where the text after it starts.
    """

    value: int
    suffix: str
    style: Style
    end: int

    @property
    def label(self) -> str:
        """The number as an address part, such as "12" or "12bis"."""
        return f"{self.value}{self.suffix}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """A list marker at the start of a block.

    Attributes:
        kind: "letter", "roman", "digit" or "bullet".
        value: Place in its list, from 1; 0 for a bullet.
        text: What labels are made of, such as "a" or "iv".
        end: Where the text after it starts.
    """

    kind: str
    value: int
    text: str
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A block that may start a numbered paragraph.

    Attributes:
        place: Index of the block.
        number: What it starts with.
        weight: How much it looks like a paragraph, about 0.3 to 2.
    """

    place: int
    number: Number
    weight: float


_NUMBER = re.compile(
    r"(?:[-*•]\s+)?(?:§+\s*|N[o°º]\s*)?(?P<value>\d{1,4})(?:\s?(?P<suffix>bis|ter|quater))?"
    r"(?:(?P<dot>\s?[.．、]|\s?[-–]\s|\s?[-–](?=\s?[\u0600-\u06ff]))(?=\s|[^\W\d_]|[«“\"'‘(\[]|$)|(?P<bracket>\))(?=\s)|(?=\s))\s*"
)
_CHINESE = re.compile(r"(?P<value>[一二三四五六七八九十百零]{1,6})、\s*")
_CHINESE_ITEM = re.compile(r"[(（](?P<value>[一二三四五六七八九十]{1,4}|\d{1,2})[)）]\s*")
_WIDE_LETTER = re.compile(r"（(?P<text>[a-z]|[ivxl]{2,6})）\s*")
_ARABIC_LETTER = re.compile(r"\(?(?P<text>[أابجدهوزحطيكلمنسعفصق]ـ?)\)\s*")
ABJAD = "أبجدهوزحطيكلمنسعفصق"
"""Arabic letters in the order that lists are counted in."""
_LETTER = re.compile(r"\(?(?P<text>[a-zа-я])\s?[).](?=\s)\s*(?!\))", re.IGNORECASE)
_ROMAN = re.compile(r"\(?(?P<text>[ivxl]{1,6})\s?[).](?=\s)\s*")
_DIGIT = re.compile(r"(?:\((?P<a>\d{1,2})\)|(?P<b>\d{1,2})\)|(?P<c>\d{1,2})\.(?=\s))\s*")
_BULLET = re.compile(r"[•‣◦▪■●○⁃∙·→➔➢➤✓✔❑❖►▶›»\uf0b7\uf0a7\u2022–—-](?=\s)\s*")
_CHINESE_UNITS = {"十": 10, "百": 100}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_at(text: str) -> Number | None:
    """The paragraph number that a text starts with.

    >>> number_at("12. Le Pacte").value, number_at("12 bis. Le Pacte").label
    (12, '12bis')
    >>> number_at("2018-2022: le plan") is None, number_at("十二、").value
    (True, 12)
    """
    found = _NUMBER.match(text)
    if found is None:
        chinese = _CHINESE.match(text)
        value = chinese_value(chinese["value"]) if chinese else 0
        if chinese is None or not value:
            return None
        return Number(value=value, suffix="", style=Style.DOTTED, end=chinese.end())
    style = Style.DOTTED if found["dot"] else Style.BRACKET if found["bracket"] else Style.BARE
    return Number(
        value=int(found["value"]), suffix=found["suffix"] or "", style=style, end=found.end()
    )


def small_number(text: str | None, otherwise: int = 0, *, most: int = 99_999) -> int:
    """The number that an attribute of a file gives; another one when it is none or too large.

    >>> small_number("12"), small_number("²"), small_number("-3", 1), small_number("9" * 20, 1)
    (12, 0, 1, 1)
    """
    if not text or not text.isdecimal() or len(text) > len(str(most)):
        return otherwise
    value = int(text)
    return value if value <= most else otherwise


def roman_value(text: str) -> int:
    """The value of a small Roman number, or 0 when it is none.

    >>> roman_value("iv"), roman_value("viii"), roman_value("iiv")
    (4, 8, 0)
    """
    if not text or any(char not in _ROMAN_VALUES for char in text):
        return 0
    total, digits = 0, [_ROMAN_VALUES[char] for char in text]
    for here, after in zip(digits, [*digits[1:], 0], strict=True):
        total += -here if here < after else here
    return total if total > 0 and to_roman(total) == text else 0


def chinese_value(text: str) -> int:
    """The value of a Chinese number up to 999, or 0 when it is none.

    >>> chinese_value("十二"), chinese_value("二十"), chinese_value("一百零三"), chinese_value("三")
    (12, 20, 103, 3)
    """
    total = digit = 0
    for char in text:
        if char in _CHINESE_UNITS:
            total += max(digit, 1) * _CHINESE_UNITS[char]
            digit = 0
        else:
            digit = "零一二三四五六七八九".find(char)
            if digit < 0:
                return 0
    return total + digit


def to_roman(value: int) -> str:
    """The small Roman number of 1 to 999.

    >>> to_roman(14)
    'xiv'
    """
    steps = (
        (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    text = ""
    for size, sign in steps:
        while value >= size:
            text, value = text + sign, value - size
    return text


def marker_at(text: str, previous: Marker | None = None) -> Marker | None:
    """The list marker that a text starts with.

    "i" is a Roman one unless the item before it was the letter "h".

    >>> marker_at("c) et").text, marker_at("iv) aider").value, marker_at("• one").kind
    ('c', 4, 'bullet')
    """
    bullet = _BULLET.match(text)
    if bullet:
        return Marker(kind="bullet", value=0, text="", end=bullet.end())
    digit = _DIGIT.match(text)
    if digit:
        label = digit["a"] or digit["b"] or digit["c"]
        return Marker(kind="digit", value=int(label), text=str(int(label)), end=digit.end())
    foreign = _foreign_marker(text)
    if foreign:
        return foreign
    roman, letter = _ROMAN.match(text), _LETTER.match(text)
    if roman and roman_value(roman["text"]) and not _continues_letters(roman["text"], previous):
        value = roman_value(roman["text"])
        return Marker(kind="roman", value=value, text=roman["text"], end=roman.end())
    if letter:
        sign = letter["text"].lower()
        base = ord("а") if sign >= "а" else ord("a")
        return Marker(kind="letter", value=ord(sign) - base + 1, text=sign, end=letter.end())
    return None


def _foreign_marker(text: str) -> Marker | None:
    """An Arabic or Chinese list marker; letters are named by the Latin ones of other versions."""
    arabic, chinese, wide = (
        pattern.match(text) for pattern in (_ARABIC_LETTER, _CHINESE_ITEM, _WIDE_LETTER)
    )
    if arabic:
        value = 1 + ABJAD.index(arabic["text"][0].replace("ا", "أ"))
        return Marker(kind="letter", value=value, text=chr(96 + value), end=arabic.end())
    if wide:
        inner = marker_at(f"({wide['text']}) x")
        return replace(inner, end=wide.end()) if inner else None
    if chinese and not text.startswith("("):
        shown = chinese["value"]
        value = int(shown) if shown.isdecimal() else chinese_value(shown)
        return Marker(kind="digit", value=value, text=str(value), end=chinese.end())
    return None


def _continues_letters(text: str, previous: Marker | None) -> bool:
    if previous is None or previous.kind != "letter" or len(text) > 1:
        return False
    return ord(text) == ord("a") + previous.value


def best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The most convincing increasing chain of numbers.

    Dynamic programming: the sum of weights, less a penalty for each missing number and for a
    chain that does not start at 1.

    Args:
        candidates: In document order.

    Returns:
        The chain, in document order; empty when there are no candidates.
    """
    scores: list[float] = []
    before: list[int] = []
    latest: dict[tuple[int, str], int] = {}
    for index, candidate in enumerate(candidates):
        score, link = _best_link(candidate, latest, scores)
        scores.append(score)
        before.append(link)
        key = (candidate.number.value, candidate.number.suffix)
        if key not in latest or scores[latest[key]] <= score:
            latest[key] = index
    if not scores:
        return []
    chain, index = [], max(range(len(scores)), key=scores.__getitem__)
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]


def _best_link(
    candidate: Candidate, latest: dict[tuple[int, str], int], scores: Sequence[float]
) -> tuple[float, int]:
    value, suffix = candidate.number.value, candidate.number.suffix
    start = -min(LATE_START_PENALTY * abs(value - 1), MAX_START_PENALTY)
    best, link = start, -1
    for (number, other), index in _reachable(value, suffix, latest):
        missing = 0 if suffix or other else value - number - 1
        score = scores[index] - GAP_PENALTY * missing
        if score > best:
            best, link = score, index
    return best + candidate.weight, link


def _reachable(
    value: int, suffix: str, latest: dict[tuple[int, str], int]
) -> list[tuple[tuple[int, str], int]]:
    order = ("", "bis", "ter", "quater")
    keys = [(value, earlier) for earlier in order[: order.index(suffix)]]
    keys += [(value - step, end) for step in range(1, MAX_GAP + 2) for end in order]
    return [(key, latest[key]) for key in keys if key in latest]
