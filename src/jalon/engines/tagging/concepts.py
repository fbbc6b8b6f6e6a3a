"""The concept lexicon: the words practitioners use for each element of a framework.

A concept is a thing people talk about (recruitment fees, alternatives to detention) with its terms
in several languages. Terms are compared by stems, so endings and accents do not matter; small
words ("of the", "de la") are left out on both sides; a term in capitals (AVRR) is compared as it
stands. "a & b" asks for both, in any order, near each other ("a & b & c" for all three); a word
listed under `families` stands for all words of its family there. A term under `not` swallows what
stands inside it: "retour d'expérience" is no return. Concepts of the element "-" speak for no
element: they tell that a text is about the machinery of a framework (implementing and reviewing it)
and hold the hints of other concepts down. `note` says in one line what is meant, `unlike` names
concepts that are easily confused with it; both are for people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from jalon.kernel.languages import Language

ASIDE = "-"
"""Element of the concepts that speak for no element."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """One concept of the lexicon.

    Attributes:
        element: Code of the element it speaks for, without the framework ("6"); "-" for none.
        name: Stable name in kebab case.
        weight: 1 when it alone settles the matter, less for a hint.
        terms: Language tag to terms.
        note: One line that says what is meant.
        unlike: Concepts it is easily confused with, as "element/name".
    """

    element: str
    name: str
    weight: float
    terms: Mapping[str, tuple[str, ...]]
    note: str = ""
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The concepts of one framework.

    Attributes:
        framework: Slug of the framework.
        version: Version of the lexicon, as written in its files.
        concepts: What people talk about, with the element each speaks for.
        misleading: Language tag to terms that swallow the terms inside them.
        generic: Language tag to words that say nothing about any element.
        context: Language tag to words that tell that a text is about the subject at all.
        leans: Element that comes first, unsuggested, in a text that speaks of the machinery alone.
        families: Language tag to short forms ("migra"), each with the words it stands for.
        held_down: Element to what is taken from its evidence, for elements that attract everything.
    """

    framework: str
    version: str
    concepts: tuple[Concept, ...]
    misleading: Mapping[str, tuple[str, ...]]
    generic: Mapping[str, tuple[str, ...]]
    held_down: Mapping[str, float]
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leans: str = ""
    families: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


def load_lexicon(framework: str) -> Lexicon | None:
    """The lexicon that Jalon carries for a framework; None when it carries none."""
    folder = files("jalon") / "data" / "concepts" / framework
    if not folder.is_dir():
        return None
    lexicon = _load(framework)
    return lexicon if lexicon.concepts else None


@cache
def _load(framework: str) -> Lexicon:
    folder = files("jalon") / "data" / "concepts" / framework
    sheets = [
        _sheet(path)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".yaml")
    ]
    concepts = [concept for sheet in sheets for concept in _concepts(sheet)]
    return Lexicon(
        framework=framework,
        version=max((str(sheet["version"]) for sheet in sheets), default=""),
        concepts=tuple(concepts),
        misleading=_gathered(_misleading(sheets)),
        generic=_gathered(sheet.get("generic", {}) for sheet in sheets),
        context=_gathered(sheet.get("context", {}) for sheet in sheets),
        leans=next((str(sheet["leans"]) for sheet in sheets if "leans" in sheet), ""),
        families={
            tag: {short: tuple(words) for short, words in rows.items()}
            for sheet in sheets
            for tag, rows in sheet.get("families", {}).items()
        },
        held_down={
            str(code): float(cut)
            for sheet in sheets
            for code, cut in sheet.get("held_down", {}).items()
        },
    )


def _sheet(path: Traversable) -> dict[str, Any]:  # Any: YAML as it was written
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sheet: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe loader
    return sheet


def _concepts(sheet: Mapping[str, Any]) -> Iterable[Concept]:
    for element, rows in sheet.get("elements", {}).items():
        for row in rows:
            terms = {str(tag): tuple(map(str, row[tag])) for tag in Language if tag in row}
            yield Concept(
                element=str(element),
                name=row["concept"],
                weight=float(row.get("weight", 1)),
                terms=terms,
                note=row.get("note", ""),
                unlike=tuple(map(str, row.get("unlike", ()))),
            )


def _misleading(
    sheets: Iterable[Mapping[str, Any]],  # Any: YAML as it was written
) -> Iterable[Mapping[str, Sequence[str]]]:
    """Misleading terms of whole sheets, and those written with one concept."""
    for sheet in sheets:
        yield sheet.get("not", {})
        for rows in sheet.get("elements", {}).values():
            yield from (row.get("not", {}) for row in rows)


def _gathered(rows: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for tag, terms in row.items():
            gathered[tag].extend(map(str, terms))
    return {tag: tuple(terms) for tag, terms in gathered.items()}
