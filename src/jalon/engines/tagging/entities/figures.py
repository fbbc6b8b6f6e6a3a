"""Figures that a text gives: value, unit, what is counted, and how exact it is."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jalon.engines.tagging.entities.records import (
    HAS_DIGIT,
    About,
    Entity,
    EntityKind,
    Figure,
)
from jalon.engines.tagging.entities.sheets import sheet

_GAP = "[\u00a0\u202f\u2009 ]"
_NUMBER = rf"(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d{{1,3}}(?:[.,'’]\d{{3}})+|\d+)(?:[.,٫]\d+)?"
_WORDS = sheet("figures")
_SCALES = {"|".join(words): int(times) for times, words in _WORDS["scales"].items()}
_SCALE = "|".join(
    sorted((word for words in _WORDS["scales"].values() for word in words), key=len, reverse=True)
)
_CURRENCIES = {"|".join(words): str(code) for code, words in _WORDS["currencies"].items()}
_CURRENCY = "|".join(f"(?:{words})" for words in _CURRENCIES)
_PERCENT = "|".join(_WORDS["percent"])
_QUALIFIER = "|".join(
    f"(?P<{About(about).name.lower()}>{'|'.join(words)})"
    for about, words in _WORDS["about"].items()
)
_FIGURE = re.compile(
    rf"(?:(?<!\w)(?:{_QUALIFIER})\s?)?"
    rf"(?P<before>{_CURRENCY})?\s?(?<![\d/.,A-Za-zÀ-ÿ_-])(?P<number>{_NUMBER})"
    rf"(?:\s?(?:-|–|to|à|a|и|至)\s?(?P<upper>{_NUMBER})(?=\s?(?:%|per|pour|por|{_SCALE}|{_CURRENCY}|\s\w)))?"
    rf"(?:{_GAP}?(?P<scale>{_SCALE})(?![A-Za-zÀ-ÿа-яё]))?"
    rf"(?:{_GAP}?(?:(?:of|de|d[’'])\s)?(?P<after>{_CURRENCY})(?!\w)|{_GAP}?(?P<percent>{_PERCENT}))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:(?:of|de|d[’']|des)\s*)?(?P<noun>[^\W\d_][\w’'-]*(?:\s(?:of|de|d[’']|en|à|in)?\s?[^\W\d_][\w’'-]*){0,3})"
)
_COUNTED_CHINESE = re.compile(r"\s?(?:名|个|人|项|份|家)?(?P<noun>[\u4e00-\u9fff]{1,6})")
_NOT_BEFORE = re.compile(rf"(?:{'|'.join(_WORDS['not_before'])})\s*$", re.IGNORECASE)
_SMALL_WORDS = frozenset(map(str, _WORDS["small"]))
_YEAR_LIKE = re.compile(r"^(?:19|20)\d\d$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|e|ème|º|ª|°|-й|-го|\)|/|:\d|\.\d)")
_LEAST_PLAIN = 2


def find_figures(text: str, dates: Sequence[Entity]) -> list[Entity]:
    """Figures in a text, in order of place.

    A number counts as a figure when it has a unit or names what it counts; numbers of paragraphs,
    articles, objectives, documents and years are left alone.

    Args:
        text: The text.
        dates: Dates found in it; figures do not overlap them, and take their year from them.

    >>> [found] = find_figures("environ 12 millions de dollars", [])
    >>> found.figure.value, found.figure.unit, str(found.figure.about)
    (Decimal('12000000'), 'USD', 'about')
    """
    return list(_figures(text, dates)) if HAS_DIGIT.search(text) else []


def _figures(text: str, dates: Sequence[Entity]) -> Iterator[Entity]:
    for match in _FIGURE.finditer(text):
        start, end = match.span("number")
        if any(date.start < end and start < date.end for date in dates):
            continue
        if _NOT_BEFORE.search(text[max(0, start - 24) : start]):
            continue
        value = number_of(match["number"])
        if value is None:
            continue
        entity = _figure(text, match, value, dates)
        if entity is not None:
            yield entity


def _figure(
    text: str, match: re.Match[str], value: Decimal, dates: Sequence[Entity]
) -> Entity | None:
    unit = "percent" if match["percent"] else _currency(match["before"] or match["after"])
    counted, end = ("", match.end()) if unit == "percent" else _counted(text, match.end())
    if not unit and not counted:
        return None
    if not unit and not match["scale"] and _is_no_count(text, match):
        return None
    times = _scale(match["scale"])
    upper = number_of(match["upper"]) if match["upper"] else None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    figure = Figure(
        value=value * times,
        upper=upper * times if upper is not None else None,
        unit=unit,
        counted=counted if unit in {"", "percent"} else "",
        about=_about(match),
        year=_year(text, match, dates),
    )
    shown_end = match.end() if unit else end
    return Entity(
        kind=EntityKind.FIGURE,
        code=f"{figure.value.normalize():f}{' ' + unit if unit else ''}",
        start=start,
        end=shown_end,
        text=text[start:shown_end],
        figure=figure,
    )


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is a year, an ordinal, or the number of a list item."""
    number = match["number"]
    after = text[match.end("number") :]
    starts = match.start("number") == 0 or text[: match.start("number")].rstrip(" ").endswith("\n")
    return bool(_YEAR_LIKE.match(number) or _ORDINAL.match(after) or (starts and after[:1] in ".)"))


def _counted(text: str, at: int) -> tuple[str, int]:
    """The words that say what is counted, right after a number, and where they end."""
    match = _COUNTED.match(text, at) or _COUNTED_CHINESE.match(text, at)
    if match is None:
        return "", at
    words = match["noun"].split(" ")
    while words and words[-1].lower() in _SMALL_WORDS | {"of", "de", "d’", "d'"}:
        words.pop()
    cut = next((at for at, word in enumerate(words) if at and _ends_noun(word)), len(words))
    if not words or words[0].lower() in _SMALL_WORDS:
        return "", at
    counted = " ".join(words[:cut])
    return counted, match.start("noun") + len(counted)


def _about(match: re.Match[str]) -> About:
    said = (about for about in About if about and match[about.name.lower()])
    return next(said, About.EXACT)


def _ends_noun(word: str) -> bool:
    bare = re.split("[’']", word, maxsplit=1)
    return bare[0].lower() in _SMALL_WORDS or (len(bare[-1]) > 1 and bare[-1].isupper())


def _currency(text: str | None) -> str:
    if not text:
        return ""
    return next(
        code for words, code in _CURRENCIES.items() if re.fullmatch(words, text, re.IGNORECASE)
    )


def _scale(text: str | None) -> int:
    if not text:
        return 1
    return next(
        times for words, times in _SCALES.items() if re.fullmatch(words, text, re.IGNORECASE)
    )


def _year(text: str, match: re.Match[str], dates: Sequence[Entity]) -> int | None:
    """The one year of the figure's sentence."""
    first = max((text.rfind(sign, 0, match.start()) for sign in (". ", "; ", "。")), default=-1)
    last = min(
        (at for sign in (". ", "; ", "。") if (at := text.find(sign, match.end())) >= 0),
        default=len(text),
    )
    years = {date.code[:4] for date in dates if first <= date.start < last and "/" not in date.code}
    return int(years.pop()) if len(years) == 1 else None


def number_of(text: str) -> Decimal | None:
    """The value of a number as it is written; None when it is not clear.

    Groups of three are thousands; a last group of other length is a decimal part.

    >>> number_of("13 753"), number_of("1,5"), number_of("1.234.567"), number_of("12.5")
    (Decimal('13753'), Decimal('1.5'), Decimal('1234567'), Decimal('12.5'))
    """
    plain = re.sub(rf"{_GAP}|['’]", "", text).replace("٫", ".")
    marks = [sign for sign in plain if sign in ".,"]
    if not marks:
        return Decimal(plain)
    whole, last = plain.replace(",", ".").rsplit(".", 1)
    grouped = len(set(marks)) == 1 and len(last) == 3 and not whole.startswith("0")
    if len(marks) >= _LEAST_PLAIN and len(set(marks)) == 1 and len(last) != 3:
        return None
    digits = whole.replace(".", "")
    return Decimal(digits + last) if grouped else Decimal(f"{digits}.{last}")
