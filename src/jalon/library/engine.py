"""The engines as the library uses them: one tagger and one place finder for each process."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from jalon.atlas.public import searchable_names
from jalon.engines.tagging import ElementText, Tagger
from jalon.frameworks.public import ElementRecord, Kind, packaged_framework

if TYPE_CHECKING:
    from jalon.engines.tagging import PlaceFinder

TAGGED_KINDS = (Kind.OBJECTIVE, Kind.PRINCIPLE, Kind.ACTION, Kind.GOAL, Kind.TARGET, Kind.ELEMENT)


def element_texts(elements: Sequence[ElementRecord]) -> list[ElementText]:
    """Elements as the tagging engine wants them: what stands below a mere section stands alone."""
    tagged = {element.code for element in elements if element.kind in TAGGED_KINDS}
    return [
        ElementText(
            code=element.code,
            kind=element.kind.value,
            parent=element.parent if element.parent in tagged else None,
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
def place_finder() -> "PlaceFinder":
    """Finds the names of places in texts, in all six languages."""
    from jalon.engines.tagging import PlaceFinder

    return PlaceFinder(searchable_names())
