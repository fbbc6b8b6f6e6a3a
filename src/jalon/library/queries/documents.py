"""Which documents there are, and which files are on their way."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from jalon.base.public import remembered
from jalon.kernel.addresses import web_address
from jalon.kernel.errors import UnknownCode
from jalon.library.models import Document, Intake, Tag
from jalon.library.queries import visibility
from jalon.library.rules import (
    DocumentName,
    DocumentRecord,
    DocumentState,
    IntakeRecord,
    IntakeState,
    TagState,
    UnknownFile,
)

NAMED_TOGETHER = 5000
"""Documents that are asked for by slug; for more, all are looked through."""


def _with_counts(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Rows with their passages by state, counted for the rows that are answered only."""
    return rows.select_related("place").annotate(
        **{f"{state.value}_passages": _passages_in(state) for state in TagState}
    )


def _passages_in(state: TagState) -> Subquery:
    """How many passages of a document have a tag in a state."""
    tags = Tag.objects.filter(document_id=OuterRef("pk"), state=state).order_by()
    counted = tags.values("document_id").annotate(n=Count("passage_id", distinct=True))
    return Subquery(counted.values("n"))


def as_record(row: Document) -> DocumentRecord:
    """A row as a record, with the counts that were annotated."""
    return DocumentRecord(
        id=row.pk,
        slug=row.slug,
        title=row.title,
        symbol=row.symbol,
        body=row.body,
        date=row.date,
        language=row.language,
        place=row.place.code if row.place else "",
        state=DocumentState(row.state),
        url=web_address(row.url),
        media_type=row.media_type,
        pages=row.pages,
        passages=row.passages,
        evidence=row.evidence,
        suggested=getattr(row, "suggested_passages", 0) or 0,
        confirmed=getattr(row, "confirmed_passages", 0) or 0,
        refused=getattr(row, "refused_passages", 0) or 0,
        notices=row.notices,
        has_file=bool(row.file),
        owner=row.owner_id,
        is_public=row.is_public,
        origins=row.origins,
        reader=row.reader_version,
    )


def documents(
    *,
    slugs: Iterable[str] | None = None,
    read_only: bool = False,
    text: str = "",
    place: str = "",
    limit: int | None = None,
    counted: bool = True,
) -> Sequence[DocumentRecord]:
    """Documents with their counts, newest first; some, or only those whose text is here.

    Args:
        slugs: Only these; all without it.
        read_only: Only those whose text is on this installation.
        text: Words of the title or the symbol.
        place: Only those about this place.
        limit: At most so many.
        counted: Whether their passages are counted by state of the tags; else they stay 0.
    """
    rows = visibility.documents()
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    if read_only:
        rows = rows.filter(state=DocumentState.READ)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(symbol__icontains=text))
    if place:
        rows = rows.filter(place__code=place)
    shown = _with_counts(rows) if counted else rows.select_related("place")
    return [as_record(row) for row in shown.order_by("-id")[:limit]]


def document_names(slugs: Iterable[str]) -> Mapping[str, DocumentName]:
    """What documents are called, by slug, without counting anything; unknown ones are left out."""
    wanted = set(slugs)
    rows = visibility.documents()
    if len(wanted) <= NAMED_TOGETHER:
        rows = rows.filter(slug__in=wanted)
    return {
        slug: DocumentName(slug=slug, name=symbol or title, title=title, year=year)
        for slug, symbol, title, year in rows.values_list("slug", "symbol", "title", "year")
        if slug in wanted
    }


def document_ids(slugs: Iterable[str]) -> dict[str, int]:
    """Database ids by slug, for rooms above that point to documents; unknown ones are left out."""
    return dict(visibility.documents().filter(slug__in=set(slugs)).values_list("slug", "id"))


def documents_read() -> int:
    """How many documents have been read: what "nothing found in N documents" counts."""
    return visibility.documents().filter(state=DocumentState.READ).count()


def document(slug: str) -> DocumentRecord:
    """One document with its counts.

    Raises:
        UnknownCode: None has this slug.
    """
    row = _with_counts(visibility.documents().filter(slug=slug)).first()
    if row is None:
        raise UnknownCode(value=slug)
    return as_record(row)


def document_file(slug: str) -> tuple[Path, str, str]:
    """Path, media type and given name of a document's file.

    Raises:
        UnknownCode: There is no such document.
        UnknownFile: Its file is not on this installation.
    """
    row = visibility.documents().filter(slug=slug).first()
    if row is None:
        raise UnknownCode(value=slug)
    folder = Path(settings.JALON_FILES).resolve()
    path = (folder / row.file).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise UnknownFile(document=row.symbol or row.title)
    return path, row.media_type, row.file_name


@remembered
def library_counts() -> Mapping[str, int]:
    """Counts for the home page: "documents", "passages", "confirmed", "suggested"."""
    read = visibility.documents().filter(state=DocumentState.READ)
    tags = dict(
        visibility.tags().values_list("state").annotate(Count("passage", distinct=True)).order_by()
    )
    return {
        "documents": read.count(),
        "passages": visibility.passages().filter(is_evidence=True).count(),
        "confirmed": tags.get(TagState.CONFIRMED, 0),
        "suggested": tags.get(TagState.SUGGESTED, 0),
    }


def _intake_record(row: Intake) -> IntakeRecord:
    return IntakeRecord(
        id=row.pk,
        batch=row.batch,
        name=row.name,
        state=IntakeState(row.state),
        code=row.code,
        sentence=row.sentence,
        facts=row.facts,
        document=row.document.slug if row.document and visibility.is_seen(row.document) else "",
        received_at=row.received_at,
    )


def intakes(batch: str, *, person: int | None = None) -> Sequence[IntakeRecord]:
    """The files that were sent together, in the order they came.

    Args:
        batch: Their common name.
        person: The account of whoever asks, who sees what they sent themselves.

    Raises:
        UnknownCode: There is no such batch that they may see.
    """
    rows = visibility.intakes(person).filter(batch=batch).select_related("document").order_by("id")
    found = [_intake_record(row) for row in rows]
    if not found:
        raise UnknownCode(value=batch)
    return found
