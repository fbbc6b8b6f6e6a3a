"""The tables of the library: documents and what is in them, and what people decide."""

from jalon.library.models.deciding import Decision, Round, RoundDocument, RoundItem, Skip
from jalon.library.models.documents import (
    Document,
    Intake,
    Mention,
    Passage,
    Tag,
)

__all__ = [
    "Decision",
    "Document",
    "Intake",
    "Mention",
    "Passage",
    "Round",
    "RoundDocument",
    "RoundItem",
    "Skip",
    "Tag",
]
