"""Rounds of two readers: what is left to do, how far they agree, and where they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from jalon.base.public import Actor, Power, can_act, names_of_people, people_with_power, viewer
from jalon.frameworks.public import ElementRecord, elements_by_code
from jalon.kernel.errors import UnknownCode
from jalon.library.models import Round, RoundDocument, RoundItem
from jalon.library.queries import visibility
from jalon.library.rules import DocumentName, TagState
from jalon.library.rules.agreement import Agreement, agreement
from jalon.library.rules.deciding import ItemState, Part, part_of

NEWEST = 100
"""Rounds on their page at the most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundRecord:
    """A round, and how far it is.

    Attributes:
        owner: Number of the body; None for the keeping body.
        readers: Numbers of the two readers.
        names: What they are called.
        items: Suggestions that both decide on.
        read: How many of them each has decided.
        differing: Differences that wait for an adjudicator.
        settled: Differences that one has decided.
    """

    id: int
    title: str
    owner: int | None
    readers: tuple[int, int]
    names: tuple[str, str]
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    items: int
    read: tuple[int, int]
    differing: int
    settled: int

    @property
    def is_open(self) -> bool:
        """Whether it is still read in."""
        return self.closed_at is None

    @property
    def progress(self) -> Sequence[tuple[str, int]]:
        """What each reader is called, and how many suggestions they have decided."""
        return tuple(zip(self.names, self.read, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """What a round asks of somebody: to read, or to decide where its readers differ."""

    round: RoundRecord
    part: Part
    left: int


def _seen() -> QuerySet[Round]:
    """Rounds of bodies whose drafts the viewer sees."""
    who = viewer()
    if who.sees_all:
        return Round.objects.all()
    own = Q(owner_id__in=sorted(who.bodies))
    return Round.objects.filter(own | Q(owner_id__isnull=True) if who.keeps else own)


def rounds(*, only_open: bool = False) -> list[RoundRecord]:
    """Rounds that may be seen, the newest first: three statements at the most."""
    rows = _seen().filter(closed_at__isnull=True) if only_open else _seen()
    return _records(list(rows.order_by("-id")[:NEWEST]))


def round_record(round_id: int) -> RoundRecord:
    """One round.

    Raises:
        UnknownCode: There is none that they may see.
    """
    found = _records(list(_seen().filter(pk=round_id)))
    if not found:
        raise UnknownCode(value=round_id)
    return found[0]


def _records(rows: Sequence[Round]) -> list[RoundRecord]:
    if not rows:
        return []
    fixed = Q(is_added=False)
    counted = RoundItem.objects.filter(round_id__in=[row.pk for row in rows]).values("round_id")
    counts = counted.annotate(
        items=Count("id", filter=fixed),
        one=Count("id", filter=fixed & ~Q(first="")),
        two=Count("id", filter=fixed & ~Q(second="")),
        differing=Count("id", filter=Q(state=ItemState.DIFFERS)),
        settled=Count("id", filter=Q(state=ItemState.SETTLED)),
    ).values_list("round_id", "items", "one", "two", "differing", "settled")
    by_round = {key: found for key, *found in counts}
    names = names_of_people(key for row in rows for key in (row.first_id, row.second_id))
    return [_record(row, by_round.get(row.pk, [0] * 5), names) for row in rows]


def _record(row: Round, counts: Sequence[int], names: Mapping[int, str]) -> RoundRecord:
    items, one, two, differing, settled = counts
    return RoundRecord(
        id=row.pk,
        title=row.title,
        owner=row.owner_id,
        readers=(row.first_id, row.second_id),
        names=(names[row.first_id], names[row.second_id]),
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        items=items,
        read=(one, two),
        differing=differing,
        settled=settled,
    )


def task_of(actor: Actor, found: RoundRecord) -> Task | None:
    """What a round asks of somebody; None when nothing: they neither read nor may adjudicate."""
    part = part_of(actor.person, found.readers)
    if not found.is_open:
        return None
    if part is Part.READER:
        left = found.items - found.read[found.readers.index(actor.person or 0)]
        return Task(round=found, part=part, left=left)
    if can_act(actor, Power.APPROVE, body_id=found.owner):
        return Task(round=found, part=part, left=found.differing)
    return None


def tasks(actor: Actor) -> list[Task]:
    """What open rounds ask of somebody."""
    found = (task_of(actor, one) for one in rounds(only_open=True))
    return [task for task in found if task is not None and task.left]


def documents_of_round(round_id: int) -> list[DocumentName]:
    """The documents of a round, in the order of their titles."""
    rows = visibility.documents().filter(
        pk__in=RoundDocument.objects.filter(round_id=round_id).values("document_id")
    )
    return [
        DocumentName(slug=slug, name=symbol or title, title=title, year=year)
        for slug, symbol, title, year in rows.order_by("title").values_list(
            "slug", "symbol", "title", "year"
        )
    ]


def open_round_of(document_id: int) -> tuple[int, str] | None:
    """Number and title of the open round that a document is in."""
    rows = RoundDocument.objects.filter(document_id=document_id, is_open=True)
    return rows.values_list("round_id", "round__title").first()


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementAgreement:
    """How far two readers agree on one element, or on all of them together."""

    element: ElementRecord | None
    found: Agreement
    differing: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundAgreement:
    """How far the readers of a round agree: on all it asked, and element by element.

    Attributes:
        total: On all suggestions that both have decided.
        elements: On each element, in its order.
        added: Elements that the readers added to passages; they are in no coefficient.
        added_alike: How many of them both added.
    """

    total: ElementAgreement
    elements: Sequence[ElementAgreement]
    added: int
    added_alike: int


def agreement_of_round(round_id: int) -> RoundAgreement:
    """How far the readers agree on what both have decided: two statements."""
    rows = RoundItem.objects.filter(round_id=round_id).exclude(state=ItemState.OPEN)
    found = list(rows.values_list("element__code", "first", "second", "is_added"))
    units: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, first, second, is_added in found:
        if not is_added:
            units[code].append((first, second))
    added = [first == second for _code, first, second, is_added in found if is_added]
    known = elements_by_code(units)
    ordered = sorted(units, key=lambda code: known[code].position)
    return RoundAgreement(
        total=_agreement(None, [unit for group in units.values() for unit in group]),
        elements=[_agreement(known[code], units[code]) for code in ordered],
        added=len(added),
        added_alike=sum(added),
    )


def _agreement(element: ElementRecord | None, units: Sequence[tuple[str, str]]) -> ElementAgreement:
    differing = sum(first != second for first, second in units)
    return ElementAgreement(element=element, found=agreement(units), differing=differing)


def readers_for(owner: int | None) -> Mapping[int, str]:
    """Names of those who may read in a round of a body, by number."""
    return names_of_people(people_with_power(Power.DECIDE, body_id=owner))


@dataclass(frozen=True, kw_only=True, slots=True)
class Readable:
    """A document that a round may be opened on, and its suggestions that wait."""

    slug: str
    name: str
    title: str
    language: str
    owner: int | None
    waiting: int


def readable_documents(owner: int | None) -> list[Readable]:
    """Documents of a body with suggestions that wait, in no open round; most of them first."""
    in_round = RoundDocument.objects.filter(is_open=True).values("document_id")
    waiting = Count("tag", filter=Q(tag__state=TagState.SUGGESTED))
    rows = visibility.documents().filter(owner_id=owner).exclude(pk__in=in_round)
    found = rows.annotate(waiting=waiting).filter(waiting__gt=0).order_by("-waiting", "id")
    return [
        Readable(
            slug=row.slug,
            name=row.symbol or row.title,
            title=row.title,
            language=row.language,
            owner=row.owner_id,
            waiting=row.waiting,
        )
        for row in found[:NEWEST]
    ]
