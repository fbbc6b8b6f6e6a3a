"""People have the last word: confirm, refuse, add, and take back."""

from django.db import transaction
from django.utils import timezone

from jalon.base.public import Actor, Power, check_power, record
from jalon.frameworks.public import element, element_ids
from jalon.kernel.errors import UnknownCode
from jalon.library.actions.seeing import may_see
from jalon.library.models import Passage, Tag
from jalon.library.rules import Method, TagState, check_move
from jalon.search.public import queue_cards


@transaction.atomic
def decide_tag(*, tag_id: int, wanted: TagState, reason: str = "", actor: Actor) -> int:
    """Confirm or refuse a tag, or take a decision back (`suggested`).

    A tag that a person added and takes back is removed; the record keeps both acts. A tag that is
    in that state already stays as it is, with who put it there: a second click does no harm.

    Returns:
        The id of the passage.

    Raises:
        UnknownCode: There is no such tag that they may see.
        NotAllowed: They may not decide on what its document says.
    """
    rows = Tag.objects.select_for_update(of=("self",)).select_related("element", "document")
    row = rows.filter(pk=tag_id).first()
    if row is None or not may_see(actor, row.document):
        raise UnknownCode(value=tag_id)
    actor = check_power(actor, Power.DECIDE, body_id=row.document.owner_id)
    before = TagState(row.state)
    if before is wanted:
        return row.passage_id
    check_move(before, wanted)
    if wanted is TagState.SUGGESTED and row.method == Method.PERSON:
        row.delete()
    else:
        _decide(row, wanted, reason=reason, actor=actor)
    _note(row, before, wanted, reason=reason, actor=actor)
    return row.passage_id


def _decide(row: Tag, wanted: TagState, *, reason: str, actor: Actor) -> None:
    undone = wanted is TagState.SUGGESTED
    row.state = wanted
    row.decided_by = "" if undone else actor.name
    row.decided_at = None if undone else timezone.now()
    row.reason = reason
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _note(row: Tag, before: TagState, wanted: TagState, *, reason: str, actor: Actor) -> None:
    verbs = {
        TagState.CONFIRMED: "confirm tag",
        TagState.REFUSED: "refuse tag",
        TagState.SUGGESTED: "take back decision on tag",
    }
    record(
        verbs[wanted],
        subject=f"passage:{row.passage_id}",
        actor=actor,
        before={"element": row.element.code, "state": before.value},
        after={"element": row.element.code, "state": wanted.value},
        why=reason,
    )
    queue_cards([f"passage:{row.passage_id}"])


@transaction.atomic
def add_tag(*, passage_id: int, code: str, reason: str = "", actor: Actor) -> int:
    """Say that a passage speaks of an element; a suggestion or refusal of it becomes confirmed.

    Who speaks of an action speaks of its objective: the element above is confirmed too, unless a
    person has decided on it.

    Returns:
        The id of the tag.

    Raises:
        UnknownCode: There is no such passage that they may see, or no such element.
        NotAllowed: They may not decide on what its document says.
    """
    passage = Passage.objects.select_related("document").filter(pk=passage_id).first()
    if passage is None or not may_see(actor, passage.document):
        raise UnknownCode(value=passage_id)
    actor = check_power(actor, Power.DECIDE, body_id=passage.document.owner_id)
    wanted = element(code)
    if wanted.parent and not _is_decided(passage, wanted.parent):
        _confirm(passage, wanted.parent, reason=reason, actor=actor)
    return _confirm(passage, wanted.code, reason=reason, actor=actor)


def _is_decided(passage: Passage, code: str) -> bool:
    decided = Tag.objects.exclude(state=TagState.SUGGESTED)
    return decided.filter(passage=passage, element__code=code).exists()


def _confirm(passage: Passage, code: str, *, reason: str, actor: Actor) -> int:
    known = Tag.objects.filter(passage=passage, element__code=code).first()
    if known is None:
        return _add(passage, code, reason=reason, actor=actor)
    decide_tag(tag_id=known.pk, wanted=TagState.CONFIRMED, reason=reason, actor=actor)
    return known.pk


def _add(passage: Passage, code: str, *, reason: str, actor: Actor) -> int:
    row = Tag.objects.create(
        passage=passage,
        document_id=passage.document_id,
        element_id=element_ids()[code],
        score=1.0,
        state=TagState.CONFIRMED,
        method=Method.PERSON,
        decided_by=actor.name,
        decided_at=timezone.now(),
        reason=reason,
    )
    after = {"element": code, "state": TagState.CONFIRMED.value}
    subject = f"passage:{passage.pk}"
    record("add tag", subject=subject, actor=actor, after=after, why=reason)
    queue_cards([f"passage:{passage.pk}"])
    return row.pk
