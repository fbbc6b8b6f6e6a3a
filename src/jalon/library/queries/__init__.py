"""Reading the library: documents, passages, and how much evidence there is on what."""

from jalon.library.queries.coverage import (
    coverage_matrix,
    evidence_by_document,
    evidence_by_element,
    evidence_by_place,
)
from jalon.library.queries.documents import (
    document,
    document_file,
    document_ids,
    document_names,
    documents,
    documents_read,
    intakes,
    library_counts,
)
from jalon.library.queries.findings import WhatIsSaid, findings_of, what_is_said
from jalon.library.queries.leading import leading_evidence
from jalon.library.queries.passages import (
    evidence_passages,
    known_passages,
    passage,
    passages_of,
    passages_with_ids,
    tag,
    tags_of_document,
)

__all__ = [
    "WhatIsSaid",
    "coverage_matrix",
    "document",
    "document_file",
    "document_ids",
    "document_names",
    "documents",
    "documents_read",
    "evidence_by_document",
    "evidence_by_element",
    "evidence_by_place",
    "evidence_passages",
    "findings_of",
    "intakes",
    "known_passages",
    "leading_evidence",
    "library_counts",
    "passage",
    "passages_of",
    "passages_with_ids",
    "tag",
    "tags_of_document",
    "what_is_said",
]
