"""The door of the atlas."""

from jalon.atlas.actions import load_packaged
from jalon.atlas.packaged import searchable_names
from jalon.atlas.queries import all_places, find_place, place, place_ids, places
from jalon.atlas.rules import PlaceKind, PlaceRecord, UnknownPlace

__all__ = [
    "PlaceKind",
    "PlaceRecord",
    "UnknownPlace",
    "all_places",
    "find_place",
    "load_packaged",
    "place",
    "place_ids",
    "places",
    "searchable_names",
]
