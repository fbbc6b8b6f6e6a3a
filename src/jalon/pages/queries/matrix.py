"""The coverage matrix as a picture, as rows of a table, and the passages of one cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from jalon.frameworks.public import (
    ElementRecord,
    FrameworkRecord,
    Kind,
    elements,
    elements_by_code,
    frameworks,
)
from jalon.kernel.codes import split_code
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import pick
from jalon.library.public import (
    Evidence,
    EvidenceFilter,
    Matrix,
    MatrixBy,
    coverage_matrix,
    document_names,
    documents_read,
    evidence_passages,
)
from jalon.pages.queries.lines import evidence_lines, place_names
from jalon.pages.queries.objectives import areas_of
from jalon.pages.queries.places import folded
from jalon.pages.rules import (
    EvidenceLine,
    MatrixCell,
    MatrixColumn,
    MatrixGroup,
    MatrixPicture,
    MatrixRow,
    RowSet,
)

PASSAGES_A_PAGE = 40
COLUMNS_A_PAGE = 25
KINDS_OF = {
    RowSet.OBJECTIVES: (Kind.OBJECTIVE, Kind.AREA),
    RowSet.ACTIONS: (Kind.ACTION, Kind.OBJECTIVE, Kind.AREA),
    RowSet.PRINCIPLES: (Kind.PRINCIPLE,),
}
ROW_KIND = {
    RowSet.OBJECTIVES: Kind.OBJECTIVE,
    RowSet.ACTIONS: Kind.ACTION,
    RowSet.PRINCIPLES: Kind.PRINCIPLE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CellPicture:
    """The passages of one cell, a page of them, and what the cell is about."""

    element: ElementRecord | None
    place: str
    place_code: str
    document: str
    document_slug: str
    year: int | None
    lines: tuple[EvidenceLine, ...]
    page: int
    has_more: bool
    documents_read: int


def row_sets() -> Sequence[FrameworkRecord]:
    """Frameworks beside the Compact whose elements may be rows."""
    return [framework for framework in frameworks() if framework.slug != "gcm"]


def matrix_picture(
    by: MatrixBy, rows: str, *, language: str, page: int | None = None
) -> MatrixPicture:
    """The coverage matrix of elements by document, place or year, in 6 statements.

    Args:
        by: What the columns are.
        rows: One of `RowSet`, or the slug of another framework.
        language: Language of names and titles.
        page: Only the columns of this page, from 1; all columns without it.

    Raises:
        UnknownCode: There are no such rows.
    """
    found, shown = _elements(rows)
    matrix = coverage_matrix(by, rows=[element.code for element in shown])
    every = _columns(matrix, language)
    pages = max(1, -(-len(every) // COLUMNS_A_PAGE)) if page else 1
    at = min(page, pages) if page else 1
    columns = every[(at - 1) * COLUMNS_A_PAGE : at * COLUMNS_A_PAGE] if page else every
    areas = areas_of(found)
    lines = {
        element.code: _row(element, matrix, columns=columns, areas=areas, language=language)
        for element in shown
    }
    return MatrixPicture(
        by=by.value,
        rows_name=rows,
        columns=_with_silence(columns, lines.values()),
        groups=tuple(_groups(rows, found, lines)),
        silent=tuple(lines[code] for code in matrix.silent()),
        most=max((cell.total for cell in matrix.cells.values()), default=0),
        documents=documents_read(),
        all_columns=len(every),
        page=at,
        pages=pages,
    )


def _elements(rows: str) -> tuple[Sequence[ElementRecord], list[ElementRecord]]:
    """All elements needed to lay out the rows, and those that are rows."""
    if rows in set(RowSet):
        found = elements("gcm", kinds=KINDS_OF[RowSet(rows)])
        shown = [element for element in found if element.kind is ROW_KIND[RowSet(rows)]]
    else:
        found = elements(rows)
        shown = [e for e in found if e.kind not in {Kind.AREA, Kind.ROUND_TABLE, Kind.SECTION}]
    if not shown:
        raise UnknownCode(value=rows)
    return found, shown


def _columns(matrix: Matrix, language: str) -> list[MatrixColumn]:
    """Documents by year and name, places by name, years in order: never by how much they have."""
    if matrix.by is MatrixBy.YEAR:
        return [MatrixColumn(key=key, label=key, title=key, url="") for key in matrix.columns]
    if matrix.by is MatrixBy.PLACE:
        names = place_names(matrix.columns, language)
        named = sorted((folded(name), code, name) for code, name in names.items())
        return [_place_column(code, name) for _folded, code, name in named]
    known = document_names(matrix.columns)
    documents = sorted(known.values(), key=lambda one: (-(one.year or 0), one.name))
    return [
        MatrixColumn(
            key=one.slug,
            label=one.name,
            title=one.title,
            url=reverse("library:document", kwargs={"slug": one.slug}),
        )
        for one in documents
    ]


def _with_silence(
    columns: Sequence[MatrixColumn], rows: Iterable[MatrixRow]
) -> tuple[MatrixColumn, ...]:
    """The columns, each with the number of rows that nothing speaks of in it."""
    cells = [row.cells for row in rows]
    return tuple(
        replace(column, silent=sum(not row[at].total for row in cells))
        for at, column in enumerate(columns)
    )


def _place_column(code: str, name: str) -> MatrixColumn:
    return MatrixColumn(key=code, label=name, title=name, url=reverse("pages:place", args=[code]))


def _row(
    element: ElementRecord,
    matrix: Matrix,
    *,
    columns: Sequence[MatrixColumn],
    areas: Mapping[str, int],
    language: str,
) -> MatrixRow:
    code, by = element.code, matrix.by.value
    base = f"{reverse('pages:cell')}?{urlencode({'element': code})}"
    return MatrixRow(
        code=code,
        number=split_code(code)[1],
        title=pick(element.short or element.title, language),
        area=areas.get(element.parent or code, areas.get(code)),
        url=_element_url(element),
        cells=tuple(
            _cell(matrix.cells.get((code, one.key)), f"{base}&{by}={one.key}") for one in columns
        ),
        total=_cell(matrix.totals.get(code), base),
    )


def _element_url(element: ElementRecord) -> str:
    framework, local = split_code(element.code)
    if framework == "gcm" and local.isdecimal():
        return reverse("pages:objective", args=[int(local)])
    return f"{reverse('frameworks:framework', args=[framework])}#{local}"


_EMPTY = MatrixCell()


def _cell(evidence: Evidence | None, url: str) -> MatrixCell:
    if evidence is None or not evidence.total:
        return _EMPTY
    return MatrixCell(confirmed=evidence.confirmed, suggested=evidence.suggested, url=url)


def _groups(
    rows: str, found: Iterable[ElementRecord], lines: Mapping[str, MatrixRow]
) -> list[MatrixGroup]:
    """Objectives under their areas, actions under their objectives, others in one group."""
    if rows == RowSet.OBJECTIVES:
        areas = [element for element in found if element.kind is Kind.AREA]
        return [
            MatrixGroup(
                title=area.short or area.title,
                area=number,
                rows=tuple(lines[code] for code in area.members if code in lines),
            )
            for number, area in enumerate(areas, start=1)
        ]
    if rows == RowSet.ACTIONS:
        return _by_objective(found, lines)
    return [MatrixGroup(title={}, area=None, rows=tuple(lines.values()))]


def _by_objective(
    found: Iterable[ElementRecord], lines: Mapping[str, MatrixRow]
) -> list[MatrixGroup]:
    every = list(found)
    areas = areas_of(every)
    return [
        MatrixGroup(
            title={tag: f"{one.local}. {text}" for tag, text in (one.short or one.title).items()},
            area=areas.get(one.code),
            rows=tuple(lines[row.code] for row in every if row.parent == one.code),
        )
        for one in every
        if one.kind is Kind.OBJECTIVE
    ]


def cell_picture(keep: EvidenceFilter, *, page: int, language: str) -> CellPicture:
    """One page of the passages of a cell; any of its sides may be left open.

    Raises:
        UnknownCode: There is no such element.
    """
    skip = (page - 1) * PASSAGES_A_PAGE
    found = evidence_passages(keep, skip=skip, limit=PASSAGES_A_PAGE + 1)
    wanted = elements_by_code(keep.codes) if keep.codes else {}
    if len(wanted) < len(keep.codes):
        raise UnknownCode(value=keep.codes[0])
    named = {code for passage in found for code in passage.places}
    names = place_names({*named, keep.place} - {""}, language)
    documents = document_names(keep.documents) if keep.documents else {}
    slug = "".join(keep.documents[:1])
    return CellPicture(
        element=next(iter(wanted.values()), None),
        place=names.get(keep.place, keep.place),
        place_code=keep.place,
        document=documents[slug].name if slug in documents else slug,
        document_slug=slug,
        year=keep.year,
        lines=tuple(evidence_lines(found[:PASSAGES_A_PAGE], names=names, marks={})),
        page=page,
        has_more=len(found) > PASSAGES_A_PAGE,
        documents_read=0 if found else documents_read(),
    )
