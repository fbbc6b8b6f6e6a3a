"""An installation as people get it: `jalon start` in a folder of its own, with a few documents."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jalon.project.limits import USUAL
from tests import walk

SECONDS_TO_START = 180
LOCAL = urllib.request.ProxyHandler({})
UNLIMITED = ",".join(f"{one.name}=1000000/1" for one in USUAL)
"""Tests in a browser come from one address, and ask more often than one visitor may."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """A running installation: address, slugs of documents by file, facts that paths hold.

    `signed_in` are the cookies of its first account, as Playwright takes them.
    """

    url: str
    documents: Mapping[str, str]
    facts: Mapping[str, str]
    signed_in: Sequence[Any]
    home: Path

    def path(self, example: walk.Example, language: str = "en") -> str:
        """The path of an example on this installation."""
        report = self.documents["fair-work.pdf"]
        papers = {"document": report, "second": self.documents["one-by-one.txt"]}
        return example.path.format(language=language, **papers, **self.facts)

    def reading(self, file: str) -> str:
        """The path of the page of a document, by the file it came from."""
        return f"/en/documents/{self.documents[file]}/"


def environment(home: Path) -> dict[str, str]:
    """An environment without settings of ours but the folder of the installation."""
    ours = ("JALON_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"JALON_HOME": str(home), "JALON_WORKERS": "1", "JALON_LIMITS": UNLIMITED}


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


def first_invitation(home: Path) -> str:
    """The link that opens the first account, as `jalon start` tells it."""
    told = (home.parent / "log").read_text(encoding="utf-8")
    found = re.search(r"http\S+/invitations/\S+", told)
    assert found, told
    return found[0]


def invite(home: Path, *arguments: str) -> str:
    """The path of an invitation, made on the machine; without arguments for an administrator."""
    done = subprocess.run(
        jalon("invite", "--json", *arguments),
        env=environment(home),
        capture_output=True,
        check=True,
    )
    return str(json.loads(done.stdout)["path"])


def hidden_facts(home: Path, *, person: str, body: str) -> dict[str, str]:
    """What paths hold that stands on no page."""
    code = (
        "import json; from tests.browser.inside import facts_of; "
        f"print(json.dumps(facts_of(person={person}, body={body!r})))"
    )
    done = subprocess.run(
        jalon("manage", "shell", "--no-imports", "-c", code),
        env=environment(home),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout.decode().splitlines()[-1]))


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
