"""What passages say, and what they are said to speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from django.db.models import Q, QuerySet

from jalon.kernel.errors import UnknownCode
from jalon.library.models import Mention, Passage, Tag
from jalon.library.queries import visibility
from jalon.library.rules import (
    FINDABLE_KINDS,
    EvidenceFilter,
    Method,
    PassageRecord,
    TagRecord,
    TagState,
    citation,
)


def _tag_record(row: Tag) -> TagRecord:
    return TagRecord(
        id=row.pk,
        passage_id=row.passage_id,
        code=row.element.code,
        score=row.score,
        state=TagState(row.state),
        method=Method(row.method),
        version=row.version,
        start=row.start,
        end=row.end,
        why=row.why,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
    )


def _passage_record(
    row: Passage, tags: Sequence[TagRecord], places: Sequence[str]
) -> PassageRecord:
    return PassageRecord(
        id=row.pk,
        document=row.document.slug,
        order=row.order,
        label=row.label,
        number=row.number,
        page=row.page,
        page_label=row.page_label,
        box=row.box,
        section=row.section,
        lang=row.lang,
        kind=row.kind,
        text=row.text,
        citation=citation_of(row),
        tags=tuple(tags),
        places=tuple(places),
        doubtful=bool(row.notes.get("doubtful")),
        recognised=bool(row.notes.get("recognised")),
        statement=row.statement,
        actor=row.actor,
        actor_text=row.actor_text,
        says_year=row.says_year,
    )


def citation_of(row: Passage) -> str:
    """How a passage is cited; its document was read with it."""
    return citation(
        row.document.symbol or row.document.title,
        label=row.label,
        number="" if row.kind == "footnote" else row.number,
        page_label=row.page_label,
        section=row.section,
    )


def records_of(rows: Iterable[Passage], tags: QuerySet[Tag]) -> list[PassageRecord]:
    """Passages with the tags and the places of theirs: two statements, whatever their number."""
    found = list(rows)
    ids = [row.pk for row in found]
    by_passage: dict[int, list[TagRecord]] = defaultdict(list)
    for row in tags.filter(passage_id__in=ids).select_related("element").order_by("-score", "id"):
        by_passage[row.passage_id].append(_tag_record(row))
    places = _places_of(ids)
    return [_passage_record(row, by_passage[row.pk], places.get(row.pk, ())) for row in found]


def as_records(rows: Iterable[Passage]) -> list[PassageRecord]:
    """Rows of passages with their document as records, with all their tags and places."""
    return records_of(rows, visibility.tags())


def known_passages(addresses: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of some addresses (slug of the document, label) that lead to a passage or did."""
    wanted = set(addresses)
    rows = visibility.passages().filter(
        document__slug__in={slug for slug, _label in wanted},
        label__in={label for _slug, label in wanted},
    )
    found = frozenset(rows.values_list("document__slug", "label")) & wanted
    elsewhere = wanted - found
    return found | _former(elsewhere) if elsewhere else found


def _former(wanted: AbstractSet[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those at which a passage stood before: they lead to where it is, or say what became of it."""
    only = {
        "document__slug__in": {slug for slug, _label in wanted},
        "label__in": {label for _slug, label in wanted},
    }
    former = visibility.former_labels().filter(**only).values_list("document__slug", "label")
    gone = visibility.gone_passages().filter(**only).order_by()
    return frozenset(former.union(gone.values_list("document__slug", "label"))) & wanted


def _places_of(ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    rows = Mention.objects.filter(passage_id__in=ids).order_by("start")
    found: dict[int, list[str]] = defaultdict(list)
    for passage_id, code in rows.values_list("passage_id", "place__code"):
        found[passage_id].append(code)
    return found


def passages_of(document: str, *, start: int = 0, count: int | None = None) -> list[PassageRecord]:
    """Passages of a document in order, with all their tags and places."""
    rows = visibility.passages().filter(document__slug=document).select_related("document")
    rows = rows.filter(order__gte=start).order_by("order")
    return records_of(rows[:count] if count is not None else rows, visibility.tags())


def passage(document: str, label: str) -> PassageRecord:
    """One passage by its address.

    Raises:
        UnknownCode: The document has no such passage.
    """
    rows = (
        visibility.passages()
        .filter(document__slug=document, label=label)
        .select_related("document")
    )
    found = records_of(rows, visibility.tags())
    if not found:
        raise UnknownCode(value=f"{document} {label}")
    return found[0]


def passages_with_ids(ids: Iterable[int]) -> list[PassageRecord]:
    """Passages by their ids, with tags and places."""
    rows = visibility.passages().filter(id__in=list(ids)).select_related("document").order_by("id")
    return records_of(rows, visibility.tags())


def tag(tag_id: int) -> TagRecord:
    """One tag.

    Raises:
        UnknownCode: None has this id.
    """
    row = visibility.tags().filter(pk=tag_id).select_related("element").first()
    if row is None:
        raise UnknownCode(value=tag_id)
    return _tag_record(row)


def tags_of_document(document: str) -> Mapping[str, Sequence[TagRecord]]:
    """Tags of a document that are not refused, by code of the element."""
    rows = visibility.tags().filter(document__slug=document).exclude(state=TagState.REFUSED)
    found: dict[str, list[TagRecord]] = defaultdict(list)
    for row in rows.select_related("element").order_by("passage__order"):
        found[row.element.code].append(_tag_record(row))
    return found


def evidence_passages(
    keep: EvidenceFilter, *, skip: int = 0, limit: int = 200
) -> list[PassageRecord]:
    """Passages that are evidence, confirmed first, then by score.

    Args:
        keep: Which passages count.
        skip: Passages left out at the start, for the next page of a list.
        limit: Passages at the most.

    Returns:
        Each passage once, with those of its tags that match the filter.
    """
    tags = visibility.tags().filter(state__in=list(keep.states))
    if keep.codes:
        tags = tags.filter(element__code__in=keep.codes)
    if keep.documents:
        tags = tags.filter(document__slug__in=keep.documents)
    if keep.year is not None:
        tags = tags.filter(document__year=keep.year)
    if keep.statement:
        tags = tags.filter(passage__statement=keep.statement)
    if keep.place:
        tags = about_place(tags, keep.place)
    ordered = tags.order_by("state", "-score", "id").values_list("passage_id", flat=True)
    ids = list(dict.fromkeys(ordered[: (skip + limit) * 3]))[skip : skip + limit]
    rows = {
        row.pk: row for row in visibility.passages().filter(id__in=ids).select_related("document")
    }
    return records_of([rows[key] for key in ids], tags)


def about_place(tags: QuerySet[Tag], place: str) -> QuerySet[Tag]:
    """Tags whose passage names the place, or whose document is about it."""
    named = Mention.objects.filter(place__code=place).values("passage_id")
    about = visibility.documents().filter(place__code=place).values("id")
    return tags.filter(Q(passage_id__in=named) | Q(document_id__in=about))


def passage_ids(document: str) -> Iterable[int]:
    """Ids of the passages of a document that are worth finding."""
    shown = visibility.passages().filter(document__slug=document, kind__in=FINDABLE_KINDS)
    return shown.order_by("id").values_list("id", flat=True)


def all_passage_ids() -> Iterable[int]:
    """Ids of all passages that are worth finding."""
    shown = visibility.passages().filter(kind__in=FINDABLE_KINDS)
    return chain(shown.order_by("id").values_list("id", flat=True).iterator(chunk_size=5000))
