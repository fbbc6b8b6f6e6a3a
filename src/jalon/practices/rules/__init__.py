"""Rules of initiatives: what one is, and what its draft needs."""

from jalon.practices.rules.records import (
    KIND_WORDS,
    FigureRecord,
    InitiativeBrief,
    InitiativeFilter,
    InitiativeKind,
    InitiativeRecord,
    SourceRecord,
    figure_of,
    label_of_paragraph,
    words_of,
)

__all__ = [
    "KIND_WORDS",
    "FigureRecord",
    "InitiativeBrief",
    "InitiativeFilter",
    "InitiativeKind",
    "InitiativeRecord",
    "SourceRecord",
    "figure_of",
    "label_of_paragraph",
    "words_of",
]
