"""Loading frameworks and crosswalks from their dated files; may be run again at any time."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from jalon.base.public import Actor, record
from jalon.frameworks import packaged
from jalon.frameworks.models import CrosswalkLink, Element, Framework
from jalon.frameworks.queries import element_ids
from jalon.frameworks.rules import (
    CrosswalkRecord,
    ElementRecord,
    FrameworkRecord,
    Kind,
    check_framework,
)
from jalon.kernel.errors import UnknownCode
from jalon.search.public import queue_cards


@transaction.atomic
def load_packaged(*, actor: Actor) -> Mapping[str, int]:
    """Load every framework and crosswalk that comes with Jalon.

    Returns:
        Counts: "frameworks", "elements" and "links" now stored from the package.
    """
    loaded = [packaged.packaged_framework(slug) for slug in packaged.framework_slugs()]
    for framework in loaded:
        load_framework(framework, actor=actor)
    crosswalks = packaged.packaged_crosswalks()
    for crosswalk in crosswalks:
        load_crosswalk(crosswalk, actor=actor)
    return {
        "frameworks": len(loaded),
        "elements": sum(len(framework.elements) for framework in loaded),
        "links": sum(len(crosswalk.links) for crosswalk in crosswalks),
    }


@transaction.atomic
def load_framework(framework: FrameworkRecord, *, actor: Actor) -> None:
    """Store a framework, or bring the stored one up to date; elements keep their ids.

    Elements that the file no longer holds stay: codes never change, and evidence may point to them.

    Raises:
        BadFramework: The framework contradicts itself; nothing was stored.
    """
    check_framework(framework)
    row, is_new = Framework.objects.update_or_create(
        slug=framework.slug,
        defaults={
            "version": framework.version,
            "kind": framework.kind,
            "title": dict(framework.title),
            "short": dict(framework.short),
            "source": framework.source,
            "as_of": framework.as_of,
            "review": list(framework.review),
        },
    )
    changed = _store_elements(row, framework.elements)
    if is_new or changed:
        queue_cards(
            f"objective:{element.code}" for element in framework.elements if _is_found(element)
        )
        after = {"version": framework.version, "elements": changed}
        record("load framework", subject=f"framework:{row.slug}", actor=actor, after=after)


def _is_found(element: ElementRecord) -> bool:
    """Whether search finds the element on its own page: the objectives of the Compact."""
    return element.kind is Kind.OBJECTIVE and element.code.startswith("gcm:")


def _store_elements(framework: Framework, elements: Sequence[ElementRecord]) -> int:
    """Store elements, parents before children; how many were new or changed."""
    known = {row.code: row for row in Element.objects.filter(framework=framework)}
    changed = 0
    for element in sorted(elements, key=lambda item: (item.parent is not None, item.position)):
        values = _values(element)
        row = known.get(element.code)
        if row is None or any(getattr(row, name) != value for name, value in values.items()):
            row = row or Element(framework=framework, code=element.code)
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed += 1
        known[element.code] = row
    _store_parents(elements, known)
    return changed


def _values(element: ElementRecord) -> dict[str, object]:
    return {
        "local": element.local,
        "kind": element.kind.value,
        "members": list(element.members),
        "title": dict(element.title),
        "short": dict(element.short),
        "note": dict(element.note),
        "paragraph": element.paragraph,
        "source": element.source,
        "status": element.status,
        "own_words": element.own_words,
        "position": element.position,
    }


def _store_parents(elements: Sequence[ElementRecord], rows: Mapping[str, Element]) -> None:
    moved = []
    for element in elements:
        parent = rows[element.parent] if element.parent else None
        if rows[element.code].parent_id != (parent.pk if parent else None):
            rows[element.code].parent = parent
            moved.append(rows[element.code])
    Element.objects.bulk_update(moved, ["parent"])


@transaction.atomic
def load_crosswalk(crosswalk: CrosswalkRecord, *, actor: Actor) -> None:
    """Store a crosswalk, or bring the stored one up to date.

    Raises:
        UnknownCode: A framework or an element it names is not stored; nothing was changed.
    """
    ids = element_ids()
    target = Framework.objects.filter(slug=crosswalk.target).first()
    if target is None:
        raise UnknownCode(value=crosswalk.target)
    before = _link_values(crosswalk.origin, crosswalk.target)
    for link in crosswalk.links:
        for code in (link.origin, *link.targets):
            if code not in ids:
                raise UnknownCode(value=code)
        CrosswalkLink.objects.update_or_create(
            origin_id=ids[link.origin],
            target_framework=target,
            defaults={
                "targets": list(link.targets),
                "strength": link.strength.value,
                "note": dict(link.note),
                "source": link.source,
                "status": link.status,
            },
        )
    if before != _link_values(crosswalk.origin, crosswalk.target):
        subject = f"crosswalk:{crosswalk.origin}--{crosswalk.target}"
        record("load crosswalk", subject=subject, actor=actor, after=crosswalk.counts())


def _link_values(origin: str, target: str) -> list[tuple[object, ...]]:
    links = CrosswalkLink.objects.filter(
        origin__framework__slug=origin, target_framework__slug=target
    )
    fields = ("origin_id", "targets", "strength", "note", "source", "status")
    return list(links.order_by("origin_id").values_list(*fields))
