"""What kind of statement a passage makes, told by its words, and who acts in it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from jalon.engines.tagging.entities.records import Entity, EntityKind, Statement, StatementKind
from jalon.engines.tagging.entities.sheets import sheet
from jalon.engines.tagging.gazetteer import NamedSpan
from jalon.kernel.languages import Language

_LEAST = 0.6
"""Weight of cues from which a passage is more than background."""
_FIGURES_OF_STATISTIC = 2
"""Figures from which a passage without other cues is a statistic."""
_STRONGER = {StatementKind.RECOMMENDATION: 1.4, StatementKind.RESULT: 1.1}
"""Kinds whose words stand in texts that also tell of measures."""
_ACTING = frozenset({StatementKind.MEASURE, StatementKind.COMMITMENT, StatementKind.RESULT})
_OPENINGS = {
    "en": re.compile(
        r"(?:\W*)((?:develop|strengthen|ensure|promote|establish|provide|support|adopt|improve|enhance|"
        r"encourage|facilitate|create|review|collect|involve|engage|invest|build|include|increase|reduce|"
        r"protect|prevent|implement|consult|identify|integrate|ratify|align|"
        r"expand|conduct|raise|share|use|set up|make sure))\b"
    ),
    "fr": re.compile(
        r"(?:\W*)((?!hier|mer\b|cher|fer\b|premier|dernier|papier|janvier|fevrier)[a-z]{3,}(?:er|ir|re))\s(?:l[aeu']|d[e']|les|des|un|une|aux?|en|a)\b"
    ),
    "es": re.compile(
        r"(?:\W*)((?!lugar|hogar|mujer|ayer|par\b)[a-z]{3,}(?:ar|er|ir))\s(?:l[ao]s?|el|un|una|de|a|en|que)\b"
    ),
}
_END = re.compile(r"[.!?;](?=\s)|[。！？؟]")
_ONE_CALL = 250
"""Letters of a text from which its first words say little about the rest."""
_REACH = 160
"""Letters before a cue in which who acts is looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cue:
    kind: StatementKind
    weight: float
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cues:
    """The cues of a language: a machine that finds all of them in one pass.

    Attributes:
        machine: Automaton over folded letters; a find gives words, kind, weight, and whether any
            ending may follow.
        apart: Whether cues begin and end at the edges of words, as they do in most scripts.
    """

    machine: Any  # Any: pyahocorasick has no types
    apart: bool


@cache
def _cues_of(lang: str) -> _Cues | None:
    machine: Any = ahocorasick.Automaton()
    for kind, by_lang in sheet("statements")["kinds"].items():
        for row in by_lang.get(lang, ()):
            words, _, weight = str(row).partition("|")
            plain = _folded(words)
            bare = plain.removesuffix("*")
            found = (len(bare), StatementKind(kind), float(weight or 1), plain != bare)
            machine.add_word(bare, found)
    if not len(machine):
        return None
    machine.make_automaton()
    return _Cues(machine=machine, apart=lang not in {Language.ZH, Language.AR})


def _letter(number: int) -> str:
    """A small letter without accent for a letter, where one letter stands for one."""
    plain = unicodedata.normalize("NFD", chr(number).lower())
    return plain[0] if plain[1:] and all(map(unicodedata.combining, plain[1:])) else chr(number)


_TABLE = str.maketrans(
    {chr(number): _letter(number) for number in (*range(0xC0, 0x250), *range(0x400, 0x460))}
    | {"’": "'", "œ": "o", "Œ": "o"}
)


def _folded(text: str) -> str:
    """Small letters without accents, letter for letter."""
    return text.lower().translate(_TABLE) if len(text.lower()) == len(text) else text


def statement_of(
    text: str, lang: str, *, entities: Sequence[Entity], places: Sequence[NamedSpan] = ()
) -> Statement:
    """What kind of statement a passage makes, and who acts.

    Args:
        text: The passage.
        lang: Its language; others than the six have no cues and stay background.
        entities: What it names and counts.
        places: Places it names.

    Returns:
        The kind with the most weight of cues; the actor is the last body or place named before the
        cue in its sentence, for measures, commitments and results only.
    """
    cues = _cues(text, lang)
    weights: dict[StatementKind, float] = defaultdict(float)
    for cue in cues:
        weights[cue.kind] += cue.weight * _STRONGER.get(cue.kind, 1)
    figures = sum(entity.kind is EntityKind.FIGURE for entity in entities)
    if figures:
        weights[StatementKind.RESULT] *= 1.2
    kind = max(weights, key=lambda kind: weights[kind], default=StatementKind.BACKGROUND)
    if figures >= _FIGURES_OF_STATISTIC and weights.get(kind, 0) <= 1:
        kind = StatementKind.STATISTIC
        return Statement(kind=kind)
    if weights.get(kind, 0) < _LEAST:
        return Statement(kind=StatementKind.STATISTIC if figures else StatementKind.BACKGROUND)
    cue = max((cue for cue in cues if cue.kind is kind), key=lambda cue: cue.weight)
    actor, actor_text = _actor(text, cue, entities, places) if kind in _ACTING else ("", "")
    return Statement(
        kind=kind,
        cue=text[cue.start : cue.end],
        start=cue.start,
        end=cue.end,
        actor=actor,
        actor_text=actor_text,
    )


def _cues(text: str, lang: str) -> list[_Cue]:
    known = _cues_of(lang)
    plain = _folded(text)
    opening = _opening(plain, lang)
    found = [opening] if opening else []
    for last, (length, kind, weight, open_ended) in known.machine.iter(plain) if known else ():
        start, end = last - length + 1, last + 1
        if known and known.apart and not _at_edges(plain, start, end, open_ended=open_ended):
            continue
        found.append(_Cue(kind=kind, weight=weight, start=start, end=end))
    return _longest(found)


def _longest(found: Sequence[_Cue]) -> list[_Cue]:
    """Cues that do not overlap, in order of place; of two that begin together the longer one."""
    kept: list[_Cue] = []
    for cue in sorted(found, key=lambda cue: (cue.start, -cue.end)):
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _at_edges(text: str, start: int, end: int, *, open_ended: bool) -> bool:
    """Whether a find begins at the beginning of a word, and ends at an end where it must."""
    if start and text[start - 1].isalnum():
        return False
    return open_ended or end == len(text) or not text[end].isalnum()


def _opening(text: str, lang: str) -> _Cue | None:
    """A call to act as the first word: "Renforcer la coopération", "Strengthen cooperation"."""
    pattern = _OPENINGS.get(lang)
    match = pattern.match(text) if pattern else None
    if match is None:
        return None
    weight = 0.9 if len(text) < _ONE_CALL else 0.5
    return _Cue(
        kind=StatementKind.RECOMMENDATION, weight=weight, start=match.start(1), end=match.end(1)
    )


def _actor(
    text: str, cue: _Cue, entities: Sequence[Entity], places: Sequence[NamedSpan]
) -> tuple[str, str]:
    """The last body or place named before the cue in its sentence: code, and as it stands."""
    ends = [match.end() for match in _END.finditer(text, 0, cue.start)]
    first = max(max(ends, default=0), cue.start - _REACH)
    named = [
        (entity.start, entity.code, entity.text)
        for entity in entities
        if entity.kind is EntityKind.BODY and first <= entity.start < cue.start
    ]
    named += [
        (span.start, f"place:{span.code}", span.text)
        for span in places
        if first <= span.start < cue.start
    ]
    if not named:
        return "", ""
    _, code, shown = min(named)
    return code, shown
