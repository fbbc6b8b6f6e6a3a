"""How much evidence there is on which element, by document, place or year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from jalon.library.models import Mention, Tag
from jalon.library.queries.passages import about_place
from jalon.library.rules import Evidence, Matrix, MatrixBy, TagState

_COUNTED = (TagState.CONFIRMED, TagState.SUGGESTED)
_COLUMN = {
    MatrixBy.DOCUMENT: "document__slug",
    MatrixBy.PLACE: "passage__mention__place__code",
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
    return _grouped(tags, "element__code")


def _grouped(tags: QuerySet[Tag], key: str) -> dict[str, Evidence]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = tags.values_list(key, "state").annotate(n=Count("passage_id", distinct=True))
    for value, state, count in rows.order_by():
        found[str(value)][state] = count
    return {value: _evidence(counts) for value, counts in found.items()}


def evidence_by_place() -> Mapping[str, Evidence]:
    """Passages with a tag that name each place."""
    tags = _counted(()).filter(passage__mention__place__isnull=False)
    return _grouped(tags, "passage__mention__place__code")


def places_with_evidence() -> Sequence[str]:
    """Codes of the places that passages name, most often named first."""
    rows = Mention.objects.values_list("place__code").annotate(n=Count("id")).order_by("-n")
    return [code for code, _count in rows]


def coverage_matrix(by: MatrixBy, *, rows: Sequence[str], documents: Iterable[str] = ()) -> Matrix:
    """Coverage of elements by document, place or year, in one statement.

    Args:
        by: What the columns are.
        rows: Codes of the elements, in order; they are all rows, also the silent ones.
        documents: Only of these documents; all when empty.
    """
    column = _COLUMN[by]
    tags = _counted(rows).filter(**{f"{column}__isnull": False})
    slugs = list(documents)
    if slugs:
        tags = tags.filter(document__slug__in=slugs)
    cells: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, key, state, count in _cells(tags, column):
        cells[code, str(key)][state] = count
        totals[str(key)][state] += count
    return Matrix(
        by=by,
        rows=tuple(rows),
        columns=_columns(by, totals),
        labels={},
        cells={place: _evidence(counts) for place, counts in cells.items()},
        totals=_grouped(_only(_counted(rows), slugs), "element__code")
        | {key: _evidence(counts) for key, counts in totals.items()},
    )


def _only(tags: QuerySet[Tag], slugs: Sequence[str]) -> QuerySet[Tag]:
    return tags.filter(document__slug__in=slugs) if slugs else tags


def _cells(tags: QuerySet[Tag], column: str) -> Any:  # Any: rows of values_list with annotation
    rows = tags.values_list("element__code", column, "state")
    return rows.annotate(n=Count("passage_id", distinct=True)).order_by()


def _columns(by: MatrixBy, totals: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    if by is MatrixBy.YEAR:
        return tuple(sorted(totals))
    return tuple(sorted(totals, key=lambda key: (-sum(totals[key].values()), key)))
