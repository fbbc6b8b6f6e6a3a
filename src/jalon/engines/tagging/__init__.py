"""Tagging: which elements of a framework a passage speaks about, which places it names, and why.

Plain Python, usable alone: `Tagger(elements).tag(passages)`.
"""

from jalon.engines.tagging.evaluation import Case, Quality, Rate, assess, check_cases
from jalon.engines.tagging.places import PlaceFinder, PlaceMention
from jalon.engines.tagging.records import (
    ElementText,
    PassageText,
    Reason,
    ReasonKind,
    State,
    Suggestion,
)
from jalon.engines.tagging.tagger import TAGGER_VERSION, Tagger

__all__ = [
    "TAGGER_VERSION",
    "Case",
    "ElementText",
    "PassageText",
    "PlaceFinder",
    "PlaceMention",
    "Quality",
    "Rate",
    "Reason",
    "ReasonKind",
    "State",
    "Suggestion",
    "Tagger",
    "assess",
    "check_cases",
]
