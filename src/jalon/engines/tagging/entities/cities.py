"""Major cities that a text names, in six languages."""

from collections.abc import Sequence
from functools import cache

from jalon.engines.tagging.entities.records import Entity, EntityKind
from jalon.engines.tagging.entities.sheets import names_of, sheet
from jalon.engines.tagging.gazetteer import Gazetteer


@cache
def _known() -> Gazetteer:
    parsed = sheet("cities")
    return Gazetteer(names_of(parsed["cities"]), misleading=parsed["misleading"])


def find_cities(text: str, words: Sequence[tuple[str, int, int]], lang: str) -> list[Entity]:
    """Cities named in a text, in order; the code is the country's (ISO 3166-1 alpha-3) and a name.

    A city says nothing of its country: declarations and conventions carry names of cities.
    """
    return [
        Entity(kind=EntityKind.CITY, code=span.code, start=span.start, end=span.end, text=span.text)
        for span in _known().find_in(text, words, lang)
    ]
