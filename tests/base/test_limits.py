import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from jalon.base.frames.limits import visitor_of
from jalon.kernel.limits import Allowance
from jalon.project import limits
from jalon.project.environment import BadSetting
from tests import walk
from tests.factories import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def low(settings: Settings) -> Callable[..., None]:
    """Set allowances low; the others stay out of the way."""

    def lower(**amounts: int) -> None:
        settings.JALON_ALLOWANCES = {
            one.name: Allowance(name=one.name, amount=amounts.get(one.name, 10**6), seconds=90)
            for one in limits.USUAL
        }

    return lower


def _statuses(client: Client, path: str, times: int, **more: Any) -> list[int]:
    return [client.get(path, **more).status_code for _ in range(times)]


def test_a_search_too_many_says_when_to_try_again(low: Callable[..., None]) -> None:
    low(searches=2)
    client = Client()
    _statuses(client, "/en/places/?q=x", 2)

    answer = client.get("/en/places/?q=x")

    assert answer.status_code == 429
    assert answer["Retry-After"] == "45"
    assert "Try again in 45 seconds." in answer.content.decode()
    assert "too-many-requests" in answer.content.decode()
    assert client.get("/en/places/").status_code == 200


def test_htmx_gets_a_short_notice(low: Callable[..., None]) -> None:
    low(searches=1)
    client = Client(headers={"HX-Request": "true"})
    client.get("/en/documents/?q=x")

    answer = client.get("/en/documents/?q=x")

    assert answer.status_code == 429
    assert "<html" not in answer.content.decode()
    assert "Try again in" in answer.content.decode()


def test_the_api_refuses_with_a_problem(low: Callable[..., None]) -> None:
    low(api=1)
    client = Client()
    client.get("/api/v1/counts")

    answer = client.get("/api/v1/counts")

    assert (answer.status_code, answer["Retry-After"]) == (429, "90")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too-many-requests"
    assert answer.json()["facts"]["seconds"] == 90


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/search/?q=fees", "searches"),
        ("/en/report/?place=PRT", "reports"),
        ("/en/report/download/?place=PRT", "reports"),
        ("/en/matrix.csv", "downloads"),
        ("/en/documents/nothing/file", "downloads"),
        ("/api/v1/nothing", "api"),
        ("/api/", "api"),
    ],
)
def test_each_kind_of_reading_has_its_allowance(
    low: Callable[..., None], path: str, kind: str
) -> None:
    low(**{kind: 1})
    load_reference()
    client = Client()

    statuses = _statuses(client, path, 2)

    assert statuses[0] != 429
    assert statuses[1] == 429


def test_forms_are_refused_before_they_are_read(low: Callable[..., None]) -> None:
    low(forms=1)
    client = Client()

    statuses = [
        client.post("/en/documents/tags/1/", {"wanted": "confirmed"}).status_code for _ in range(2)
    ]

    assert statuses == [403, 429]


def test_uploads_are_counted_by_number_and_by_size(low: Callable[..., None]) -> None:
    low(uploads=3, megabytes=4)
    client = Client()

    def is_refused(size: int) -> bool:
        file = SimpleUploadedFile("plan.txt", b"x" * size)
        return client.post("/en/documents/upload/", {"documents": file}).status_code == 429

    assert [is_refused(size) for size in (3_000_000, 3_000_000, 10, 10)] == [0, 1, 0, 1]


def test_a_body_that_is_too_large_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.JALON_LARGEST_FILE_BYTES = 1_000_000
    client = Client()

    form = client.post(
        "/en/documents/tags/1/", b"x", "text/plain", headers={"content-length": "6000000"}
    )
    files = client.post(
        "/en/documents/upload/", b"x", "text/plain", headers={"content-length": "9000000"}
    )

    assert [form.status_code, files.status_code] == [413, 413]
    assert "You sent 6 MB at once; at most 5 MB are taken here." in form.content.decode()
    assert "You sent 9 MB at once; at most 8 MB are taken here." in files.content.decode()


def test_visitors_are_told_apart_by_address_and_not_by_what_they_say(
    low: Callable[..., None], settings: Settings
) -> None:
    low(api=1)
    client = Client()

    def ask(remote: str, forwarded: str) -> int:
        headers = {"x-forwarded-for": forwarded}
        return client.get("/api/v1/counts", REMOTE_ADDR=remote, headers=headers).status_code

    assert ask("203.0.113.1", "1.1.1.1") == 200
    assert ask("203.0.113.1", "2.2.2.2") == 429
    assert ask("203.0.113.2", "1.1.1.1") == 200
    settings.JALON_PROXIES = 1
    assert ask("203.0.113.1", "spoofed, 198.51.100.1") == 200
    assert ask("203.0.113.1", "another, 198.51.100.1") == 429


def test_the_log_names_who_is_refused_once_a_minute(
    low: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    low(api=1)
    client = Client()

    with caplog.at_level(logging.WARNING, logger="jalon.limits"):
        _statuses(client, "/api/v1/counts", 5)

    lines = [line.getMessage() for line in caplog.records if line.name == "jalon.limits"]
    assert lines == ["Too many api from 127.0.0.1: refused for 90 s."]


def test_pages_without_choices_are_not_limited(low: Callable[..., None]) -> None:
    low(searches=1, forms=1)

    assert _statuses(Client(), "/en/places/", 5) == [200] * 5


def test_a_person_is_counted_as_a_person_wherever_they_are(rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="203.0.113.1")
    request.session = {SESSION_KEY: "7"}  # type: ignore[assignment]  # as a session answers

    assert visitor_of(request) == "203.0.113.1"
    request.COOKIES["sessionid"] = "x"
    assert visitor_of(request) == "person 7"


def test_what_a_stranger_sends_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []
    monkeypatch.setattr(HttpRequest, "_load_post_and_files", read.append)

    answer = Client(enforce_csrf_checks=True).post("/en/documents/upload/", {"documents": "x"})

    assert answer.status_code == 403
    assert read == []


def test_an_installation_sets_its_own_allowances(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_LIMITS", "api=1200/60, searches=5/10")

    found = limits.allowances()

    assert (found["api"].amount, found["api"].seconds) == (1200, 60)
    assert (found["searches"].amount, found["searches"].seconds) == (5, 10)
    assert found["forms"] in limits.USUAL


@pytest.mark.parametrize("value", ["api", "api=0/60", "api=5", "moon=1/1", "api=1/0", "api=-1/60"])
def test_allowances_that_cannot_be_understood_are_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("JALON_LIMITS", value)

    with pytest.raises(BadSetting, match="JALON_LIMITS"):
        limits.allowances()


def test_every_limited_address_and_allowance_exists() -> None:
    names = set(walk.address_names())

    assert {*limits.READS, *limits.ACTS} - names == set()
    known = {one.name for one in limits.USUAL}
    assert {*limits.READS.values(), *limits.ACTS.values()} - known == set()
