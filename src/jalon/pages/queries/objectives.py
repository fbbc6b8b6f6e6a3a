"""The 23 objectives with their evidence, and the picture of one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from jalon.engines.tagging import StatementKind
from jalon.frameworks.public import (
    ElementRecord,
    Kind,
    LinkRecord,
    elements,
    elements_by_code,
    links_of,
)
from jalon.kernel.codes import split_code
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import pick
from jalon.library.public import (
    DocumentEvidence,
    Evidence,
    EvidenceFilter,
    PassageRecord,
    TagState,
    documents_read,
    evidence_by_document,
    evidence_by_element,
    evidence_by_place,
    evidence_passages,
)
from jalon.pages.queries.lines import evidence_lines, initiative_lines, place_names
from jalon.pages.rules import (
    Choice,
    EvidenceLine,
    Grouping,
    InitiativeLine,
    Mark,
    MatrixCell,
    ObjectiveGroup,
    ObjectiveLine,
    Texts,
    arranged,
)
from jalon.practices.public import (
    InitiativeFilter,
    InitiativeRecord,
    counts_by_objective,
    initiatives,
)

PASSAGES_SHOWN = 20
INITIATIVES_SHOWN = 10
SHOWN_KINDS = (Kind.OBJECTIVE, Kind.ACTION, Kind.AREA, Kind.ROUND_TABLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLine:
    """One action of an objective: its letter, our label, the passages on it."""

    letter: str
    title: Texts
    evidence: MatrixCell


@dataclass(frozen=True, kw_only=True, slots=True)
class RelatedLine:
    """What another framework answers to an objective, how strongly, and who says so."""

    targets: tuple[tuple[str, Texts], ...]
    strength: str
    note: Texts
    source: str
    confirmed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RelatedGroup:
    """All that one framework answers."""

    slug: str
    title: Texts
    lines: tuple[RelatedLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectivePicture:
    """Everything the page of one objective shows."""

    line: ObjectiveLine
    paragraph: str
    pole: tuple[ObjectiveLine, ...]
    groups: tuple[ElementRecord, ...]
    actions: tuple[ActionLine, ...]
    confirmed: tuple[EvidenceLine, ...]
    suggested: tuple[EvidenceLine, ...]
    initiatives: tuple[InitiativeLine, ...]
    more_initiatives: bool
    related: tuple[RelatedGroup, ...]
    documents: tuple[Choice, ...]
    places: tuple[Choice, ...]
    statements: tuple[Choice, ...]
    documents_read: int


def objective_lines(language: str, *, place: str = "") -> list[ObjectiveLine]:
    """The 23 objectives in order with their evidence, of one place when asked."""
    rows = elements("gcm", kinds=(Kind.OBJECTIVE, Kind.AREA))
    evidence = evidence_by_element(place=place)
    return lines_of(rows, evidence, language=language, initiatives=counts_by_objective())


def objective_groups(language: str, grouping: Grouping) -> tuple[ObjectiveGroup, ...]:
    """The 23 objectives with their evidence, laid out as asked."""
    rows = elements("gcm", kinds=(Kind.OBJECTIVE, Kind.AREA, Kind.ROUND_TABLE))
    counts = counts_by_objective()
    lines = lines_of(rows, evidence_by_element(), language=language, initiatives=counts)
    kind = Kind.ROUND_TABLE if grouping is Grouping.ROUND_TABLE else Kind.AREA
    return arranged(lines, grouping, grouped(lines, rows, kind=kind))


def grouped(
    lines: Sequence[ObjectiveLine], rows: Sequence[ElementRecord], *, kind: Kind
) -> list[ObjectiveGroup]:
    """The lines under the areas or round tables they belong to."""
    by_code = {line.code: line for line in lines}
    groups = [row for row in rows if row.kind is kind]
    return [
        ObjectiveGroup(
            title=group.short or group.title,
            area=number if kind is Kind.AREA else None,
            unconfirmed=group.status != "confirmed",
            lines=tuple(by_code[code] for code in group.members if code in by_code),
        )
        for number, group in enumerate(groups, start=1)
    ]


def lines_of(
    rows: Sequence[ElementRecord],
    evidence: Mapping[str, Evidence],
    *,
    language: str,
    initiatives: Mapping[str, int],
) -> list[ObjectiveLine]:
    """Objectives as lines; `rows` holds the objectives and the areas."""
    areas = areas_of(rows)
    objectives = (row for row in rows if row.kind is Kind.OBJECTIVE)
    return [
        ObjectiveLine(
            code=row.code,
            number=row.local,
            title=pick(row.short or row.title, language),
            official=row.title,
            note=row.note,
            area=areas.get(row.code),
            confirmed=evidence.get(row.code, Evidence()).confirmed,
            suggested=evidence.get(row.code, Evidence()).suggested,
            initiatives=initiatives.get(row.code, 0),
            url=reverse("pages:objective", args=[int(row.local)]),
        )
        for row in objectives
    ]


def areas_of(rows: Iterable[ElementRecord]) -> dict[str, int]:
    """The number of the thematic area, 1 to 5, by code of the objective."""
    areas = [row for row in rows if row.kind is Kind.AREA]
    return {code: number for number, area in enumerate(areas, start=1) for code in area.members}


def marks_of(lines: Iterable[ObjectiveLine]) -> dict[str, Mark]:
    """The mark of each objective, by code."""
    return {
        line.code: Mark(number=line.number, area=line.area, title=line.title, url=line.url)
        for line in lines
    }


def objective_picture(number: int, keep: EvidenceFilter, *, language: str) -> ObjectivePicture:
    """The page of one objective, narrowed to a place, documents or a state, in 15 statements.

    Raises:
        UnknownCode: The Compact has no objective of this number.
    """
    rows = elements("gcm", kinds=SHOWN_KINDS)
    counts = evidence_by_element(place=keep.place, documents=keep.documents)
    lines = lines_of(rows, counts, language=language, initiatives={})
    line = next((line for line in lines if line.number == str(number)), None)
    if line is None:
        raise UnknownCode(value=number)
    passages = evidence_passages(replace(keep, codes=(line.code,)), limit=PASSAGES_SHOWN)
    practices = _initiatives(line.code, keep)
    by_place = evidence_by_place(codes=[line.code])
    names = place_names(_spoken_of(passages, practices) | set(by_place), language)
    marks = {code: mark for code, mark in marks_of(lines).items() if code != line.code}
    shown = evidence_lines(passages, names=names, marks={})
    return ObjectivePicture(
        line=line,
        paragraph=next(row.paragraph for row in rows if row.code == line.code),
        pole=tuple(replace(other, here=other is line) for other in lines),
        groups=tuple(row for row in rows if line.code in row.members),
        actions=_actions(rows, line.code, counts),
        confirmed=tuple(one for one in shown if one.state == TagState.CONFIRMED),
        suggested=tuple(one for one in shown if one.state == TagState.SUGGESTED),
        initiatives=tuple(
            initiative_lines(practices[:INITIATIVES_SHOWN], names=names, marks=marks)
        ),
        more_initiatives=len(practices) > INITIATIVES_SHOWN,
        related=_related(line.code),
        documents=_document_choices(evidence_by_document(codes=[line.code]), keep),
        places=_place_choices(by_place, names, keep),
        statements=tuple(
            Choice(value=kind.value, label=kind.value, chosen=kind.value == keep.statement)
            for kind in StatementKind
        ),
        documents_read=0 if passages else documents_read(),
    )


def _initiatives(code: str, keep: EvidenceFilter) -> Sequence[InitiativeRecord]:
    wanted = InitiativeFilter(objective=code, place=keep.place, document="".join(keep.documents))
    return initiatives(wanted, limit=INITIATIVES_SHOWN + 1)


def _spoken_of(
    passages: Iterable[PassageRecord], practices: Iterable[InitiativeRecord]
) -> set[str]:
    named = {code for passage in passages for code in passage.places}
    return named | {code for practice in practices for code in practice.places}


def _actions(
    rows: Iterable[ElementRecord], code: str, counts: Mapping[str, Evidence]
) -> tuple[ActionLine, ...]:
    cell = reverse("pages:cell")
    return tuple(
        ActionLine(
            letter=row.local.rpartition(".")[2],
            title=row.title,
            evidence=MatrixCell(
                confirmed=counts.get(row.code, Evidence()).confirmed,
                suggested=counts.get(row.code, Evidence()).suggested,
                url=f"{cell}?element={row.code}",
            ),
        )
        for row in rows
        if row.parent == code
    )


def _document_choices(
    found: Iterable[DocumentEvidence], keep: EvidenceFilter
) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=one.slug, label=one.name, chosen=one.slug in keep.documents)
        for one in sorted(found, key=lambda one: one.name)
    )


def _place_choices(
    codes: Iterable[str], names: Mapping[str, str], keep: EvidenceFilter
) -> tuple[Choice, ...]:
    ordered = sorted((names.get(code, code), code) for code in codes)
    return tuple(
        Choice(value=code, label=name, chosen=code == keep.place) for name, code in ordered
    )


def _related(code: str) -> tuple[RelatedGroup, ...]:
    """The crosswalk rows of an objective, by framework."""
    links = links_of(code)
    targets = elements_by_code(target for link in links for target in link.targets)
    titles = {link.target: link.target_title for link in links}
    return tuple(
        RelatedGroup(slug=slug, title=title, lines=tuple(_related_lines(links, slug, targets)))
        for slug, title in titles.items()
    )


def _related_lines(
    links: Iterable[LinkRecord], framework: str, targets: Mapping[str, ElementRecord]
) -> list[RelatedLine]:
    return [
        RelatedLine(
            targets=tuple((split_code(code)[1], targets[code].title) for code in link.targets),
            strength=link.strength.value,
            note=link.note,
            source=link.source,
            confirmed=link.status == "confirmed",
        )
        for link in links
        if link.target == framework
    ]
