"""A05 and A01 on the line: what a browser never sends, said to the real web server byte by byte."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jalon.project.management.commands import start

PREPARE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "jalon.project.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The web server that `jalon start` runs, with one process, on an empty installation."""
    home = tmp_path_factory.mktemp("raw")
    ours = ("JALON_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = kept | {"JALON_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-W", "ignore", "-c", PREPARE], env=environment, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    command = start._web("127.0.0.1", number, 1)
    with (Path(home) / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(number)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if _statuses(port, b"GET /api/v1/counts HTTP/1.1\r\nHost: localhost\r\n") == [200]:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web server does not answer")


def _say(port: int, head: bytes, body: bytes = b"") -> bytes:
    """Everything that is answered until the server closes the line."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(head + b"Connection: close\r\n\r\n" + body)
        answer = b""
        while part := line.recv(65_536):
            answer += part
    return answer


def _statuses(port: int, head: bytes, body: bytes = b"") -> list[int]:
    return [int(found) for found in STATUS.findall(_say(port, head, body))]


HERE = b" HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = b"GET /en/account/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"POST /api/v1/counts" + HERE + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
         b"0\r\n\r\n" + HIDDEN),
        (b"POST /api/v1/counts" + HERE + b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n" + HIDDEN),
        (b"POST /api/v1/counts" + HERE + b"Transfer-Encoding: chunked\r\n"
         b"Transfer-Encoding: identity\r\n", b"0\r\n\r\n" + HIDDEN),
        (b"POST /api/v1/counts" + HERE + b"Content-Length: 5\r\nContent-Length: 0\r\n", HIDDEN),
        (b"POST /api/v1/counts" + HERE + b"Content-Length: -1\r\n", HIDDEN),
        (b"POST /api/v1/counts" + HERE + b"Content-Length: +5\r\n", HIDDEN),
        (b"GET /api/v1/counts" + HERE + b"Content-Length : 5\r\n", HIDDEN),
    ],
)  # fmt: skip
def test_no_request_is_hidden_in_another(port: int, head: bytes, body: bytes) -> None:
    statuses = _statuses(port, head, body)

    assert len(statuses) == 1
    assert statuses[0] in {400, 405, 501}


@pytest.mark.parametrize(
    "head",
    [
        b"GET /en/\x00" + HERE,
        b"GET /en/ HTTP/1.1\r\nHost: evil.example\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        b"GET http://evil.example/en/ HTTP/1.1\r\nHost: evil.example\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: localhost/evil\r\n",
        b"GET /en/" + b"a" * 9000 + HERE,
        b"GET /en/" + HERE + b"X: " + b"a" * 70_000 + b"\r\n",
        b"GET /en/" + HERE + b"".join(b"X-%d: a\r\n" % n for n in range(200)),
        b"GET /en/" + HERE + b"X-A: b\r\n Set-Cookie: a=b\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + HERE,
        b"GET" + HERE,
    ],
)
def test_a_request_that_breaks_the_rules_is_refused(port: int, head: bytes) -> None:
    answer = _say(port, head)

    assert STATUS.match(answer) is None or int(STATUS.findall(answer)[0]) in {400, 404, 414, 431}
    assert b"evil" not in answer
    assert b"Traceback" not in answer
    assert b"Set-Cookie: a=b" not in answer


@pytest.mark.parametrize(
    "path",
    [b"/static/../../secret-key", b"/static/%2e%2e/secret-key", b"/static/..%2fsecret-key",
     b"/static/base/../../../jalon.sqlite3", b"/../secret-key", b"//secret-key",
     b"/static/%2e%2e%5csecret-key", b"/en/../../secret-key"],
)  # fmt: skip
def test_no_path_on_the_line_reaches_the_secret(port: int, path: bytes) -> None:
    answer = _say(port, b"GET " + path + HERE)

    assert int(STATUS.findall(answer)[0]) in {301, 302, 400, 404}


def test_a_body_that_was_never_announced_is_not_waited_for(port: int) -> None:
    began = time.monotonic()

    statuses = _statuses(port, b"POST /en/documents/upload/" + HERE)

    assert statuses == [403]
    assert time.monotonic() - began < 5


def test_a_huge_body_is_refused_before_it_comes(port: int) -> None:
    began = time.monotonic()

    statuses = _statuses(port, b"POST /en/account/login/" + HERE + b"Content-Length: 900000000\r\n")

    assert statuses == [413]
    assert time.monotonic() - began < 5


def test_a_visitor_cannot_claim_https_or_another_address(port: int) -> None:
    claims = (
        b"X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil\r\n"
    )

    answer = _say(port, b"GET /api/v1/elements/gcm:99" + HERE + claims)

    assert b'"type": "http://localhost/api/#unknown-code"' in answer
    assert b"evil" not in answer


def test_the_server_does_not_tell_versions(port: int) -> None:
    head = _say(port, b"GET /en/" + HERE).partition(b"\r\n\r\n")[0].lower()

    assert not re.search(rb"python|django|/\d+\.\d+", head.partition(b"\r\n")[2])
