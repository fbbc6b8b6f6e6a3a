"""A09: what goes wrong is in the log under its number, without secrets or made-up lines."""

import logging
from urllib.parse import quote

import pytest
from django.conf import settings as now
from django.test import Client
from pytest_django import Settings

from jalon.base.frames.logs import Numbered, request_number
from jalon.project import environment
from jalon.project.environment import BadSetting
from tests.factories import make_person
from tests.security import test_headers

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery-staple"  # noqa: S105 - an example


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What is logged, as the handler of an installation shows it."""
    handler = now.LOGGING["handlers"]["stderr"]
    assert handler["filters"] == ["numbered"]
    shape = now.LOGGING["formatters"]["line"]
    caplog.handler.addFilter(Numbered())
    caplog.handler.setFormatter(logging.Formatter(shape["format"], style=shape["style"]))
    return caplog


@pytest.mark.urls(test_headers.__name__)
def test_a_mistake_is_logged_under_the_number_that_the_answer_shows(
    lines: pytest.LogCaptureFixture,
) -> None:
    answer = Client(raise_request_exception=False).get("/broken/?token=in-the-query")

    number = answer["X-Request-ID"]
    assert f"ERROR django.request {number} Internal Server Error: /broken/" in lines.text
    assert "RuntimeError" in lines.text
    assert "in-the-query" not in lines.text


def test_every_answer_has_a_number_of_its_own_and_takes_none_from_outside() -> None:
    client = Client()

    numbers = {client.get("/api/", headers={"x-request-id": "mine"})["X-Request-ID"] for _ in "123"}

    assert len(numbers) == 3
    assert "mine" not in numbers
    assert request_number() in numbers


def test_a_refusal_is_logged_under_its_number(lines: pytest.LogCaptureFixture) -> None:
    answer = Client().get("/en/nowhere/")

    assert f"{answer['X-Request-ID']} Not Found: /en/nowhere/" in lines.text


@pytest.mark.parametrize(
    "attack", ["a\r\n2026-01-01 ERROR made.up", "a\n\nb", "\x1b[2J", "\u2028x"]
)
def test_no_path_adds_a_line_to_the_log(lines: pytest.LogCaptureFixture, attack: str) -> None:
    Client().get(f"/en/{quote(attack)}/")

    assert len(lines.text.splitlines()) == 1
    assert "\x1b" not in lines.text


@pytest.mark.parametrize(
    "path",
    [
        "/en/invitations/{}/",
        "/en/unsubscribe/{}/",
        "/en/account/confirm-email/{}/",
        "/en/account/password/reset/key/1-{}/",
    ],
)
@pytest.mark.parametrize(
    "key", ["Zk3x9QvT7bLmN2pR8sWy4cJd6fHgA1eU", "MQ:1vMabc:9-Zk3x9QvT7bLmN2pR8sWy4cJd6fHgA1eU"]
)
def test_keys_in_links_are_not_in_the_log(
    lines: pytest.LogCaptureFixture, path: str, key: str
) -> None:
    Client(raise_request_exception=False).get(path.format(key) + "nowhere/")
    Client(raise_request_exception=False).get(path.format(key))

    assert key not in lines.text
    assert key[-20:] not in lines.text


def test_plain_paths_stay_readable_in_the_log() -> None:
    record = logging.makeLogRecord({"args": ("/en/documents/a-75-542/p/12/", 7), "msg": "%s %s"})

    Numbered().filter(record)

    assert record.getMessage() == "/en/documents/a-75-542/p/12/ 7"


def test_a_failed_sign_in_leaves_no_password_behind(lines: pytest.LogCaptureFixture) -> None:
    make_person(email="amal@example.org", password=PASSWORD)
    typed = {"login": "amal@example.org", "password": f"{PASSWORD}x"}

    with lines.at_level(logging.DEBUG):
        answer = Client().post("/en/account/login/", typed)

    assert PASSWORD not in lines.text
    assert PASSWORD not in answer.content.decode()


def test_the_secret_of_the_installation_is_on_no_page(editor: Client, settings: Settings) -> None:
    for path in ("/en/", "/en/account/", "/en/nowhere/", "/api/v1/nowhere", "/en/styleguide/"):
        assert settings.SECRET_KEY not in editor.get(path).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://amal:{PASSWORD}@db.example:port/jalon",
        f"mysql://amal:{PASSWORD}@db.example/jalon",
        f"postgresql://amal:{PASSWORD}@db.example",
        f"postgresql://amal:{PASSWORD}@[db/jalon",
        f"postgresql://amal:x@y{PASSWORD}@db.example",
    ],
)
def test_a_wrong_address_of_the_database_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("JALON_DATABASE_URL", address)

    with pytest.raises(BadSetting) as refused:
        environment.database()

    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        f"smtp://amal:{PASSWORD}@mail.example:port",
        f"http://amal:{PASSWORD}@mail.example",
        f"smtp://amal:{PASSWORD}@[mail",
        f"smtp://amal:12/{PASSWORD}@mail.example",
    ],
)
def test_a_wrong_address_of_the_mail_server_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("JALON_MAIL_URL", address)

    with pytest.raises(BadSetting) as refused:
        environment.mail()

    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize("hosts", ["*", "jalon.example.org,*", " "])
def test_a_server_answers_to_named_hosts_only(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("JALON_HOSTS", hosts)

    with pytest.raises(BadSetting, match="JALON_HOSTS"):
        environment.hosts()


def test_names_of_hosts_may_have_spaces_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_HOSTS", "jalon.example.org, www.example.org")

    assert environment.hosts() == ["jalon.example.org", "www.example.org"]
