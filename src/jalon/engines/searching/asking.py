"""The query language: what people type becomes clauses. Any input has a meaning; none is refused.

migrants rights          both words
"decent work"            these words together
-return  -"forced labour"  not this
migr*                    words that begin like this
kind:passage year:2019..2021  only cards of this kind and these years
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from jalon.engines.searching.analysis import prepare
from jalon.engines.searching.folding import readable

LONGEST_QUERY = 2_000
MOST_CLAUSES = 48

FIELDS = {
    "kind": "kind", "type": "kind",
    "lang": "lang", "language": "lang", "langue": "lang",
    "place": "place", "country": "place", "pays": "place",
    "element": "element", "objective": "element", "objectif": "element",
    "document": "document", "doc": "document",
    "year": "year", "date": "year", "annee": "year",
    "state": "state",
}  # fmt: skip
"""Names people may type before a colon, and the field each stands for."""

_TOKEN = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2212\u2013](?=[^\s-]))?
        (?:(?P<field>[^\W\d_]{2,12}):(?=[^\s/]))?
        (?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]|(?P<word>[^\s"“”„«»]+)|["“”„«»])""",
    re.VERBOSE,
)
_RANGE = re.compile(r"(\d{1,4})?(?:\.\.|-|–)(\d{1,4})?|(\d{1,4})")
_LETTERED = re.compile(r"(?<!\S)(\d{1,3})\s+\(?([^\W\d_])\)")  # "6 (c)" and "6 c)" are one symbol
_SHORTEST_PREFIX = 2


class Form(StrEnum):
    """How the words of a clause are looked for."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that was asked for in words."""

    form: Form
    text: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """One `field:value` of a query; years as (first, last) in `years`."""

    field: str
    value: str
    excluded: bool = False
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read."""

    clauses: tuple[Clause, ...] = ()
    restrictions: tuple[Restriction, ...] = ()


def read_query(text: str) -> Asked:
    """Read what somebody typed; never refuses.

    >>> read_query('droits -retour "travail décent" migr* year:2019').clauses[2]
    Clause(form=<Form.PHRASE: 'phrase'>, text='travail décent', excluded=False)
    """
    clean = _LETTERED.sub(r"\1(\2)", prepare(readable(text[:LONGEST_QUERY])))
    clauses: list[Clause] = []
    restrictions: list[Restriction] = []
    for match in _TOKEN.finditer(clean):
        restriction = _restriction(match)
        if restriction is not None:
            restrictions.append(restriction)
        elif (clause := _clause(match)) is not None:
            clauses.append(clause)
    return Asked(tuple(clauses[:MOST_CLAUSES]), tuple(restrictions[:MOST_CLAUSES]))


def _restriction(match: re.Match[str]) -> Restriction | None:
    """The restriction in a token; None when it names no field, or its value has no sense."""
    field = FIELDS.get((match["field"] or "").lower())
    value = (match["phrase"] or match["word"] or "").strip().rstrip(",;")
    if field is None or not value:
        return None
    excluded = match["minus"] is not None
    if field != "year":
        return Restriction(field, value, excluded)
    years = _RANGE.fullmatch(value)
    if years is None:
        return None
    first, last = (years[3], years[3]) if years[3] else (years[1], years[2])
    return Restriction(field, value, excluded, (int(first or 0), int(last or 9999)))


def _clause(match: re.Match[str]) -> Clause | None:
    excluded = match["minus"] is not None
    name = f"{match['field']}:" if match["field"] else ""
    if match["phrase"] is not None:
        phrase = f"{name} {match['phrase']}".strip()
        return Clause(Form.PHRASE, phrase, excluded) if phrase else None
    word = name + (match["word"] or "")
    stem = word.rstrip("*")
    if stem != word and len(stem) >= _SHORTEST_PREFIX:
        return Clause(Form.PREFIX, stem, excluded)
    return Clause(Form.WORD, stem, excluded) if stem else None
