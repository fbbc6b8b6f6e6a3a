"""Giving duties, ending them, and what is held on which day."""

from datetime import timedelta

import pytest

from jalon.base.actions.duties import end_duty, give_duty
from jalon.base.models import Body, Duty, Notice, Person
from jalon.base.public import DutyKind, actor_with_id, duties, people_with_power
from jalon.base.queries import acts_on
from jalon.base.queries.people import has_keeper, past_duties, today
from jalon.base.rules import Actor, Power, SecondFactorMissing, can_act
from jalon.base.rules.bodies import ClosedBody, UnknownBody
from jalon.base.rules.duties import DutyOver, LastAdministrator, UnknownDuty
from jalon.base.rules.people import UnknownPerson
from jalon.kernel.errors import NotAllowed
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db

WRITER = DutyKind.FOCAL_POINT
ADMIN = DutyKind.ADMINISTRATOR


def _acting(person: Person) -> Actor:
    return actor_with_id(person.pk)


def _held(person: Person) -> list[str]:
    return [duty.kind.value for duty in duties(person_id=person.pk)]


def _acts(body: Body) -> list[str]:
    return [act.act for act in acts_on(f"body:{body.pk}")]


@pytest.fixture
def body() -> Body:
    return make_body(name={"en": "Ministry of Labour"})


@pytest.fixture
def admin(body: Body) -> Person:
    return make_person(ADMIN, body=body, name="Amal")


def test_an_administrator_gives_a_duty_from_today_on(body: Body, admin: Person) -> None:
    person = make_person()

    give_duty(person_id=person.pk, body_id=body.pk, kind=WRITER, actor=_acting(admin))

    assert _held(person) == ["focal-point"]
    assert can_act(_acting(person), Power.WRITE, body_id=body.pk)
    (act,) = acts_on(f"body:{body.pk}")
    assert (act.act, act.actor, act.body) == ("give duty", "Amal", body.slug)
    assert act.after == {"duty": "focal-point", "person": person.pk}


def test_who_gets_a_duty_is_told_and_who_loses_it_too(body: Body, admin: Person) -> None:
    person = make_person()

    number = give_duty(person_id=person.pk, body_id=body.pk, kind=WRITER, actor=_acting(admin))
    end_duty(duty_id=number, actor=_acting(admin))

    told = Notice.objects.filter(person=person).order_by("pk")
    assert [(one.sentence.split("{")[2], one.facts["by"]) for one in told] == [
        ("body}: ", "Amal"),
        ("body}: ", "Amal"),
    ]
    assert {one.subject for one in told} == {f"person:{person.pk}"}


def test_a_duty_given_twice_is_held_once(body: Body, admin: Person) -> None:
    person = make_person()

    for _time in range(2):
        give_duty(person_id=person.pk, body_id=body.pk, kind=WRITER, actor=_acting(admin))

    assert _held(person) == ["focal-point"]
    assert _acts(body) == ["give duty"]


def test_a_duty_for_a_time_ends_by_itself(body: Body, admin: Person) -> None:
    person, tomorrow = make_person(), today() + timedelta(days=1)

    give_duty(
        person_id=person.pk, body_id=body.pk, kind=WRITER, until=tomorrow, actor=_acting(admin)
    )

    (held,) = duties(person_id=person.pk)
    assert (held.until, held.last_day) == (tomorrow, today())
    Duty.objects.filter(person=person).update(since=today() - timedelta(days=9), until=today())
    assert _held(person) == []
    assert [past.person_id for past in past_duties(body_id=body.pk)] == [person.pk]


def test_the_end_of_a_duty_that_is_held_may_change(body: Body, admin: Person) -> None:
    person, next_week = make_person(WRITER, body=body), today() + timedelta(days=7)

    give_duty(
        person_id=person.pk, body_id=body.pk, kind=WRITER, until=next_week, actor=_acting(admin)
    )

    assert [held.until for held in duties(person_id=person.pk)] == [next_week]
    (act,) = acts_on(f"body:{body.pk}")
    assert (act.act, act.before["until"]) == ("change end of duty", "")
    assert act.after["until"] == str(next_week)


@pytest.mark.parametrize("days", [0, -1])
def test_a_duty_that_would_be_over_is_refused(body: Body, admin: Person, days: int) -> None:
    person, until = make_person(), today() + timedelta(days=days)

    with pytest.raises(DutyOver):
        give_duty(
            person_id=person.pk, body_id=body.pk, kind=WRITER, until=until, actor=_acting(admin)
        )

    assert _held(person) == []


def test_a_closed_account_and_a_closed_body_get_no_duties(body: Body, admin: Person) -> None:
    actor, gone, here = _acting(admin), make_person(is_active=False), make_person()

    with pytest.raises(UnknownPerson):
        give_duty(person_id=gone.pk, body_id=body.pk, kind=WRITER, actor=actor)
    Body.objects.filter(pk=body.pk).update(is_closed=True)
    with pytest.raises(ClosedBody, match="Ministry of Labour"):
        give_duty(person_id=here.pk, body_id=body.pk, kind=WRITER, actor=actor)


def test_a_body_that_does_not_exist_gives_no_duty() -> None:
    keeper = make_person(ADMIN, body=make_body(is_keeper=True))

    with pytest.raises(UnknownBody):
        give_duty(person_id=keeper.pk, body_id=0, kind=WRITER, actor=_acting(keeper))


def test_an_administrator_of_another_body_gives_nothing(body: Body) -> None:
    stranger, person = make_person(ADMIN, body=make_body()), make_person()

    with pytest.raises(NotAllowed):
        give_duty(person_id=person.pk, body_id=body.pk, kind=WRITER, actor=_acting(stranger))

    assert _held(person) == []


def test_the_keepers_administrator_helps_any_body(body: Body) -> None:
    keeper = make_body(is_keeper=True)
    helper, person = make_person(ADMIN, body=keeper), make_person()

    give_duty(person_id=person.pk, body_id=body.pk, kind=ADMIN, actor=_acting(helper))

    (act,) = acts_on(f"body:{body.pk}")
    assert act.body == keeper.slug
    assert _held(person) == ["administrator"]


def test_a_duty_sleeps_without_second_factor(body: Body) -> None:
    person = make_person(ADMIN, body=body, second_factor=False)

    with pytest.raises(SecondFactorMissing):
        give_duty(person_id=person.pk, body_id=body.pk, kind=WRITER, actor=_acting(person))


def test_an_ended_duty_is_kept_with_its_days(body: Body, admin: Person) -> None:
    person = make_person(WRITER, body=body)
    (held,) = duties(person_id=person.pk)

    end_duty(duty_id=held.id, why="moved", actor=_acting(admin))

    assert _held(person) == []
    (past,) = past_duties(body_id=body.pk)
    assert (past.since, past.until) == (today(), today())
    (act,) = acts_on(f"body:{body.pk}")
    assert (act.act, act.why, act.before["person"]) == ("end duty", "moved", person.pk)
    with pytest.raises(UnknownDuty):
        end_duty(duty_id=held.id, actor=_acting(admin))


def test_a_duty_that_has_not_begun_can_be_ended(body: Body, admin: Person) -> None:
    later = today() + timedelta(days=5)
    row = Duty.objects.create(person=make_person(), body=body, kind=WRITER, since=later)

    end_duty(duty_id=row.pk, actor=_acting(admin))

    row.refresh_from_db()
    assert (row.since, row.until) == (today(), today())


def test_the_last_administrator_stays(body: Body, admin: Person) -> None:
    (held,) = duties(person_id=admin.pk)
    make_person(ADMIN, body=make_body())
    make_person(ADMIN, body=body, is_active=False)

    with pytest.raises(LastAdministrator, match="Amal is the last administrator"):
        end_duty(duty_id=held.id, actor=_acting(admin))
    make_person(ADMIN, body=body)
    end_duty(duty_id=held.id, actor=_acting(admin))

    assert _held(admin) == []


def test_the_last_administrator_gets_no_end_either(body: Body, admin: Person) -> None:
    actor, until = _acting(admin), today() + timedelta(days=9)

    with pytest.raises(LastAdministrator):
        give_duty(person_id=admin.pk, body_id=body.pk, kind=ADMIN, until=until, actor=actor)


def test_a_stranger_ends_nothing(body: Body, admin: Person) -> None:
    (held,) = duties(person_id=admin.pk)
    stranger = make_person(WRITER, body=body)

    with pytest.raises(NotAllowed):
        end_duty(duty_id=held.id, actor=_acting(stranger))


@pytest.mark.parametrize(
    ("since", "until", "is_held"),
    [(0, None, True), (-9, None, True), (-9, 1, True), (-9, 0, False), (1, None, False)],
)
def test_a_duty_is_held_from_its_first_day_to_the_day_before_its_end(
    body: Body, *, since: int, until: int | None, is_held: bool
) -> None:
    person = make_person()
    Duty.objects.create(
        person=person,
        body=body,
        kind=WRITER,
        since=today() + timedelta(days=since),
        until=None if until is None else today() + timedelta(days=until),
    )

    assert bool(_held(person)) is is_held
    assert bool(_acting(person).holdings) is is_held
    assert (person.pk in people_with_power(Power.WRITE, body_id=body.pk)) is is_held


def test_duties_of_a_closed_body_give_nothing(body: Body, admin: Person) -> None:
    Body.objects.filter(pk=body.pk).update(is_closed=True)

    assert _acting(admin).holdings == ()
    assert people_with_power(Power.MANAGE, body_id=body.pk) == []


def test_an_installation_has_a_keeper_while_somebody_administers_it() -> None:
    keeper = make_body(is_keeper=True)
    person = make_person(ADMIN, body=keeper)
    make_person(ADMIN, body=make_body())

    assert has_keeper()
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert not has_keeper()
