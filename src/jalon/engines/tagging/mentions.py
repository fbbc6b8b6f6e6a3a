"""Explicit mentions: "objectif 15", "objectives 2, 3 and 16", "objectif 6 c) et e)".

The number of an objective counts only when the framework it belongs to can be told: "objectif 10
du Pacte mondial" is ours, "objectif de développement durable 10" and "Objective 2 of the project"
are not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jalon.engines.tagging.words import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A place in a text that names an element by its number or its name.

    Attributes:
        local: Code without the framework, such as "6" or "6.c".
        start: Offset of its first character.
        end: Offset after its last character.
        sure: False when the number may belong to another plan or programme.
    """

    local: str
    start: int
    end: int
    sure: bool = True


_KEYWORDS = {
    "gcm": (
        r"objectives?|objectifs?|objetivos?|цел(?:ь|и|ей|ям|ью|ях)|(?:ال)?(?:هدف|أهداف|اهداف)|目标"
    ),
    "sdg": (
        r"sdgs?|odd|ods|цур|(?:sustainable development )?goals?|targets?|cibles?|metas?"
        r"|objectifs? de développement durable|objetivos? de desarrollo sostenible"
    ),
}
_NUMBER = r"\d{1,3}(?:\.\d{1,2}|\.[a-c]\b)?"
_LETTER_JOIN = r"\s*(?:,|et|and|y|e|to|à|a|-|–|и|و)\s*"
_LETTERS = rf"(?:\s*\(?\b[a-l]\s?\)(?:{_LETTER_JOIN}\(?[a-l]\s?\))*)?"
_JOIN = (
    r"\s*(?:,|;|/|&|-|–|—|\bet\b|\band\b|\by\b|\be\b|\bor\b|\bou\b|\bo\b|\bto\b|\bà\b|\bau\b"
    r"|\ba\b|\bal\b|\bи\b|و|和|至|、)\s*"
)
_LIST = rf"{_NUMBER}{_LETTERS}(?:(?:{_JOIN}){{1,2}}(?:l[’'])?(?:{{again}})?{_NUMBER}{_LETTERS})*"
_RANGE = re.compile(r"^\s*(?:-|–|—|to|à|au|a|al|至)\s*$", re.IGNORECASE)
_ITEM = re.compile(rf"({_NUMBER})({_LETTERS})", re.IGNORECASE)
_LETTER = re.compile(r"\b([a-l])\s?\)", re.IGNORECASE)
_NUMBER_SIGN = r"(?:n[o°º]s?\.?|numbers?|nos?\.|núms?\.|第)?"

_OURS: Mapping[str, str] = {
    "gcm": (
        r"pacte mondial|global compact|pacto mundial|\bgcm\b|\bpmm\b|\bpmma?s\b"
        r"|глобальн\w+ договор|الاتفاق العالمي|全球契约"
    ),
}
_STRANGERS = (
    r"sustainable development|developpement durable|desarrollo sostenible|\bsdgs?\b|\bodds?\b"
    r"|\bods\b|\bцур\b|\b2030\b|millennium|millenaire|milenio|\bmdgs?\b|\bomd\b|\bodm\b"
)
_STRANGER_AFTER = re.compile(
    r"^[\s,)]*(?:of|in|du|de|del|de la|des|de l[’']|dans|from|under)\s+"
    r"(?:(?:the|this|la|le|el|our|notre|ce|cette|su|its|son|l[’'])\s*)?"
    r"(?:[\w-]+\s+){0,2}?(?:sdgs?|odd|ods|2030|agenda|programa|project|projet|proyecto|programme"
    r"|program|strategy|strategie|estrategia|plan|action plan|framework|cadre|marco|policy"
    r"|politique|politica|sustainable|developpement durable|desarrollo)\b"
)


class MentionFinder:
    """Finds the elements that a text names, for a framework whose keyword is known (gcm, sdg).

    Args:
        framework: Slug of the framework.
        locals_: Codes, without the framework, that exist; anything else is not a mention.

    >>> finder = MentionFinder("gcm", frozenset(str(n) for n in range(1, 24)))
    >>> [m.local for m in finder.find("les objectifs 2, 3 et 16 du Pacte mondial")]
    ['2', '3', '16']
    """

    def __init__(self, framework: str, locals_: frozenset[str]) -> None:
        self.locals = locals_
        keyword = _KEYWORDS.get(framework)
        self._pattern: re.Pattern[str] | None = None
        if keyword:
            again = rf"(?:{keyword})\s*"
            body = _LIST.replace("{again}", again)
            self._pattern = re.compile(
                rf"(?<![\w])({keyword})\s*{_NUMBER_SIGN}\s*({body})(?![\w%])", re.IGNORECASE
            )
        self._ours = re.compile(_OURS.get(framework, r"(?!)"))
        self._foreign = re.compile(_STRANGERS if framework == "gcm" else r"(?!)")
        self._named = framework == "gcm"

    def find(self, text: str, *, section: str = "") -> list[Mention]:
        """The mentions in a text, in order of place; each list and range is spelt out."""
        if self._pattern is None or not any(map(str.isdigit, text)):
            return []
        found: list[Mention] = []
        for match in self._pattern.finditer(text):
            whose = self._whose(text, match, section)
            if whose is None:
                continue
            found.extend(self._items(match.group(2), match.start(2), sure=whose))
        return found

    def _items(self, body: str, offset: int, *, sure: bool) -> Iterator[Mention]:
        last_number, last_end = 0, 0
        for item in _ITEM.finditer(body):
            number = item.group(1)
            between = body[last_end : item.start()]
            if last_number and number.isdigit() and _RANGE.match(between):
                for inner in range(last_number + 1, int(number)):
                    yield from self._known(
                        str(inner), offset + item.start(), offset + item.end(), sure=sure
                    )
            yield from self._known(number, offset + item.start(), offset + item.end(), sure=sure)
            for letter in _letters(item.group(2)):
                yield from self._known(
                    f"{number}.{letter}", offset + item.start(), offset + item.end(), sure=sure
                )
            last_number, last_end = int(number) if number.isdigit() else 0, item.end()

    def _known(self, local: str, start: int, end: int, *, sure: bool) -> Iterator[Mention]:
        if local in self.locals:
            yield Mention(local=local, start=start, end=end, sure=sure)

    def _whose(self, text: str, match: re.Match[str], section: str) -> bool | None:
        """True when the number is ours, False when nothing tells, None when it is not ours."""
        if not self._named:
            return True
        after = fold(text[match.end() : match.end() + 90])
        if self._ours.search(after[:60]) and not self._foreign.search(
            after.split("compact")[0].split("pacte")[0][:25]
        ):
            return True
        if _STRANGER_AFTER.match(after):
            return None
        before = fold(text[max(0, match.start() - 250) : match.start()])
        ours, foreign = _last(self._ours, before), _last(self._foreign, before)
        if foreign > ours:
            return None
        if ours >= 0 or self._ours.search(fold(section)):
            return True
        return _in_brackets(text, match)


def _letters(text: str) -> list[str]:
    """The letters of "c) et e)", ranges spelt out."""
    letters: list[str] = []
    last = 0
    for match in _LETTER.finditer(text):
        letter = match.group(1).lower()
        if letters and re.fullmatch(r"\s*(?:to|à|-|–)\s*\(?", text[last : match.start()]):
            letters.extend(chr(code) for code in range(ord(letters[-1]) + 1, ord(letter)))
        letters.append(letter)
        last = match.end()
    return letters


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Offset of the last match, -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    """Whether the mention stands in brackets, as writers cite the Compact: "(objectif 14)"."""
    before = text[max(0, match.start() - 25) : match.start()]
    after = text[match.end() : match.end() + 25]
    return before.rfind("(") > before.rfind(")") and ")" in after
