"""A08 and A07: what is signed cannot be made up, and what was done cannot be undone unseen."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test import Client
from pytest_django import Settings

from jalon.base.actions import record
from jalon.base.jobs import RECORD_CHECK
from jalon.base.models import Act, Person
from jalon.base.rules import Actor
from jalon.library.models import Tag
from jalon.library.rules import TagState
from tests import factories
from tests.security.conftest import Facts

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery-staple"  # noqa: S105 - an example


def _acts() -> list[Act]:
    actor = Actor(name="Amal")
    for number in range(3):
        record("add tag", subject=f"passage:{number}", actor=actor, after={"number": number})
    return list(Act.objects.order_by("id"))


@pytest.mark.parametrize(
    "field", ["actor", "act", "subject", "why", "after", "before", "at", "body"]
)
def test_a_changed_line_of_the_record_is_found(field: str) -> None:
    line = _acts()[1]
    values = {"after": {"number": 7}, "before": {"x": 1}, "at": "2020-01-01T00:00:00+00:00"}
    Act.objects.filter(pk=line.pk).update(**{field: values.get(field, "somebody else")})

    assert any(str(line.pk) in finding.what for finding in RECORD_CHECK.run(False))


def test_a_line_with_a_digest_made_up_by_others_is_found() -> None:
    line = _acts()[2]
    Act.objects.filter(pk=line.pk).update(actor="somebody else", digest="0" * 64)

    assert list(RECORD_CHECK.run(False))


def test_a_swapped_pair_of_lines_is_found() -> None:
    first, second, _third = _acts()
    pairs = {first.pk: (second.subject, "a"), second.pk: (first.subject, "b")}
    for key, (subject, _mark) in pairs.items():
        Act.objects.filter(pk=key).update(subject=subject)

    assert list(RECORD_CHECK.run(False))


@pytest.mark.parametrize(
    "cookie", ["", "x" * 32, "../../etc/passwd", "'; DROP TABLE django_session; --", "é" * 20, "0"]
)
def test_a_made_up_session_is_nobody(cookie: str, settings: Settings) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie

    answer = client.get("/en/account/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/account/login/")


def test_a_session_signed_by_another_installation_is_nobody(settings: Settings) -> None:
    person = factories.make_person()
    made = signing.dumps({SESSION_KEY: str(person.pk)}, key="another secret", salt="x")
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = made

    assert client.get("/en/account/").status_code == 302


def test_what_is_in_a_session_cannot_be_read_or_set_by_its_holder(facts: Facts) -> None:
    person = factories.make_person()
    client = Client()
    client.force_login(person)

    stored = Session.objects.get()
    assert len(client.cookies["sessionid"].value) == 32
    Session.objects.filter(pk=stored.pk).update(session_data="tampered")
    assert client.get("/en/account/").status_code == 302


def test_a_session_gets_a_new_name_when_somebody_signs_in() -> None:
    factories.make_person(email="amal@example.org", password=PASSWORD, second_factor=False)
    client = Client()
    planted = "a" * 32
    client.cookies["sessionid"] = planted

    client.post("/en/account/login/", {"login": "amal@example.org", "password": PASSWORD})

    assert client.cookies["sessionid"].value != planted


def test_signing_out_ends_the_session_on_the_server() -> None:
    client = Client()
    client.force_login(factories.make_person())
    kept = client.cookies["sessionid"].value

    client.post("/en/account/logout/")

    again = Client()
    again.cookies["sessionid"] = kept
    assert again.get("/en/account/").status_code == 302


def test_an_account_that_was_closed_is_signed_out_everywhere() -> None:
    person = factories.make_person()
    client = Client()
    client.force_login(person)
    assert client.get("/en/account/").status_code == 200

    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get("/en/account/").status_code == 302


def test_passwords_are_kept_as_slow_digests() -> None:
    person = factories.make_person(password=PASSWORD)

    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM base_person WHERE id = %s", [person.pk])
        kept = cursor.fetchone()[0]
    assert PASSWORD not in kept
    assert kept.split("$")[0] in {"pbkdf2_sha256", "argon2", "scrypt", "md5"}


def test_a_refused_act_changes_nothing(facts: Facts) -> None:
    before = list(Tag.objects.values_list("pk", "state"))
    stranger = Client()

    answers = [
        stranger.post(f"/en/documents/tags/{facts['tag']}/", {"wanted": TagState.REFUSED}),
        stranger.post(f"/en/documents/passages/{facts['passage']}/tags/", {"code": "17"}),
        stranger.post("/en/documents/upload/", {}),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert list(Tag.objects.values_list("pk", "state")) == before


@pytest.mark.parametrize(
    "leading",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_signing_in_leads_to_no_other_website(leading: str) -> None:
    factories.make_person(email="amal@example.org", password=PASSWORD, second_factor=False)
    client = Client()
    typed = {"login": "amal@example.org", "password": PASSWORD, "next": leading}

    page = client.get("/en/account/login/", {"next": leading})
    answer = client.post("/en/account/login/", typed)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/")
    assert f'href="{leading}' not in page.content.decode()
