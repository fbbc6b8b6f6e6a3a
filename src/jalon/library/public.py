"""The door of the library."""

from jalon.library.actions import add_tag, decide_tag, describe_document, receive_file
from jalon.library.actions.ingesting import take_up_again
from jalon.library.queries import (
    coverage_matrix,
    document,
    documents,
    evidence_by_element,
    evidence_by_place,
    evidence_passages,
    library_counts,
    passage,
    passages_of,
    passages_with_ids,
    places_with_evidence,
    tags_of_document,
)
from jalon.library.rules import (
    DocumentRecord,
    DocumentState,
    Evidence,
    Matrix,
    MatrixBy,
    PassageRecord,
    TagRecord,
    TagState,
)

__all__ = [
    "DocumentRecord",
    "DocumentState",
    "Evidence",
    "Matrix",
    "MatrixBy",
    "PassageRecord",
    "TagRecord",
    "TagState",
    "add_tag",
    "coverage_matrix",
    "decide_tag",
    "describe_document",
    "document",
    "documents",
    "evidence_by_element",
    "evidence_by_place",
    "evidence_passages",
    "library_counts",
    "passage",
    "passages_of",
    "passages_with_ids",
    "places_with_evidence",
    "receive_file",
    "tags_of_document",
    "take_up_again",
]
