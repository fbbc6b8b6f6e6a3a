"""What the atlas tells search: places and their names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jalon.atlas.packaged import searchable_names
from jalon.atlas.queries import all_places, places
from jalon.atlas.rules import PlaceRecord
from jalon.kernel.languages import pick
from jalon.search.public import Card, CardSource


def place_labels(codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Names by language of places, by code."""
    return {code: place.name for code, place in places(codes).items()}


def _cards(codes: Sequence[str]) -> Iterator[Card]:
    return (_card(place) for place in places(codes).values())


def _card(place: PlaceRecord) -> Card:
    """One card with the names of all languages, short and older ones too."""
    others = searchable_names().get(place.code, tuple(place.name.values()))
    return Card(
        id=f"place:{place.code}",
        kind="place",
        title=pick(place.name, "en"),
        text=" · ".join(others),
        lang="en",
        url=f"/places/{place.code}/",
        place=(place.code,),
        state="confirmed",
    )


def _codes() -> Iterable[str]:
    return (place.code for place in all_places())


PLACE_CARDS = CardSource(kind="place", cards=_cards, ids=_codes)
