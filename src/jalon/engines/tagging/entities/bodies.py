"""Bodies that a text names: known ones by name or acronym, ministries and offices by pattern."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from jalon.engines.tagging.entities.records import Entity, EntityKind
from jalon.engines.tagging.entities.sheets import names_of, sheet
from jalon.engines.tagging.gazetteer import Gazetteer

_UPPER = "A-ZÀ-ÖØ-Þ"
_LOWER = "a-zß-öø-ÿœ"
_WORD = rf"[{_UPPER}{_LOWER}][{_UPPER}{_LOWER}’'-]+"
_JOINED_EN = (
    rf"{_WORD}(?:(?:,? (?:and|of|for|the|&)){{0,3}},? [{_UPPER}][{_UPPER}{_LOWER}’'-]+){{0,6}}"
)
_LINK_FR = r"(?:de la |de l[’']|de |du |des |d[’']|chargée? de |chargée? des |aux? |à la )"
_ADJECTIVE_FR = rf"[{_LOWER}]+(?:ales?|aux|iques?|ères?|ieures?)|publics?"
_NOUNS_FR = rf"(?:{_WORD})(?: (?:{_ADJECTIVE_FR}))?"
_MINISTRY = {
    "en": re.compile(
        rf"\b(?:(?:Federal |State )?(?:Ministry|Ministries|Department) "
        rf"(?:of|for) (?:the )?{_JOINED_EN}"
        r"|(?!(?:The|This|That|A|Its|Our|Each|Every|Their) )"
        rf"(?:[{_UPPER}][{_LOWER}]+ ){{1,3}}Ministry\b)"
    ),
    "fr": re.compile(
        rf"\b[Mm]inist[èe]res? {_LINK_FR}{_NOUNS_FR}"
        rf"(?:(?:, | et )(?:{_LINK_FR}){_NOUNS_FR}){{0,3}}"
    ),
    "es": re.compile(
        rf"\b(?:Ministerios?|Secretaría) (?:de la |del |de los |de las |de ){_WORD}"
        rf"(?:(?:, (?:y )?| y | e | de la | de | del | )[{_UPPER}][{_UPPER}{_LOWER}]+){{0,6}}"
    ),
    "ru": re.compile(
        r"\b[Мм]инистерств(?:о|а|у|ом|е) [а-яё]+(?: (?!и )[а-яё]+)?"
        r"(?: и [а-яё]+(?: (?!и )[а-яё]+)?)?"
    ),
    "ar": re.compile(r"وزارة ال[\u0621-\u064a]+(?: ال[\u0621-\u064a]+)?(?: وال[\u0621-\u064a]+)*"),
    "zh-Hans": re.compile(
        r"(?:外交|内政|劳工|劳动|卫生|教育|司法|财政|公安|民政|商务|国防|社会事务)部"
    ),
}
_OFFICE = {
    "en": re.compile(
        rf"\b(?:National|Federal|General|Central) "
        rf"(?:[{_UPPER}][{_LOWER}-]+ (?:and |for |on |of )?){{0,4}}"
        rf"(?:Agency|Office|Institute|Commission|Council|Directorate|Service|Authority|Bureau)\b"
        rf"(?: (?:of|for|on) (?:the )?{_JOINED_EN})?"
    ),
    "fr": re.compile(
        rf"\b(?:Office|Agence|Institut|Commission|Conseil|Direction|Délégation|Secrétariat) "
        rf"(?:national|nationale|fédéral|fédérale|générale?|supérieur)(?: {_LINK_FR}{_NOUNS_FR}"
        rf"(?:(?:, | et )(?:{_LINK_FR}){_NOUNS_FR}){{0,2}})?"
    ),
    "es": re.compile(
        rf"\b(?:Instituto|Agencia|Comisión|Consejo|Dirección|Oficina|Servicio|Superintendencia) "
        rf"(?:Nacional|General|Federal)(?: (?:de la |del |de los |de las |de |para ){_WORD}"
        rf"(?:(?:, | y | e | de | del | )[{_UPPER}][{_UPPER}{_LOWER}]+){{0,5}})?"
    ),
}
_GOVERNMENT = {
    "en": re.compile(
        rf"\bGovernment of (?:the )?{_JOINED_EN}"
        rf"|(?!(?:The|This|Each|Our|Its) )\b[{_UPPER}][{_LOWER}]+ Government\b"
    ),
    "fr": re.compile(
        rf"\b[Gg]ouvernement (?:{_LINK_FR}[{_UPPER}][{_UPPER}{_LOWER}’'-]+"
        rf"|[{_LOWER}]+(?:ien|ais|ain|ois|éen|and|ol|que|ite)\b)"
    ),
    "es": re.compile(rf"\bGobierno (?:de la |del |de los |de )(?:{_WORD})"),
}
_PATTERNS = {
    lang: tuple(table[lang] for table in (_MINISTRY, _OFFICE, _GOVERNMENT) if lang in table)
    for lang in _MINISTRY
}


@cache
def _known() -> Gazetteer:
    return Gazetteer(names_of(sheet("bodies")["bodies"]))


def find_bodies(text: str, words: Sequence[tuple[str, int, int]], lang: str) -> list[Entity]:
    """Bodies named in a text, in order.

    Args:
        text: The text.
        words: Its words with offsets.
        lang: Its language; patterns of ministries and offices differ.

    Returns:
        Entities; the code of a known body is its id ("ilo"), of another "named:" and a slug of the
        name as it stands, which says nothing of the country.
    """
    found = [
        Entity(kind=EntityKind.BODY, code=span.code, start=span.start, end=span.end, text=span.text)
        for span in _known().find_in(text, words, lang)
    ]
    taken = [(entity.start, entity.end) for entity in found]
    for pattern in _PATTERNS.get(lang, ()):
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                found.append(_named(match.group(), start))
    return sorted(found, key=lambda entity: entity.start)


def _named(text: str, start: int) -> Entity:
    return Entity(
        kind=EntityKind.BODY,
        code=f"named:{slug(text)}",
        start=start,
        end=start + len(text),
        text=text,
    )


def slug(text: str) -> str:
    """A name as letters, digits and hyphens, for a stable id.

    >>> slug("Ministère de la Santé")
    'ministere-de-la-sante'
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", "-", plain).strip("-")[:80]
