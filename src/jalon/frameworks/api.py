"""Frameworks, their elements and crosswalks, to read by machine."""

from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from jalon.base.frames.api import (
    DEFAULT_LIMIT,
    Answer,
    Limit,
    Listing,
    Next,
    Texts,
    answer,
    page_of_list,
    router_of,
    skipped,
)
from jalon.frameworks import public as frameworks
from jalon.frameworks.public import Kind, Strength

router = router_of("frameworks")


class FrameworkShape(Schema):
    """A framework of commitments."""

    slug: str = Field(description="Short stable name, such as “gcm”.")
    version: str = Field(description="Edition, as its publisher names it.")
    kind: str = Field(description="What it is: compact, goals, plan ...")
    title: Texts
    short: Texts
    source: str = Field(description="The publication it stands in.")
    as_of: str = Field(description="Date of that source, ISO 8601.")
    review: list[str] = Field(description="Languages whose texts wait for a reviewer.")


class ElementShape(Schema):
    """One element of a framework: an objective, an action, a target ..."""

    code: str = Field(description="Full code, such as “gcm:6.c”; it never changes.")
    kind: Kind
    parent: str | None = Field(description="Full code of the element above; null at the top.")
    title: Texts
    short: Texts
    note: Texts
    own_words: bool = Field(description="The title is a label of ours, not the official text.")
    members: list[str] = Field(description="Full codes that an area or a round table groups.")
    paragraph: str = Field(description="Paragraph of the source; empty when not known.")
    source: str = Field(description="The publication it stands in.")
    status: str = Field(description="“confirmed”, or “unconfirmed” while a fact is to be checked.")


class LinkShape(Schema):
    """One row of a crosswalk."""

    origin: str = Field(description="Full code of the element that is answered.")
    target: str = Field(description="Slug of the framework that answers.")
    targets: list[str] = Field(
        description="Full codes of what answers it; empty when nothing does, or no source names it."
    )
    strength: Strength = Field(description="Direct, via another programme, indirect, or none.")
    note: Texts
    source: str = Field(description="The place in a document that says so.")
    status: str = Field(description="“confirmed”, or “unconfirmed” when no document is cited.")


class ElementWithLinks(ElementShape):
    """An element with the rows of all crosswalks that start from it."""

    links: list[LinkShape]


class PairShape(Schema):
    """Two frameworks between which a crosswalk is stored."""

    origin: str = Field(description="Slug of the framework that is answered.")
    target: str = Field(description="Slug of the framework that answers.")


class CrosswalkShape(PairShape):
    """How one framework answers another, row by row."""

    counts: dict[str, int] = Field(description="Rows by strength.")
    links: list[LinkShape]


@router.get("/frameworks", response=Answer[list[FrameworkShape]])
def framework_list(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """All frameworks."""
    return answer(frameworks.frameworks())


@router.get("/frameworks/{slug}/elements", response=Listing[ElementShape])
def element_list(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    slug: str,
    *,
    kind: Kind | None = None,
    parent: str = "",
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Elements of a framework in their order; of one kind, or below one element, when asked."""
    skip = skipped(next)
    found = frameworks.framework(slug).elements
    kept = [
        element
        for element in found
        if (kind is None or element.kind == kind) and (not parent or element.parent == parent)
    ]
    return page_of_list(kept[skip : skip + limit + 1], skip=skip, limit=limit)


@router.get("/elements/{code}", response=Answer[ElementWithLinks])
def element_show(request: HttpRequest, code: str) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """One element by its full code, such as gcm:6, with what answers it in other frameworks."""
    element = ElementShape.from_orm(frameworks.element(code)).dict()
    return answer(element | {"links": frameworks.links_of(code)})


@router.get("/crosswalks", response=Answer[list[PairShape]])
def crosswalk_list(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """The pairs of frameworks between which a crosswalk is stored."""
    pairs = frameworks.crosswalk_pairs()
    return answer([{"origin": origin, "target": target} for origin, target in pairs])


@router.get("/crosswalks/{origin}/{target}", response=Answer[CrosswalkShape])
def crosswalk_show(request: HttpRequest, origin: str, target: str) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """The stored crosswalk from one framework to another, in the order of the first."""
    found = frameworks.crosswalk(origin, target)
    shown: dict[str, Any] = {"origin": found.origin, "target": found.target}  # values of the schema
    return answer(shown | {"counts": found.counts(), "links": found.links}, source=found.source)
