"""The door of the practices room."""

from jalon.practices.actions.loading import load_starter, store_initiatives
from jalon.practices.queries.published import (
    count,
    counts_by_objective,
    counts_by_place,
    initiative,
    initiatives,
    leading_initiatives,
)
from jalon.practices.rules import (
    InitiativeBrief,
    InitiativeFilter,
    InitiativeKind,
    InitiativeRecord,
    SourceRecord,
)

__all__ = [
    "InitiativeBrief",
    "InitiativeFilter",
    "InitiativeKind",
    "InitiativeRecord",
    "SourceRecord",
    "count",
    "counts_by_objective",
    "counts_by_place",
    "initiative",
    "initiatives",
    "leading_initiatives",
    "load_starter",
    "store_initiatives",
]
