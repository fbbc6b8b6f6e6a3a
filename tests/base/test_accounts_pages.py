"""Pages that allauth answers, in our frame: few statements, none of them begun by a template."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jalon.base.models import Person
from tests.base.provider import CLIENT, SECRET
from tests.contracts.test_page_statements import MOST_STATEMENTS, started  # noqa: F401 - a fixture
from tests.factories import make_person

pytestmark = pytest.mark.django_db

ENTRANCE = (
    "login", "signup", "password/reset", "password/reset/done", "password/reset/key/done",
    "password/reset/key/1-set-password", "confirm-email", "confirm-email/none", "inactive",
    "single-sign-on/login/cancelled",
)  # fmt: skip
OWN = (
    "password/change", "email", "logout", "reauthenticate", "single-sign-on", "second-factor",
    "second-factor/reauthenticate", "second-factor/totp/activate", "second-factor/totp/deactivate",
    "second-factor/webauthn", "second-factor/webauthn/add", "second-factor/recovery-codes",
    "second-factor/recovery-codes/generate",
)  # fmt: skip
LISTS_ITSELF = "second-factor/webauthn"
"""A list view of allauth, which asks while it is shown."""


@pytest.fixture(autouse=True)
def with_everything(settings: Settings) -> None:
    """Open sign-up, and single sign-on."""
    settings.JALON_SIGN_UP_IS_OPEN = True
    app = {"provider_id": "oidc", "name": "Sign-on", "client_id": CLIENT, "secret": SECRET}
    app |= {"settings": {"server_url": "http://127.0.0.1:9"}}  # type: ignore[dict-item]  # as allauth has it
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.fixture
def noor() -> Person:
    return make_person(email="noor@example.org", second_factor=False)


@pytest.fixture
def signed_in(noor: Person) -> Client:
    """Somebody who has just signed in."""
    words = "five plain words do well"
    noor.set_password(words)
    noor.save()
    client = Client()
    client.post("/en/account/login/", {"login": noor.email, "password": words})
    return client


def _ask(client: Client, path: str) -> tuple[int, int, str]:
    """Status, number of statements and text of a page."""
    client.get("/en/bodies/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/en/account/{path}/")
    return answer.status_code, len(asked), answer.content.decode()


@pytest.mark.parametrize("path", ENTRANCE)
def test_a_page_on_the_way_in_is_ours(client: Client, path: str, started: list[str]) -> None:  # noqa: F811 - the fixture
    status, statements, text = _ask(client, path)

    assert (status, statements <= MOST_STATEMENTS, started) == (200, True, [])
    assert 'class="foot"' in text
    assert "placeholder=" not in text.split("<main")[1]


@pytest.mark.parametrize("path", OWN)
def test_a_page_of_an_account_is_ours(
    signed_in: Client,
    noor: Person,
    path: str,
    started: list[str],  # noqa: F811 - the fixture
) -> None:
    if not path.endswith("totp/activate"):
        TOTP.activate(noor, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(noor)
    if not path.endswith("webauthn/add"):
        key: dict[str, Any] = {"name": "my key", "credential": {}}
        Authenticator.objects.create(user=noor, type=Authenticator.Type.WEBAUTHN, data=key)
    SocialAccount.objects.create(user=noor, provider="oidc", uid="noor-1")

    status, statements, text = _ask(signed_in, path)

    assert (status, statements <= MOST_STATEMENTS) == (200, True)
    assert started == [] or path == LISTS_ITSELF
    assert 'class="foot"' in text


def test_a_name_that_is_markup_stays_text(client: Client) -> None:
    person = make_person(name="<script>alert(1)</script>", second_factor=False)
    key = {"name": "<img src=x>", "credential": {}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=key)
    client.force_login(person)

    pages = [
        client.get(f"/en/account/{path}").content.decode()
        for path in ("", "second-factor/", "second-factor/webauthn/", "sessions/")
    ]

    assert all("<script>alert" not in page and "<img src=x" not in page for page in pages)
    assert "&lt;img src=x&gt;" in pages[1]
