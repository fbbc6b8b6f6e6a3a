"""Reading places."""

from collections.abc import Iterable, Sequence

from jalon.atlas.models import Place
from jalon.atlas.rules import PlaceKind, PlaceRecord
from jalon.kernel.errors import UnknownCode


def _record(row: Place) -> PlaceRecord:
    return PlaceRecord(code=row.code, kind=PlaceKind(row.kind), name=row.name)


def places(codes: Iterable[str]) -> dict[str, PlaceRecord]:
    """Places by code; unknown codes are left out."""
    return {row.code: _record(row) for row in Place.objects.filter(code__in=set(codes))}


def all_places() -> Sequence[PlaceRecord]:
    """All places by code."""
    return [_record(row) for row in Place.objects.all()]


def place(code: str) -> PlaceRecord:
    """One place.

    Raises:
        UnknownCode: None has this code.
    """
    row = Place.objects.filter(code=code).first()
    if row is None:
        raise UnknownCode(value=code)
    return _record(row)


def place_ids() -> dict[str, int]:
    """Database ids by code, for rooms above that point to places."""
    return dict(Place.objects.values_list("code", "id"))
