"""Invitations and accounts: accepted once, for whom they are, and closed without losing a trace."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone

from jalon.base.actions.duties import give_duty
from jalon.base.actions.people import (
    accept_invitation,
    bring_in,
    close_account,
    describe_person,
    invite,
    invite_keeper,
    open_account_again,
    take_back_invitation,
)
from jalon.base.models import Body, Duty, Invitation, Notice, Person
from jalon.base.public import NOBODY, SYSTEM, DutyKind, actor_with_id, duties
from jalon.base.queries import acts_on
from jalon.base.queries.people import accounts, invitation, invitations, today
from jalon.base.rules import SignInFirst
from jalon.base.rules.bodies import ClosedBody
from jalon.base.rules.duties import DutyOver
from jalon.base.rules.people import (
    ClosedAccount,
    DutiesStillHeld,
    InvitationEnded,
    InvitationForSomebodyElse,
    NameMissing,
    OwnAccount,
    UnknownPerson,
)
from jalon.kernel.errors import JalonError, NotAllowed
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db

WRITER, ADMIN = DutyKind.FOCAL_POINT, DutyKind.ADMINISTRATOR


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def admin(body: Body) -> Person:
    return make_person(ADMIN, body=body, name="Amal")


@pytest.fixture
def keeper() -> Person:
    return make_person(ADMIN, body=make_body(is_keeper=True))


def _invite(body: Body, email: str = "noor@example.org", **more: object) -> str:
    return invite(email=email, body_id=body.pk, duties=[WRITER], actor=SYSTEM, **more)  # type: ignore[arg-type]  # as `invite` takes them


def test_an_invitation_brings_its_duties_once(body: Body) -> None:
    secret, person = _invite(body), make_person(email="noor@example.org", name="Noor")

    accept_invitation(secret, person_id=person.pk)

    assert [duty.kind for duty in duties(person_id=person.pk)] == [WRITER]
    acts = [(act.act, act.actor) for act in acts_on(f"body:{body.pk}")]
    assert acts == [
        ("give duty", "Noor"),
        ("accept invitation", "Noor"),
        ("invite person", "jalon"),
    ]
    with pytest.raises(InvitationEnded):
        accept_invitation(secret, person_id=make_person(email="b@example.org").pk)


def test_only_a_digest_of_the_secret_is_kept(body: Body) -> None:
    secret = _invite(body)

    row = Invitation.objects.get()

    assert secret not in str(row.__dict__)
    assert len(row.digest) == 64
    assert secret not in str([act.after for act in acts_on(f"body:{body.pk}")])


def test_who_invited_is_told_who_accepted(body: Body, admin: Person) -> None:
    secret = invite(
        email="noor@example.org", body_id=body.pk, duties=[WRITER], actor=actor_with_id(admin.pk)
    )

    accept_invitation(secret, person_id=make_person(email="noor@example.org", name="Noor").pk)

    (told,) = Notice.objects.filter(person=admin)
    assert (told.facts["person"], told.address) == ("Noor", f"/bodies/{body.slug}/people/")


def test_an_invitation_for_a_time_brings_a_duty_for_a_time(body: Body) -> None:
    until = today() + timedelta(days=30)
    secret, person = _invite(body, until=until), make_person(email="noor@example.org")

    accept_invitation(secret, person_id=person.pk)

    assert [duty.until for duty in duties(person_id=person.pk)] == [until]


def test_an_invitation_whose_duties_are_over_is_over(body: Body) -> None:
    secret, person = _invite(body), make_person(email="noor@example.org")
    Invitation.objects.update(until=today())

    with pytest.raises(InvitationEnded):
        accept_invitation(secret, person_id=person.pk)
    with pytest.raises(DutyOver):
        _invite(body, until=today())


def test_an_invitation_is_for_the_address_it_was_sent_to(body: Body) -> None:
    secret, other = _invite(body), make_person(email="other@example.org")

    with pytest.raises(InvitationForSomebodyElse, match=r"noor@example\.org"):
        accept_invitation(secret, person_id=other.pk)

    assert invitation(secret).email == "noor@example.org"
    assert duties(person_id=other.pk) == []


def test_an_invitation_without_address_is_for_whoever_has_the_link(body: Body) -> None:
    person = make_person()

    accept_invitation(_invite(body, ""), person_id=person.pk)

    assert len(duties(person_id=person.pk)) == 1


@pytest.mark.parametrize("what", ["expired", "unknown", "taken back", "body closed"])
def test_an_invitation_that_does_not_hold_is_refused(body: Body, admin: Person, what: str) -> None:
    secret, person = _invite(body), make_person(email="noor@example.org")
    row = Invitation.objects.get()
    if what == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    elif what == "taken back":
        take_back_invitation(invitation_id=row.pk, actor=actor_with_id(admin.pk))
    elif what == "body closed":
        Body.objects.filter(pk=body.pk).update(is_closed=True)
    else:
        secret = "x" * 43

    with pytest.raises(InvitationEnded):
        accept_invitation(secret, person_id=person.pk)

    assert invitations(body.pk) == [] or what == "unknown"


def test_a_new_invitation_ends_the_earlier_one_for_the_same_address_and_body(body: Body) -> None:
    first, elsewhere = _invite(body), _invite(make_body())
    second = _invite(body, "NOOR@example.org ")

    with pytest.raises(InvitationEnded):
        invitation(first)
    assert [one.email for one in invitations(body.pk)] == ["noor@example.org"]
    assert invitation(second).body.id == body.pk
    assert invitation(elsewhere).body.id != body.pk


def test_only_an_administrator_invites_and_takes_back(body: Body) -> None:
    writer = actor_with_id(make_person(WRITER, body=body).pk)
    _invite(body)

    with pytest.raises(NotAllowed):
        invite(email="x@example.org", body_id=body.pk, duties=[WRITER], actor=writer)
    with pytest.raises(NotAllowed):
        take_back_invitation(invitation_id=Invitation.objects.get().pk, actor=writer)

    assert len(invitations(body.pk)) == 1


def test_what_is_taken_back_cannot_be_taken_back_again(body: Body, admin: Person) -> None:
    _invite(body)
    actor, number = actor_with_id(admin.pk), Invitation.objects.get().pk
    take_back_invitation(invitation_id=number, actor=actor)

    with pytest.raises(InvitationEnded):
        take_back_invitation(invitation_id=number, actor=actor)


def test_a_closed_body_invites_nobody(body: Body) -> None:
    Body.objects.filter(pk=body.pk).update(is_closed=True)

    with pytest.raises(ClosedBody):
        _invite(body)


def test_who_has_an_account_gets_the_duties_at_once_others_a_link(
    body: Body, admin: Person
) -> None:
    known, actor = make_person(email="known@example.org"), actor_with_id(admin.pk)
    kinds = [WRITER, DutyKind.REVIEWER]

    at_once = bring_in(" Known@example.org", body_id=body.pk, duties=kinds, actor=actor)
    by_link = bring_in("new@example.org", body_id=body.pk, duties=kinds, actor=actor)

    assert at_once == ""
    assert {duty.kind for duty in duties(person_id=known.pk)} == set(kinds)
    assert set(invitation(by_link).duties) == set(kinds)


def test_an_account_whose_address_nobody_confirmed_gets_no_duties(
    body: Body, admin: Person
) -> None:
    squatter, actor = make_person(email="minister@example.org"), actor_with_id(admin.pk)
    EmailAddress.objects.filter(user=squatter).update(verified=False)

    secret = bring_in("minister@example.org", body_id=body.pk, duties=[WRITER], actor=actor)

    assert secret
    assert duties(person_id=squatter.pk) == []
    assert [one.is_confirmed for one in accounts("minister").lines] == [False]


def test_a_closed_account_is_opened_again_before_it_gets_duties(
    body: Body, admin: Person, keeper: Person
) -> None:
    gone, actor = make_person(email="gone@example.org", is_active=False), actor_with_id(admin.pk)

    with pytest.raises(ClosedAccount, match=r"gone@example\.org"):
        bring_in("Gone@example.org", body_id=body.pk, duties=[WRITER], actor=actor)
    with pytest.raises(NotAllowed):
        open_account_again(person_id=gone.pk, why="", actor=actor)
    open_account_again(person_id=gone.pk, why="came back", actor=actor_with_id(keeper.pk))
    bring_in("gone@example.org", body_id=body.pk, duties=[WRITER], actor=actor)

    assert [act.act for act in acts_on(f"person:{gone.pk}")] == ["open account again"]
    assert len(duties(person_id=gone.pk)) == 1


def test_a_new_link_for_the_first_administrator_ends_the_earlier_one() -> None:
    first = invite_keeper(actor=SYSTEM)
    second = invite_keeper(actor=SYSTEM)

    with pytest.raises(InvitationEnded):
        invitation(first)
    found = invitation(second)
    assert found.body.is_keeper
    assert DutyKind.ADMINISTRATOR in found.duties
    assert found.expires_at < timezone.now() + timedelta(days=1, minutes=1)


def test_somebody_describes_themselves() -> None:
    person = make_person(name="Amal", language="en")
    actor = actor_with_id(person.pk)

    for _time in range(2):
        describe_person(name=" Amal B. ", language="fr", actor=actor)

    person.refresh_from_db()
    assert (person.name, person.language) == ("Amal B.", "fr")
    (act,) = acts_on(f"person:{person.pk}")
    assert (act.before, act.after["name"]) == ({"name": "Amal", "language": "en"}, "Amal B.")
    with pytest.raises(NameMissing):
        describe_person(name=" ", language="fr", actor=actor)
    with pytest.raises(SignInFirst):
        describe_person(name="Nobody", language="fr", actor=NOBODY)


def test_a_closed_account_leaves_no_session_and_no_link(body: Body, keeper: Person) -> None:
    person, client = make_person(), Client()
    client.force_login(person)
    client.get("/en/account/")
    _invite(body, person.email)
    assert UserSession.objects.filter(user=person).count() == 1

    close_account(person_id=person.pk, why="left", actor=actor_with_id(keeper.pk))

    assert client.get("/en/account/").status_code == 302
    assert not UserSession.objects.filter(user=person).exists()
    assert not Session.objects.filter(session_key=client.session.session_key).exists()
    assert invitations(body.pk) == []
    (act,) = acts_on(f"person:{person.pk}")
    assert (act.act, act.why) == ("close account", "left")
    assert act.after["ended"] == {"sessions": 1, "invitations": 1}


def test_an_account_with_duties_is_not_closed(body: Body, keeper: Person) -> None:
    holder, actor = make_person(WRITER, body=body), actor_with_id(keeper.pk)
    later = make_person()
    Duty.objects.create(person=later, body=body, kind=WRITER, since=today() + timedelta(days=9))

    for person in (holder, later):
        with pytest.raises(DutiesStillHeld):
            close_account(person_id=person.pk, why="", actor=actor)

    assert Person.objects.filter(is_active=True).count() == 3


def test_nobody_closes_their_own_account_or_one_that_is_not_there(
    admin: Person, keeper: Person
) -> None:
    actor, stranger = actor_with_id(keeper.pk), make_person()

    with pytest.raises(OwnAccount):
        close_account(person_id=keeper.pk, why="", actor=actor)
    with pytest.raises(UnknownPerson):
        close_account(person_id=0, why="", actor=actor)
    with pytest.raises(NotAllowed):
        close_account(person_id=stranger.pk, why="", actor=actor_with_id(admin.pk))


def test_closing_and_opening_twice_is_one_act_each(keeper: Person) -> None:
    person, actor = make_person(), actor_with_id(keeper.pk)

    for _time in range(2):
        close_account(person_id=person.pk, why="", actor=actor)
    for _time in range(2):
        open_account_again(person_id=person.pk, why="", actor=actor)

    acts = [act.act for act in acts_on(f"person:{person.pk}")]
    assert acts == ["open account again", "close account"]


def _at_once(act: Callable[[int], str], numbers: list[int]) -> list[str]:
    """Do the same for several at the same time; who finds the database busy tries again."""

    def patiently(number: int) -> str:
        answer = ""
        while not answer:
            with suppress(OperationalError):
                answer = act(number)
        connections.close_all()
        return answer

    with ThreadPoolExecutor(len(numbers)) as pool:
        return sorted(pool.map(patiently, numbers))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_is_refused() -> None:
    body = make_body()
    secret = _invite(body, "")
    people = [make_person().pk, make_person().pk]

    def accept(person_id: int) -> str:
        try:
            accept_invitation(secret, person_id=person_id)
        except JalonError as refusal:
            return refusal.code
        return "accepted"

    answers = _at_once(accept, people)

    assert answers == ["accepted", "invitation-ended"]
    assert len(duties(body_id=body.pk)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_the_same_duty_at_once_it_is_held_once() -> None:
    body = make_body()
    person = make_person()

    def give(person_id: int) -> str:
        return str(give_duty(person_id=person_id, body_id=body.pk, kind=WRITER, actor=SYSTEM))

    numbers = _at_once(give, [person.pk, person.pk])

    assert len(set(numbers)) == 1
    assert len(duties(body_id=body.pk)) == 1
