"""Reading places: their names are packaged, and the table lets other rooms point to them."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from jalon.atlas.models import Place
from jalon.atlas.packaged import places_by_code, places_by_name
from jalon.atlas.rules import PlaceRecord, UnknownPlace, folded
from jalon.kernel.errors import UnknownCode


def places(codes: Iterable[str]) -> dict[str, PlaceRecord]:
    """Places by code; unknown codes are left out. No SQL statement: places are packaged."""
    known = places_by_code()
    return {code: known[code] for code in sorted(set(codes)) if code in known}


def all_places() -> Sequence[PlaceRecord]:
    """All places by code."""
    return list(places_by_code().values())


def place(code: str) -> PlaceRecord:
    """One place.

    Raises:
        UnknownCode: None has this code.
    """
    found = places_by_code().get(code)
    if found is None:
        raise UnknownCode(value=code)
    return found


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
