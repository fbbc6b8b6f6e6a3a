"""What a document speaks of as a whole, and two documents or two years side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Sum
from django.urls import reverse

from jalon.atlas.public import PlaceRecord, places
from jalon.frameworks.public import ElementRecord, Kind, elements
from jalon.kernel.errors import UnknownCode
from jalon.library.models import Mention
from jalon.library.queries import visibility
from jalon.library.queries.coverage import coverage_matrix, evidence_by_element
from jalon.library.queries.documents import document
from jalon.library.queries.pictures import areas_of_objectives
from jalon.library.rules import DocumentRecord, DocumentState, Evidence, MatrixBy
from jalon.library.rules.density import Density, points

PLACES_SHOWN = 30
OFFERED = 300
"""Documents that can be chosen to be compared, the newest first."""


class CompareBy(StrEnum):
    """What is compared."""

    DOCUMENT = "document"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class DensityLine:
    """An objective and how much of a text speaks of it."""

    element: ElementRecord
    area: int | None
    found: Density


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceLine:
    """A place and the passages of a document that name it."""

    place: PlaceRecord
    passages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a document speaks of: each part is a section of its page.

    Attributes:
        lines: Objectives that something was found on, in their order.
        silent: The others.
        most: Passages on the objective that has most of them.
        places: Places it names, most named first.
    """

    document: DocumentRecord
    lines: Sequence[DensityLine]
    silent: Sequence[ElementRecord]
    most: int
    places: Sequence[PlaceLine]


def summary(slug: str) -> Summary:
    """What a document speaks of.

    Raises:
        UnknownCode: There is no such document that may be seen.
    """
    found = document(slug)
    lines = _lines(evidence_by_element(documents=[slug]), found.evidence)
    return Summary(
        document=found,
        lines=[line for line in lines if line.found.evidence.total],
        silent=[line.element for line in lines if not line.found.evidence.total],
        most=_most(lines),
        places=_places(found.id),
    )


def _objectives() -> list[ElementRecord]:
    return [one for one in elements("gcm") if one.kind is Kind.OBJECTIVE]


def _lines(evidence: Mapping[str, Evidence], of: int) -> list[DensityLine]:
    areas = areas_of_objectives()
    return [
        DensityLine(
            element=one,
            area=areas.get(one.code),
            found=Density(evidence=evidence.get(one.code, Evidence()), of=of),
        )
        for one in _objectives()
    ]


def _most(lines: Sequence[DensityLine]) -> int:
    return max((line.found.evidence.total for line in lines), default=0)


def _places(document_id: int) -> list[PlaceLine]:
    rows = Mention.objects.filter(passage__document_id=document_id).values_list("place__code")
    counted = list(rows.annotate(n=Count("id")).order_by("-n", "place__code")[:PLACES_SHOWN])
    named = places(code for code, _n in counted)
    return [PlaceLine(place=named[code], passages=n) for code, n in counted if code in named]


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One of two texts that are compared: a document, or all documents of a year.

    Attributes:
        key: Slug, or the year.
        name: How it is called in a narrow column.
        title: In full; empty for a year.
        lang: Language of the title.
        url: Its page.
        documents: How many documents it is.
        of: Passages that may be evidence.
    """

    key: str
    name: str
    title: str
    lang: str
    url: str
    documents: int
    of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CompareLine:
    """An objective in two texts, and the differences in percentage points."""

    element: ElementRecord
    area: int | None
    one: Density
    other: Density

    @property
    def points(self) -> float | None:
        """The second minus the first, confirmed and suggested together."""
        return points(self.one.share, self.other.share)

    @property
    def shown(self) -> float | None:
        """The difference as it is shown, without a minus before nothing."""
        return None if self.points is None else round(self.points, 1) + 0.0

    @property
    def confirmed_points(self) -> float | None:
        """The second minus the first, confirmed only."""
        return points(self.one.confirmed, self.other.confirmed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two texts side by side, objective by objective; `most` of a thousand passages fill a bar."""

    by: CompareBy
    one: Side
    other: Side
    lines: Sequence[CompareLine]
    most: int

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, in order."""
        return self.one, self.other


def comparison(by: CompareBy, one: str, other: str) -> Comparison:
    """Two documents or two years side by side.

    Args:
        by: What they are.
        one: Slug or year.
        other: Slug or year.

    Raises:
        UnknownCode: There is no such document or year that may be seen.
    """
    side = _document_side if by is CompareBy.DOCUMENT else _year_side
    sides = [side(one), side(other)]
    first, second = (_evidence(by, found) for found in sides)
    left, right = _lines(first, sides[0].of), _lines(second, sides[1].of)
    return Comparison(
        by=by,
        one=sides[0],
        other=sides[1],
        lines=[
            CompareLine(element=a.element, area=a.area, one=a.found, other=b.found)
            for a, b in zip(left, right, strict=True)
        ],
        most=max(sum(line.found.bands) for line in (*left, *right)),
    )


def _evidence(by: CompareBy, side: Side) -> Mapping[str, Evidence]:
    if by is CompareBy.DOCUMENT:
        return evidence_by_element(documents=[side.key])
    rows = tuple(one.code for one in _objectives())
    cells = coverage_matrix(MatrixBy.YEAR, rows=rows).cells
    return {code: found for (code, year), found in cells.items() if year == side.key}


def _document_side(slug: str) -> Side:
    found = document(slug)
    return Side(
        key=slug,
        name=found.name,
        title=found.title,
        lang=found.language,
        url=reverse("library:document", args=[slug]),
        documents=1,
        of=found.evidence,
    )


def _year_side(year: str) -> Side:
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise UnknownCode(value=year)
    rows = visibility.documents().filter(year=int(year), state=DocumentState.READ)
    found = rows.aggregate(n=Count("id"), of=Sum("evidence"))
    if not found["n"]:
        raise UnknownCode(value=year)
    return Side(
        key=year,
        name=year,
        title="",
        lang="",
        url="",
        documents=found["n"],
        of=found["of"] or 0,
    )


def offered(by: CompareBy) -> list[tuple[str, str]]:
    """What can be chosen to be compared: keys and names."""
    rows = visibility.documents().filter(state=DocumentState.READ)
    if by is CompareBy.YEAR:
        years = rows.filter(year__isnull=False).values_list("year", flat=True).distinct()
        return [(str(year), str(year)) for year in years.order_by("-year")]
    found = rows.order_by("-id").values_list("slug", "symbol", "title")[:OFFERED]
    return [(slug, f"{symbol} {title}" if symbol else title) for slug, symbol, title in found]
