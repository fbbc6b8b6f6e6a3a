"""Tagging: which elements of a framework a passage speaks about, which places it names, and why.

Plain Python, usable alone: `Tagger(elements).tag(passages)`.
"""

from jalon.engines.tagging.entities.finding import find_entities
from jalon.engines.tagging.entities.records import (
    About,
    Entity,
    EntityKind,
    Figure,
    Findings,
    Statement,
    StatementKind,
)
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
from jalon.engines.tagging.terminology import (
    Caution,
    Term,
    TermsSource,
    check_terms,
    terms,
    terms_source,
)

__all__ = [
    "TAGGER_VERSION",
    "About",
    "Case",
    "Caution",
    "ElementText",
    "Entity",
    "EntityKind",
    "Figure",
    "Findings",
    "PassageText",
    "PlaceFinder",
    "PlaceMention",
    "Quality",
    "Rate",
    "Reason",
    "ReasonKind",
    "State",
    "Statement",
    "StatementKind",
    "Suggestion",
    "Tagger",
    "Term",
    "TermsSource",
    "assess",
    "check_cases",
    "check_terms",
    "find_entities",
    "terms",
    "terms_source",
]
