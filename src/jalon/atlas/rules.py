"""What a place and a body are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from unicodedata import combining, normalize

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


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


class UnknownPlace(JalonError):
    """No country, area or region has the name or code that was typed."""

    code = "unknown-place"
    sentence = _(
        "No country or region is known as “{value}”. Nearest names: {near}. Type its name in one "
        "of the six languages, or its ISO code, such as PRT."
    )


def folded(name: str) -> str:
    """A name as it is compared: without case, accents, article and punctuation.

    >>> folded("Côte d’Ivoire"), folded("The Gambia"), folded("  PRT ")
    ('cote d ivoire', 'gambia', 'prt')
    """
    plain = normalize("NFKD", name.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not combining(sign))
    words = letters.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
