"""Find out what a document says about itself: symbol, title, date, issuing body."""

import re
from collections.abc import Sequence
from dataclasses import replace

from jalon.engines.reading.blocks import Block, Role
from jalon.engines.reading.records import Found, Metadata
from jalon.engines.reading.titles import fold, title_of
from jalon.kernel.languages import UNKNOWN_LANGUAGE

HEAD_LENGTH = 6_000
"""Characters at the start of a document that symbol, date and body are looked for in."""
BODY_LENGTH = 2_500
"""Characters at the start that the issuing body is looked for in."""
ENOUGH = 200
"""Characters at the start from which on a language is sure."""
CERTAIN, LIKELY, POSSIBLE, DOUBTFUL = 0.95, 0.8, 0.6, 0.4
"""Confidence: said in its own place; said once; the first or only guess; a habit of programs."""

_UN_ORGAN = r"A|E|S|ST|CRC|CMW|CCPR|CEDAW|CERD|HSP|TD|UNEP|FCCC|CEB|DP|IOM|MC|C|ECE|LC|CAT"
_PART = r"(?:Rev|Add|Corr|Amend|L|CRP|PV|SR|NGO|WP|INF|Misc)\.\d{1,4}"
_SYMBOLS = (
    re.compile(r"\bEC/\d{1,3}/SC/(?:CRP|PV|INF)\.\d{1,4}(?:/(?:Rev|Add|Corr)\.\d+)*"),
    re.compile(
        r"\bGB\.\d{2,3}(?:/[A-Z]{1,12}){0,6}/\d{1,6}(?:/\d{1,6}){0,6}(?:\(Rev\.\s?\d*\))?(?:\(\w+\))?"
    ),
    re.compile(r"\b(?:TTMLM|TMFLM|MEFM|TMSPR|MERFRP)/\d{4}(?:/\d+)?"),
    re.compile(rf"\b(?:{_UN_ORGAN})/(?:[A-Z0-9][A-Z0-9.]{{0,12}}/){{0,8}}\d+(?:/(?:\d+|{_PART}))*"),
    re.compile(r"\bILC\.\d+/[IVX]+(?:/[A-Z0-9]+)*"),
)
_BODIES = (
    (re.compile(r"^GB\."), "ILO Governing Body"),
    (re.compile(r"^(?:TTMLM|TMFLM|MEFM|ILC)"), "International Labour Organization"),
    (re.compile(r"^A/RES/"), "UN General Assembly"),
    (re.compile(r"^A/HRC/"), "UN Human Rights Council"),
    (re.compile(r"^A/"), "UN General Assembly"),
    (re.compile(r"^EC/\d+/SC/"), "Executive Committee of the High Commissioner's Programme"),
    (re.compile(r"^E/"), "UN Economic and Social Council"),
    (re.compile(r"^S/"), "UN Security Council"),
)
_BODY_WORDS = (
    ("reseau des nations unies sur les migrations", "UN Network on Migration"),
    ("un network on migration", "UN Network on Migration"),
    ("red de las naciones unidas sobre la migracion", "UN Network on Migration"),
    ("organisation internationale du travail", "International Labour Organization"),
    ("bureau international du travail", "International Labour Organization"),
    ("conseil d'administration du bit", "ILO Governing Body"),
    ("international labour organization", "International Labour Organization"),
    ("organizacion internacional del trabajo", "International Labour Organization"),
    ("organisation internationale pour les migrations", "International Organization for Migration"),
    ("international organization for migration", "International Organization for Migration"),
    ("organizacion internacional para las migraciones", "International Organization for Migration"),
    ("assemblee generale", "UN General Assembly"),
    ("general assembly", "UN General Assembly"),
)
_MONTHS = {
    "january janvier enero января يناير": 1, "february fevrier febrero февраля فبراير": 2,
    "march mars marzo марта مارس": 3, "april avril abril апреля أبريل": 4,
    "may mai mayo мая مايو": 5, "june juin junio июня يونيو": 6,
    "july juillet julio июля يوليو": 7, "august aout agosto августа أغسطس": 8,
    "september septembre septiembre сентября سبتمبر": 9,
    "october octobre octubre октября أكتوبر": 10,
    "november novembre noviembre ноября نوفمبر": 11,
    "december decembre diciembre декабря ديسمبر": 12,
}  # fmt: skip
_MONTH_NUMBERS = {name: number for names, number in _MONTHS.items() for name in names.split()}
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:de\s+|[^\W\d_]{3,10}(?:\s[^\W\d_]{3,10})?/)?([^\W\d_]{3,10})\s+(?:del?\s+)?((?:19|20)\d{2})\b"
)
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,9})\s+(\d{1,2}),\s+((?:19|20)\d{2})\b")
_ISO = re.compile(r"(?<![\w/.-])((?:19|20)\d{2})-(\d{2})-(\d{2})(?![\w/-])")
_CHINESE = re.compile(r"((?:19|20)\d{2})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
_DATE_LINE = re.compile(
    r"(?:^|\n)[ \t]{0,40}(?:date|fecha|дата|distr\S*|le|geneva|genève|new york)[^\n]{0,40}",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\bcopyright)\s*((?:19|20)\d{2})", re.IGNORECASE)


def complete(
    found: Metadata, blocks: Sequence[Block], language: str, *, stem: str = ""
) -> Metadata:
    """Add what the text says to what the file says about itself.

    Args:
        found: From the properties of the file.
        blocks: Of the document, in order.
        language: Main language of its text.
        stem: Name of the file without its ending.

    Returns:
        The metadata with symbol, title, date, body and language as far as they were found.
    """
    head = _head(blocks)
    symbol, symbol_sure = _symbol(head)
    date, date_sure = _date(head)
    body, body_sure = _body(symbol, head)
    title = title_of(blocks, found.title, stem)
    agreed = bool(title) and fold(title or "") in fold(head).replace("\n", " ")
    proposed = bool(title) and title == found.title
    finds = {
        "symbol": (symbol, symbol_sure, Found.CONTENT),
        "title": (
            title,
            (CERTAIN if proposed else LIKELY) if agreed else POSSIBLE,
            Found.PROPERTIES if proposed and not agreed else Found.CONTENT,
        ),
        "date": (
            (date, date_sure, Found.CONTENT) if date else (found.date, DOUBTFUL, Found.PROPERTIES)
        ),
        "body": (body, body_sure, Found.CONTENT),
        "language": (
            None if language == UNKNOWN_LANGUAGE else language,
            CERTAIN if len(head) >= ENOUGH else POSSIBLE,
            Found.CONTENT,
        ),
    }
    said = {name: find for name, find in finds.items() if find[0]}
    return replace(
        found, symbol=symbol, title=title, date=date or found.date, body=body, language=language,
        confidence={name: sure for name, (_, sure, _) in said.items()},
        found_in={name: place for name, (_, _, place) in said.items()},
    )  # fmt: skip


def _head(blocks: Sequence[Block]) -> str:
    text = ""
    for block in blocks:
        if block.role is Role.FOOTNOTE:
            continue
        text += f"{block.raw or block.text}\n"
        if len(text) > HEAD_LENGTH:
            break
    return text[:HEAD_LENGTH]


def symbol_in(text: str) -> str | None:
    r"""The official symbol of a document, from its first page.

    A symbol that stands alone on its line wins over one that is cited in a sentence.

    >>> symbol_in("Conseil d’administration\nGB.335/POL/1(Rev.)\n")
    'GB.335/POL/1(Rev.)'
    """
    return _symbol(text)[0]


def _symbol(text: str) -> tuple[str | None, float]:
    for line in text.split("\n"):
        bare = line.strip().rsplit("  ", 1)[-1].strip()
        for pattern in _SYMBOLS:
            if pattern.fullmatch(bare) or (
                pattern.search(bare) and bare.upper() == bare and len(bare) < 90
            ):
                found = pattern.search(bare)
                alone = CERTAIN if pattern.fullmatch(bare) else LIKELY
                return (re.sub(r"\s", "", found.group()), alone) if found else (None, 0.0)
    return None, 0.0


def date_in(text: str) -> str | None:
    """The date of a document, ISO 8601: from a date line, else the first full date, else ©.

    >>> date_in("Date: 15 mars 2019"), date_in("2020年10月26日"), date_in("© 2017 OIM")
    ('2019-03-15', '2020-10-26', '2017')
    """
    return _date(text)[0]


def _date(text: str) -> tuple[str | None, float]:
    for line in _DATE_LINE.finditer(text):
        date = _full_date(line.group())
        if date:
            return date, CERTAIN
    copied = _COPYRIGHT.search(text)
    if copied:
        return copied.group(1), LIKELY
    lines = [line for line in text.split("\n") if len(line) < 60]
    return next((date for date in map(_full_date, lines) if date), None), POSSIBLE


def _full_date(text: str) -> str | None:
    chinese = _CHINESE.search(text)
    if chinese:
        year, month, day = chinese.groups()
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    plain = _ISO.search(text)
    if plain and _is_day(plain.group(2), plain.group(3)):
        return plain.group()
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for found in pattern.finditer(text):
            year, word, day = (found.group(part) for part in order)
            month = _MONTH_NUMBERS.get(fold(word)) or _MONTH_NUMBERS.get(word)
            if month and _is_day(month, day):
                return f"{year}-{month:02d}-{int(day):02d}"
    return None


def _is_day(month: str | int, day: str | int) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _body(symbol: str | None, head: str) -> tuple[str | None, float]:
    """The issuing body and how sure it is."""
    for pattern, body in _BODIES:
        if symbol and pattern.match(symbol):
            return body, CERTAIN
    folded = fold(head[:BODY_LENGTH])
    places = [(folded.find(words), body) for words, body in _BODY_WORDS if words in folded]
    if not places:
        return None, 0.0
    return min(places)[1], LIKELY if len({body for _, body in places}) == 1 else POSSIBLE
