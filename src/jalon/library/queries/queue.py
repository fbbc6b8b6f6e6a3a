"""The review queue: what waits for somebody, in which order, and what they see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.base.public import Actor, Power, can_act
from jalon.engines.tagging import PassageText
from jalon.frameworks.public import ElementRecord, elements_by_code, framework_slugs
from jalon.kernel.codes import split_code
from jalon.kernel.errors import UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import pick
from jalon.library.engine import tagger
from jalon.library.models import Decision, RoundDocument, RoundItem, Skip, Tag
from jalon.library.queries import visibility
from jalon.library.queries.passages import about_place, citation_of
from jalon.library.queries.pictures import (
    PassageLine,
    TagLine,
    areas_of_objectives,
    passage_lines,
    spans_of,
)
from jalon.library.queries.rounds import RoundRecord, round_record
from jalon.library.queries.telling import Piece, pieces_of
from jalon.library.rules import PassageRecord, TagState
from jalon.library.rules.deciding import Item, ItemState, Order, Part, Verb, Verdict, part_of

WINDOW = 200
"""Suggestions that are looked at ahead; what comes behind them comes when these are decided."""
CHOICES = 5
"""Other elements that are offered by one key each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueFilter:
    """What the queue asks for, and where somebody stands in it.

    Attributes:
        document: Slug; empty for all documents.
        objective: Code of an element; its actions count too.
        place: Code of a place that the passage names or its document is about.
        order: What comes first.
        round_id: Number of the round that asks; 0 outside rounds.
        at: The item that is shown; the first one when it is not in the queue.
    """

    document: str = ""
    objective: str = ""
    place: str = ""
    order: Order = Order.UNSURE
    round_id: int = 0
    at: Item | None = None

    @property
    def query(self) -> str:
        """The filter as the query of an address, without what is usual.

        >>> QueueFilter(document="a", at=Item(passage=3, code="gcm:6")).query
        '?document=a&at=3.gcm%3A6'
        """
        values = {
            "round": str(self.round_id or ""),
            "document": self.document,
            "objective": self.objective.removeprefix("gcm:"),
            "place": self.place,
            "order": "" if self.order is Order.UNSURE else self.order.value,
            "at": str(self.at or ""),
        }
        kept = {name: value for name, value in values.items() if value}
        return f"?{urlencode(kept)}" if kept else "?"

    def moved(self, item: Item | None) -> "QueueFilter":
        """The same queue, elsewhere in it."""
        return replace(self, at=item)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Another element that the machine ranks for the passage, offered by the key of its place."""

    key: int
    code: str
    number: str
    title: Mapping[str, str]
    area: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What somebody said of an item of a round."""

    by: str
    verdict: Verdict
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One passage, and the element that is asked about.

    Attributes:
        item: Passage and element.
        line: The passage, with its public tags.
        tag: The tag that is asked about; None for an element that a reader added.
        element: The element.
        area: Number of its thematic area.
        pieces: The text, with the words marked that the suggestion rests on.
        beside: Other tags of the passage.
        choices: Other elements, best first; none for who decides where readers differ.
        said: What the two readers said; only for who decides where they differ.
        before: The passage before it in the document.
        after: The passage after it.
    """

    item: Item
    line: PassageLine
    tag: TagLine | None
    element: ElementRecord
    area: int | None
    pieces: tuple[Piece, ...]
    beside: tuple[TagLine, ...]
    choices: tuple[Choice, ...]
    said: tuple[Said, ...]
    before: PassageLine | None
    after: PassageLine | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """What waits for somebody, and the question at hand; None when nothing waits.

    Attributes:
        part: As what they decide.
        round: The round that asks.
        waiting: Suggestions that wait, those left for later included.
        skipped: Of them, those that this person left for later.
        previous, next: The items around the one at hand.
    """

    keep: QueueFilter
    part: Part
    round: RoundRecord | None
    waiting: int
    skipped: int
    previous: Item | None
    next: Item | None
    question: Question | None

    @property
    def before(self) -> QueueFilter:
        """The queue one step back."""
        return self.keep.moved(self.previous)

    @property
    def after(self) -> QueueFilter:
        """The queue one step on."""
        return self.keep.moved(self.next)


def queue_of(actor: Actor, keep: QueueFilter) -> Queue:
    """What waits for somebody, as a filter asks.

    Raises:
        UnknownCode: It asks for a round that they may not see.
    """
    asking = round_record(keep.round_id) if keep.round_id else None
    part = part_of(actor.person, asking.readers) if asking else Part.ALONE
    rows = _of_round(asking, part, actor) if asking else _alone(actor, keep)
    items, waiting, skipped = _window(rows, actor)
    at = items.index(keep.at) if keep.at in items else 0
    here = items[at] if items else None
    return Queue(
        keep=keep.moved(here),
        part=part,
        round=asking,
        waiting=waiting,
        skipped=skipped,
        previous=items[at - 1] if at else None,
        next=items[at + 1] if at + 1 < len(items) else None,
        question=_question(here, part, asking) if here else None,
    )


Rows = QuerySet[Tag] | QuerySet[RoundItem]


def _alone(actor: Actor, keep: QueueFilter) -> Rows:
    """Suggestions on documents that somebody may decide on, none of which is read in a round."""
    in_round = RoundDocument.objects.filter(is_open=True).values("document_id")
    rows = visibility.tags().filter(_theirs(actor), state=TagState.SUGGESTED)
    rows = rows.exclude(document_id__in=in_round)
    if keep.document:
        rows = rows.filter(document__slug=keep.document)
    if keep.objective:
        below = Q(element__code__startswith=f"{keep.objective}.")
        rows = rows.filter(Q(element__code=keep.objective) | below)
    if keep.place:
        rows = about_place(rows, keep.place)
    if keep.order is Order.DISAGREEMENT:
        rows = rows.filter(_people_differ())
    if keep.order is Order.UNSURE:
        return rows.order_by("score", "id")
    return rows.order_by("document_id", "passage_id", "-score", "id")


def _theirs(actor: Actor) -> Q:
    """Of documents that somebody may decide on."""
    if actor.is_system:
        return Q()
    held = {holding.body_id for holding in actor.holdings}
    bodies = [key for key in held if can_act(actor, Power.DECIDE, body_id=key)]
    theirs = Q(document__owner_id__in=sorted(bodies))
    ownerless = can_act(actor, Power.DECIDE, body_id=None)
    return theirs | Q(document__owner_id__isnull=True) if ownerless else theirs


def _people_differ() -> Exists:
    """Whether one person has confirmed what another has refused."""
    here = Decision.objects.filter(
        passage_id=OuterRef("passage_id"), element_id=OuterRef("element_id")
    )
    confirmed = here.filter(verdict=Verdict.CONFIRMED).exclude(by=OuterRef("by"))
    return Exists(here.filter(Exists(confirmed), verdict=Verdict.REFUSED))


def _of_round(asking: RoundRecord, part: Part, actor: Actor) -> Rows:
    """What a round asks of somebody; nothing of who neither reads nor decides where they differ."""
    rows = RoundItem.objects.filter(round_id=asking.id).order_by("passage_id", "id")
    if not asking.is_open:
        return rows.none()
    if part is Part.READER:
        side = "first" if actor.person == asking.readers[0] else "second"
        return rows.filter(**{side: ""}, is_added=False)
    if not can_act(actor, Power.APPROVE, body_id=asking.owner):
        return rows.none()
    return rows.filter(state=ItemState.DIFFERS)


def _window(rows: Rows, actor: Actor) -> tuple[list[Item], int, int]:
    """The first items of a queue, what somebody left for later last; how many wait, and of them."""
    left = Exists(
        Skip.objects.filter(
            person_id=actor.person or 0,
            passage_id=OuterRef("passage_id"),
            element_id=OuterRef("element_id"),
        )
    )
    ahead = [
        Item(passage=passage, code=code)
        for passage, code in rows.exclude(left).values_list("passage_id", "element__code")[:WINDOW]
    ]
    later = [
        Item(passage=passage, code=code)
        for passage, code in rows.filter(left).values_list("passage_id", "element__code")[:WINDOW]
    ]
    is_whole = len(ahead) < WINDOW and len(later) < WINDOW
    waiting = len(ahead) + len(later) if is_whole else rows.count()
    return [*ahead, *later], waiting, len(later)


def _question(item: Item, part: Part, asking: RoundRecord | None) -> Question:
    near = _near(item.passage)
    line = next(one for one in near if one.record.id == item.passage)
    tag = next((one for one in line.tags if one.record.code == item.code), None)
    around = {one.record.order: one for one in near}
    order = line.record.order
    adjudicates = part is Part.ADJUDICATOR
    ranked = () if adjudicates else _ranked(line.record, item.code)
    known = elements_by_code([item.code, *ranked])
    if item.code not in known:
        raise UnknownCode(value=item.code)
    areas = areas_of_objectives()
    return Question(
        item=item,
        line=line,
        tag=tag,
        element=known[item.code],
        area=areas.get(known[item.code].parent or item.code, areas.get(item.code)),
        pieces=pieces_of(line.record.text, spans_of(tag) if tag else []),
        beside=tuple(one for one in line.tags if one.record.code != item.code),
        choices=_choices([known[code] for code in ranked if code in known], areas),
        said=_said(item, asking) if asking and adjudicates else (),
        before=around.get(order - 1),
        after=around.get(order + 1),
    )


def _near(passage_id: int) -> list[PassageLine]:
    """A passage and those around it.

    Raises:
        UnknownCode: It may not be seen.
    """
    rows = visibility.passages().select_related("document")
    place = rows.filter(pk=passage_id).values_list("document_id", "order").first()
    if place is None:
        raise UnknownCode(value=passage_id)
    document_id, order = place
    return passage_lines(rows.filter(document_id=document_id, order__range=(order - 1, order + 1)))


def _ranked(record: PassageRecord, code: str) -> tuple[str, ...]:
    """The elements that the machine ranks best beside those the passage has a tag on."""
    framework = split_code(code)[0]
    if framework not in framework_slugs():
        return ()
    text = PassageText(text=record.text, lang=record.lang, section=record.section)
    known = {tag.code for tag in record.tags} | {code}
    ranked = tagger(framework).tag([text])[0]
    return tuple(one.code for one in ranked if one.code not in known)[:CHOICES]


def _choices(found: Sequence[ElementRecord], areas: Mapping[str, int]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=at,
            code=one.code,
            number=one.local,
            title=one.short or one.title,
            area=areas.get(one.code),
        )
        for at, one in enumerate(found, start=1)
    )


def _said(item: Item, asking: RoundRecord) -> tuple[Said, ...]:
    """The last verdict of each reader; who added nothing where the other did is told so."""
    rows = Decision.objects.filter(
        round_id=asking.id,
        passage_id=item.passage,
        element__code=item.code,
        part=Part.READER,
    ).order_by("id")
    last = {row.person_id: row for row in rows}
    return tuple(
        Said(
            by=name,
            verdict=Verdict(row.verdict) if row else Verdict.REFUSED,
            why=row.why if row else "",
        )
        for person, name in zip(asking.readers, asking.names, strict=True)
        for row in [last.get(person)]
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What was done just now, in words, and what an undo takes back."""

    words: str
    about: str
    items: str


DONE_WORDS: Mapping[Verb, str] = {
    Verb.CONFIRM: _("Confirmed"),
    Verb.REFUSE: _("Refused"),
    Verb.CHANGE: _("Changed"),
    Verb.ADD: _("Added"),
    Verb.SKIP: _("Left for later"),
    Verb.UNDO: _("Taken back"),
}
"""How the queue tells what was done."""


def told(did: str, items: Sequence[Item]) -> Told | None:
    """What was done just now; None when the address does not say, or names what may not be seen."""
    if did not in set(Verb) or not items:
        return None
    verb, about = Verb(did), items[-1]
    rows = visibility.passages().filter(pk=about.passage).select_related("document")
    row = rows.first()
    named = elements_by_code([about.code]).get(about.code)
    if row is None or named is None:
        return None
    name = pick(named.short or named.title, get_language() or "en")
    return Told(
        words=_t(DONE_WORDS[verb]),
        about=f"{named.local} {name} · {citation_of(row)}",
        items="" if verb is Verb.UNDO else " ".join(map(str, items)),
    )
