"""Two people read apart, and somebody else decides where they differ."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from jalon.base.public import (
    Actor,
    Power,
    check_power,
    names_of_people,
    notify,
    people_with_power,
    record,
    settle,
)
from jalon.frameworks.public import element_ids
from jalon.kernel.errors import NotAllowed, UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.library.actions.seeing import may_see
from jalon.library.actions.settling import (
    check_not_in_round,
    confirm_element,
    elements_said,
    keep_in_round,
    move_tag,
)
from jalon.library.models import Document, Passage, Round, RoundDocument, RoundItem, Tag
from jalon.library.rules import TagState
from jalon.library.rules.deciding import (
    BothDecided,
    Item,
    ItemState,
    ManyOwners,
    NothingToRead,
    Part,
    RoundClosed,
    Verdict,
    check_readers,
    state_of_item,
)

ONLY_READERS = _("only the two readers of the round decide in it.")
NOT_READERS = _("who reads in a round does not decide where its readers differ.")
INVITATION = _("{who} asks you to read “{round}” apart from another reader: {n} suggestions.")


@transaction.atomic
def open_round(
    *, title: str, documents: Sequence[str], readers: tuple[int, int], actor: Actor
) -> int:
    """Have two people decide on all suggestions of some documents, apart from each other.

    Args:
        title: What the round is called.
        documents: Slugs; all belong to one body.
        readers: Numbers of two people who may decide on them.
        actor: Who opens it: a focal point or alternate of that body.

    Returns:
        The number of the round.

    Raises:
        UnknownCode: There is no such document that they may see.
        ManyOwners: The documents belong to different bodies.
        NotAllowed: They do not write for that body.
        TwoReadersNeeded, NotReaders: The readers are not two people who may decide.
        ReadInRound: One of the documents is in an open round.
        NothingToRead: Nothing waits for a decision.
    """
    found = list(Document.objects.filter(slug__in=documents).order_by("pk"))
    if len(found) < len(set(documents)) or not all(may_see(actor, row) for row in found):
        raise UnknownCode(value=", ".join(documents))
    owners = {row.owner_id for row in found}
    if len(owners) != 1:
        raise ManyOwners if owners else NothingToRead
    (owner,) = owners
    actor = check_power(actor, Power.WRITE, body_id=owner)
    _check_readers(readers, owner)
    for document in found:
        check_not_in_round(document.pk)
    tags = Tag.objects.filter(document__in=found, state=TagState.SUGGESTED).order_by("pk")
    if not tags.exists():
        raise NothingToRead
    row = Round.objects.create(
        title=title,
        owner_id=owner,
        first_id=readers[0],
        second_id=readers[1],
        opened_by=actor.name,
    )
    RoundDocument.objects.bulk_create(
        [RoundDocument(round=row, document=document) for document in found]
    )
    RoundItem.objects.bulk_create(
        [
            RoundItem(round=row, passage_id=passage_id, element_id=element_id)
            for passage_id, element_id in tags.values_list("passage_id", "element_id")
        ],
        batch_size=500,
    )
    _tell_opened(row, found, readers, actor)
    return row.pk


def _check_readers(readers: tuple[int, int], owner: int | None) -> None:
    deciders = people_with_power(Power.DECIDE, body_id=owner)
    wrong = [key for key in readers if key not in deciders]
    name = names_of_people(wrong[:1]).get(wrong[0], "?") if wrong else ""
    check_readers(*readers, deciders=deciders, name=name)


def _tell_opened(
    row: Round, documents: Sequence[Document], readers: tuple[int, int], actor: Actor
) -> None:
    n = RoundItem.objects.filter(round=row).count()
    names = names_of_people(readers)
    after = {
        "title": row.title,
        "documents": [document.slug for document in documents],
        "readers": [names[key] for key in readers],
        "suggestions": n,
    }
    subject = f"round:{row.pk}"
    record("open round", subject=subject, actor=actor, after=after)
    notify(
        to=readers,
        sentence=INVITATION,
        facts={"who": actor.name, "round": row.title, "n": n},
        address=f"/review/?round={row.pk}",
        actor=actor,
        subject=subject,
        body_id=row.owner_id,
    )


@transaction.atomic
def close_round(*, round_id: int, actor: Actor) -> None:
    """End a round: what both readers or the adjudicator decided stands, the rest stays suggested.

    Raises:
        UnknownCode: There is no such round of theirs.
        NotAllowed: They do not write for its body.
        RoundClosed: It is closed already.
    """
    row = _open(round_id, actor)
    actor = check_power(actor, Power.WRITE, body_id=row.owner_id)
    row.closed_by, row.closed_at = actor.name, timezone.now()
    row.save(update_fields=["closed_by", "closed_at"])
    RoundDocument.objects.filter(round=row).update(is_open=False)
    record("close round", subject=f"round:{row.pk}", actor=actor, after={"title": row.title})
    settle(f"round:{row.pk}")


@transaction.atomic
def read_item(*, round_id: int, item: Item, verdict: Verdict, why: str = "", actor: Actor) -> None:
    """Say as one of the two readers whether a passage speaks of an element.

    Once both have said so and agree, the tag takes their verdict; where they differ it stays
    suggested and waits for an adjudicator. Who says the same twice changes nothing.

    Raises:
        UnknownCode: There is no such round of theirs, or nothing like this in it.
        NotAllowed: They do not read in it.
        BothDecided: Both readers have decided; a verdict changes no more.
        RoundClosed: It is closed.
    """
    row = _open(round_id, actor)
    actor, side = _reader(row, actor)
    found = _item(row, item)
    if getattr(found, side) != verdict:
        _check_open(found)
        _say(row, found, side, verdict, why=why, actor=actor)


@transaction.atomic
def add_in_round(*, round_id: int, passage_id: int, code: str, why: str = "", actor: Actor) -> None:
    """Say as a reader that a passage speaks of an element that was not suggested.

    The other reader does not learn of it. When both have been through the passage, it stands if
    both said so, and else waits for the adjudicator.

    Raises:
        UnknownCode: As for `read_item`, or no element has this code.
        NotAllowed, BothDecided, RoundClosed: As for `read_item`.
    """
    row = _open(round_id, actor)
    actor, side = _reader(row, actor)
    passage = Passage.objects.filter(pk=passage_id, gone_at=None).first()
    if passage is None or not RoundItem.objects.filter(round=row, passage=passage).exists():
        raise UnknownCode(value=passage_id)
    for said in elements_said(passage, code):
        found, _made = RoundItem.objects.select_related("element", "passage").get_or_create(
            round=row, passage=passage, element_id=element_ids()[said], defaults={"is_added": True}
        )
        if said == code:
            _check_open(found)
        if found.state == ItemState.OPEN:
            _say(row, found, side, Verdict.CONFIRMED, why=why, actor=actor)


@transaction.atomic
def change_in_round(*, round_id: int, item: Item, code: str, why: str = "", actor: Actor) -> None:
    """Say as a reader that a passage speaks of another element than of the one suggested.

    Raises:
        UnknownCode, NotAllowed, BothDecided, RoundClosed: As for `add_in_round`.
    """
    if code != item.code:
        read_item(round_id=round_id, item=item, verdict=Verdict.REFUSED, why=why, actor=actor)
    add_in_round(round_id=round_id, passage_id=item.passage, code=code, why=why, actor=actor)


@transaction.atomic
def take_back_reading(*, round_id: int, item: Item, actor: Actor) -> None:
    """Take one's own verdict back, as long as the other reader has given none.

    Raises:
        UnknownCode, NotAllowed, BothDecided, RoundClosed: As for `read_item`.
    """
    row = _open(round_id, actor)
    actor, side = _reader(row, actor)
    found = _item(row, item)
    _check_open(found)
    if not getattr(found, side):
        return
    setattr(found, side, "")
    place = (found.passage_id, found.element_id)
    keep_in_round(row, Part.READER, place, Verdict.TAKEN_BACK, why="", actor=actor)
    if found.is_added and not found.first and not found.second:
        found.delete()
    else:
        found.save(update_fields=[side])


@transaction.atomic
def adjudicate(*, round_id: int, item: Item, verdict: Verdict, why: str = "", actor: Actor) -> None:
    """Decide where the two readers differ, or take that back; the tag follows.

    Raises:
        UnknownCode: There is no such round of theirs, or the readers do not differ on this.
        NotAllowed: They hold no duty that approves, or they are one of the readers.
        RoundClosed: It is closed.
    """
    row = _open(round_id, actor)
    actor = check_power(actor, Power.APPROVE, body_id=row.owner_id)
    if actor.person in {row.first_id, row.second_id}:
        raise NotAllowed(who=actor.name, why=NOT_READERS)
    found = _item(row, item)
    is_back = verdict is Verdict.TAKEN_BACK
    if found.state != (ItemState.SETTLED if is_back else ItemState.DIFFERS):
        raise UnknownCode(value=str(item))
    found.state = ItemState.DIFFERS if is_back else ItemState.SETTLED
    found.save(update_fields=["state"])
    place = (found.passage_id, found.element_id)
    keep_in_round(row, Part.ADJUDICATOR, place, verdict, why=why, actor=actor)
    _give(found, verdict, why=why, actor=actor, by=actor.name)


def _open(round_id: int, actor: Actor) -> Round:
    """An open round of a body that somebody acts for; nobody else may change it meanwhile."""
    row = Round.objects.select_for_update().filter(pk=round_id).first()
    if row is None or not _sees(row, actor):
        raise UnknownCode(value=round_id)
    if row.closed_at is not None:
        raise RoundClosed(round=row.title)
    return row


def _sees(row: Round, actor: Actor) -> bool:
    try:
        check_power(actor, Power.SEE, body_id=row.owner_id)
    except NotAllowed:
        return False
    return True


def _reader(row: Round, actor: Actor) -> tuple[Actor, str]:
    """Who acts for the body, and whether as its first or second reader."""
    actor = check_power(actor, Power.DECIDE, body_id=row.owner_id)
    if actor.person not in {row.first_id, row.second_id}:
        raise NotAllowed(who=actor.name, why=ONLY_READERS)
    return actor, "first" if actor.person == row.first_id else "second"


def _item(row: Round, item: Item) -> RoundItem:
    rows = RoundItem.objects.select_related("element", "passage")
    found = rows.filter(round=row, passage_id=item.passage, element__code=item.code).first()
    if found is None:
        raise UnknownCode(value=str(item))
    return found


def _check_open(found: RoundItem) -> None:
    if found.state != ItemState.OPEN:
        raise BothDecided


def _say(
    row: Round, found: RoundItem, side: str, verdict: Verdict, *, why: str, actor: Actor
) -> None:
    setattr(found, side, verdict.value)
    place = (found.passage_id, found.element_id)
    keep_in_round(row, Part.READER, place, verdict, why=why, actor=actor)
    _compare(row, [found], actor)
    _compare_added(row, found.passage_id, actor)


def _compare(row: Round, items: Collection[RoundItem], actor: Actor) -> None:
    """Have each tag take the verdict of both readers, where both have one and agree."""
    for found in items:
        found.state = state_of_item(found.first, found.second)
        found.save(update_fields=["first", "second", "state"])
        if found.state == ItemState.AGREED:
            names = names_of_people([row.first_id, row.second_id])
            by = f"{names[row.first_id]}, {names[row.second_id]}"
            _give(found, Verdict(found.first), why="", actor=actor, by=by)


def _compare_added(row: Round, passage_id: int, actor: Actor) -> None:
    """Once both have been through a passage, what one of them alone added is a difference."""
    rows = RoundItem.objects.filter(round=row, passage_id=passage_id, state=ItemState.OPEN)
    rows = rows.select_related("element", "passage")
    if rows.filter(is_added=False).exists():
        return
    left = list(rows)
    for found in left:
        found.first = found.first or Verdict.REFUSED
        found.second = found.second or Verdict.REFUSED
    _compare(row, left, actor)


def _give(found: RoundItem, verdict: Verdict, *, why: str, actor: Actor, by: str) -> None:
    """Bring the public tag to what was decided."""
    code, passage = found.element.code, found.passage
    if verdict is Verdict.CONFIRMED:
        confirm_element(passage, code, reason=why, actor=actor, by=by)
        return
    rows = Tag.objects.select_related("element").filter(passage=passage, element__code=code)
    wanted = TagState.REFUSED if verdict is Verdict.REFUSED else TagState.SUGGESTED
    for tag in rows:
        move_tag(tag, wanted, reason=why, actor=actor, by=by)
