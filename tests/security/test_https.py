"""A02: an installation behind HTTPS, in a process of its own since settings are read once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SECRET = "not-a-real-secret-but-long-enough-to-look-like-one-0123456789"  # noqa: S105 - an example
ASKING = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "jalon.project.settings"
import django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
client = Client(raise_request_exception=False)
def told(answer):
    return {"status": answer.status_code, "headers": dict(answer.headers),
            "body": answer.content.decode()}
proxied = {"x-forwarded-proto": "https", "host": "jalon.example.org"}
page = client.get("/en/account/login/", headers=proxied)
cookies = {name: dict(value.items()) for name, value in client.cookies.items()}
print(json.dumps({
    "plain": told(client.get("/en/?q=1", headers={"host": "jalon.example.org"})),
    "page": told(page), "cookies": cookies,
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE],
    "wrong": told(client.get("/en/", headers=proxied | {"host": "evil.example"})),
    "problem": told(client.get("/api/v1/elements/gcm:99", headers=proxied)),
    "checks": [message.id for message in run_checks(include_deployment_checks=True)],
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("https")
    ours = {
        "JALON_HOME": str(home),
        "JALON_HTTPS": "1",
        "JALON_HOSTS": "jalon.example.org",
        "JALON_SECRET_KEY": SECRET,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JALON_")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASKING],
        env=kept | ours | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=False, cwd=Path(__file__).parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_plain_http_leads_to_https(told: dict[str, Any]) -> None:
    assert told["plain"]["status"] == 301
    assert told["plain"]["headers"]["Location"] == "https://jalon.example.org/en/?q=1"


def test_browsers_are_told_to_stay_with_https(told: dict[str, Any]) -> None:
    assert told["page"]["status"] == 200
    assert told["page"]["headers"]["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies_are_secure_and_belong_to_this_host_alone(told: dict[str, Any]) -> None:
    assert told["session"] == ["__Host-sessionid", True]
    token = told["cookies"]["__Host-csrftoken"]
    assert (token["secure"], token["httponly"], token["path"]) == (True, True, "/")
    assert token["domain"] == ""


def test_another_host_is_refused(told: dict[str, Any]) -> None:
    assert told["wrong"]["status"] == 400
    assert "evil.example" not in told["wrong"]["body"]


def test_addresses_in_answers_are_https(told: dict[str, Any]) -> None:
    assert json.loads(told["problem"]["body"])["type"].startswith("https://jalon.example.org/")


def test_the_secret_is_in_no_answer(told: dict[str, Any]) -> None:
    assert SECRET not in json.dumps(told)


def test_the_checks_of_django_find_only_what_we_leave_out(told: dict[str, Any]) -> None:
    subdomains, preload = "security.W005", "security.W021"  # not ours to decide for a domain

    assert set(told["checks"]) <= {subdomains, preload}
