"""Numbers and list markers at the start of texts, in the ways six languages write them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Style(StrEnum):
    """How a number is written."""

    DOTTED = "dotted"
    BRACKET = "bracket"
    BARE = "bare"
    DECIMAL = "decimal"
    WORDED = "worded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number at the start of a block.

    Attributes:
        value: The number.
        suffix: "bis", "ter", "quater" or empty.
        style: How it is written.
        end: Where the text after it starts.
        path: All its numbers, where it has several ("2.13").
        name: "op" or "pp" for operative paragraphs and those of a preamble so named, else empty.
    """

    value: int
    suffix: str
    style: Style
    end: int
    path: tuple[int, ...] = ()
    name: str = ""

    @property
    def label(self) -> str:
        """The number as an address part, such as "12", "12bis", "2.13" or "op4"."""
        shown = ".".join(map(str, self.path)) if self.path else str(self.value)
        return f"{self.name}{shown}{self.suffix}"


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


_NUMBER = re.compile(
    r"(?:[-*•]\s+)?(?:§+\s*|N[o°º]\s*)?(?P<value>\d{1,4})(?:\s?(?P<suffix>bis|ter|quater))?"
    r"(?:(?P<dot>\s?[.．、]|\s?[-–]\s|\s?[-–](?=\s?[\u0600-\u06ff]))(?=\s|[^\W\d_]|[«“\"'‘(\[]|$)|(?P<bracket>\))(?=\s)|(?=\s))\s*"
)
_BRACKETED = re.compile(r"(?:\((?P<round>\d{1,3})\)|\[(?P<square>\d{1,3})\])\s+(?=\S)")
_DECIMAL = re.compile(
    r"(?P<path>\d{1,3}(?:\.\d{1,3}){1,4})\.?\s+(?![a-zà-ÿа-я])(?=[^\W\d_]|[«“\"'‘(\[])"
)
_WORDED = re.compile(
    r"(?:(?P<name>[OP]P)\s?|(?:§+|(?:article|art\.|artículo|section|sección|статья|пункт|"
    r"المادة|الفقرة|paragraphe?|párrafo|para\.?)(?=[\s(]))\s*\(?)"
    r"(?P<value>\d{1,4})(?:\s?(?P<suffix>bis|ter|quater))?(?!\.?\d)\)?"
    r"(?:\s?[.:،]|\s[-–—])?(?:\s+|$)",
    re.IGNORECASE,
)
_WORD_STARTS = frozenset(["ar", "no", "op", "pa", "pp", "se"])
"""First two letters, where they are Latin, of the words that stand before numbers."""
_CHINESE_ARTICLE = re.compile(
    r"第\s?(?P<value>[一二三四五六七八九十百零]{1,6}|\d{1,4})\s?[条條段]\s*"
)
_CHINESE = re.compile(r"(?P<value>[一二三四五六七八九十百零]{1,6})、\s*")
_CHINESE_ITEM = re.compile(r"[(（](?P<value>[一二三四五六七八九十]{1,4}|\d{1,2})[)）]\s*")
_WIDE_LETTER = re.compile(r"（(?P<text>[a-z]|[ivxl]{2,6})）\s*")
_ARABIC_LETTER = re.compile(r"\(?(?P<text>[أابجدهوزحطيكلمنسعفصق]ـ?)\)\s*")
ABJAD = "أبجدهوزحطيكلمنسعفصق"
"""Arabic letters in the order that lists are counted in."""
_LETTER = re.compile(r"\(?(?P<text>[a-zа-я])\s?[).](?=\s)\s*(?!\))", re.IGNORECASE)
_ROMAN_SIGNS = frozenset("ivxl")
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
    start = text[:2]
    if start.isalpha() and start.isascii() and start.lower() not in _WORD_STARTS:
        return None
    found = _NUMBER.match(text)
    if found is None or text[:1] == "§":
        return _other_number(text)
    style = Style.DOTTED if found["dot"] else Style.BRACKET if found["bracket"] else Style.BARE
    return Number(
        value=int(found["value"]), suffix=found["suffix"] or "", style=style, end=found.end()
    )


def _other_number(text: str) -> Number | None:
    """A number in brackets, of several parts, with a word before it, or in Chinese."""
    bracketed, decimal, worded = (
        pattern.match(text) for pattern in (_BRACKETED, _DECIMAL, _WORDED)
    )
    if bracketed:
        value = int(bracketed["round"] or bracketed["square"])
        return Number(value=value, suffix="", style=Style.BRACKET, end=bracketed.end())
    if decimal:
        path = tuple(map(int, decimal["path"].split(".")))
        return Number(value=path[-1], suffix="", style=Style.DECIMAL, end=decimal.end(), path=path)
    if worded:
        name, suffix = (worded["name"] or "").lower(), (worded["suffix"] or "").lower()
        return Number(
            value=int(worded["value"]), suffix=suffix, style=Style.WORDED, end=worded.end(),
            name=name,
        )  # fmt: skip
    return _chinese_number(text)


def _chinese_number(text: str) -> Number | None:
    for pattern, style in ((_CHINESE, Style.DOTTED), (_CHINESE_ARTICLE, Style.WORDED)):
        found = pattern.match(text)
        if found:
            shown = found["value"]
            value = int(shown) if shown.isdecimal() else chinese_value(shown)
            return Number(value=value, suffix="", style=style, end=found.end()) if value else None
    return None


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
    start = text[:2]
    if start.isalpha() and start.isascii() and not _ROMAN_SIGNS.issuperset(start):
        return None
    bullet = _BULLET.match(text)
    if bullet:
        return Marker(kind="bullet", value=0, text="", end=bullet.end())
    digit = _DIGIT.match(text)
    if digit:
        label = digit["a"] or digit["b"] or digit["c"]
        return Marker(kind="digit", value=int(label), text=str(int(label)), end=digit.end())
    return _foreign_marker(text) or _latin_marker(text, previous)


def _latin_marker(text: str, previous: Marker | None) -> Marker | None:
    """A letter or a Roman number; Cyrillic letters too."""
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
