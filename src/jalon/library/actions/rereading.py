"""Reading again: a better reader's passages take the place of the earlier ones, nothing is lost.

Passages that stay keep their row, so that decisions, histories and citations follow them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jalon.base.public import Actor, record
from jalon.engines.reading import READER_VERSION, Reading
from jalon.library.actions.finding import look_at_all, store_findings
from jalon.library.actions.storing import (
    BATCH,
    describe_as_read,
    passage_row,
    store_mentions,
    suggestions_for,
)
from jalon.library.models import (
    Document,
    Finding,
    FormerLabel,
    LostDecision,
    Mention,
    Passage,
    Tag,
)
from jalon.library.rules import Method, TagState
from jalon.library.rules.matching import Matching, Piece, match, moved_span
from jalon.search.public import queue_cards

READ_FIELDS = (
    "order", "label", "number", "page", "page_label", "box", "section", "lang", "kind",
    "is_evidence", "text", "raw", "notes", "statement", "actor", "actor_text", "says_year",
)  # fmt: skip
"""What a reading says of a passage, and what the machine tells from its words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Again:
    """What reading a document again changed, in passages; decisions that lost theirs."""

    slug: str
    kept: int
    added: int
    gone: int
    moved: int
    tags: int
    decisions_lost: int


@transaction.atomic
def store_again(reading: Reading, *, slug: str, actor: Actor) -> Again:
    """Put a new reading of the kept file in the place of the earlier one, whole or not at all.

    Who may do so was asked when it was asked for, or runs commands on this machine.

    Args:
        reading: Of the same file.
        slug: The document, which has been read before.
        actor: Who has it read again.

    Returns:
        What changed; passages keep their number, tags that were decided stay with them.
    """
    row = Document.objects.select_for_update().get(slug=slug)
    before = list(Passage.objects.filter(document=row, gone_at__isnull=True).order_by("order"))
    now = [passage_row(row, passage) for passage in reading.passages]
    former = set(FormerLabel.objects.filter(document=row).values_list("label", flat=True))
    former |= set(_gone(row).values_list("label", flat=True))
    found = match(_pieces(before), _pieces(now), former=former)
    looked = look_at_all(now)
    moved = _put_in_place(row, before, now, found)
    Finding.objects.filter(passage__document=row).delete()
    store_findings(now, looked)
    lost = _let_go(before, now, found)
    tags = _suggest_anew(row, now)
    version = row.reader_version
    describe_as_read(row, reading)
    row.save()
    again = Again(
        slug=slug,
        kept=len(found.kept),
        added=len(now) - len(found.kept),
        gone=len(found.gone) + len(found.taken_in),
        moved=moved,
        tags=tags,
        decisions_lost=lost,
    )
    _note(again, before=version, rows=[*before, *now], actor=actor)
    return again


def _gone(row: Document) -> QuerySet[Passage]:
    return Passage.objects.filter(document=row, gone_at__isnull=False)


def _pieces(rows: Sequence[Passage]) -> list[Piece]:
    return [Piece(label=row.label, number=row.number, text=row.text) for row in rows]


def _put_in_place(
    document: Document, before: Sequence[Passage], now: Sequence[Passage], found: Matching
) -> int:
    """Write present passages: those that stay in their own row. How many changed their label."""
    leaving = [before[at] for at in (*found.gone, *found.taken_in)]
    moment = timezone.now()
    for row in leaving:
        row.gone_at = moment
    Passage.objects.bulk_update(leaving, ["gone_at"], batch_size=BATCH)
    former = []
    for at, row in enumerate(now):
        row.label = found.labels[at]
        old = found.kept.get(at)
        if old is None:
            continue
        row.pk = before[old].pk
        if before[old].label != row.label:
            former.append(
                FormerLabel(document=document, label=before[old].label, passage_id=row.pk)
            )
        _move_words(before[old], row.text)
    kept = [row for row in now if row.pk]
    Passage.objects.bulk_update(kept, READ_FIELDS, batch_size=BATCH)
    Passage.objects.bulk_create([row for row in now if not row.pk], batch_size=BATCH)
    FormerLabel.objects.bulk_create(former, batch_size=BATCH)
    return len(former)


def _move_words(before: Passage, text: str) -> None:
    """Let decided tags mark the same words in the new text, or none when they are not in it."""
    if before.text == text:
        return
    for tag in Tag.objects.filter(passage_id=before.pk).exclude(state=TagState.SUGGESTED):
        tag.start, tag.end = _span(before.text, tag.start, tag.end, text)
        tag.why = [_reason(before.text, reason, text) for reason in tag.why]
        tag.save(update_fields=["start", "end", "why"])


def _span(before: str, start: object, end: object, text: str) -> tuple[int | None, int | None]:
    if not isinstance(start, int) or not isinstance(end, int):
        return None, None
    return moved_span(before, start, end, text) or (None, None)


def _reason(before: str, reason: Mapping[str, object], text: str) -> dict[str, object]:
    start, end = _span(before, reason.get("start"), reason.get("end"), text)
    return {**reason, "start": start, "end": end}


def _let_go(before: Sequence[Passage], now: Sequence[Passage], found: Matching) -> int:
    """Point gone passages to present ones, and carry or keep what people decided on them."""
    heirs = {before[old].pk: now[at].pk for old, at in {**found.gone, **found.taken_in}.items()}
    taken_in = {before[old].pk for old in found.taken_in}
    for key, heir in heirs.items():
        Passage.objects.filter(heir_id=key).update(heir_id=heir)
        Passage.objects.filter(pk=key).update(heir_id=heir, is_taken_in=key in taken_in)
    decided = Tag.objects.filter(passage_id__in=heirs).exclude(state=TagState.SUGGESTED)
    lost = [
        _lost(tag)
        for tag in decided.select_related("passage")
        if tag.passage_id not in taken_in or not _carried(tag, heirs[tag.passage_id])
    ]
    LostDecision.objects.bulk_create(lost, batch_size=BATCH)
    Tag.objects.filter(passage_id__in=heirs).delete()
    Mention.objects.filter(passage_id__in=heirs).delete()
    return len(lost)


def _carried(tag: Tag, heir: int) -> bool:
    """Whether a decided tag could go over to the passage that took in the words of its own."""
    there = Tag.objects.filter(passage_id=heir, element_id=tag.element_id)
    if there.exclude(state=TagState.SUGGESTED).exists():
        return False
    there.delete()
    text = Passage.objects.values_list("text", flat=True).get(pk=heir)
    tag.start, tag.end = _span(tag.passage.text, tag.start, tag.end, text)
    tag.why = [_reason(tag.passage.text, reason, text) for reason in tag.why]
    tag.passage_id = heir
    tag.save(update_fields=["passage", "start", "end", "why"])
    return True


def _lost(tag: Tag) -> LostDecision:
    return LostDecision(
        document_id=tag.document_id,
        passage_id=tag.passage_id,
        element_id=tag.element_id,
        state=tag.state,
        method=tag.method,
        decided_by=tag.decided_by,
        decided_at=tag.decided_at,
        reason=tag.reason,
    )


def _suggest_anew(document: Document, now: Sequence[Passage]) -> int:
    """Suggestions and places of the text as it is now; what people decided stays as it is."""
    Tag.objects.filter(document=document, state=TagState.SUGGESTED, method=Method.MACHINE).delete()
    decided = set(Tag.objects.filter(document=document).values_list("passage_id", "element_id"))
    rows = [
        tag
        for tag in suggestions_for(document, now)
        if (tag.passage_id, tag.element_id) not in decided
    ]
    Tag.objects.bulk_create(rows, batch_size=BATCH)
    Mention.objects.filter(passage__document=document).delete()
    store_mentions(now)
    return len(rows)


def _note(again: Again, *, before: str, rows: Sequence[Passage], actor: Actor) -> None:
    """One line in the record, and the cards of all that changed or went."""
    record(
        "read document again",
        subject=f"document:{again.slug}",
        actor=actor,
        before={"reader": before},
        after={
            "reader": READER_VERSION,
            "passages": again.kept + again.added,
            "new": again.added,
            "gone": again.gone,
            "moved": again.moved,
            "decisions_lost": again.decisions_lost,
        },
    )
    keys = dict.fromkeys(row.pk for row in rows)
    queue_cards([f"document:{again.slug}", *(f"passage:{key}" for key in keys)])
