"""The answers of the review queue: each is an act of deciding alone, or of a round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from jalon.base.public import Actor
from jalon.kernel.errors import UnknownCode
from jalon.library.actions import deciding, rounds
from jalon.library.actions.settling import elements_said
from jalon.library.models import Passage, Round, Tag
from jalon.library.rules import TagState
from jalon.library.rules.deciding import OF_ADJUDICATORS, Item, Part, Verb, Verdict, part_of

VERDICTS = {Verb.CONFIRM: Verdict.CONFIRMED, Verb.REFUSE: Verdict.REFUSED}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody answers to what the queue asks.

    Attributes:
        verb: What they do.
        items: What it is about: one, or with `undo` all that is taken back, as it was done.
        code: The other element, with `change` and `add`.
        reason: Why.
        round_id: Number of the round that asks; 0 outside rounds.
    """

    verb: Verb
    items: tuple[Item, ...]
    code: str = ""
    reason: str = ""
    round_id: int = 0


@transaction.atomic
def give_answer(answer: Answer, *, actor: Actor) -> tuple[Item, ...]:
    """Do what somebody answered.

    Returns:
        What an undo would take back, in the order in which it was done.

    Raises:
        UnknownCode: It is about nothing that they may see, or a verb that is not for them.
        NotAllowed: They may not decide on it.
    """
    if not answer.items:
        raise UnknownCode(value="")
    part = _part(answer, actor)
    if part is Part.ADJUDICATOR and answer.verb not in OF_ADJUDICATORS:
        raise UnknownCode(value=answer.verb)
    if answer.verb is Verb.UNDO:
        for item in reversed(answer.items):
            if not deciding.unskip_item(item=item, actor=actor):
                _take_back(part, answer, item, actor)
        return ()
    said = _said(answer)
    _GIVE[answer.verb](part, answer, actor)
    return (*(() if answer.verb is Verb.ADD else answer.items[:1]), *said)


def _part(answer: Answer, actor: Actor) -> Part:
    if not answer.round_id:
        return Part.ALONE
    rows = Round.objects.filter(pk=answer.round_id).values_list("first_id", "second_id")
    readers = rows.first()
    if readers is None:
        raise UnknownCode(value=answer.round_id)
    return part_of(actor.person, readers)


def _said(answer: Answer) -> list[Item]:
    """The elements that will be added or confirmed with another one."""
    if answer.verb not in {Verb.CHANGE, Verb.ADD}:
        return []
    item = answer.items[0]
    passage = Passage.objects.filter(pk=item.passage, gone_at=None).first()
    if passage is None:
        raise UnknownCode(value=str(item))
    codes = elements_said(passage, answer.code)
    tags = Tag.objects.filter(passage=passage, state=TagState.CONFIRMED, element__code__in=codes)
    known = set(tags.values_list("element__code", flat=True))
    return [Item(passage=item.passage, code=code) for code in codes if code not in known]


def _verdict(part: Part, answer: Answer, actor: Actor) -> None:
    item, verdict = answer.items[0], VERDICTS[answer.verb]
    if part is Part.ALONE:
        deciding.decide_tag(
            tag_id=deciding.tag_of(item),
            wanted=TagState(verdict),
            reason=answer.reason,
            actor=actor,
        )
        return
    act = rounds.read_item if part is Part.READER else rounds.adjudicate
    act(round_id=answer.round_id, item=item, verdict=verdict, why=answer.reason, actor=actor)


def _change(part: Part, answer: Answer, actor: Actor) -> None:
    item, why = answer.items[0], answer.reason
    if part is Part.ALONE:
        deciding.change_tag(item=item, code=answer.code, reason=why, actor=actor)
    else:
        rounds.change_in_round(
            round_id=answer.round_id, item=item, code=answer.code, why=why, actor=actor
        )


def _add(part: Part, answer: Answer, actor: Actor) -> None:
    passage_id = answer.items[0].passage
    if part is Part.ALONE:
        deciding.add_tag(passage_id=passage_id, code=answer.code, reason=answer.reason, actor=actor)
    else:
        rounds.add_in_round(
            round_id=answer.round_id,
            passage_id=passage_id,
            code=answer.code,
            why=answer.reason,
            actor=actor,
        )


def _skip(_part: Part, answer: Answer, actor: Actor) -> None:
    deciding.skip_item(item=answer.items[0], actor=actor)


_GIVE: Mapping[Verb, Callable[[Part, Answer, Actor], None]] = {
    Verb.CONFIRM: _verdict,
    Verb.REFUSE: _verdict,
    Verb.CHANGE: _change,
    Verb.ADD: _add,
    Verb.SKIP: _skip,
}


def _take_back(part: Part, answer: Answer, item: Item, actor: Actor) -> None:
    if part is Part.ALONE:
        tag_id = deciding.tag_of(item)
        deciding.decide_tag(tag_id=tag_id, wanted=TagState.SUGGESTED, actor=actor)
    elif part is Part.READER:
        rounds.take_back_reading(round_id=answer.round_id, item=item, actor=actor)
    else:
        back = Verdict.TAKEN_BACK
        rounds.adjudicate(round_id=answer.round_id, item=item, verdict=back, actor=actor)
