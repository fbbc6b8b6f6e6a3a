"""Handing over: everything of a person for some bodies, in one act, with nothing left behind."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from jalon.base import registry
from jalon.base.actions import record
from jalon.base.actions.duties import hand_over
from jalon.base.actions.people import invite
from jalon.base.models import Act, Body, Duty, Invitation, Notice, Person
from jalon.base.public import DutyKind, actor_with_id, duties
from jalon.base.queries import acts_on
from jalon.base.queries.people import not_over, today
from jalon.base.queries.staff import handover_picture
from jalon.base.registry import Handover, register_handover
from jalon.base.rules.duties import NothingToHandOver, SamePerson
from jalon.base.rules.people import UnknownPerson
from jalon.kernel.errors import NotAllowed
from tests.factories import make_body, make_notice, make_person

pytestmark = pytest.mark.django_db

WRITER, VALIDATOR = DutyKind.FOCAL_POINT, DutyKind.VALIDATOR
ADMIN = DutyKind.ADMINISTRATOR


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def admin(body: Body) -> Person:
    return make_person(ADMIN, body=body)


@pytest.fixture
def giver(body: Body) -> Person:
    return make_person(WRITER, VALIDATOR, body=body, name="Amal")


@pytest.fixture
def taker() -> Person:
    return make_person(name="Noor")


def _hand_over(giver: Person, taker: Person, *bodies: Body, by: Person) -> int:
    return hand_over(
        from_id=giver.pk,
        to_id=taker.pk,
        body_ids=[body.pk for body in bodies],
        why="moved",
        actor=actor_with_id(by.pk),
    )


def _held(person: Person) -> set[tuple[int, str]]:
    return {(duty.body_id, duty.kind.value) for duty in duties(person_id=person.pk)}


def test_everything_goes_over_in_one_act(
    body: Body, admin: Person, giver: Person, taker: Person
) -> None:
    before = Act.objects.count()

    count = _hand_over(giver, taker, body, by=admin)

    assert (count, Act.objects.count() - before) == (2, 1)
    assert _held(giver) == set()
    assert _held(taker) == {(body.pk, "focal-point"), (body.pk, "validator")}
    (act,) = acts_on(f"body:{body.pk}")
    assert (act.act, act.why, act.person) == ("hand over duties", "moved", admin.pk)
    assert act.before == {"person": giver.pk, "duties": ["focal-point", "validator"]}
    assert act.after["person"] == taker.pk


def test_both_are_told(body: Body, admin: Person, giver: Person, taker: Person) -> None:
    _hand_over(giver, taker, body, by=admin)

    told = {one.person_id: one.sentence for one in Notice.objects.all()}
    assert told[taker.pk].startswith("You took over from {giver}")
    assert told[giver.pk].startswith("{taker} took over from you")


def test_past_acts_keep_their_author(
    body: Body, admin: Person, giver: Person, taker: Person
) -> None:
    record("confirm tag", subject="passage:1", actor=actor_with_id(giver.pk))

    _hand_over(giver, taker, body, by=admin)

    (act,) = acts_on("passage:1")
    assert (act.actor, act.person) == ("Amal", giver.pk)


def test_each_body_has_its_line(body: Body, giver: Person, taker: Person) -> None:
    keeper, second = make_body(is_keeper=True), make_body()
    Duty.objects.create(person=giver, body=second, kind=WRITER, since=today())
    by_keeper = make_person(ADMIN, body=keeper)

    count = _hand_over(giver, taker, body, second, by=by_keeper)

    assert count == 3
    assert _held(giver) == set()
    for one in (body, second):
        (act,) = acts_on(f"body:{one.pk}")
        assert (act.act, act.body) == ("hand over duties", keeper.slug)


def test_an_administrator_of_one_body_does_not_touch_another(
    body: Body, admin: Person, giver: Person, taker: Person
) -> None:
    second = make_body()
    Duty.objects.create(person=giver, body=second, kind=WRITER, since=today())

    with pytest.raises(NotAllowed):
        _hand_over(giver, taker, body, second, by=admin)
    assert len(_held(giver)) == 3
    _hand_over(giver, taker, body, by=admin)

    assert _held(giver) == {(second.pk, "focal-point")}


def test_the_last_administrator_can_hand_over(body: Body, admin: Person, taker: Person) -> None:
    _hand_over(admin, taker, body, by=admin)

    assert _held(taker) == {(body.pk, "administrator")}


def test_duties_to_come_and_duties_with_an_end_go_over_as_they_are(
    body: Body, admin: Person, taker: Person
) -> None:
    giver, soon, late = make_person(), today() + timedelta(days=3), today() + timedelta(days=30)
    Duty.objects.create(person=giver, body=body, kind=WRITER, since=soon, until=late)
    Duty.objects.create(person=giver, body=body, kind=VALIDATOR, since=today(), until=soon)

    count = _hand_over(giver, taker, body, by=admin)

    assert count == 2
    assert not Duty.objects.filter(not_over(today()), person=giver).exists()
    rows = Duty.objects.filter(person=taker).values_list("kind", "since", "until")
    assert set(rows) == {("focal-point", soon, late), ("validator", today(), soon)}


def test_a_duty_that_ended_today_is_no_one_s_any_more(
    body: Body, admin: Person, taker: Person
) -> None:
    giver = make_person()
    Duty.objects.create(person=giver, body=body, kind=WRITER, since=today(), until=today())

    with pytest.raises(NothingToHandOver):
        _hand_over(giver, taker, body, by=admin)


def test_who_holds_the_duty_already_keeps_one_with_the_later_end(
    body: Body, admin: Person, giver: Person
) -> None:
    taker, soon = make_person(), today() + timedelta(days=3)
    Duty.objects.create(person=taker, body=body, kind=WRITER, since=today(), until=soon)
    Duty.objects.create(person=taker, body=body, kind=VALIDATOR, since=soon)

    _hand_over(giver, taker, body, by=admin)

    held = duties(person_id=taker.pk)
    assert [(one.kind, one.until) for one in held] == [(WRITER, None), (VALIDATOR, None)]
    assert Duty.objects.filter(not_over(today()), person=taker).count() == 2


def test_what_is_open_goes_along_and_what_is_personal_stays(
    body: Body, admin: Person, giver: Person, taker: Person
) -> None:
    task = make_notice(giver, body=body, subject="plan:1")
    own = make_notice(giver, body=body, subject=f"person:{giver.pk}")

    _hand_over(giver, taker, body, by=admin)

    task.refresh_from_db()
    own.refresh_from_db()
    assert (task.person_id, own.person_id) == (taker.pk, giver.pk)


def test_invitations_that_stand_are_answered_to_the_successor(body: Body, taker: Person) -> None:
    first = make_person(ADMIN, body=body)
    invite(email="x@example.org", body_id=body.pk, duties=[WRITER], actor=actor_with_id(first.pk))

    _hand_over(first, taker, body, by=first)

    assert Invitation.objects.get().invited_by_id == taker.pk
    assert acts_on(f"body:{body.pk}")[0].after["followed"]["invitations"] == 1


@pytest.fixture
def followed() -> Iterator[list[tuple[int, int, int]]]:
    seen: list[tuple[int, int, int]] = []

    def follow(from_id: int, to_id: int, body_id: int) -> int:
        assert transaction.get_connection().in_atomic_block
        seen.append((from_id, to_id, body_id))
        return 4

    register_handover(Handover(name="tasks of a test", run=follow))
    yield seen
    registry._handovers.pop("tasks of a test")


def test_what_a_room_registered_follows_in_the_same_act(
    body: Body, giver: Person, taker: Person, followed: list[tuple[int, int, int]]
) -> None:
    _hand_over(giver, taker, body, by=make_person(ADMIN, body=body))

    assert followed == [(giver.pk, taker.pk, body.pk)]
    assert acts_on(f"body:{body.pk}")[0].after["followed"]["tasks of a test"] == 4


def test_a_closed_account_hands_over_but_never_takes_over(
    body: Body, admin: Person, giver: Person, taker: Person
) -> None:
    Person.objects.filter(pk=giver.pk).update(is_active=False)

    with pytest.raises(UnknownPerson):
        _hand_over(admin, giver, body, by=admin)
    _hand_over(giver, taker, body, by=admin)

    assert len(_held(taker)) == 2


def test_nobody_hands_over_to_themselves_or_to_nobody(
    body: Body, admin: Person, giver: Person
) -> None:
    with pytest.raises(SamePerson):
        _hand_over(giver, giver, body, by=admin)
    with pytest.raises(UnknownPerson):
        hand_over(from_id=giver.pk, to_id=0, body_ids=[body.pk], actor=actor_with_id(admin.pk))


def test_colleagues_are_offered_but_no_closed_accounts(
    body: Body, admin: Person, giver: Person, taker: Person
) -> None:
    Person.objects.filter(pk=make_person(WRITER, body=body).pk).update(is_active=False)

    picture = handover_picture(giver.pk, actor_with_id(admin.pk))

    assert list(picture.colleagues) == [(admin.email, admin.name)]
    assert list(picture.bodies) == [body.pk]


def test_who_manages_nothing_of_a_person_sees_nothing_of_them(giver: Person) -> None:
    stranger = make_person(ADMIN, body=make_body())

    with pytest.raises(UnknownPerson):
        handover_picture(giver.pk, actor_with_id(stranger.pk))
