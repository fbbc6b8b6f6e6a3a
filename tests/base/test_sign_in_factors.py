"""Second factors: an app and recovery codes on the way in; duties sleep without."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from pytest_django import Settings

from jalon.base.models import Body, Notice, Person
from jalon.base.public import SYSTEM, DutyKind, actor_with_id, take_off_factors
from jalon.base.queries import acts_on
from jalon.base.rules.people import UnknownPerson
from jalon.kernel.errors import NotAllowed
from tests.codes import code_now
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db

WORDS, NEW_SECRET = "five plain words do well", "JBSWY3DPEHPK3PXP"
CODES = "/en/account/second-factor/"


def _person(body: Body | None = None, *, second_factor: bool = True) -> Person:
    duties = [DutyKind.ADMINISTRATOR] if body else []
    person = make_person(*duties, body=body, second_factor=False, email="noor@example.org")
    person.set_password(WORDS)
    person.save()
    if second_factor:
        TOTP.activate(person, NEW_SECRET)
        RecoveryCodes.activate(person)
    return person


def _sign_in(client: Client) -> str:
    sent = {"login": "noor@example.org", "password": WORDS}
    return str(client.post("/en/account/login/", sent)["Location"])


def _is_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_a_password_alone_does_not_open_an_account_with_an_app(client: Client) -> None:
    _person()

    path = _sign_in(client)

    assert path == f"{CODES}authenticate/"
    assert not _is_in(client)
    client.post(path, {"code": "000000"})
    assert not _is_in(client)
    client.post(path, {"code": code_now(NEW_SECRET)})
    assert _is_in(client)


def test_a_code_may_be_typed_with_the_space_that_apps_show(client: Client) -> None:
    _person()
    path, code = _sign_in(client), code_now(NEW_SECRET)

    client.post(path, {"code": f" {code[:3]} {code[3:]} "})

    assert _is_in(client)


def test_a_code_is_used_once() -> None:
    _person()
    first, second, code = Client(), Client(), code_now(NEW_SECRET)
    first.post(_sign_in(first), {"code": code})

    second.post(_sign_in(second), {"code": code})

    assert (_is_in(first), _is_in(second)) == (True, False)


def test_a_recovery_code_is_used_once() -> None:
    person = _person()
    row = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    code = row.wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    first.post(_sign_in(first), {"code": code})

    second.post(_sign_in(second), {"code": code})

    assert (_is_in(first), _is_in(second)) == (True, False)


def test_who_keeps_typing_wrong_codes_waits_and_the_owner_is_told(client: Client) -> None:
    person = _person()
    path = _sign_in(client)
    for _time in range(6):
        client.post(path, {"code": "000000"})

    answer = client.post(path, {"code": code_now(NEW_SECRET)})

    assert "Too many attempts failed" in answer.content.decode()
    assert not _is_in(client)
    (told,) = Notice.objects.filter(person=person)
    assert "knows your password" in told.sentence


def test_duties_sleep_until_there_is_a_second_factor(client: Client) -> None:
    body = make_body()
    _person(body, second_factor=False)
    _sign_in(client)

    page = client.get("/en/account/").content.decode()
    answer = client.get(f"/en/bodies/{body.slug}/people/")

    assert "Your duties sleep until your account has a second factor." in page
    assert answer.status_code == 403
    assert "Your duties begin when your account has a second factor" in answer.content.decode()


def test_where_one_person_uses_one_machine_no_second_factor_is_asked(
    client: Client, settings: Settings
) -> None:
    settings.JALON_SECOND_FACTOR = False
    body = make_body()
    _person(body, second_factor=False)
    _sign_in(client)

    assert client.get(f"/en/bodies/{body.slug}/people/").status_code == 200
    assert "Your duties sleep" not in client.get("/en/account/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_right_after_signing_in_and_wakes_the_duties(client: Client) -> None:
    body = make_body()
    person = _person(body, second_factor=False)
    _sign_in(client)

    page = client.get(f"{CODES}totp/activate/").content.decode()
    secret = client.session["mfa.totp.secret"]
    client.post(f"{CODES}totp/activate/", {"code": code_now(secret)})

    assert secret in page
    assert client.get(f"/en/bodies/{body.slug}/people/").status_code == 200
    acts = [act.act for act in acts_on(f"person:{person.pk}")]
    assert set(acts[:2]) == {"make recovery codes", "add second factor"}
    assert secret not in str(acts_on(f"person:{person.pk}"))
    assert {sent.to[0] for sent in mail.outbox} == {"noor@example.org"}


def test_recovery_codes_are_shown_once(client: Client) -> None:
    _person(second_factor=False)
    _sign_in(client)
    client.get(f"{CODES}totp/activate/")
    path = f"{CODES}totp/activate/"
    leads_to = client.post(path, {"code": code_now(client.session["mfa.totp.secret"])})["Location"]

    first = client.get(leads_to).content.decode()
    again = client.get(leads_to, follow=True).content.decode()

    assert len(re.findall(r"^\d{8}$|(?<=>)\d{8}|\d{8}(?=<)", first, re.MULTILINE)) >= 2
    assert not re.search(r"^\d{8}$", again, re.MULTILINE)


def test_without_an_app_the_duties_sleep_again(client: Client) -> None:
    body = make_body()
    person = _person(body)
    client.post(_sign_in(client), {"code": code_now(NEW_SECRET)})

    client.post(f"{CODES}totp/deactivate/")

    assert client.get(f"/en/bodies/{body.slug}/people/").status_code == 403
    assert not Authenticator.objects.filter(user=person).exists()
    assert acts_on(f"person:{person.pk}")[0].act == "remove second factor"


@pytest.mark.parametrize("path", ["totp/deactivate/", "recovery-codes/generate/", "webauthn/add/"])
def test_what_matters_asks_who_one_is_a_while_after_signing_in(client: Client, path: str) -> None:
    client.force_login(_person())

    answer = client.get(CODES + path)

    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]


def test_an_address_is_changed_after_asking_and_only_when_confirmed(client: Client) -> None:
    person = _person()
    client.post(_sign_in(client), {"code": code_now(NEW_SECRET)})

    client.post("/en/account/email/", {"action_add": "", "email": "new@example.org"})

    person.refresh_from_db()
    assert person.email == "noor@example.org"
    (sent,) = [one for one in mail.outbox if one.to == ["new@example.org"]]
    link = re.search(r"https?://[^/]+(/\S+confirm-email/\S+)", str(sent.body))
    assert link
    client.post(link[1])
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert acts_on(f"person:{person.pk}")[0].act == "change address"
    assert ["noor@example.org"] in [one.to for one in mail.outbox]


def test_a_session_left_open_does_not_change_the_address(client: Client) -> None:
    client.force_login(_person())

    answer = client.post("/en/account/email/", {"action_add": "", "email": "thief@example.org"})

    assert "reauthenticate" in answer["Location"]
    assert mail.outbox == []


def test_a_lost_factor_is_taken_off_and_ends_the_sessions(client: Client) -> None:
    person = _person(make_body())
    client.force_login(person)
    assert _is_in(client)

    assert take_off_factors(" Noor@example.org", why="lost phone", actor=SYSTEM) == 1
    assert take_off_factors("noor@example.org", why="", actor=SYSTEM) == 0

    assert not _is_in(client)
    assert _sign_in(client) == "/en/account/"
    assert "Your duties sleep" in client.get("/en/account/").content.decode()
    taken = [act for act in acts_on(f"person:{person.pk}") if act.act == "take off second factor"]
    assert [act.why for act in taken] == ["lost phone"]


def test_only_who_keeps_the_installation_takes_a_factor_off() -> None:
    body = make_body()
    _person(body)
    administrator = actor_with_id(make_person(DutyKind.ADMINISTRATOR, body=body).pk)

    with pytest.raises(NotAllowed):
        take_off_factors("noor@example.org", why="", actor=administrator)
    with pytest.raises(UnknownPerson):
        take_off_factors("nobody@example.org", why="", actor=SYSTEM)
