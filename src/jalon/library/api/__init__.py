"""Documents, passages, tags and coverage, to read by machine."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import Query, Schema
from pydantic import Field

from jalon.atlas import public as atlas
from jalon.base.frames.api import (
    DEFAULT_LIMIT,
    INSTALLATION,
    QUOTED_LICENCE,
    Answer,
    Limit,
    Listing,
    Next,
    Texts,
    answer,
    page_of_list,
    router_of,
    skipped,
)
from jalon.engines.tagging import StatementKind
from jalon.frameworks import public as frameworks
from jalon.frameworks.public import Kind
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import pick
from jalon.library import queries
from jalon.library.queries.former import whereabouts
from jalon.library.queries.shelves import shelf, shelf_records
from jalon.library.rules import (
    DocumentState,
    Evidence,
    EvidenceFilter,
    Matrix,
    MatrixBy,
    Method,
    Origin,
    TagState,
)
from jalon.library.rules.rereading import PassageGone

documents = router_of("documents")
passages = router_of("passages")
coverage = router_of("matrix")

AROUND: dict[str, Any] = {  # as `answer` takes them
    "source": INSTALLATION,
    "licence": QUOTED_LICENCE,
}
UNSTABLE = ("data.tags.score", "data.tags.why")


class OriginShape(Schema):
    """Who said a field of a description."""

    by: Origin = Field(description="“machine” as read from the file, or “person”.")
    confidence: float | None = Field(None, description="How sure the machine is, 0 to 1.")


class DocumentShape(Schema):
    """A document, or its description while its text is not on this installation."""

    slug: str = Field(description="Stable part of its address.")
    title: str
    symbol: str = Field(description="Official symbol, such as “A/75/542”.")
    body: str = Field(description="Issuing body.")
    date: str = Field(description="ISO 8601, as precise as known.")
    language: str = Field(description="BCP 47 tag of its text.")
    place: str = Field(description="The place it is about: ISO 3166-1 alpha-3 or UN M49.")
    state: DocumentState = Field(description="“read”, or “known” by its description only.")
    url: str = Field(description="Where its publisher offers it.")
    media_type: str
    pages: int | None = Field(description="Pages; null where the format has none.")
    passages: int = Field(description="Passages stored.")
    evidence: int = Field(description="Passages that may be evidence.")
    suggested: int = Field(description="Passages with at least one suggested tag.")
    confirmed: int = Field(description="Passages with at least one confirmed tag.")
    refused: int = Field(description="Passages with at least one refused tag.")
    origins: dict[str, OriginShape] = Field(
        description="Who said the fields title, symbol, body, date, language and place; those that "
        "came with the description of the document are left out."
    )
    reader: str = Field(description="Version of the reader that read its text.")


class ReasonShape(Schema):
    """Why the engine suggests an element."""

    kind: str
    text: str = Field(description="The words of the passage.")


class TagShape(Schema):
    """An element that a passage is said to speak of; a suggestion is not a fact."""

    code: str = Field(description="Full code of the element.")
    state: TagState = Field(
        description="Suggested by machine, or confirmed or refused by a person."
    )
    method: Method = Field(description="Who added it: machine or person.")
    score: float = Field(description="How sure the engine is, 0 to 1.")
    version: str = Field(description="Version of the engine.")
    start: int | None = Field(description="Offset into the text where its words begin.")
    end: int | None = Field(description="Offset into the text where its words end.")
    why: list[ReasonShape]


class TagOfPassage(TagShape):
    """A tag, with the id of its passage."""

    passage_id: int


class PassageShape(Schema):
    """A citable piece of a document."""

    id: int
    document: str = Field(description="Slug of its document.")
    label: str = Field(
        description="Its address in the document. When a better reading changes it, the earlier "
        "one answers with 301 to the new one, and with 410 when the passage is gone."
    )
    number: str = Field(description="Paragraph number as printed; empty without one.")
    page: int | None = Field(description="Physical page, from 1.")
    page_label: str = Field(description="Page number as printed.")
    section: str = Field(description="Headings above it.")
    lang: str = Field(description="BCP 47 tag; “und” when unknown.")
    kind: str = Field(description="paragraph, heading, list-item, table, footnote ...")
    text: str
    citation: str = Field(description="The short form, such as “A/75/542 §64, p. 14”.")
    doubtful: bool = Field(description="Its text may have been read wrongly.")
    recognised: bool = Field(description="Its text was recognised from a picture of letters.")
    tags: list[TagShape]
    places: list[str] = Field(description="Places it names: ISO 3166-1 alpha-3 or UN M49.")
    statement: str = Field(description="Kind of statement, as the machine tells it; or empty.")
    actor: str = Field(description="Who acts, as the machine tells it: a code, or empty.")
    actor_text: str = Field(description="Who acts, in the words of the passage.")
    says_year: int | None = Field(description="The one calendar year that it names.")


class FindingShape(Schema):
    """What a passage names or counts, found by machine."""

    kind: str = Field(description="body, instrument, city, date or figure.")
    code: str = Field(
        description="Stable id (“ilo”, “ilo:c189”, “2018-12”); of a figure its value."
    )
    start: int = Field(description="Offset into the text where it begins.")
    end: int = Field(description="Offset into the text where it ends.")
    text: str = Field(description="As it stands in the passage.")
    value: Decimal | None = Field(description="Value of a figure; null for what is none.")
    unit: str = Field(description="percent, an ISO 4217 code, or empty for a count.")
    counted: str = Field(description="What a figure counts, in the words of the passage.")
    about: str = Field(description="about, at least, at most, or empty.")
    year: int | None = Field(description="Calendar year of a figure, where one is given.")


class EvidenceShape(Schema):
    """How many passages speak of something."""

    confirmed: int = Field(description="Passages with a confirmed tag.")
    suggested: int = Field(description="Passages with a suggested tag.")


class ElementEvidence(EvidenceShape):
    """An element, and how many passages speak of it."""

    code: str
    title: Texts


class CellShape(EvidenceShape):
    """One cell of the matrix that is not empty."""

    row: str = Field(description="Full code of the element.")
    column: str = Field(description="Key of the column.")


class ColumnShape(EvidenceShape):
    """A document, place or year; counts over all rows."""

    key: str = Field(description="Slug of a document, code of a place, or a calendar year.")
    label: Texts


class MatrixShape(Schema):
    """Coverage of elements by document, place or year."""

    by: MatrixBy
    rows: list[ElementEvidence]
    columns: list[ColumnShape]
    cells: list[CellShape]
    silent: list[str] = Field(description="Full codes of elements that no passage speaks of.")


class PassageQuery(Schema):
    """Which passages count as evidence."""

    element: list[str] = Field([], description="Full codes, such as “gcm:6”.", max_length=50)
    place: str = Field("", description="Named by the passage, or what its document is about.")
    document: list[str] = Field([], description="Slugs of documents.", max_length=50)
    year: int | None = Field(None, description="Calendar year of the document.")
    statement: StatementKind | None = Field(None, description="Kind of statement.")
    state: list[TagState] = Field(
        [TagState.CONFIRMED, TagState.SUGGESTED], description="States of the tags that count."
    )

    def keep(self) -> EvidenceFilter:
        """The filter that was asked for."""
        return EvidenceFilter(
            codes=tuple(self.element),
            place=self.place,
            documents=tuple(self.document),
            year=self.year,
            statement=self.statement or "",
            states=tuple(self.state),
        )


class MatrixQuery(Schema):
    """What the matrix counts."""

    by: MatrixBy = Field(MatrixBy.DOCUMENT, description="What the columns are.")
    framework: str = Field("gcm", description="Slug of the framework whose elements are rows.")
    kind: Kind = Field(Kind.OBJECTIVE, description="Kind of its elements.")
    document: list[str] = Field([], description="Only of these documents.", max_length=50)


@documents.get("/documents", response=Listing[DocumentShape])
def document_list(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    *,
    state: DocumentState = DocumentState.READ,
    text: str = "",
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Documents, newest first; those whose title, symbol or body has some words, when asked."""
    skip = skipped(next)
    found = shelf_records(shelf(state, text=text[:200])[skip : skip + limit + 1])
    return page_of_list(found, skip=skip, limit=limit, **AROUND)


@documents.get("/documents/{slug}", response=Answer[DocumentShape])
def document_show(request: HttpRequest, slug: str) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """One document by its slug."""
    return answer(queries.document(slug), **AROUND)


@passages.get("/documents/{slug}/passages", response=Listing[PassageShape])
def document_passages(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    slug: str,
    *,
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Passages of a document in order, with their tags in all three states."""
    skip = skipped(next)
    queries.document(slug)
    found = queries.passages_of(slug, start=skip, count=limit + 1)
    return page_of_list(found, skip=skip, limit=limit, unstable=UNSTABLE, **AROUND)


@passages.get("/documents/{slug}/passages/{label}", response=Answer[PassageShape])
def passage_show(request: HttpRequest, slug: str, label: str) -> dict[str, object] | HttpResponse:
    """One passage by its address; an earlier address of it answers with 301, of a gone one 410."""
    try:
        found = queries.passage(slug, label)
    except UnknownCode:
        return _elsewhere(request, slug, label)
    return answer(found, unstable=UNSTABLE, **AROUND)


def _elsewhere(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Where a passage is that stood at an address.

    Raises:
        UnknownCode: None ever did.
        PassageGone: It is gone.
    """
    found = whereabouts(slug, label)
    if not found.label:
        nearest = found.nearest.label if found.nearest else ""
        raise PassageGone(document=slug, label=label, nearest=nearest)
    address = request.path.removesuffix(quote(label)) + quote(found.label)
    return HttpResponsePermanentRedirect(address)


@passages.get("/documents/{slug}/passages/{label}/findings", response=Answer[list[FindingShape]])
def passage_findings(request: HttpRequest, slug: str, label: str) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """Bodies, instruments, cities, dates and figures that a passage names, in order of place."""
    return answer(queries.findings_of(queries.passage(slug, label)), **AROUND)


@passages.get("/documents/{slug}/tags", response=Answer[dict[str, list[TagOfPassage]]])
def document_tags(request: HttpRequest, slug: str) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """Tags of a document that are not refused, by code of the element."""
    queries.document(slug)
    return answer(queries.tags_of_document(slug), unstable=UNSTABLE, **AROUND)


@passages.get("/passages", response=Listing[PassageShape])
def evidence_list(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    *,
    query: Query[PassageQuery],
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Passages that are evidence, confirmed ones first, with those of their tags that match."""
    skip = skipped(next)
    found = queries.evidence_passages(query.keep(), skip=skip, limit=limit + 1)
    return page_of_list(found, skip=skip, limit=limit, unstable=UNSTABLE, **AROUND)


@coverage.get("/matrix", response=Answer[MatrixShape])
def matrix_show(request: HttpRequest, *, query: Query[MatrixQuery]) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """How many passages speak of which element, by document, place or year."""
    elements = frameworks.framework(query.framework).elements
    titles = {item.code: item.title for item in elements if item.kind == query.kind}
    found = queries.coverage_matrix(query.by, rows=list(titles), documents=query.document)
    return answer(_matrix(found, titles), **AROUND)


def _matrix(found: Matrix, titles: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    """Columns are sorted by what they are called: never by how much they have."""
    labels = _column_labels(found.by, found.columns)
    return {
        "by": found.by,
        "rows": [
            {"code": code, "title": titles[code]} | _counts(found.totals.get(code))
            for code in found.rows
        ],
        "columns": [
            {"key": key, "label": labels.get(key, {})} | _counts(found.totals.get(key))
            for key in sorted(found.columns, key=lambda key: pick(labels.get(key, {}), "en"))
        ],
        "cells": [
            {"row": row, "column": column} | _counts(evidence)
            for (row, column), evidence in sorted(found.cells.items())
        ],
        "silent": found.silent(),
    }


def _counts(evidence: Evidence | None) -> dict[str, Any]:  # Any: joined with other fields
    kept = evidence or Evidence()
    return {"confirmed": kept.confirmed, "suggested": kept.suggested}


def _column_labels(by: MatrixBy, keys: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """What columns are called, by key; titles of documents stand under their own language."""
    if by is MatrixBy.DOCUMENT:
        return {slug: {"und": it.name} for slug, it in queries.document_names(keys).items()}
    if by is MatrixBy.PLACE:
        return {code: it.name for code, it in atlas.places(keys).items()}
    return {key: {"und": key} for key in keys}
