"""Places that a text names: countries and regions, from the names that the caller gives."""

from collections.abc import Mapping, Sequence

from jalon.engines.tagging.gazetteer import Gazetteer
from jalon.engines.tagging.gazetteer import NamedSpan as PlaceMention

_MISLEADING = (
    "Gulf of Guinea", "golfe de Guinée", "golfo de Guinea", "New Mexico", "Nouveau-Mexique",
    "Nuevo México", "New Jersey", "South China Sea", "mer de Chine méridionale", "mar de China",
    "Gulf of Mexico", "golfe du Mexique", "golfo de México", "Persian Gulf", "Sea of Japan",
    "Niger Delta", "delta du Niger", "fleuve Niger", "Niger River", "fleuve Sénégal",
    "Senegal River", "New South Wales", "Northern Territory", "Congo Basin", "bassin du Congo",
    "Cuenca del Congo", "fleuve Congo", "Congo River",
)  # fmt: skip
"""Names of seas, rivers and parts of countries that hold the name of a country."""


class PlaceFinder(Gazetteer):
    """Finds names of places: the longest name wins, and names start with a capital.

    Args:
        names: Code (ISO 3166-1 alpha-3 or UN M49) to names in any languages; a name in capitals
            ("RDC", "UK") is compared as it stands. A name given to two codes is left out.

    >>> finder = PlaceFinder({"GIN": ["Guinea"], "GNQ": ["Equatorial Guinea"]})
    >>> [(m.code, m.text) for m in finder.find("from Equatorial Guinea to Guinea")]
    [('GNQ', 'Equatorial Guinea'), ('GIN', 'Guinea')]
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        super().__init__(names, misleading=_MISLEADING)


__all__ = ["PlaceFinder", "PlaceMention"]
