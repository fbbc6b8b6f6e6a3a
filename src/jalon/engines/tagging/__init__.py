"""Tagging: which elements of a framework a passage speaks about, which places it names, and why.

Plain Python, usable alone: `Tagger(elements).tag(passages)`.
"""

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
    "ElementText",
    "PassageText",
    "Reason",
    "ReasonKind",
    "State",
    "Suggestion",
    "Tagger",
]
