"""Failing to sign in: who fails waits, nobody else does, and the owner is told."""

import pytest
from django.test import Client
from pytest_django import Settings

from jalon.base.frames.devices import cookie_name
from jalon.base.models import Act, Notice, Person
from jalon.base.queries import acts_on
from tests.factories import make_person

pytestmark = pytest.mark.django_db

WORDS, WRONG = "five plain words do well", "wrong words of mine"
OFFICE, ELSEWHERE = "192.0.2.10", "198.51.100.20"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def noor() -> Person:
    person = make_person(email="noor@example.org", name="Noor", second_factor=False)
    person.set_password(WORDS)
    person.save()
    return person


def _client(address: str, **more: str) -> Client:
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=FIREFOX, **more)  # type: ignore[arg-type]  # of the environment


def _try(client: Client, words: str = WORDS, email: str = "noor@example.org") -> bool:
    """Whether somebody gets in."""
    answer = client.post("/en/account/login/", {"login": email, "password": words})
    return answer.status_code == 302


def _fail(client: Client, times: int, email: str = "noor@example.org") -> None:
    for _time in range(times):
        assert not _try(client, WRONG, email)


def test_who_keeps_failing_waits_even_with_the_right_password() -> None:
    attacker = _client(OFFICE)
    _fail(attacker, 5)

    answer = attacker.post("/en/account/login/", {"login": "noor@example.org", "password": WORDS})

    assert "Too many attempts failed from here" in answer.content.decode()


def test_failing_at_one_address_stops_nobody_at_another() -> None:
    _fail(_client(ELSEWHERE), 7)

    assert _try(_client(OFFICE))


def test_a_known_device_signs_in_whatever_others_at_its_address_do() -> None:
    known, attacker = _client(OFFICE), _client(OFFICE)
    assert _try(known)
    known.post("/en/account/logout/")

    _fail(attacker, 5)
    _fail(attacker, 5, "amal@example.org")

    assert not _try(attacker)
    assert not _try(_client(OFFICE), email="else@example.org")
    assert _try(known)


def test_a_known_device_waits_too_when_it_fails_itself() -> None:
    known = _client(OFFICE)
    assert _try(known)
    known.post("/en/account/logout/")

    _fail(known, 10)

    assert not _try(known)
    assert _try(_client(ELSEWHERE))


@pytest.mark.parametrize("change", ["forged", "of another account"])
def test_a_device_that_another_account_knows_is_not_known_here(change: str) -> None:
    other = make_person(email="amal@example.org", second_factor=False)
    other.set_password(WORDS)
    other.save()
    attacker = _client(OFFICE)
    assert _try(attacker, email="amal@example.org")
    attacker.post("/en/account/logout/")
    if change == "forged":
        attacker.cookies[cookie_name()] = "forged:" + attacker.cookies[cookie_name()].value

    _fail(attacker, 5)

    assert not _try(attacker)


def test_a_forwarded_address_is_not_believed() -> None:
    for number in range(5):
        _fail(_client(OFFICE, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}"), 1)

    assert not _try(_client(OFFICE, HTTP_X_FORWARDED_FOR="203.0.113.99"))


def test_an_address_forwarded_by_our_own_proxy_is(settings: Settings) -> None:
    settings.JALON_PROXIES = 1
    proxy = "10.0.0.1"
    _fail(_client(proxy, HTTP_X_FORWARDED_FOR=f"203.0.113.5, {OFFICE}"), 5)

    assert not _try(_client(proxy, HTTP_X_FORWARDED_FOR=f"203.0.113.6, {OFFICE}"))
    assert _try(_client(proxy, HTTP_X_FORWARDED_FOR=ELSEWHERE))


def test_a_network_of_ipv6_counts_as_one() -> None:
    for number in range(5):
        _fail(_client(f"2001:db8:1:2::{number + 1}"), 1)

    assert not _try(_client("2001:db8:1:2::ffff"))
    assert _try(_client("2001:db8:1:3::1"))


def test_where_the_address_is_not_known_one_can_still_sign_in() -> None:
    assert _try(_client(""))


def test_the_owner_is_told_once_when_somebody_keeps_failing(noor: Person) -> None:
    for number in range(4):
        _fail(_client(f"192.0.2.{number}"), 4)

    (told,) = Notice.objects.filter(person=noor)
    assert told.facts["count"] == 10
    assert told.facts["address"] == "192.0.2.2"
    assert (told.address, told.subject) == ("/account/password/change/", f"person:{noor.pk}")


def test_failing_for_an_address_without_account_tells_nobody() -> None:
    for number in range(3):
        _fail(_client(f"192.0.2.{number}"), 5, "nobody@example.org")

    assert not Notice.objects.exists()
    assert not Act.objects.exists()


def test_the_owner_is_told_of_a_sign_in_from_a_new_device(noor: Person) -> None:
    assert _try(_client(OFFICE))

    (told,) = Notice.objects.filter(person=noor)
    assert told.facts == {"found": "Firefox, Windows", "address": OFFICE}
    assert told.address == "/account/sessions/"
    (act,) = acts_on(f"person:{noor.pk}")
    assert (act.act, act.actor) == ("sign in from new device", "Noor")
    assert OFFICE not in str(act)


def test_a_device_that_is_known_is_not_told_again(noor: Person) -> None:
    client = _client(OFFICE)
    for _time in range(3):
        assert _try(client)
        client.post("/en/account/logout/")

    assert Notice.objects.filter(person=noor).count() == 1


def test_the_cookie_of_a_device_names_nobody_and_opens_nothing(settings: Settings) -> None:
    client, other = _client(OFFICE), _client(OFFICE)
    assert _try(client)
    cookie = client.cookies[cookie_name()]

    other.cookies[cookie_name()] = cookie.value

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "noor" not in cookie.value
    assert other.get("/en/account/").status_code == 302
    settings.SESSION_COOKIE_SECURE = True
    assert cookie_name() == "__Host-device"
