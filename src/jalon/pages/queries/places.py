"""The list of places, and the picture of one: what is known, never how it compares."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from jalon.atlas.public import PlaceKind, PlaceRecord, all_places
from jalon.atlas.public import place as place_of
from jalon.frameworks.public import Kind, elements
from jalon.kernel.languages import pick
from jalon.library.public import (
    DocumentRecord,
    Evidence,
    EvidenceFilter,
    documents,
    documents_read,
    evidence_by_element,
    evidence_by_place,
    evidence_passages,
)
from jalon.pages.queries.lines import evidence_lines, initiative_lines, place_names
from jalon.pages.queries.objectives import lines_of, marks_of
from jalon.pages.rules import EvidenceLine, InitiativeLine, ObjectiveLine
from jalon.practices.public import (
    InitiativeFilter,
    counts_by_objective,
    counts_by_place,
    initiatives,
)

PASSAGES_SHOWN = 24
INITIATIVES_SHOWN = 40
DOCUMENTS_SHOWN = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceLine:
    """One place in a list: its name, and how many passages and initiatives speak of it."""

    code: str
    name: str
    confirmed: int
    suggested: int
    initiatives: int
    url: str

    @property
    def is_spoken_of(self) -> bool:
        """Whether anything is known about it here."""
        return bool(self.confirmed or self.suggested or self.initiatives)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceGroup:
    """Places of one kind under one letter, in the order of their names."""

    kind: str
    letter: str
    lines: tuple[PlaceLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacePicture:
    """Everything the page of one place shows."""

    code: str
    name: str
    kind: str
    pole: tuple[ObjectiveLine, ...]
    most: int
    passages: tuple[EvidenceLine, ...]
    more_passages: bool
    initiatives: tuple[InitiativeLine, ...]
    more_initiatives: bool
    documents: tuple[DocumentRecord, ...]
    documents_read: int

    @property
    def spoken_of(self) -> int:
        """How many of the 23 objectives have evidence or an initiative here."""
        return sum(line.state != "none" or line.initiatives > 0 for line in self.pole)


def place_lines(language: str, *, text: str = "") -> list[PlaceLine]:
    """All places in the order of their names, or those whose name has some words."""
    evidence, practices = evidence_by_place(), counts_by_place()
    wanted = folded(text)
    lines = [_place_line(place, evidence, practices, language) for place in all_places()]
    kept = (line for line in lines if wanted in folded(line.name) or wanted == line.code.lower())
    return sorted(kept, key=lambda line: folded(line.name))


def _place_line(
    place: PlaceRecord,
    evidence: Mapping[str, Evidence],
    practices: Mapping[str, int],
    language: str,
) -> PlaceLine:
    found = evidence.get(place.code, Evidence())
    return PlaceLine(
        code=place.code,
        name=pick(place.name, language),
        confirmed=found.confirmed,
        suggested=found.suggested,
        initiatives=practices.get(place.code, 0),
        url=reverse("pages:place", args=[place.code]),
    )


def by_letter(lines: Iterable[PlaceLine]) -> list[PlaceGroup]:
    """Countries by first letter, then regions under one head."""
    groups: dict[tuple[str, str], list[PlaceLine]] = {}
    for line in lines:
        is_region = line.code.isdecimal()
        key = ("region", "") if is_region else ("country", folded(line.name)[:1].upper())
        groups.setdefault(key, []).append(line)
    return [
        PlaceGroup(kind=kind, letter=letter, lines=tuple(groups[kind, letter]))
        for kind, letter in sorted(groups)
    ]


def folded(text: str) -> str:
    """A text without case and accents, for finding and sorting names.

    >>> folded("Égypte")
    'egypte'
    """
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def place_picture(code: str, *, language: str) -> PlacePicture:
    """The page of one place, in 12 statements.

    Raises:
        UnknownCode: No place has this code.
    """
    place = place_of(code)
    practices = initiatives(InitiativeFilter(place=code), limit=INITIATIVES_SHOWN + 1)
    pole = _pole(code, language)
    found = evidence_passages(EvidenceFilter(place=code), limit=PASSAGES_SHOWN + 1)
    named = {other for one in practices[:INITIATIVES_SHOWN] for other in one.places}
    names = place_names(named | {other for one in found for other in one.places}, language)
    marks = marks_of(pole)
    return PlacePicture(
        code=code,
        name=pick(place.name, language),
        kind=place.kind.value if place.kind is not PlaceKind.WORLD else "region",
        pole=tuple(pole),
        most=max((line.confirmed + line.suggested for line in pole), default=0),
        passages=tuple(evidence_lines(found[:PASSAGES_SHOWN], names=names, marks=marks)),
        more_passages=len(found) > PASSAGES_SHOWN,
        initiatives=tuple(
            initiative_lines(practices[:INITIATIVES_SHOWN], names=names, marks=marks)
        ),
        more_initiatives=len(practices) > INITIATIVES_SHOWN,
        documents=tuple(documents(place=code, limit=DOCUMENTS_SHOWN)),
        documents_read=documents_read(),
    )


def _pole(code: str, language: str) -> list[ObjectiveLine]:
    """The 23 objectives with the evidence of one place, and its initiatives counted."""
    rows = elements("gcm", kinds=(Kind.OBJECTIVE, Kind.AREA))
    evidence = evidence_by_element(place=code)
    counts = counts_by_objective(InitiativeFilter(place=code))
    return lines_of(rows, evidence, language=language, initiatives=counts)
