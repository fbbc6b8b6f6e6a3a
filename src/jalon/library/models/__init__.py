"""The tables of the library: documents and what is in them, and what people decide."""

from jalon.library.models.deciding import Decision, Round, RoundDocument, RoundItem, Skip
from jalon.library.models.documents import (
    Document,
    Finding,
    Intake,
    Mention,
    Passage,
    Tag,
)
from jalon.library.models.rereading import FormerLabel, LostDecision, Rereading

__all__ = [
    "Decision",
    "Document",
    "Finding",
    "FormerLabel",
    "Intake",
    "LostDecision",
    "Mention",
    "Passage",
    "Rereading",
    "Round",
    "RoundDocument",
    "RoundItem",
    "Skip",
    "Tag",
]
