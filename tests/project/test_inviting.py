"""The first link of an installation, `jalon invite`, and counts that all processes share."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jalon.base.models import Invitation
from jalon.base.public import DutyKind
from jalon.base.queries.people import invitation
from jalon.project.management.commands.start import first_link
from tests.factories import make_body, make_person
from tests.project.test_commands import jalon


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of an installation, empty."""
    folder = tmp_path_factory.mktemp("inviting")
    (folder / "secret-key").write_text("of a test", encoding="utf-8")
    for command in ("migrate", "createcachetable"):
        assert jalon(folder, "manage", command).returncode == 0
    assert jalon(folder, "invite").returncode == 0
    return folder


@pytest.mark.django_db
def test_a_start_makes_a_link_until_somebody_administers_the_installation() -> None:
    first, second = first_link("http://h:1"), first_link("http://h:1")

    assert first.startswith("http://h:1/en/invitations/")
    assert first != second
    assert Invitation.objects.filter(ended_at__isnull=True).count() == 1
    body = invitation(second.split("/")[-2][:43]).body
    make_person(DutyKind.ADMINISTRATOR, body=make_body(slug="other"))
    assert first_link("http://h:1") != ""
    row = Invitation.objects.latest("id").body
    assert row.pk == body.id
    make_person(DutyKind.ADMINISTRATOR, body=row)
    assert first_link("http://h:1") == ""


def test_invite_prints_a_link_for_whoever_administers(home: Path) -> None:
    done = jalon(home, "invite", "--json", JALON_ADDRESS="https://jalon.example.org")

    told = json.loads(done.stdout)
    assert told["link"] == "https://jalon.example.org" + told["path"]
    assert re.fullmatch(r"/en/invitations/[\w-]{65}/", told["path"])


def test_invite_for_a_body_names_who_is_meant(home: Path) -> None:
    done = jalon(home, "invite", "noor@example.org", "--body", "keeper", "--duty", "reviewer")

    assert done.returncode == 0
    assert done.stdout.startswith("http://127.0.0.1:8000/en/invitations/")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["noor", "--body", "keeper"], 2),
        (["--body", "keeper", "--duty", "king"], 2),
        (["noor@example.org", "--body", "nowhere"], 1),
    ],
)
def test_invite_refuses_what_it_does_not_know(home: Path, arguments: list[str], code: int) -> None:
    done = jalon(home, "invite", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr


def test_unlock_refuses_an_address_that_nobody_has(home: Path) -> None:
    done = jalon(home, "unlock", "nobody@example.org", "--json")

    assert (done.returncode, json.loads(done.stdout)["error"]) == (1, "unknown-person")


ASK = """
import sys, django
from django.conf import settings
kept = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = kept
django.setup()
from django.test import Client
for line in sys.argv[1:]:
    method, path, *words = line.split()
    sent = dict(word.split("=", 1) for word in words)
    client = Client(REMOTE_ADDR="192.0.2.1", SERVER_NAME="localhost")
    print(getattr(client, method.lower())(path, sent).status_code)
"""


def _ask(home: Path, *lines: str) -> list[int]:
    """Ask in a process of its own; gives the status of each answer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JALON_")}
    environment = kept | {
        "JALON_HOME": str(home), "DJANGO_SETTINGS_MODULE": "jalon.project.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASK, *lines], env=environment, capture_output=True, check=True
    )
    return [int(line) for line in done.stdout.split()]


def test_attempts_are_counted_by_all_processes_together(home: Path) -> None:
    wrong = "POST /en/account/password/reset/ email=noor@example.org"

    first = _ask(home, *[wrong] * 5)
    second = _ask(home, wrong)

    assert (first, second) == ([302] * 5, [429])
