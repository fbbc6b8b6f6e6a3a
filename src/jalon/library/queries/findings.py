"""What passages name and count: bodies, instruments, cities, dates, figures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jalon.library.models import Finding
from jalon.library.queries import visibility
from jalon.library.rules import FindingRecord, PassageRecord

SHOWN, FIGURES_SHOWN = 12, 40
"""Names of each sort, and figures, that a summary tells."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Something that passages of a document name: its code, a name, and in how many passages."""

    code: str
    text: str
    passages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatIsSaid:
    """What the evidence of a document says, beside the elements it speaks of.

    Attributes:
        statements: Kind of statement to passages of that kind.
        actors: Who acts, most often named first.
        bodies: Bodies named.
        instruments: Instruments named.
        figures: Figures with what they count, in the order of the document, with the label of
            their passage.
        more_figures: How many more there are.
    """

    statements: dict[str, int]
    actors: tuple[Named, ...]
    bodies: tuple[Named, ...]
    instruments: tuple[Named, ...]
    figures: tuple[tuple[FindingRecord, str], ...]
    more_figures: int


def findings_of(passage: PassageRecord) -> list[FindingRecord]:
    """What a passage names and counts, in order of place."""
    rows = Finding.objects.filter(passage_id=passage.id).order_by("start", "id")
    return [_record(row) for row in rows]


def _record(row: Finding) -> FindingRecord:
    return FindingRecord(
        kind=row.kind,
        code=row.code,
        start=row.start,
        end=row.end,
        text=row.text,
        value=row.value,
        unit=row.unit,
        counted=row.counted,
        about=row.about,
        year=row.year,
    )


def what_is_said(document: str) -> WhatIsSaid:
    """What the evidence of a document says: two statements, whatever its length."""
    rows = visibility.passages().filter(document__slug=document, is_evidence=True)
    stated = list(rows.values_list("statement", "actor", "actor_text"))
    found = list(
        Finding.objects.filter(passage__in=rows)
        .exclude(kind__in=["date", "city"])
        .select_related("passage")
        .only(*_FIELDS)
        .order_by("passage__order", "start")
    )
    figures = [(_record(row), row.passage.label) for row in found if row.kind == "figure"]
    return WhatIsSaid(
        statements=dict(Counter(statement for statement, _, _ in stated if statement)),
        actors=_named((actor, text, number) for number, (_, actor, text) in enumerate(stated)),
        bodies=_named(_rows(found, "body")),
        instruments=_named(_rows(found, "instrument")),
        figures=tuple(figures[:FIGURES_SHOWN]),
        more_figures=max(len(figures) - FIGURES_SHOWN, 0),
    )


def _rows(found: Sequence[Finding], kind: str) -> Iterator[tuple[str, str, int]]:
    return ((row.code, row.text, row.passage_id) for row in found if row.kind == kind)


def _named(rows: Iterable[tuple[str, str, int]]) -> tuple[Named, ...]:
    """Codes by the number of passages that name them, each with the form that is used most."""
    passages: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for code, text, passage in rows:
        if code:
            passages[code].add(passage)
            forms[code][text] += 1
    ordered = sorted(passages, key=lambda code: (-len(passages[code]), code))
    return tuple(
        Named(code=code, text=forms[code].most_common(1)[0][0], passages=len(passages[code]))
        for code in ordered[:SHOWN]
    )


_FIELDS = (
    "kind", "code", "start", "end", "text", "value", "unit", "counted", "about", "year",
    "passage__label", "passage__order",
)  # fmt: skip
