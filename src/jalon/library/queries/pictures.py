"""What the page of a document shows: passages with tags, titles, places and reasons, joined."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _t

from jalon.atlas.public import PlaceRecord, places
from jalon.base.public import ActRecord
from jalon.frameworks.public import (
    ElementRecord,
    Kind,
    elements,
    elements_by_code,
)
from jalon.kernel.errors import UnknownCode
from jalon.library.models import Passage, Tag
from jalon.library.queries import visibility
from jalon.library.queries.passages import as_records
from jalon.library.queries.telling import (
    ACT_WORDS,
    PASSAGES_TOGETHER,
    REASON_WORDS,
    Piece,
    ReadingFilter,
    Show,
    Span,
    pieces_of,
)
from jalon.library.rules import Method, PassageRecord, TagRecord, TagState

PLAIN_KINDS = frozenset({"heading", "contents", "reference", "footnote", "caption"})
"""Kinds of passages that nobody tags."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TagLine:
    """A tag as the margin shows it; `is_last` marks the decision that was made last."""

    record: TagRecord
    number: str
    title: Mapping[str, str]
    area: int | None
    objective: str
    why: str
    is_last: bool = False

    @property
    def by_person(self) -> bool:
        """Whether a person added it, so that an undo takes it away."""
        return self.record.method is Method.PERSON


@dataclass(frozen=True, kw_only=True, slots=True)
class PassageLine:
    """A passage with its text in pieces, its tags in words and the places it names."""

    record: PassageRecord
    pieces: tuple[Piece, ...]
    tags: tuple[TagLine, ...]
    places: tuple[PlaceRecord, ...]

    @property
    def may_be_tagged(self) -> bool:
        """Whether a person may add an element to it."""
        return self.record.kind not in PLAIN_KINDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """How many tags of a document were decided, of how many."""

    decided: int
    total: int


def shown_passages(document: str, keep: ReadingFilter) -> QuerySet[Passage]:
    """Passages of a document that a filter keeps, in order; for paging inside this room."""
    rows = visibility.passages().filter(document__slug=document).select_related("document")
    if keep.is_narrow:
        rows = rows.filter(Exists(_matching(keep)) | Q(label=keep.held))
    return rows.order_by("order")


def _matching(keep: ReadingFilter) -> QuerySet[Tag]:
    tags = visibility.tags().filter(passage_id=OuterRef("pk"))
    if keep.show is Show.ALL:
        tags = tags.exclude(state=TagState.REFUSED)
    else:
        tags = tags.filter(state=keep.show.value)
    if keep.objective:
        below = Q(element__code__startswith=f"{keep.objective}.")
        tags = tags.filter(Q(element__code=keep.objective) | below)
    return tags


def passage_page(document: str, keep: ReadingFilter) -> Page[Passage]:
    """One page of the passages that a filter keeps; the last one when the number is too high."""
    rows = shown_passages(document, keep)
    return Paginator(rows, per_page=PASSAGES_TOGETHER).get_page(keep.page)


def passage_lines(rows: Iterable[Passage]) -> list[PassageLine]:
    """Passages as a page shows them: six statements at the most, whatever their number."""
    records = as_records(rows)
    tags = [tag for record in records for tag in record.tags]
    known = _elements(tag.code for tag in tags)
    areas = areas_of_objectives()
    named = places(code for record in records for code in record.places)
    return [_line(record, known, areas, named) for record in records]


def _line(
    record: PassageRecord,
    known: Mapping[str, ElementRecord],
    areas: Mapping[str, int],
    named: Mapping[str, PlaceRecord],
) -> PassageLine:
    moments = [tag.decided_at for tag in record.tags if tag.decided_at]
    last = max(moments, default=None)
    tags = tuple(
        _tag_line(tag, known[tag.code], areas, is_last=last is not None and tag.decided_at == last)
        for tag in record.tags
    )
    spans = [span for line in tags for span in spans_of(line)]
    return PassageLine(
        record=record,
        pieces=pieces_of(record.text, spans),
        tags=tags,
        places=tuple(named[code] for code in record.places if code in named),
    )


def _tag_line(
    tag: TagRecord,
    element: ElementRecord,
    areas: Mapping[str, int],
    *,
    is_last: bool,
) -> TagLine:
    objective = element.parent if element.kind is Kind.ACTION else element.code
    return TagLine(
        record=tag,
        number=element.local,
        title=element.short or element.title,
        area=areas.get(objective or ""),
        objective=(objective or "").removeprefix("gcm:"),
        why=" · ".join(_reasons(tag)),
        is_last=is_last,
    )


def _reasons(tag: TagRecord) -> list[str]:
    """The reasons of a tag in words, each once."""
    if tag.method is Method.PERSON:
        return [tag.reason] if tag.reason else []
    said = [
        _t("{kind}: {words}").format(
            kind=_t(REASON_WORDS[str(reason.get("kind"))]), words=reason.get("text")
        )
        for reason in tag.why
        if str(reason.get("kind")) in REASON_WORDS and reason.get("text")
    ]
    return list(dict.fromkeys([*said, *([tag.reason] if tag.reason else [])]))


def spans_of(line: TagLine) -> list[Span]:
    """The words a tag rests on; a refused tag no longer marks any."""
    tag = line.record
    if tag.state is TagState.REFUSED:
        return []
    ends = [(tag.start, tag.end), *((reason.get("start"), reason.get("end")) for reason in tag.why)]
    return [
        Span(start=start, end=end, area=line.area, number=line.number, why=line.why)
        for start, end in ends
        if isinstance(start, int) and isinstance(end, int)
    ]


def passage_line(passage_id: int) -> PassageLine:
    """One passage as a page shows it.

    Raises:
        UnknownCode: None has this id.
    """
    rows = visibility.passages().filter(pk=passage_id).select_related("document")
    found = passage_lines(rows)
    if not found:
        raise UnknownCode(value=passage_id)
    return found[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """A passage between the one before and the one after it; None at the ends of the document."""

    before: PassageLine | None
    line: PassageLine
    after: PassageLine | None


def passage_with_neighbours(document: str, label: str) -> Neighbours:
    """A passage by its address, with the passages around it.

    Raises:
        UnknownCode: The document has no such passage.
    """
    rows = visibility.passages().filter(document__slug=document).select_related("document")
    order = rows.filter(label=label).values_list("order", flat=True).first()
    if order is None:
        raise UnknownCode(value=f"{document} {label}")
    near = passage_lines(rows.filter(order__range=(order - 1, order + 1)))
    at = {line.record.order: line for line in near}
    return Neighbours(before=at.get(order - 1), line=at[order], after=at.get(order + 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldAct:
    """An act on a passage in words: who did what to which element, when, and why."""

    at: datetime
    actor: str
    act: str
    element: str
    why: str


def told_acts(acts: Iterable[ActRecord]) -> list[ToldAct]:
    """Acts on a passage as its page tells them, in the order given."""
    return [
        ToldAct(
            at=act.at,
            actor=act.actor,
            act=_t(ACT_WORDS.get(act.act, act.act)),
            element=str(act.after.get("element", "")).removeprefix("gcm:"),
            why=act.why,
        )
        for act in acts
    ]


def decided_tags(document: str) -> Decided:
    """How many tags of a document were decided, of how many."""
    tags = visibility.tags().filter(document__slug=document)
    return Decided(
        **tags.aggregate(
            total=Count("id"), decided=Count("id", filter=~Q(state=TagState.SUGGESTED))
        )
    )


def _elements(codes: Iterable[str]) -> Mapping[str, ElementRecord]:
    """Elements by code: those of the Compact are kept for all pages, others are asked for."""
    wanted = set(codes)
    known = {element.code: element for element in elements("gcm")}
    others = wanted - known.keys()
    return {**known, **elements_by_code(others)} if others else known


def areas_of_objectives() -> Mapping[str, int]:
    """The number of the thematic area, 1 to 5, by code of the objective."""
    areas = [one for one in elements("gcm") if one.kind is Kind.AREA]
    return {code: at for at, area in enumerate(areas, start=1) for code in area.members}


def offered_elements() -> Sequence[ElementRecord]:
    """Objectives and principles of the Compact, which a person may choose by number and title."""
    return [one for one in elements("gcm") if one.kind in {Kind.OBJECTIVE, Kind.PRINCIPLE}]
