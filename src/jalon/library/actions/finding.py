"""What passages name and count, and what kind of statement they make, as the machine finds it."""

from collections.abc import Sequence

from jalon.engines.tagging import Entity, EntityKind, Findings, PlaceMention, find_entities
from jalon.library.engine import place_finder
from jalon.library.models import Finding, Passage

LONGEST = 10**19
"""Figures from here on are no figures of policy, and no column holds them."""
BATCH = 500


def look_at_all(rows: Sequence[Passage]) -> list[Findings]:
    """The same for passages of one document, in order: see `look_at`."""
    finder = place_finder()
    return [
        look_at(row, finder.find(row.text, row.lang) if row.is_evidence else ()) for row in rows
    ]


def look_at(row: Passage, places: Sequence[PlaceMention]) -> Findings:
    """Find what a passage names, and write on the row (unsaved) what kind of statement it makes.

    Passages that are no evidence (headings, notes, references) state nothing.
    """
    if not row.is_evidence:
        return Findings()
    found = find_entities(row.text, row.lang, places=places)
    statement = found.statement
    row.statement = statement.kind.value
    row.actor, row.actor_text = statement.actor[:120], statement.actor_text[:200]
    row.says_year = _year(found.entities)
    return found


def _year(entities: Sequence[Entity]) -> int | None:
    """The one calendar year that a passage names; None when it names none, several, or periods."""
    codes = {entity.code for entity in entities if entity.kind is EntityKind.DATE}
    years = {code[:4] for code in codes if "/" not in code}
    return int(years.pop()) if len(years) == 1 and len(codes) == 1 else None


def store_findings(rows: Sequence[Passage], found: Sequence[Findings]) -> None:
    """Store what was found in passages that are saved."""
    Finding.objects.bulk_create(
        [
            _row(row, entity)
            for row, findings in zip(rows, found, strict=True)
            for entity in findings.entities
            if entity.figure is None or abs(entity.figure.value) < LONGEST
        ],
        batch_size=BATCH,
    )


def _row(passage: Passage, entity: Entity) -> Finding:
    row = Finding(
        passage=passage,
        kind=entity.kind.value,
        code=entity.code[:120],
        start=entity.start,
        end=entity.end,
        text=entity.text[:200],
    )
    if figure := entity.figure:
        row.value, row.unit = round(figure.value, 4), figure.unit
        row.counted, row.about = figure.counted[:120], figure.about.value
        row.year = figure.year
    return row
