"""An installation as people get it: `jalon start` in a folder of its own, with a few documents."""

import http.cookiejar
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import walk

SECONDS_TO_START = 180
LOCAL = urllib.request.ProxyHandler({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """A running installation: address, a batch of files sent to it, slugs of documents by file."""

    url: str
    batch: str
    documents: Mapping[str, str]

    def path(self, example: walk.Example, language: str = "en") -> str:
        """The path of an example on this installation."""
        report = self.documents["fair-work.pdf"]
        return example.path.format(language=language, batch=self.batch, document=report)

    def reading(self, file: str) -> str:
        """The path of the page of a document, by the file it came from."""
        return f"/en/documents/{self.documents[file]}/"


def environment(home: Path) -> dict[str, str]:
    """An environment without settings of ours but the folder of the installation."""
    ours = ("JALON_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"JALON_HOME": str(home), "JALON_WORKERS": "1"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def jalon(*arguments: str) -> list[str]:
    """The command line of a command of Jalon."""
    return [sys.executable, "-m", "jalon.project.command", *arguments]


def start(home: Path, port: int) -> subprocess.Popen[bytes]:
    """Run `jalon start` (web server and worker) and wait until it answers."""
    with (home.parent / "log").open("wb") as log:
        command = jalon("start", "--port", str(port), "--web-workers", "1")
        process = subprocess.Popen(command, env=environment(home), stdout=log, stderr=log)
    url, until = f"http://127.0.0.1:{port}/api/v1/counts", time.monotonic() + SECONDS_TO_START
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > until:
            process.terminate()
            raise AssertionError((home.parent / "log").read_text(encoding="utf-8"))
        time.sleep(0.1)
    return process


def _answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(LOCAL).open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def ingest(home: Path, folder: Path) -> dict[str, str]:
    """Read, tag, store and index the documents of a folder; gives their slugs by file."""
    done = subprocess.run(
        jalon("ingest", str(folder), "--json"),
        env=environment(home),
        capture_output=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["refused"] == 0, done.stdout
    return {document["file"]: document["document"] for document in told["documents"]}


class Visitor:
    """Someone who sends forms without a browser."""

    def __init__(self, url: str) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._open = urllib.request.build_opener(LOCAL, cookies).open
        self._url = url

    def confirm_first_suggestion(self, path: str) -> None:
        """Confirm the first suggestion on a page of a document."""
        page = self._open(self._url + path).read().decode()
        address = re.search(r'action="(/en/documents/tags/\d+/)"', page)
        assert address, path
        sent = {"wanted": "confirmed", "csrfmiddlewaretoken": self._token(page)}
        self._open(self._url + address[1], urllib.parse.urlencode(sent).encode()).close()

    def send_empty_file(self) -> str:
        """Send one empty file; gives the name of its batch."""
        path = f"{self._url}/en/documents/upload/"
        token = self._token(self._open(path).read().decode())
        sent = (
            f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            '--x\r\nContent-Disposition: form-data; name="documents"; filename="empty.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n\r\n--x--\r\n"
        )
        head = {"Content-Type": "multipart/form-data; boundary=x"}
        sending = urllib.request.Request(path, sent.encode(), head)  # noqa: S310 - our own server
        with self._open(sending) as answer:
            return str(answer.url).rstrip("/").rsplit("/", 1)[-1]

    @staticmethod
    def _token(page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found
        return found[1]
