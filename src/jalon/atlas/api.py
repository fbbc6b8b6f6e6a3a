"""Places, to read by machine."""

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from jalon.atlas import public as atlas
from jalon.atlas.public import PlaceKind
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

router = router_of("places")
SOURCE = "Codes: ISO 3166-1 alpha-3 and UN M49. Names: Unicode CLDR."


class PlaceShape(Schema):
    """A country or area, a region, or the world."""

    code: str = Field(description="ISO 3166-1 alpha-3, or UN M49 of a region.")
    kind: PlaceKind
    name: Texts


@router.get("/places", response=Listing[PlaceShape])
def place_list(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    *,
    kind: PlaceKind | None = None,
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Places by code; of one kind when asked."""
    skip = skipped(next)
    kept = [place for place in atlas.all_places() if kind is None or place.kind == kind]
    return page_of_list(kept[skip : skip + limit + 1], skip=skip, limit=limit, source=SOURCE)


@router.get("/places/{code}", response=Answer[PlaceShape])
def place_show(request: HttpRequest, code: str) -> dict[str, object]:  # noqa: ARG001 - as Django calls
    """One place by its code."""
    return answer(atlas.place(code), source=SOURCE)
