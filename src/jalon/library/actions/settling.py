"""What a decision does to a tag, whoever made it and however: state, record, card, decision."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from jalon.base.public import Actor, record
from jalon.frameworks.public import element, element_ids
from jalon.library.models import Decision, Passage, Round, RoundDocument, Tag
from jalon.library.rules import Method, TagState, check_move
from jalon.library.rules.deciding import Part, ReadInRound, Verdict
from jalon.search.public import queue_cards

VERBS = {
    TagState.CONFIRMED: "confirm tag",
    TagState.REFUSED: "refuse tag",
    TagState.SUGGESTED: "take back decision on tag",
}
"""What the record calls bringing a tag to a state."""


def in_round() -> Exists:
    """Whether two readers decide on the document of a row (a passage, a tag) now."""
    return Exists(RoundDocument.objects.filter(document_id=OuterRef("document_id"), is_open=True))


def check_not_in_round(document_id: int) -> None:
    """Make sure that no two readers are deciding on a document now.

    Raises:
        ReadInRound: They are.
    """
    rows = RoundDocument.objects.filter(document_id=document_id, is_open=True)
    found = rows.values_list("document__title", "round__title").first()
    if found is not None:
        raise ReadInRound(document=found[0], round=found[1])


def move_tag(row: Tag, wanted: TagState, *, reason: str, actor: Actor, by: str = "") -> None:
    """Bring a tag to a state; one that a person added and takes back is removed.

    Args:
        row: The tag, with its element.
        wanted: The state.
        reason: Why.
        actor: Who acts.
        by: Whose decision it is, when not that of the actor alone.
    """
    before = TagState(row.state)
    if before is wanted:
        return
    check_move(before, wanted)
    key = row.pk
    if wanted is TagState.SUGGESTED and row.method == Method.PERSON:
        row.delete()
        row.pk = key
    else:
        _decide(row, wanted, reason=reason, by=by or actor.name)
    record(
        VERBS[wanted],
        subject=f"passage:{row.passage_id}",
        actor=actor,
        before={"element": row.element.code, "state": before.value},
        after={"element": row.element.code, "state": wanted.value},
        why=reason,
    )
    queue_cards([f"passage:{row.passage_id}"])


def _decide(row: Tag, wanted: TagState, *, reason: str, by: str) -> None:
    undone = wanted is TagState.SUGGESTED
    row.state = wanted
    row.decided_by = "" if undone else by[:200]
    row.decided_at = None if undone else timezone.now()
    row.reason = reason
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def elements_said(passage: Passage, code: str) -> list[str]:
    """The codes that are confirmed with one: who speaks of an action speaks of its objective.

    The element above comes first, unless a person has decided on it.

    Raises:
        UnknownCode: No element has this code.
    """
    wanted = element(code)
    above = wanted.parent
    decided = Tag.objects.exclude(state=TagState.SUGGESTED)
    if above and not decided.filter(passage=passage, element__code=above).exists():
        return [above, wanted.code]
    return [wanted.code]


def confirm_element(
    passage: Passage, code: str, *, reason: str, actor: Actor, by: str = ""
) -> tuple[int, bool]:
    """Have a passage say that it speaks of an element, suggested before or not.

    Returns:
        The id of the tag, and whether anything changed.
    """
    rows = Tag.objects.select_related("element").filter(passage=passage, element__code=code)
    known = rows.first()
    if known is None:
        return _add(passage, code, reason=reason, actor=actor, by=by or actor.name), True
    is_new = known.state != TagState.CONFIRMED
    move_tag(known, TagState.CONFIRMED, reason=reason, actor=actor, by=by)
    return known.pk, is_new


def _add(passage: Passage, code: str, *, reason: str, actor: Actor, by: str) -> int:
    row = Tag.objects.create(
        passage=passage,
        document_id=passage.document_id,
        element_id=element_ids()[code],
        score=1.0,
        state=TagState.CONFIRMED,
        method=Method.PERSON,
        decided_by=by[:200],
        decided_at=timezone.now(),
        reason=reason,
    )
    after = {"element": code, "state": TagState.CONFIRMED.value}
    subject = f"passage:{passage.pk}"
    record("add tag", subject=subject, actor=actor, after=after, why=reason)
    queue_cards([subject])
    return row.pk


def keep_decision(
    passage_id: int, element_id: int, verdict: Verdict, *, why: str, actor: Actor
) -> None:
    """Keep what somebody decided alone."""
    Decision.objects.create(
        passage_id=passage_id,
        element_id=element_id,
        verdict=verdict,
        part=Part.ALONE,
        person_id=actor.person,
        by=actor.name,
        why=why,
    )


def keep_in_round(
    row: Round, part: Part, place: tuple[int, int], verdict: Verdict, *, why: str, actor: Actor
) -> None:
    """Keep what somebody decided in a round, and note that they did.

    The record names the round and not the passage, so that no history tells one reader what the
    other said.

    Args:
        row: The round.
        part: As what they decided.
        place: Numbers of the passage and of the element.
        verdict: What they said.
        why: Their reason.
        actor: Who decided.
    """
    Decision.objects.create(
        passage_id=place[0],
        element_id=place[1],
        verdict=verdict,
        part=part,
        round=row,
        person_id=actor.person,
        by=actor.name,
        why=why,
    )
    verb = "adjudicate in round" if part is Part.ADJUDICATOR else "read in round"
    after = {"passage": place[0], "element": place[1], "verdict": verdict.value}
    record(verb, subject=f"round:{row.pk}", actor=actor, after=after, why=why)
