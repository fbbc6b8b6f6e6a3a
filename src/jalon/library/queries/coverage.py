"""How much evidence there is on which element, by document, place or year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from jalon.library.models import Mention, Tag
from jalon.library.queries.passages import about_place
from jalon.library.rules import DocumentEvidence, Evidence, Matrix, MatrixBy, TagState

_COUNTED = (TagState.CONFIRMED, TagState.SUGGESTED)
_COLUMN = {
    MatrixBy.DOCUMENT: "document__slug",
    MatrixBy.YEAR: "document__year",
}


def _counted(codes: Iterable[str], *, kind: str = "") -> QuerySet[Tag]:
    tags = Tag.objects.filter(state__in=_COUNTED)
    wanted = list(codes)
    if wanted:
        tags = tags.filter(element__code__in=wanted)
    return tags.filter(element__kind=kind) if kind else tags


def _evidence(counts: Mapping[str, int]) -> Evidence:
    return Evidence(
        confirmed=counts.get(TagState.CONFIRMED, 0), suggested=counts.get(TagState.SUGGESTED, 0)
    )


def evidence_by_element(
    *, codes: Iterable[str] = (), place: str = "", documents: Iterable[str] = ()
) -> Mapping[str, Evidence]:
    """Passages on each element by state; elements without any are left out."""
    tags = _counted(codes)
    slugs = list(documents)
    if place:
        tags = about_place(tags, place)
    if slugs:
        tags = tags.filter(document__slug__in=slugs)
    return _by_element(tags)


def _by_element(tags: QuerySet[Tag]) -> dict[str, Evidence]:
    """Passages by element; a passage has one tag on each, so that tags are counted."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = tags.values_list("element__code", "state").annotate(n=Count("id"))
    for value, state, count in rows.order_by():
        found[str(value)][state] = count
    return {value: _evidence(counts) for value, counts in found.items()}


def evidence_by_place(*, codes: Iterable[str] = ()) -> Mapping[str, Evidence]:
    """Passages that name each place or stand in a document about it; on some elements, if asked."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, state, count in _counts_by_place(_counted(codes)):
        found[str(key)][state] += count
    return {key: _evidence(counts) for key, counts in found.items()}


def evidence_by_document(*, codes: Iterable[str] = (), limit: int = 200) -> list[DocumentEvidence]:
    """Documents that speak of some elements, those with most passages first."""
    names = ("document__slug", "document__symbol", "document__title", "document__year")
    rows = _counted(codes).values_list(*names).annotate(n=Count("passage_id", distinct=True))
    return [
        DocumentEvidence(slug=slug, name=symbol or title, title=title, year=year, passages=count)
        for slug, symbol, title, year, count in rows.order_by("-n", "document__slug")[:limit]
    ]


def _counts_by_place(tags: QuerySet[Tag], *first: str) -> Any:  # Any: rows of values_list
    """Passages by place and state: those that name the place, and those of documents about it.

    Args:
        tags: What is counted.
        first: Columns before the place; with the element, each tag is a passage of its own.
    """
    passages = Count("id") if first else Count("passage_id", distinct=True)
    named = Mention.objects.filter(passage=OuterRef("passage"), place=OuterRef("document__place"))
    about = tags.filter(document__place__isnull=False).exclude(Exists(named))
    parts = [
        part.values_list(*first, column, "state").annotate(n=passages).order_by()
        for part, column in (
            (tags.filter(passage__mention__isnull=False), "passage__mention__place__code"),
            (about, "document__place__code"),
        )
    ]
    return parts[0].union(parts[1], all=True)


def places_with_evidence() -> Sequence[str]:
    """Codes of the places that passages name, most often named first."""
    rows = Mention.objects.values_list("place__code").annotate(n=Count("id")).order_by("-n")
    return [code for code, _count in rows]


def coverage_matrix(by: MatrixBy, *, rows: Sequence[str], documents: Iterable[str] = ()) -> Matrix:
    """Coverage of elements by document, place or year, in two statements.

    Args:
        by: What the columns are.
        rows: Codes of the elements, in order; they are all rows, also the silent ones.
        documents: Only of these documents; all when empty.
    """
    slugs = list(documents)
    tags = _only(_counted(rows), slugs)
    cells: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, key, state, count in _cells(tags, by):
        cells[code, str(key)][state] = cells[code, str(key)].get(state, 0) + count
        totals[str(key)][state] += count
    return Matrix(
        by=by,
        rows=tuple(rows),
        columns=_columns(by, totals),
        labels={},
        cells={place: _evidence(counts) for place, counts in cells.items()},
        totals=_by_element(_only(_counted(rows), slugs))
        | {key: _evidence(counts) for key, counts in totals.items()},
    )


def _only(tags: QuerySet[Tag], slugs: Sequence[str]) -> QuerySet[Tag]:
    return tags.filter(document__slug__in=slugs) if slugs else tags


def _cells(tags: QuerySet[Tag], by: MatrixBy) -> Any:  # Any: rows of values_list
    """Element, column, state and passages; by place a cell may come in two parts."""
    if by is MatrixBy.PLACE:
        return _counts_by_place(tags, "element__code")
    column = _COLUMN[by]
    rows = tags.filter(**{f"{column}__isnull": False})
    rows = rows.values_list("element__code", column, "state")
    return rows.annotate(n=Count("id")).order_by()


def _columns(by: MatrixBy, totals: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    if by is MatrixBy.YEAR:
        return tuple(sorted(totals))
    return tuple(sorted(totals, key=lambda key: (-sum(totals[key].values()), key)))
