"""Reading frameworks, elements and crosswalks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count

from jalon.base.public import remembered
from jalon.frameworks.models import CrosswalkLink, Element, Framework
from jalon.frameworks.rules import (
    CrosswalkPicture,
    CrosswalkRecord,
    CrosswalkRow,
    ElementRecord,
    FrameworkRecord,
    Kind,
    LinkRecord,
    Strength,
    common_source,
    unclaimed,
)
from jalon.kernel.codes import element_code, split_code
from jalon.kernel.errors import UnknownCode


def _element_record(row: Element, parent: str | None) -> ElementRecord:
    return ElementRecord(
        code=row.code,
        local=row.local,
        kind=Kind(row.kind),
        parent=parent,
        title=row.title,
        short=row.short,
        note=row.note,
        members=tuple(row.members),
        paragraph=row.paragraph,
        source=row.source,
        status=row.status,
        own_words=row.own_words,
        position=row.position,
    )


def _framework_record(row: Framework, elements: Iterable[ElementRecord] = ()) -> FrameworkRecord:
    return FrameworkRecord(
        slug=row.slug,
        version=row.version,
        kind=row.kind,
        title=row.title,
        short=row.short,
        source=row.source,
        as_of=row.as_of,
        review=tuple(row.review),
        elements=tuple(elements),
    )


def frameworks() -> Sequence[FrameworkRecord]:
    """All frameworks without their elements, in the order they were loaded."""
    return [_framework_record(row) for row in Framework.objects.order_by("id")]


def framework(slug: str) -> FrameworkRecord:
    """A framework with its elements.

    Raises:
        UnknownCode: None has this slug.
    """
    row = Framework.objects.filter(slug=slug).first()
    if row is None:
        raise UnknownCode(value=slug)
    return _framework_record(row, elements(slug))


def elements(
    framework: str, *, kinds: Sequence[Kind] = (), parent: str = ""
) -> Sequence[ElementRecord]:
    """Elements of a framework in order; of some kinds, or below one element, when asked."""
    return [
        element
        for element in _known_elements().values()
        if split_code(element.code)[0] == framework
        and (not kinds or element.kind in kinds)
        and (not parent or element.parent == parent)
    ]


@remembered
def _known_elements() -> Mapping[str, ElementRecord]:
    """The elements of all frameworks by code, each framework in its order: one statement."""
    rows = Element.objects.select_related("parent")
    return {row.code: _element_record(row, row.parent.code if row.parent else None) for row in rows}


def elements_by_code(codes: Iterable[str]) -> dict[str, ElementRecord]:
    """The elements that have these codes; unknown ones are left out."""
    known = _known_elements()
    return {code: known[code] for code in set(codes) if code in known}


def element(code: str) -> ElementRecord:
    """One element by its full code.

    Raises:
        UnknownCode: None has this code.
    """
    found = elements_by_code([code])
    if code not in found:
        raise UnknownCode(value=code)
    return found[code]


def element_counts() -> Mapping[str, Mapping[str, int]]:
    """How many elements of each kind a framework has, by slug of the framework."""
    rows = Element.objects.values_list("framework__slug", "kind").annotate(n=Count("id"))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for slug, kind, count in rows.order_by("framework__slug", "kind"):
        found[slug][kind] = count
    return found


def element_ids() -> dict[str, int]:
    """Database ids by code, for rooms above that point to elements."""
    return dict(Element.objects.values_list("code", "id"))


def area_of_objective() -> dict[str, int]:
    """The number of the thematic area, 1 to 5, by code of the objective."""
    areas = sorted(elements("gcm", kinds=(Kind.AREA,)), key=lambda area: area.position)
    return {code: at for at, area in enumerate(areas, start=1) for code in area.members}


def crosswalk_pairs() -> Sequence[tuple[str, str]]:
    """The pairs of frameworks between which a crosswalk is stored."""
    pairs = CrosswalkLink.objects.values_list("origin__framework__slug", "target_framework__slug")
    return sorted(set(pairs))


def crosswalk(origin: str, target: str) -> CrosswalkRecord:
    """The stored crosswalk from one framework to another, in the order of the first.

    Raises:
        UnknownCode: One of the frameworks, or the crosswalk, does not exist.
    """
    known = set(Framework.objects.values_list("slug", flat=True))
    for slug in (origin, target):
        if slug not in known:
            raise UnknownCode(value=slug)
    rows = _links(origin, target)
    if not rows:
        raise UnknownCode(value=f"{origin} {target}")
    source = common_source(row.source for row in rows)
    return CrosswalkRecord(origin=origin, target=target, source=source, as_of="", links=tuple(rows))


def crosswalk_picture(origin: str, target: str) -> CrosswalkPicture:
    """A crosswalk with its elements and the gaps both ways, in 6 statements.

    Raises:
        UnknownCode: One of the frameworks, or the crosswalk, does not exist.
    """
    stored = crosswalk(origin, target)
    first, second = framework(origin), framework(target)
    rows = _crosswalk_rows(stored, first, second)
    kinds = {row.origin.kind for row in rows}
    spoken_of = {row.origin.code for row in rows}
    return CrosswalkPicture(
        origin=first,
        target=second,
        rows=rows,
        counts=stored.counts(),
        unanswered=tuple(row.origin for row in rows if row.link.strength is Strength.NONE),
        unmentioned=tuple(e for e in first.elements if e.kind in kinds and e.code not in spoken_of),
        unclaimed=unclaimed(second.elements, (t.code for row in rows for t in row.targets)),
    )


def _crosswalk_rows(
    stored: CrosswalkRecord, first: FrameworkRecord, second: FrameworkRecord
) -> tuple[CrosswalkRow, ...]:
    by_code = {element.code: element for element in (*first.elements, *second.elements)}
    areas = [element for element in first.elements if element.kind is Kind.AREA]
    area = {code: at for at, one in enumerate(areas, start=1) for code in one.members}
    return tuple(
        CrosswalkRow(
            origin=by_code[link.origin],
            targets=tuple(by_code[code] for code in link.targets if code in by_code),
            link=link,
            area=area.get(link.origin),
        )
        for link in stored.links
    )


def _links(origin: str, target: str) -> list[LinkRecord]:
    rows = (
        CrosswalkLink.objects.filter(origin__framework__slug=origin, target_framework__slug=target)
        .select_related("origin", "target_framework")
        .order_by("origin__position")
    )
    return [_link_record(row) for row in rows]


def _link_record(row: CrosswalkLink) -> LinkRecord:
    return LinkRecord(
        origin=row.origin.code,
        target=row.target_framework.slug,
        targets=tuple(row.targets),
        strength=Strength(row.strength),
        note=row.note,
        source=row.source,
        status=row.status,
        target_title=row.target_framework.title,
    )


def links_of(code: str) -> Sequence[LinkRecord]:
    """Rows of all crosswalks that start from one element, by framework in the order of loading."""
    rows = CrosswalkLink.objects.filter(origin__code=code).order_by("target_framework_id", "id")
    return [_link_record(row) for row in rows.select_related("origin", "target_framework")]


def objective_code(number: int) -> str:
    """The code of an objective of the Compact by its number."""
    return element_code("gcm", str(number))
