"""The door of the atlas."""

from jalon.atlas.actions import load_packaged
from jalon.atlas.packaged import searchable_names
from jalon.atlas.queries import all_places, place, place_ids, places
from jalon.atlas.rules import PlaceKind, PlaceRecord

__all__ = [
    "PlaceKind",
    "PlaceRecord",
    "all_places",
    "load_packaged",
    "place",
    "place_ids",
    "places",
    "searchable_names",
]
