"""What a place and a body are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PlaceKind(StrEnum):
    """How large a place is."""

    COUNTRY = "country"
    REGION = "region"
    WORLD = "world"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRecord:
    """A place: ISO 3166-1 alpha-3 of a country or area, UN M49 of a region, names by language."""

    code: str
    kind: PlaceKind
    name: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
