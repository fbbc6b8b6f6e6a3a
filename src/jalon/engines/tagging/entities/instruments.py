"""Instruments that a text names: by name, by number, and laws by pattern."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jalon.engines.tagging.entities.bodies import slug
from jalon.engines.tagging.entities.records import HAS_DIGIT, Entity, EntityKind
from jalon.engines.tagging.entities.sheets import names_of, sheet
from jalon.engines.tagging.gazetteer import Gazetteer

_SIGN = r"(?:\(?\s*(?:[Nn][o°º]s?\.?|[Nn]os?\.|[Nn]umbers?|núms?\.|№№?|رقم|第)\s*)"
_NUMBERS = r"\d{1,3}(?:\s*(?:,|and|et|y|и|و|和|或|or|ou|o)\s*\d{1,3})*"
_CONVENTION = r"(?:Conventions?|Convenios?|Конвенци(?:я|и|ю|ей|й)|(?:ال)?اتفاقي(?:ة|ات)|公约)"
_RECOMMENDATION = (
    r"(?:Recomm[ae]ndations?|Recomendaci(?:ón|ones)|"
    r"Рекомендаци(?:я|и|ю|ей|й)|(?:ال)?توصي(?:ة|ات)|建议书)"
)
_ILO = re.compile(
    rf"\b(?:(?P<letter>[CRP])\.?\s?(?P<one>\d{{2,3}})\b"
    rf"|(?P<kind>{_CONVENTION}|{_RECOMMENDATION})[^.;()\d]{{0,90}}?{_SIGN}(?P<list>{_NUMBERS}))",
    re.IGNORECASE,
)
_CHINESE_ILO = re.compile(r"第\s*(?P<list>\d{1,3})\s*号(?P<kind>公约|建议书)")
_SYMBOL = re.compile(
    r"\b(?:[AES]/(?:RES/|HRC/|CONF\.|C\.\d/|CN\.\d/|DEC/|\d)[\w./-]*\d(?:\s?\((?:19|20)\d\d\))?"
    r"|GB\.\d{3}/[\w/.]+(?:\([^)]+\))?|TTMLM/\d{4}/\d+|CMW/[\w/.-]+\d|CCPR/[\w/.-]+\d|CRC/[\w/.-]+\d)"
)
_RESOLUTION = re.compile(
    r"\b(?:[Rr]esolutions?|[Rr]ésolutions?|[Rr]esoluci(?:ón|ones)|[Рр]езолюци(?:я|и|ю|ей)|"
    r"قرار(?:ها)?|第)"
    r"(?:\s+(?:of|de la|de l[’']|du|del|the)?\s*(?:General Assembly|"
    r"Assemblée générale|Asamblea General|"
    r"Генеральной Ассамблеи|الجمعية العامة))?\s*(?P<number>\d{2}/\d{1,3})"
)
_LAW = {
    "en": re.compile(
        r"\b(?:Organic |Federal |Framework )?(?:Law|Act|Decree|Ordinance|Proclamation|Regulation)"
        r"(?: \(EU\))? (?:[Nn]o\.? ?|[Nn]umber )?\d[\d/.-]*(?: ?of (?:19|20)\d\d)?"
        r"|\b(?:[A-Z][A-Za-z’'-]+ (?:and |of |for |\()?\)?){1,7}"
        r"(?:Act|Code|Ordinance|Bill)(?:,? (?:of )?(?:19|20)\d\d)\b"
        r"|\bDirective \d{2,4}/\d{1,4}(?:/E[CU])?"
    ),
    "fr": re.compile(
        r"\b[Ll]oi(?: organique| fédérale| cadre|-cadre)? (?:n[o°º]s? ?)?\d[\d./-]*\d"
        r"|\b(?:[Dd]écret|[Oo]rdonnance|[Aa]rrêté|[Dd]ahir)(?:-loi)? (?:n[o°º] ?)?\d[\d./-]*\d"
        r"|\b[Dd]irective \d{2,4}/\d{1,4}(?:/(?:CE|UE))?"
        r"|\b[Rr]èglement \((?:UE|CE)\) (?:n[o°º] ?)?\d+/\d+"
    ),
    "es": re.compile(
        r"\b(?:Ley|Decreto|Real Decreto|Decreto Supremo|Resolución|Decreto Legislativo)"
        r"(?: Orgánica| Federal)? "
        r"(?:[Nn]\.?[o°º]?\.? ?|núm\. ?)?\d[\d./-]*\d|\bDirectiva \d{2,4}/\d{1,4}(?:/(?:CE|UE))?"
    ),
    "ru": re.compile(r"\b(?:Федеральн\w+ )?[Зз]акон\w* № ?\d[\d-]*(?:-?ФЗ)?"),
    "ar": re.compile(r"(?:القانون|قانون|المرسوم|الظهير) رقم \d[\d./-]*"),
}
_NUMBER = re.compile(r"\d{1,3}")


@cache
def _known() -> Gazetteer:
    parsed = sheet("instruments")
    names = names_of(parsed["named"])
    for code, row in parsed["ilo"].items():
        names[f"ilo:{code.lower()}"] = list(dict.fromkeys((row["en"], row["fr"])))
    return Gazetteer(names, small_letters=True)


@cache
def _standards() -> frozenset[str]:
    return frozenset(code.lower() for code in sheet("instruments")["ilo"])


def find_instruments(text: str, words: Sequence[tuple[str, int, int]], lang: str) -> list[Entity]:
    """Instruments named in a text, in order, without overlaps; the longest name wins.

    Codes: "ilo:c189" for standards of the ILO that the data know, "un:a-res-73-195" for documents
    by symbol, the id of the data for names ("un:crc"), "law:" and a slug for laws of one country.
    """
    found = [
        Entity(
            kind=EntityKind.INSTRUMENT,
            code=span.code,
            start=span.start,
            end=span.end,
            text=span.text,
        )
        for span in _known().find_in(text, words, lang)
    ]
    if HAS_DIGIT.search(text):
        found += [*_by_number(text), *_by_symbol(text), *_laws(text, lang)]
    return _apart(found)


def _by_number(text: str) -> Iterator[Entity]:
    for pattern in (_ILO, _CHINESE_ILO):
        for match in pattern.finditer(text):
            yield from _standards_in(match)


def _standards_in(match: re.Match[str]) -> Iterator[Entity]:
    groups = match.groupdict()
    if groups.get("letter"):
        codes = [(f"{groups['letter'].lower()}{int(groups['one']):03d}", *match.span())]
    else:
        letter = "r" if re.match(r"Rec|Рек|(?:ال)?توصي|建", groups["kind"], re.IGNORECASE) else "c"
        at = match.start("list")
        codes = [
            (f"{letter}{int(number.group()):03d}", at + number.start(), at + number.end())
            for number in _NUMBER.finditer(groups["list"])
        ]
        if len(codes) == 1:
            codes = [(codes[0][0], *match.span())]
    for code, start, end in codes:
        if code in _standards():
            yield Entity(
                kind=EntityKind.INSTRUMENT,
                code=f"ilo:{code}",
                start=start,
                end=end,
                text=match.string[start:end],
            )


def _by_symbol(text: str) -> Iterator[Entity]:
    for match in _SYMBOL.finditer(text):
        shown = match.group().rstrip("./-")
        end = match.start() + len(shown)
        yield _entity(f"un:{slug(shown)}", shown, match.start(), end)
    for match in _RESOLUTION.finditer(text):
        code = f"un:a-res-{match.group('number').replace('/', '-')}"
        yield _entity(code, match.group(), *match.span())


def _laws(text: str, lang: str) -> Iterator[Entity]:
    pattern = _LAW.get(lang)
    for match in pattern.finditer(text) if pattern else ():
        shown = match.group().rstrip(" .,-/")
        yield _entity(f"law:{slug(shown)}", shown, match.start(), match.start() + len(shown))


def _entity(code: str, text: str, start: int, end: int) -> Entity:
    return Entity(kind=EntityKind.INSTRUMENT, code=code, start=start, end=end, text=text)


def _apart(found: list[Entity]) -> list[Entity]:
    """Entities that do not overlap, longer ones kept, in order of place."""
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda entity: (entity.start - entity.end, entity.start)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda entity: entity.start)
