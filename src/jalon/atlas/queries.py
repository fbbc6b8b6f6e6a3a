"""Reading places."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from jalon.atlas.models import Place
from jalon.atlas.packaged import places_by_name
from jalon.atlas.rules import PlaceKind, PlaceRecord, UnknownPlace, folded
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


def find_place(text: str) -> PlaceRecord:
    """The place that a person means: by code, or by a name in any of the six languages.

    Case, accents and punctuation do not matter. No SQL statement: names are packaged.

    Raises:
        UnknownPlace: Nothing is called so; names the nearest ones.
    """
    names = places_by_name()
    wanted = folded(text)
    if wanted in names:
        return names[wanted]
    near = dict.fromkeys(
        names[name].name["en"] for name in get_close_matches(wanted, names, cutoff=0.75)
    )
    raise UnknownPlace(value=text.strip(), near=", ".join(near) or "–")


def place_ids() -> dict[str, int]:
    """Database ids by code, for rooms above that point to places."""
    return dict(Place.objects.values_list("code", "id"))
