"""The tables of the library: documents and what is in them, and what people decide."""

from jalon.library.models.documents import (
    Document,
    Intake,
    Mention,
    Passage,
    Tag,
)

__all__ = [
    "Document",
    "Intake",
    "Mention",
    "Passage",
    "Tag",
]
