"""The contents of a document: its sections, and where tags are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _t

from jalon.library.queries import visibility
from jalon.library.queries.telling import ReadingFilter, page_of
from jalon.library.rules import TagState

MOST_BANDS = 24
"""Sections shown at the most before only the upper headings are."""
DEEPEST = 3

Row = tuple[str, int, int, int]
"""Headings above, order of the first passage, confirmed and suggested passages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionBand:
    """One band of the contents pole: a section, its evidence and its address on the page."""

    number: str
    title: str
    url: str
    confirmed: int
    suggested: int
    area: None = None
    here: bool = False

    @property
    def state(self) -> str:
        """The strongest state of knowledge in the section."""
        return "confirmed" if self.confirmed else "suggested" if self.suggested else "none"


def section_bands(document: str, keep: ReadingFilter) -> Sequence[SectionBand]:
    """The sections of a document as bands of a pole, in order; none when it has one only."""
    groups = _grouped(_rows(document))
    if len(groups) < 2:
        return []
    labels = _labels(document, [first for _title, first, _c, _s in groups])
    return [
        SectionBand(
            number=str(at),
            title=title or _t("Beginning"),
            url=_address(first, labels[first], keep),
            confirmed=confirmed,
            suggested=suggested,
        )
        for at, (title, first, confirmed, suggested) in enumerate(groups, start=1)
    ]


def _rows(document: str) -> Sequence[Row]:
    tagged = {
        state.value: Count("tag__passage", filter=Q(tag__state=state), distinct=True)
        for state in (TagState.CONFIRMED, TagState.SUGGESTED)
    }
    rows = visibility.passages().filter(document__slug=document).values("section")
    found = rows.annotate(first=Min("order"), **tagged).order_by("first")
    return list(found.values_list("section", "first", "confirmed", "suggested"))


def _grouped(rows: Sequence[Row]) -> list[Row]:
    """Sections as deep as fit on a pole: neighbours under the same headings are one."""
    for depth in range(DEEPEST, 1, -1):
        groups = list(_at_depth(rows, depth))
        if len(groups) <= MOST_BANDS:
            return groups
    return list(_at_depth(rows, 1))


def _at_depth(rows: Sequence[Row], depth: int) -> Iterator[Row]:
    for above, found in groupby(rows, key=lambda row: row[0].split(" › ")[:depth]):
        members = list(found)
        confirmed, suggested = sum(row[2] for row in members), sum(row[3] for row in members)
        yield above[-1], members[0][1], confirmed, suggested


def _labels(document: str, orders: Sequence[int]) -> Mapping[int, str]:
    rows = visibility.passages().filter(document__slug=document, order__in=orders)
    return dict(rows.values_list("order", "label"))


def _address(order: int, label: str, keep: ReadingFilter) -> str:
    """A jump on this page, or the page that has the passage."""
    page = page_of(order)
    if page == keep.page and not keep.is_narrow:
        return f"#p-{label}"
    return f"?page={page}#p-{label}"
