"""What the list of documents shows: a page of documents with their counts, and those only known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from jalon.library.models import Document
from jalon.library.queries import visibility
from jalon.library.queries.documents import as_record
from jalon.library.rules import DocumentRecord, DocumentState

TOGETHER = 25
"""Documents on one page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelves:
    """A page of documents whose text is here, and the first of those only known."""

    page: Page[Document]
    documents: Sequence[DocumentRecord]
    known: Sequence[DocumentRecord]
    known_total: int


def shelves(text: str, *, page: str) -> Shelves:
    """The documents that have the words of a text in title, symbol or body; all without any."""
    shown = Paginator(shelf(DocumentState.READ, text=text), per_page=TOGETHER).get_page(page)
    known = shelf(DocumentState.KNOWN, text=text)
    return Shelves(
        page=shown,
        documents=shelf_records(shown.object_list),
        known=[as_record(row) for row in known[:TOGETHER]],
        known_total=known.count(),
    )


def shelf(state: DocumentState, *, text: str = "") -> QuerySet[Document]:
    """Documents in a state whose title, symbol or body has the text, newest first; for paging."""
    rows = visibility.documents().filter(state=state).select_related("place")
    for word in text.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(symbol__icontains=word) | Q(body__icontains=word)
        )
    return rows.order_by("-id")


def shelf_records(rows: Iterable[Document]) -> list[DocumentRecord]:
    """Rows of one page as records, with their counts of passages by state: one statement."""
    found = {row.pk: row for row in rows}
    counts = (
        visibility.tags()
        .filter(document_id__in=found)
        .values_list("document_id", "state")
        .annotate(n=Count("passage_id", distinct=True))
        .order_by()
    )
    for document_id, state, count in counts:
        setattr(found[document_id], f"{state}_passages", count)
    return [as_record(row) for row in found.values()]
