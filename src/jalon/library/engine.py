"""The engines as the library uses them: one tagger and one place finder for each process."""

from collections.abc import Sequence
from functools import cache

from jalon.atlas.public import searchable_names
from jalon.engines.tagging import ElementText, PlaceFinder, Tagger
from jalon.frameworks.public import ElementRecord, Kind, packaged_framework
from jalon.kernel.languages import Language

TAGGED_KINDS = (Kind.OBJECTIVE, Kind.PRINCIPLE, Kind.ACTION, Kind.GOAL, Kind.TARGET, Kind.ELEMENT)


def element_texts(elements: Sequence[ElementRecord]) -> list[ElementText]:
    """Elements as the tagging engine wants them."""
    return [
        ElementText(
            code=element.code,
            kind=element.kind.value,
            parent=element.parent,
            titles=dict(element.title),
            notes=tuple(element.note.values()) + tuple(element.short.values()),
        )
        for element in elements
        if element.kind in TAGGED_KINDS
    ]


@cache
def tagger(framework: str = "gcm") -> Tagger:
    """The tagger of a framework that comes with Jalon.

    Raises:
        UnknownCode: None has this slug.
    """
    return Tagger(element_texts(packaged_framework(framework).elements))


@cache
def place_finder() -> PlaceFinder:
    """Finds the names of places in texts, in all six languages."""
    return PlaceFinder(searchable_names())


LANGUAGES = tuple(language.value for language in Language)
