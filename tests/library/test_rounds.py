"""Two people read apart: who may, what they see of each other, and what becomes of the tag."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.test import Client

from jalon.base.models import Act, Body, Notice, Person
from jalon.base.public import Actor, DutyKind, Holding, acts_on, seeing, viewer_of
from jalon.base.rules import SignInFirst
from jalon.kernel.errors import JalonError, NotAllowed, UnknownCode
from jalon.library.actions import add_tag, decide_tag
from jalon.library.actions.rounds import (
    add_in_round,
    adjudicate,
    change_in_round,
    close_round,
    open_round,
    read_item,
    take_back_reading,
)
from jalon.library.models import Decision, Document, Round, RoundItem, Tag
from jalon.library.queries.rounds import agreement_of_round, round_record, rounds, tasks
from jalon.library.rules import TagState
from jalon.library.rules.deciding import (
    BothDecided,
    Item,
    ManyOwners,
    NothingToRead,
    NotReaders,
    ReadInRound,
    RoundClosed,
    TwoReadersNeeded,
    Verdict,
)
from tests.factories import (
    load_reference,
    make_body,
    make_document,
    make_passage,
    make_person,
    make_tag,
)

pytestmark = pytest.mark.django_db
YES, NO, BACK = Verdict.CONFIRMED, Verdict.REFUSED, Verdict.TAKEN_BACK


@dataclass(frozen=True, kw_only=True)
class Table:
    """A round over one document of a body, and the people around it."""

    round_id: int
    document: Document
    tags: tuple[Tag, ...]
    people: Mapping[str, Actor]

    def item(self, at: int = 0) -> Item:
        """An item of the round."""
        return Item(passage=self.tags[at].passage_id, code="gcm:6")

    def read(self, who: str, verdict: Verdict, at: int = 0) -> None:
        """Have a reader give a verdict."""
        actor, item = self.people[who], self.item(at)
        read_item(round_id=self.round_id, item=item, verdict=verdict, why="", actor=actor)

    def state(self, at: int = 0) -> str:
        """The public state of a tag."""
        return str(Tag.objects.get(pk=self.tags[at].pk).state)


def _actor(name: str, duty: DutyKind, body: Body) -> Actor:
    person = make_person(duty, body=body, name=name)
    held = Holding(body_id=body.pk, body=body.slug, duty=duty, is_keeper=False)
    return Actor(name=name, person=person.pk, holdings=(held,))


def _people(owner: Body) -> dict[str, Actor]:
    duties = {
        "first": DutyKind.FOCAL_POINT,
        "second": DutyKind.REVIEWER,
        "third": DutyKind.ALTERNATE,
        "validator": DutyKind.VALIDATOR,
        "moderator": DutyKind.MODERATOR,
        "administrator": DutyKind.ADMINISTRATOR,
    }
    people = {name: _actor(name, duty, owner) for name, duty in duties.items()}
    people["stranger"] = _actor("stranger", DutyKind.FOCAL_POINT, make_body())
    return people


@pytest.fixture
def table() -> Table:
    load_reference()
    owner = make_body(slug="ministry")
    document = make_document(slug="plan", owner=owner)
    tags = tuple(make_tag(make_passage(document), code="gcm:6") for _ in range(3))
    people = _people(owner)
    readers = (people["first"].person or 0, people["second"].person or 0)
    key = open_round(title="Plan", documents=["plan"], readers=readers, actor=people["first"])
    return Table(round_id=key, document=document, tags=tags, people=people)


def test_both_say_the_same_and_the_tag_follows_in_both_names(table: Table) -> None:
    table.read("first", YES)
    before = table.state()

    table.read("second", YES)

    tag = Tag.objects.get(pk=table.tags[0].pk)
    assert (before, tag.state, tag.decided_by) == ("suggested", "confirmed", "first, second")
    assert [act.act for act in acts_on(f"passage:{tag.passage_id}")] == ["confirm tag"]


def test_where_they_differ_the_tag_waits_for_an_adjudicator(table: Table) -> None:
    table.read("first", YES)
    table.read("second", NO)
    waiting = table.state()

    adjudicate(
        round_id=table.round_id, item=table.item(), verdict=NO, actor=table.people["validator"]
    )

    assert (waiting, table.state()) == ("suggested", "refused")
    assert Tag.objects.get(pk=table.tags[0].pk).decided_by == "validator"


def test_an_adjudication_can_be_taken_back(table: Table) -> None:
    table.read("first", YES)
    table.read("second", NO)
    validator = table.people["validator"]
    adjudicate(round_id=table.round_id, item=table.item(), verdict=YES, actor=validator)

    adjudicate(round_id=table.round_id, item=table.item(), verdict=BACK, actor=validator)

    assert table.state() == "suggested"
    assert RoundItem.objects.get(passage=table.tags[0].passage_id).state == "differs"


def test_nothing_tells_one_reader_what_the_other_said(table: Table) -> None:
    table.read("first", NO)
    client = Client()
    client.force_login(Person.objects.get(pk=table.people["second"].person))

    passage = table.tags[0].passage
    pages = {
        path: client.get(path).content.decode()
        for path in (
            f"/en/review/?round={table.round_id}&at={table.item()}",
            "/en/documents/plan/",
            f"/en/documents/plan/p/{passage.label}",
            f"/en/history/passage/{passage.pk}/",
            "/en/history/document/plan/",
            "/en/",
        )
    }

    assert all("Refused" not in page.replace(">Refuse", "") for page in pages.values())
    assert all("is-refused" not in page for page in pages.values())
    assert client.get(f"/en/history/round/{table.round_id}/").status_code == 404
    assert (
        f'value="{table.item()}"' in pages[f"/en/review/?round={table.round_id}&at={table.item()}"]
    )


def test_what_both_were_asked_is_asked_of_each(table: Table) -> None:
    table.read("first", YES)

    with seeing(viewer_of(table.people["first"])):
        left = {who: tasks(table.people[who])[0].left for who in ("first", "second")}

    assert left == {"first": 2, "second": 3}
    with seeing(viewer_of(table.people["stranger"])):
        assert (rounds(), tasks(table.people["stranger"])) == ([], [])


def test_a_verdict_changes_until_the_other_has_decided(table: Table) -> None:
    table.read("first", YES)
    take_back_reading(round_id=table.round_id, item=table.item(), actor=table.people["first"])
    table.read("first", NO)
    table.read("second", NO)

    with pytest.raises(BothDecided):
        table.read("first", YES)

    assert table.state() == "refused"
    kept = Decision.objects.order_by("id").values_list("by", "verdict")
    assert list(kept) == [
        ("first", "confirmed"),
        ("first", "taken-back"),
        ("first", "refused"),
        ("second", "refused"),
    ]


def test_nobody_decides_beside_the_round(table: Table) -> None:
    actor = table.people["third"]

    with pytest.raises(ReadInRound, match="Plan"):
        decide_tag(tag_id=table.tags[0].pk, wanted=TagState.CONFIRMED, actor=actor)
    with pytest.raises(ReadInRound):
        add_tag(passage_id=table.tags[0].passage_id, code="gcm:7", actor=actor)

    close_round(round_id=table.round_id, actor=table.people["first"])
    decide_tag(tag_id=table.tags[0].pk, wanted=TagState.CONFIRMED, actor=actor)
    assert table.state() == "confirmed"


def test_what_one_reader_adds_waits_until_the_other_has_read_the_passage(table: Table) -> None:
    change_in_round(
        round_id=table.round_id, item=table.item(), code="gcm:7", actor=table.people["first"]
    )
    unseen = RoundItem.objects.get(element__code="gcm:7").state

    table.read("second", NO)

    assert unseen == "open"
    assert RoundItem.objects.get(element__code="gcm:7").state == "differs"
    assert not Tag.objects.filter(element__code="gcm:7").exists()


def test_what_both_add_stands(table: Table) -> None:
    for who in ("first", "second"):
        add_in_round(
            round_id=table.round_id,
            passage_id=table.tags[0].passage_id,
            code="gcm:5.d",
            actor=table.people[who],
        )

    found = Tag.objects.filter(element__code__startswith="gcm:5").order_by("element__code")
    assert list(found.values_list("element__code", "state")) == [
        ("gcm:5", "confirmed"),
        ("gcm:5.d", "confirmed"),
    ]
    agreed = agreement_of_round(table.round_id)
    assert (agreed.added, agreed.added_alike, agreed.total.found.n) == (2, 2, 0)


def test_agreement_counts_what_both_have_decided(table: Table) -> None:
    for at, (one, two) in enumerate([(YES, YES), (YES, NO)]):
        table.read("first", one, at)
        table.read("second", two, at)
    table.read("first", YES, 2)

    found = agreement_of_round(table.round_id)

    assert (found.total.found.n, found.total.found.alike, found.total.differing) == (2, 0.5, 1)
    assert not found.total.found.is_enough
    assert [line.element.code for line in found.elements if line.element] == ["gcm:6"]


def test_a_closed_round_decides_nothing_more(table: Table) -> None:
    table.read("first", YES)
    close_round(round_id=table.round_id, actor=table.people["third"])

    with pytest.raises(RoundClosed):
        table.read("second", YES)

    assert table.state() == "suggested"
    assert not Notice.objects.filter(done_at__isnull=True, subject__startswith="round:").exists()


def test_the_record_names_the_round_and_not_the_passage(table: Table) -> None:
    table.read("first", YES)

    acts = Act.objects.filter(act="read in round")

    assert [act.subject for act in acts] == [f"round:{table.round_id}"]


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except (NotAllowed, SignInFirst, UnknownCode) as refusal:
        return refusal.code
    return "done"


MAY = {
    "first": {"open", "read", "close"},
    "second": {"read"},
    "third": {"open", "close"},
    "validator": {"adjudicate"},
    "moderator": set(),
    "administrator": set(),
    "stranger": set(),
}
"""What each may do with a round of the body."""


@pytest.mark.parametrize("who", MAY)
def test_who_may_do_what_in_a_round(table: Table, who: str) -> None:
    actor, item, key = table.people[who], table.item(1), table.round_id
    table.read("first", YES)
    table.read("second", NO)
    make_tag(make_passage(make_document(slug="next", owner=table.document.owner)))
    readers = (table.people["first"].person or 0, table.people["second"].person or 0)

    found = {
        "open": _outcome(
            lambda: open_round(title="N", documents=["next"], readers=readers, actor=actor)
        ),
        "read": _outcome(lambda: read_item(round_id=key, item=item, verdict=YES, actor=actor)),
        "adjudicate": _outcome(
            lambda: adjudicate(round_id=key, item=table.item(), verdict=YES, actor=actor)
        ),
        "close": _outcome(lambda: close_round(round_id=key, actor=actor)),
    }

    unknown = "unknown-code" if who == "stranger" else "not-allowed"
    wanted = {act: "done" if act in MAY[who] else unknown for act in found}
    wanted["open"] = "done" if "open" in MAY[who] else "not-allowed"
    assert found == wanted


def test_a_reader_who_approves_too_does_not_adjudicate(table: Table) -> None:
    table.read("first", YES)
    table.read("second", NO)
    first = table.people["first"]
    held = Holding(body_id=table.document.owner_id or 0, body="ministry", duty=DutyKind.VALIDATOR)
    both = Actor(name="first", person=first.person, holdings=(*first.holdings, held))

    with pytest.raises(NotAllowed, match="who reads in a round"):
        adjudicate(round_id=table.round_id, item=table.item(), verdict=YES, actor=both)


@pytest.mark.parametrize(
    ("documents", "second", "refusal"),
    [
        (["plan"], "third", ReadInRound),
        (["other"], "first", TwoReadersNeeded),
        (["other"], "validator", NotReaders),
        (["other", "strange"], "third", ManyOwners),
        (["empty"], "third", NothingToRead),
        (["nowhere"], "third", UnknownCode),
    ],
)
def test_a_round_that_cannot_be_read_is_not_opened(
    table: Table, documents: list[str], second: str, refusal: type[JalonError]
) -> None:
    owner = table.document.owner
    make_tag(make_passage(make_document(slug="other", owner=owner)))
    make_tag(make_passage(make_document(slug="strange")))
    make_document(slug="empty", owner=owner)
    people = table.people
    readers = (people["first"].person or 0, people[second].person or 0)

    with pytest.raises(refusal):
        open_round(title="R", documents=documents, readers=readers, actor=people["first"])

    assert Round.objects.count() == 1


def test_a_round_of_others_is_unknown(table: Table) -> None:
    with seeing(viewer_of(table.people["stranger"])), pytest.raises(UnknownCode):
        round_record(table.round_id)
