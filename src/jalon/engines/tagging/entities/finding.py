"""Everything a passage names and counts, in one look."""

from collections.abc import Sequence

from jalon.engines.tagging.entities.bodies import find_bodies
from jalon.engines.tagging.entities.cities import find_cities
from jalon.engines.tagging.entities.dates import find_dates
from jalon.engines.tagging.entities.figures import find_figures
from jalon.engines.tagging.entities.instruments import find_instruments
from jalon.engines.tagging.entities.records import Entity, Findings
from jalon.engines.tagging.entities.statements import statement_of
from jalon.engines.tagging.gazetteer import NamedSpan
from jalon.engines.tagging.words import word_spans


def find_entities(
    text: str,
    lang: str,
    *,
    places: Sequence[NamedSpan] = (),
    words: Sequence[tuple[str, int, int]] | None = None,
) -> Findings:
    """What a passage names and counts, and what kind of statement it makes.

    Args:
        text: The passage.
        lang: Its language, a tag of the six; others find names and figures only.
        places: Places that it names, found before (they may be who acts).
        words: Its words with offsets, where they are known already.

    Returns:
        Entities in order of place; those of one kind do not overlap. Persons are not looked for.
    """
    words = word_spans(text) if words is None else words
    instruments = find_instruments(text, words, lang)
    bodies = _beside(find_bodies(text, words, lang), instruments)
    dates = find_dates(text, lang)
    figures = _beside(find_figures(text, dates), instruments)
    cities = _beside(find_cities(text, words, lang), [*instruments, *bodies])
    entities = sorted(
        (*instruments, *bodies, *cities, *_beside(dates, instruments), *figures),
        key=lambda entity: (entity.start, entity.end),
    )
    statement = statement_of(text, lang, entities=entities, places=places)
    return Findings(entities=tuple(entities), statement=statement)


def _beside(found: Sequence[Entity], others: Sequence[Entity]) -> list[Entity]:
    """Entities that stand in none of the others."""
    return [
        entity
        for entity in found
        if all(entity.end <= other.start or other.end <= entity.start for other in others)
    ]
