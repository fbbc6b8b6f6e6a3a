"""Sessions: listed with their device, ended one by one or all at once, followed sparingly."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jalon.base.actions.sessions import clear_old_sessions, end_own_session, end_own_sessions
from jalon.base.models import Person
from jalon.base.public import NOBODY, actor_with_id
from jalon.base.queries import acts_on
from jalon.base.queries.sessions import device_words, sessions
from jalon.base.rules import SignInFirst
from jalon.base.rules.sessions import UnknownSession
from tests.factories import make_person, make_session

pytestmark = pytest.mark.django_db

PATH = "/en/account/sessions/"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
    "Mobile Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Safari/605.1.15"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"
)


@pytest.fixture
def noor() -> Person:
    return make_person(name="Noor")


@pytest.fixture
def here(noor: Person) -> Client:
    client = Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT=CHROME)
    client.force_login(noor)
    return client


def _page(client: Client) -> str:
    return client.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome, Android"),
        (SAFARI, "Safari, macOS"),
        (EDGE, "Edge, Windows"),
        ("", "unknown device"),
        ("<script>", "unknown device"),
    ],
)
def test_a_device_is_told_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_one_sees_where_one_is_signed_in_this_session_first(here: Client, noor: Person) -> None:
    make_session(noor)
    make_session(make_person(), ip="192.0.2.99")

    page = _page(here)

    assert page.index("Chrome, Android") < page.index("Firefox, Linux")
    assert page.index("this session") < page.index("Firefox, Linux")
    assert ("203.0.113.9" in page, "192.0.2.7" in page) == (True, True)
    assert "192.0.2.99" not in page


def test_a_session_is_ended_alone(here: Client, noor: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(noor)
    elsewhere.get(PATH)
    other = make_session(noor)
    row = UserSession.objects.exclude(pk=other.pk).get(session_key=elsewhere.session.session_key)

    answer = here.post(f"{PATH}{row.pk}/end/", follow=True)

    assert "The session has ended." in answer.content.decode()
    assert elsewhere.get(PATH).status_code == 302
    assert here.get(PATH).status_code == 200
    assert UserSession.objects.filter(pk=other.pk).exists()
    assert acts_on(f"person:{noor.pk}")[0].act == "end session"


def test_all_others_are_ended_at_once(here: Client, noor: Person) -> None:
    for _number in range(3):
        make_session(noor)
    foreign = make_session(make_person())

    answer = here.post(f"{PATH}end/", follow=True)

    assert "All other sessions have ended." in answer.content.decode()
    assert [one.is_this for one in sessions(noor.pk, this=here.session.session_key or "")] == [True]
    assert Session.objects.filter(session_key=foreign.session_key).exists()
    assert acts_on(f"person:{noor.pk}")[0].after == {"ended": 3}
    here.post(f"{PATH}end/")
    assert len(acts_on(f"person:{noor.pk}")) == 1


def test_a_session_of_somebody_else_is_not_ended(here: Client) -> None:
    foreign = make_session(make_person())

    answer = here.post(f"{PATH}{foreign.pk}/end/")

    assert answer.status_code == 404
    assert UserSession.objects.filter(pk=foreign.pk).exists()


def test_only_who_is_signed_in_ends_sessions(noor: Person) -> None:
    with pytest.raises(SignInFirst):
        end_own_session(1, actor=NOBODY)
    with pytest.raises(SignInFirst):
        end_own_sessions(but="", actor=NOBODY)
    with pytest.raises(UnknownSession):
        end_own_session(0, actor=actor_with_id(noor.pk))


def test_signing_out_ends_the_session(here: Client, noor: Person) -> None:
    here.get(PATH)

    here.post("/en/account/logout/")

    assert list(sessions(noor.pk, this="")) == []


def test_an_expired_session_is_not_listed(noor: Person) -> None:
    row = make_session(noor)
    Session.objects.filter(session_key=row.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )

    assert list(sessions(noor.pk, this="")) == []


def test_being_seen_is_noted_once_in_ten_minutes(
    here: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    here.get(PATH)
    row = UserSession.objects.get()

    for _time in range(3):
        here.get("/en/bodies/")

    assert UserSession.objects.get().last_seen_at == row.last_seen_at
    assert (row.ip, row.user_agent) == ("203.0.113.9", CHROME)


def test_a_page_of_many_sessions_asks_the_database_a_few_times(
    here: Client, noor: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(30):
        make_session(noor)
    here.get(PATH)

    with django_assert_max_num_queries(8):
        here.get(PATH)


def test_old_sessions_are_cleared_and_others_stay(noor: Person) -> None:
    old, orphan, live = (make_session(noor) for _number in range(3))
    Session.objects.filter(session_key=old.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    Session.objects.filter(session_key=orphan.session_key).delete()

    assert clear_old_sessions()
    assert not clear_old_sessions()

    assert [row.pk for row in UserSession.objects.all()] == [live.pk]
    assert [row.session_key for row in Session.objects.all()] == [live.session_key]
