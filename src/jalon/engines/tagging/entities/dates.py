"""Dates and periods that a text gives, as ISO 8601."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from jalon.engines.tagging.entities.records import HAS_DIGIT, Entity, EntityKind
from jalon.kernel.languages import Language

_YEAR = r"(?:19[4-9]\d|20\d\d)"
_PERIOD = re.compile(rf"(?<![\d/.-])(?P<a>{_YEAR})\s?[-–—/]\s?(?P<b>{_YEAR}|\d\d)(?![\d/-]|\.\d)")
_ISO = re.compile(
    rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_CHINESE = re.compile(
    rf"(?P<y>{_YEAR})\s*年(?:\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*日)?)?"
)
_ALONE = re.compile(rf"(?<![\d/.,-])(?P<y>{_YEAR})(?![\d/%-]|[.,]\d)")
_FROM_TO = re.compile(
    rf"\b(?:between|from|entre|de|du|desde|с)\s+(?P<a>{_YEAR})\s+(?:and|to|et|à|y|a|hasta|по|до)\s+(?P<b>{_YEAR})\b",
    re.IGNORECASE,
)
_SPOKEN = {
    "en": r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<mon>{months})"
    r"(?:\s+(?P<d2>\d{1,2}))?,?\s+(?P<y>{year})",
    "fr": r"(?:(?P<d>\d{1,2})(?:er)?\s+)?(?P<mon>{months})\s+(?P<y>{year})",
    "es": r"(?:(?P<d>\d{1,2})[º°]?\s+de\s+)?(?P<mon>{months})\s+(?:del?\s+)?(?P<y>{year})",
    "ru": r"(?:(?P<d>\d{1,2})\s+)?(?P<mon>{months})\s+(?P<y>{year})",
    "ar": r"(?:(?P<d>\d{1,2})\s+)?(?P<mon>{months})(?:\s*/\s*[\u0621-\u064a ]+)?\s+(?P<y>{year})",
}
_LEVANTINE = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
    "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
}  # fmt: skip


def find_dates(text: str, lang: str) -> list[Entity]:
    """Dates and periods in a text, in order of place, without overlaps.

    Codes are ISO 8601: "2018-12-19", "2018-12", "2018", and "2018/2022" for a period.

    >>> [found.code for found in find_dates("adopted on 19 December 2018, for 2018-2022", "en")]
    ['2018-12-19', '2018/2022']
    """
    if not HAS_DIGIT.search(text):
        return []
    found: list[Entity] = []
    for start, end, code in _all_dates(text, lang):
        if all(end <= other.start or other.end <= start for other in found):
            found.append(
                Entity(kind=EntityKind.DATE, code=code, start=start, end=end, text=text[start:end])
            )
    return sorted(found, key=lambda entity: entity.start)


def _all_dates(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Dates by how much they say, fullest first."""
    pattern, months = _spoken(lang)
    for match in pattern.finditer(text) if pattern else ():
        day = match["d"] or match.groupdict().get("d2")
        yield *match.span(), _iso(match["y"], months[match["mon"].lower()], day)
    for match in _ISO.finditer(text):
        yield *match.span(), match.group()
    for match in _CHINESE.finditer(text):
        yield *match.span(), _iso(match["y"], int(match["m"]) if match["m"] else None, match["d"])
    for pattern in (_PERIOD, _FROM_TO):
        for match in pattern.finditer(text):
            first, last = (
                match["a"],
                match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"],
            )
            if first < last:
                yield *match.span(), f"{first}/{last}"
    for match in _ALONE.finditer(text):
        yield *match.span(), match["y"]


def _iso(year: str, month: int | None, day: str | None) -> str:
    if month is None or not 1 <= month <= 12:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{int(day):02d}"


@cache
def _spoken(lang: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """The pattern of dates in words of a language, and the number of each month's name."""
    if lang not in _SPOKEN:
        return None, {}
    months = _months(lang)
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    wanted = _SPOKEN[lang].replace("{months}", f"(?:{names})").replace("{year}", _YEAR)
    return re.compile(rf"(?<!\w){wanted}\b", re.IGNORECASE), months


def _months(lang: str) -> dict[str, int]:
    locale = Locale.parse(str(Language(lang)).replace("-", "_"))
    months = {
        name.lower().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
        if len(name) > 2
    }
    return months | (_LEVANTINE if lang == Language.AR else {})
