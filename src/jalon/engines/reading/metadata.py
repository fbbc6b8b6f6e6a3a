"""Find out what a document says about itself: symbol, title, date, issuing body."""

import re
from collections.abc import Sequence
from dataclasses import replace

from jalon.engines.reading.blocks import Block, Role
from jalon.engines.reading.records import Metadata
from jalon.engines.reading.titles import fold, title_of

HEAD_LENGTH = 6_000
"""Characters at the start of a document that symbol, date and body are looked for in."""
BODY_LENGTH = 2_500
"""Characters at the start that the issuing body is looked for in."""

_UN_ORGAN = r"A|E|S|ST|CRC|CMW|CCPR|CEDAW|CERD|HSP|TD|UNEP|FCCC|CEB|DP|IOM|MC|C|ECE|LC|CAT"
_SYMBOLS = (
    re.compile(
        r"\bGB\.\d{2,3}(?:/[A-Z]{1,12}){0,6}/\d{1,6}(?:/\d{1,6}){0,6}(?:\(Rev\.\s?\d*\))?(?:\(\w+\))?"
    ),
    re.compile(r"\b(?:TTMLM|TMFLM|MEFM|TMSPR|MERFRP)/\d{4}(?:/\d+)?"),
    re.compile(
        rf"\b(?:{_UN_ORGAN})/(?:[A-Z0-9][A-Z0-9.]{{0,12}}/){{0,8}}\d+(?:/(?:\d+|Rev\.\d|Add\.\d+|L\.\d+))*"
    ),
    re.compile(r"\bILC\.\d+/[IVX]+(?:/[A-Z0-9]+)*"),
)
_BODIES = (
    (re.compile(r"^GB\."), "ILO Governing Body"),
    (re.compile(r"^(?:TTMLM|TMFLM|MEFM|ILC)"), "International Labour Organization"),
    (re.compile(r"^A/RES/"), "UN General Assembly"),
    (re.compile(r"^A/HRC/"), "UN Human Rights Council"),
    (re.compile(r"^A/"), "UN General Assembly"),
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
    r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]{3,10})\s+(?:del?\s+)?((?:19|20)\d{2})\b"
)
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,9})\s+(\d{1,2}),\s+((?:19|20)\d{2})\b")
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
    symbol = symbol_in(head)
    return replace(
        found,
        symbol=symbol,
        title=title_of(blocks, found.title, stem),
        date=date_in(head) or found.date,
        body=_body(symbol, head),
        language=language,
    )


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
    for line in text.split("\n"):
        bare = line.strip().rsplit("  ", 1)[-1].strip()
        for pattern in _SYMBOLS:
            if pattern.fullmatch(bare) or (
                pattern.search(bare) and bare.upper() == bare and len(bare) < 90
            ):
                found = pattern.search(bare)
                return re.sub(r"\s", "", found.group()) if found else None
    return None


def date_in(text: str) -> str | None:
    """The date of a document, ISO 8601: from a date line, else the first full date, else ©.

    >>> date_in("Date: 15 mars 2019"), date_in("2020年10月26日"), date_in("© 2017 OIM")
    ('2019-03-15', '2020-10-26', '2017')
    """
    for line in _DATE_LINE.finditer(text):
        date = _full_date(line.group())
        if date:
            return date
    copied = _COPYRIGHT.search(text)
    if copied:
        return copied.group(1)
    lines = [line for line in text.split("\n") if len(line) < 60]
    return next((date for date in map(_full_date, lines) if date), None)


def _full_date(text: str) -> str | None:
    chinese = _CHINESE.search(text)
    if chinese:
        year, month, day = chinese.groups()
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for found in pattern.finditer(text):
            year, word, day = (found.group(part) for part in order)
            month = _MONTH_NUMBERS.get(fold(word)) or _MONTH_NUMBERS.get(word)
            if month and 1 <= int(day) <= 31:
                return f"{year}-{month:02d}-{int(day):02d}"
    return None


def _body(symbol: str | None, head: str) -> str | None:
    for pattern, body in _BODIES:
        if symbol and pattern.match(symbol):
            return body
    folded = fold(head[:BODY_LENGTH])
    places = [(folded.find(words), body) for words, body in _BODY_WORDS if words in folded]
    return min(places)[1] if places else None
