"""What is found in a passage beside the elements it speaks of."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

HAS_DIGIT = re.compile(r"\d")
"""Tells whether a text can hold dates, figures and numbers of instruments at all."""


class EntityKind(StrEnum):
    """What sort of thing an entity is."""

    BODY = "body"
    INSTRUMENT = "instrument"
    CITY = "city"
    FIGURE = "figure"
    DATE = "date"


class About(StrEnum):
    """How exact a figure says it is."""

    EXACT = ""
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class StatementKind(StrEnum):
    """What a passage does with what it says."""

    COMMITMENT = "commitment"
    MEASURE = "measure"
    RESULT = "result"
    GAP = "gap"
    RECOMMENDATION = "recommendation"
    STATISTIC = "statistic"
    BACKGROUND = "background"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number as a text gives it.

    Attributes:
        value: The number, scale words worked in ("12 millions": 12000000).
        upper: End of a range ("from 3 to 5"), None without one.
        unit: "percent", an ISO 4217 code ("USD"), or "" for a plain count.
        counted: What is counted, as the text says it ("migrants de retour"); may be empty.
        about: How exact the text says it is.
        year: Calendar year that the sentence gives for it, None when it gives none or several.
    """

    value: Decimal
    upper: Decimal | None = None
    unit: str = ""
    counted: str = ""
    about: About = About.EXACT
    year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """One thing in a passage.

    Attributes:
        kind: What sort of thing.
        code: Stable id ("ilo", "ilo:c189", "un:a-res-73-195", "2018-12-19", "2018/2022"); of a
            figure its value and unit.
        start: Offset of its first character.
        end: Offset after its last character.
        text: As it stands in the passage.
        figure: The number, for figures only.
    """

    kind: EntityKind
    code: str
    start: int
    end: int
    text: str
    figure: Figure | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What kind of statement a passage makes, and who acts in it.

    Attributes:
        kind: The kind; background when nothing speaks for another.
        cue: The words that told, empty for background.
        start: Offset of the cue, None without one.
        end: Offset after the cue, None without one.
        actor: Code of who acts: a body, a place or a pattern's slug; empty when not told.
        actor_text: Who acts, as the text says it.
    """

    kind: StatementKind
    cue: str = ""
    start: int | None = None
    end: int | None = None
    actor: str = ""
    actor_text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """All that was found in one passage, entities in order of place."""

    entities: tuple[Entity, ...] = ()
    statement: Statement = field(default_factory=lambda: Statement(kind=StatementKind.BACKGROUND))
