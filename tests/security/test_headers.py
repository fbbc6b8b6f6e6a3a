"""A05 and A02: what every answer carries, whoever asks, and whatever goes wrong."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path as address
from pytest_django import Settings

from jalon.project import urls as real
from tests import walk
from tests.factories import make_person
from tests.security.conftest import Facts, dangers

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEVER = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")
SHARED = ("/static/", "/service-worker.js", "//evil")
"""What is the same for everybody, so that any cache may keep it."""
HTTP_METHODS = ("PUT", "DELETE", "TRACE", "FOO")


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours with secret-in-message")


def _open(view: object) -> object:
    from jalon.base.frames.access import Access, open_to

    return open_to(Access.EVERYONE)(view)  # type: ignore[type-var]  # a view


urlpatterns = [
    address("broken/", _open(_broken)),  # type: ignore[arg-type]  # a view
    address("api/v1/broken", _open(_broken)),  # type: ignore[arg-type]  # a view
    *real.urlpatterns,
]
handler400, handler404, handler500 = real.handler400, real.handler404, real.handler500


def _answers(client: Client, facts: Facts) -> Iterator[tuple[str, HttpResponse]]:
    others = ("/static/base/jalon.css", "/static/none.css", "/nowhere", "//evil.example/")
    for path in (*(example.path.format_map(facts) for example in walk.EXAMPLES), *others):
        answer = client.get(path)
        if answer.streaming:
            answer.getvalue()
        yield path, answer


def _wrong(answer: HttpResponse) -> list[str]:
    """What an answer lacks, or has too much."""
    found = [name for name, value in ALWAYS.items() if answer.headers.get(name) != value]
    found += [name for name in NEVER if name in answer.headers]
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "*" in policy:
        found.append(f"policy: {policy}")
    if not re.fullmatch(r"[0-9a-f]{16}", answer.headers.get("X-Request-ID", "")):
        found.append("no number")
    return found


def _is_page(answer: HttpResponse) -> bool:
    attached = answer.headers.get("Content-Disposition", "").startswith("attachment")
    return answer.headers.get("Content-Type", "").startswith("text/html") and not attached


@pytest.mark.parametrize("who", ["stranger", "editor"])
def test_every_address_is_answered_safely(
    who: str, facts: Facts, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)
    lacking, odd, kept = {}, {}, []

    for path, answer in _answers(client, facts):
        lacking[path] = _wrong(answer)
        odd[path] = dangers(answer.content.decode()) if _is_page(answer) else []
        keeping = answer.headers.get("Cache-Control", "")
        if not path.startswith(SHARED) and not re.search("private|no-store", keeping):
            kept.append(path)

    assert {path: found for path, found in lacking.items() if found} == {}
    assert {path: found for path, found in odd.items() if found} == {}
    assert who == "stranger" or kept == []


@pytest.mark.parametrize("path", ["/broken/", "/api/v1/broken"])
@pytest.mark.urls(__name__)
def test_a_mistake_of_ours_keeps_the_headers_and_tells_nothing(path: str) -> None:
    answer = Client(raise_request_exception=False).get(path)

    assert answer.status_code == 500
    assert _wrong(answer) == []
    assert answer["X-Request-ID"] in answer.content.decode()
    assert "secret-in-message" not in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_mistake_under_the_api_is_a_problem() -> None:
    answer = Client(raise_request_exception=False).get("/api/v1/broken")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "internal-error"
    assert answer.json()["status"] == 500
    assert answer.json()["facts"] == {"request": answer["X-Request-ID"]}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost@evil.example", "localhost:80@evil", "a b", "évil", "[::1"]
)
@pytest.mark.parametrize("path", ["/en/", "/api/v1/counts", "/", "/en/search/?q=x"])
def test_a_host_that_is_not_ours_is_refused_without_naming_it(host: str, path: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"host": host})

    assert answer.status_code == 400
    assert host not in answer.content.decode()
    assert _wrong(answer) in ([], ["Cross-Origin-Opener-Policy"])
    assert path != "/api/v1/counts" or answer.json()["code"] == "bad-request"


def test_a_forwarded_host_is_not_believed(stranger: Client) -> None:
    headers = {"x-forwarded-host": "evil.example", "x-original-url": "/evil", "x-rewrite-url": "/e"}

    for path in ("/en/", "/api/v1/elements/gcm:99", "/"):
        answer = stranger.get(path, headers=headers)

        assert "evil" not in answer.content.decode()
        assert "evil" not in answer.headers.get("Location", "")


def test_no_path_leads_to_another_host(stranger: Client) -> None:
    for path in ("//evil.example", "//evil.example/", "/\\evil.example/", "/%2F/evil.example/",
                 "/https://evil.example/", "/en//evil.example/"):  # fmt: skip
        answer = stranger.generic("GET", path)

        place = answer.headers.get("Location", "")
        assert not re.match(r"[/\\]{2}|https?:(?!//testserver/)", place), (path, place)


def test_odd_methods_are_refused_everywhere(stranger: Client, facts: Facts) -> None:
    wrong = []
    for example in walk.EXAMPLES:
        path = example.path.format_map(facts)
        for method in HTTP_METHODS:
            answer = stranger.generic(method, path)
            if answer.status_code not in {302, 403, 404, 405}:
                wrong.append((method, path, answer.status_code))

    assert wrong == []


def test_no_other_website_may_read_the_api(stranger: Client) -> None:
    headers = {"origin": "https://evil.example", "access-control-request-method": "GET"}

    for method in ("GET", "OPTIONS"):
        answer = stranger.generic(method, "/api/v1/counts", headers=headers)

        assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_forms_need_a_token_and_the_same_site(editor: Client, facts: Facts) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = editor.cookies
    path = f"/en/documents/tags/{facts['tag']}/"

    without = careful.post(path, {"wanted": "confirmed"})
    careful.get("/en/documents/upload/")
    token = careful.cookies["csrftoken"].value
    sent = {"wanted": "confirmed", "csrfmiddlewaretoken": token}
    elsewhere = careful.post(path, sent, headers={"origin": "https://evil.example"})
    rightly = careful.post(path, sent, headers={"origin": "http://testserver"})

    assert [without.status_code, elsewhere.status_code] == [403, 403]
    assert rightly.status_code in {200, 302}


def test_cookies_cannot_be_read_by_script(facts: Facts, settings: Settings) -> None:
    make_person(email="amal@example.org", password=(word := "correct horse battery"))
    client = Client()
    client.get("/en/account/login/")

    client.post("/en/account/login/", {"login": "amal@example.org", "password": word})

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (name, cookie["samesite"], cookie["httponly"]) == (name, "Lax", True)


def test_signing_out_empties_the_browser(editor: Client, facts: Facts) -> None:
    answer = editor.post("/en/account/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in editor.get("/en/").headers
