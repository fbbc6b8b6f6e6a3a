"""How much evidence there is on which element, by document, place or year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Count, Min, QuerySet

from jalon.base.public import remembered
from jalon.library.models import Tag
from jalon.library.queries import visibility
from jalon.library.queries.counting import (
    COUNTED,
    cells_by_document,
    cells_by_place,
    passages_by_element,
    passages_by_place,
)
from jalon.library.queries.passages import about_place
from jalon.library.rules import DocumentEvidence, Evidence, Matrix, MatrixBy, TagState


def _counted(codes: Iterable[str]) -> QuerySet[Tag]:
    tags = visibility.tags().filter(state__in=COUNTED)
    wanted = list(codes)
    return tags.filter(element__code__in=wanted) if wanted else tags


def _evidence(counts: Mapping[str, int]) -> Evidence:
    return Evidence(
        confirmed=counts.get(TagState.CONFIRMED, 0), suggested=counts.get(TagState.SUGGESTED, 0)
    )


def evidence_by_element(
    *, codes: Iterable[str] = (), place: str = "", documents: Iterable[str] = ()
) -> Mapping[str, Evidence]:
    """Passages on each element by state; elements without any are left out."""
    slugs = tuple(documents)
    if not place and not slugs:
        return _by_element_everywhere(tuple(codes))
    if not place:
        return _by_element(_only(_counted(codes), slugs))
    found = _by_element(_only(about_place(_counted(()), place), slugs))
    wanted = set(codes) or found.keys()
    return {code: evidence for code, evidence in found.items() if code in wanted}


@remembered
def _by_element_everywhere(codes: tuple[str, ...]) -> Mapping[str, Evidence]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code, state, count in passages_by_element(codes):
        found[code][state] = count
    return {code: _evidence(counts) for code, counts in found.items()}


def _by_element(tags: QuerySet[Tag]) -> dict[str, Evidence]:
    """Passages by element; a passage has one tag on each, so that tags are counted."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = tags.values_list("element_id", "state")  # grouped by number, which an index has in order
    for _key, state, code, count in rows.annotate(code=Min("element__code"), n=Count("id")):
        found[code][state] = count
    return {value: _evidence(counts) for value, counts in found.items()}


def evidence_by_place(*, codes: Iterable[str] = ()) -> Mapping[str, Evidence]:
    """Passages that name each place or stand in a document about it; on some elements, if asked."""
    return _by_place(tuple(codes))


@remembered
def _by_place(codes: tuple[str, ...]) -> Mapping[str, Evidence]:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, state, count in passages_by_place(codes):
        found[place][state] += count
    return {code: _evidence(counts) for code, counts in found.items()}


def evidence_by_document(*, codes: Iterable[str] = (), limit: int = 200) -> list[DocumentEvidence]:
    """Documents that speak of some elements, those with most passages first."""
    names = ("document__slug", "document__symbol", "document__title", "document__year")
    rows = _counted(codes).values_list(*names).annotate(n=Count("passage_id", distinct=True))
    return [
        DocumentEvidence(slug=slug, name=symbol or title, title=title, year=year, passages=count)
        for slug, symbol, title, year, count in rows.order_by("-n", "document__slug")[:limit]
    ]


def coverage_matrix(by: MatrixBy, *, rows: Sequence[str], documents: Iterable[str] = ()) -> Matrix:
    """Coverage of elements by document, place or year, in one statement.

    Args:
        by: What the columns are.
        rows: Codes of the elements, in order; they are all rows, also the silent ones.
        documents: Only of these documents; all when empty.
    """
    slugs = tuple(documents)
    return _matrix(by, tuple(rows), slugs) if slugs else _whole_matrix(by, tuple(rows))


@remembered
def _whole_matrix(by: MatrixBy, rows: tuple[str, ...]) -> Matrix:
    return _matrix(by, rows, ())


def _matrix(by: MatrixBy, rows: tuple[str, ...], documents: tuple[str, ...]) -> Matrix:
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    columns: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, key, state, count in _cells(by, rows, documents):
        if key:
            counts[code, key][state] += count
            columns[key][state] += count
        if not key or by is not MatrixBy.PLACE:
            totals[code][state] += count
    return Matrix(
        by=by,
        rows=rows,
        columns=_columns(by, columns),
        labels={},
        cells={place: _evidence(found) for place, found in counts.items()},
        totals={key: _evidence(found) for key, found in (*totals.items(), *columns.items())},
    )


def _only(tags: QuerySet[Tag], slugs: Sequence[str]) -> QuerySet[Tag]:
    return tags.filter(document__slug__in=slugs) if slugs else tags


Cell = tuple[str, str, str, int]
"""Code of the element, key of the column or nothing, state, passages; may come in parts."""


def _cells(by: MatrixBy, codes: Sequence[str], documents: Sequence[str]) -> Iterator[Cell]:
    if by is MatrixBy.PLACE:
        yield from cells_by_place(codes, documents=documents)
        return
    column = "year" if by is MatrixBy.YEAR else "slug"
    for code, key, state, count in cells_by_document(codes, column=column, documents=documents):
        yield code, str(key or ""), state, count


def _columns(by: MatrixBy, totals: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    if by is MatrixBy.YEAR:
        return tuple(sorted(totals))
    return tuple(sorted(totals, key=lambda key: (-sum(totals[key].values()), key)))
