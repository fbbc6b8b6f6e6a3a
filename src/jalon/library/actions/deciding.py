"""People have the last word: confirm, refuse, change, add, and take back."""

from django.db import transaction

from jalon.base.public import Actor, Power, check_power
from jalon.frameworks.public import element, element_ids
from jalon.kernel.errors import UnknownCode
from jalon.library.actions.seeing import may_see
from jalon.library.actions.settling import (
    check_not_in_round,
    confirm_element,
    elements_said,
    in_round,
    keep_decision,
    move_tag,
)
from jalon.library.models import Passage, Skip, Tag
from jalon.library.rules import TagState
from jalon.library.rules.deciding import VERDICT_OF, Item, Verdict


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
        ReadInRound: Two readers decide on its document now.
    """
    rows = Tag.objects.select_for_update(of=("self",)).select_related("element", "document")
    row = rows.annotate(in_round=in_round()).filter(pk=tag_id).first()
    if row is None or not may_see(actor, row.document):
        raise UnknownCode(value=tag_id)
    actor = check_power(actor, Power.DECIDE, body_id=row.document.owner_id)
    if TagState(row.state) is not wanted:
        if row.in_round:
            check_not_in_round(row.document_id)
        passage_id, element_id = row.passage_id, row.element_id
        move_tag(row, wanted, reason=reason, actor=actor)
        keep_decision(passage_id, element_id, VERDICT_OF[wanted], why=reason, actor=actor)
    return row.passage_id


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
        ReadInRound: Two readers decide on its document now.
    """
    rows = Passage.objects.select_related("document").annotate(in_round=in_round())
    passage = rows.filter(pk=passage_id, gone_at=None).first()
    if passage is None or not may_see(actor, passage.document):
        raise UnknownCode(value=passage_id)
    actor = check_power(actor, Power.DECIDE, body_id=passage.document.owner_id)
    if passage.in_round:
        check_not_in_round(passage.document_id)
    tag_id = 0
    for said in elements_said(passage, code):
        tag_id, is_new = confirm_element(passage, said, reason=reason, actor=actor)
        if is_new:
            key = element_ids()[said]
            keep_decision(passage_id, key, Verdict.CONFIRMED, why=reason, actor=actor)
    return tag_id


@transaction.atomic
def change_tag(*, item: Item, code: str, reason: str = "", actor: Actor) -> None:
    """Say that a passage speaks of another element than of the one suggested.

    Raises:
        UnknownCode: There is no such tag that they may see, or no such element.
        NotAllowed: They may not decide on what its document says.
        ReadInRound: Two readers decide on its document now.
    """
    wanted = element(code)
    if wanted.code != item.code:
        tag_id = tag_of(item)
        decide_tag(tag_id=tag_id, wanted=TagState.REFUSED, reason=reason, actor=actor)
    add_tag(passage_id=item.passage, code=wanted.code, reason=reason, actor=actor)


def tag_of(item: Item) -> int:
    """The number of the tag of an element on a passage.

    Raises:
        UnknownCode: There is none.
    """
    rows = Tag.objects.filter(passage_id=item.passage, element__code=item.code)
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        raise UnknownCode(value=str(item))
    return found


@transaction.atomic
def skip_item(*, item: Item, actor: Actor) -> None:
    """Leave a suggestion for later: it comes back to this person last, and nobody else sees it.

    It is no decision, so the record says nothing of it.

    Raises:
        UnknownCode: There is no such passage that they may see, or no such element.
    """
    passage = (
        Passage.objects.select_related("document").filter(pk=item.passage, gone_at=None).first()
    )
    key = element_ids().get(item.code)
    if passage is None or key is None or not may_see(actor, passage.document):
        raise UnknownCode(value=str(item))
    check_power(actor, Power.SEE, body_id=passage.document.owner_id)
    if actor.person is not None:
        Skip.objects.get_or_create(person_id=actor.person, passage=passage, element_id=key)


@transaction.atomic
def unskip_item(*, item: Item, actor: Actor) -> bool:
    """Put a suggestion that somebody left for later where it was.

    Returns:
        Whether they had left it.
    """
    if actor.person is None:
        return False
    rows = Skip.objects.filter(person_id=actor.person, passage_id=item.passage)
    return bool(rows.filter(element__code=item.code).delete()[0])
