import pytest

from jalon.base.public import SYSTEM, acts_on
from jalon.kernel.errors import UnknownCode
from jalon.library import queries
from jalon.library.actions import add_tag, decide_tag
from jalon.library.models import Tag
from jalon.library.rules import InvalidMove, TagState, check_move
from jalon.search.models import PendingCard
from tests.factories import load_reference, make_passage, make_tag, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reference() -> None:
    load_reference()


def _decide(tag: Tag, wanted: TagState) -> None:
    decide_tag(tag_id=tag.pk, wanted=wanted, reason="read it", actor=reader)


def test_a_confirmed_tag_says_who_and_why() -> None:
    tag = make_tag()

    _decide(tag, TagState.CONFIRMED)

    stored = queries.tag(tag.pk)
    assert (stored.state, stored.decided_by, stored.reason) == ("confirmed", "Amal", "read it")
    assert stored.decided_at is not None


def test_a_decision_is_in_the_record_and_queued_for_the_index() -> None:
    tag = make_tag()

    _decide(tag, TagState.REFUSED)

    (act,) = acts_on(f"passage:{tag.passage_id}")
    assert (act.act, act.before["state"], act.after["state"]) == (
        "refuse tag", "suggested", "refused",
    )  # fmt: skip
    assert PendingCard.objects.filter(card=f"passage:{tag.passage_id}").exists()


def test_a_decision_can_be_taken_back() -> None:
    tag = make_tag(state=TagState.CONFIRMED)

    _decide(tag, TagState.SUGGESTED)

    stored = queries.tag(tag.pk)
    assert (stored.state, stored.decided_by, stored.decided_at) == ("suggested", "", None)


def test_deciding_the_same_twice_is_the_same_as_deciding_once() -> None:
    tag = make_tag()
    _decide(tag, TagState.CONFIRMED)

    decide_tag(tag_id=tag.pk, wanted=TagState.CONFIRMED, actor=SYSTEM)

    assert len(acts_on(f"passage:{tag.passage_id}")) == 1
    assert queries.tag(tag.pk).decided_by == "Amal"


def test_adding_what_is_confirmed_already_changes_nothing() -> None:
    tag = make_tag(state=TagState.CONFIRMED)

    add_tag(passage_id=tag.passage_id, code=tag.element.code, actor=reader)

    assert acts_on(f"passage:{tag.passage_id}") == []


@pytest.mark.parametrize("state", TagState)
@pytest.mark.parametrize("wanted", TagState)
def test_every_state_can_become_every_other(state: TagState, wanted: TagState) -> None:
    if state is wanted:
        with pytest.raises(InvalidMove):
            check_move(state, wanted)
    else:
        check_move(state, wanted)


def test_a_person_adds_what_the_machine_missed() -> None:
    passage = make_passage()

    tag_id = add_tag(passage_id=passage.pk, code="gcm:21", actor=reader)

    stored = queries.tag(tag_id)
    assert (stored.code, stored.state, stored.method) == ("gcm:21", "confirmed", "person")


def test_adding_a_suggested_element_confirms_the_suggestion() -> None:
    tag = make_tag(code="gcm:21")

    same = add_tag(passage_id=tag.passage_id, code="gcm:21", actor=reader)

    assert same == tag.pk
    assert queries.tag(tag.pk).state is TagState.CONFIRMED


def test_who_speaks_of_an_action_speaks_of_its_objective() -> None:
    tag = make_tag(code="gcm:21")

    add_tag(passage_id=tag.passage_id, code="gcm:21.c", actor=reader)

    assert queries.tag(tag.pk).state is TagState.CONFIRMED
    assert Tag.objects.filter(state=TagState.CONFIRMED).count() == 2


def test_a_refused_objective_stays_refused_when_its_action_is_added() -> None:
    tag = make_tag(code="gcm:21", state=TagState.REFUSED)

    add_tag(passage_id=tag.passage_id, code="gcm:21.c", actor=reader)

    assert queries.tag(tag.pk).state is TagState.REFUSED


def test_a_tag_that_a_person_added_goes_when_it_is_taken_back() -> None:
    passage = make_passage()
    tag_id = add_tag(passage_id=passage.pk, code="gcm:21", actor=reader)

    decide_tag(tag_id=tag_id, wanted=TagState.SUGGESTED, actor=reader)

    assert Tag.objects.count() == 0
    assert len(acts_on(f"passage:{passage.pk}")) == 2


@pytest.mark.parametrize(("passage", "code"), [(0, "gcm:6"), (None, "gcm:99")])
def test_unknown_passages_and_elements_are_refused(passage: int | None, code: str) -> None:
    passage_id = make_passage().pk if passage is None else passage

    with pytest.raises(UnknownCode):
        add_tag(passage_id=passage_id, code=code, actor=reader)


def test_an_unknown_tag_is_refused() -> None:
    with pytest.raises(UnknownCode):
        decide_tag(tag_id=0, wanted=TagState.CONFIRMED, actor=reader)
