"""Opening an account, signing in with a password, and a forgotten password."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from jalon.base.actions.people import accept_invitation, invite, invite_keeper
from jalon.base.frames.links import marked
from jalon.base.models import Body, Person
from jalon.base.public import SYSTEM, DutyKind, duties
from jalon.base.queries import acts_on
from jalon.base.queries.people import invitation
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db

WORDS = "five plain words do well"
SIGN_UP = {"name": "Noor", "email": "noor@example.org", "password1": WORDS}
NEW_WORDS = "other plain words do well"


@pytest.fixture(autouse=True)
def mail_is_sent(settings: Settings) -> None:
    settings.JALON_SENDS_MAIL = True


@pytest.fixture
def is_open(settings: Settings) -> Iterator[None]:
    settings.JALON_SIGN_UP_IS_OPEN = True
    return None


@pytest.fixture
def secret() -> str:
    body = make_body()
    return invite(
        email="noor@example.org", body_id=body.pk, duties=[DutyKind.REVIEWER], actor=SYSTEM
    )


def _sign_in(client: Client, email: str = "noor@example.org", words: str = WORDS) -> str:
    """Sign in, and give the path one comes to; empty when the form is shown again."""
    answer = client.post("/en/account/login/", {"login": email, "password": words})
    return str(answer.headers.get("Location", ""))


def _text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def _is_signed_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def _link(text: str) -> str:
    """The path of the first link below the account in a mail."""
    found = re.search(r"https?://[^/]+(/\S*account/\S+)", text)
    assert found, text
    return found[1]


def test_nobody_opens_an_account_without_invitation(client: Client) -> None:
    answer = client.post("/en/account/signup/", SIGN_UP)

    assert "By invitation" in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.usefixtures("is_open")
def test_with_open_sign_up_an_account_begins_when_its_address_is_confirmed(client: Client) -> None:
    answer = client.post("/fr/account/signup/", SIGN_UP)

    assert answer["Location"] == "/fr/account/confirm-email/"
    assert not _is_signed_in(client)
    assert _sign_in(Client()) == "/en/account/confirm-email/"
    (sent,) = mail.outbox
    assert (sent.to, sent.subject.startswith("Jalon: ")) == (["noor@example.org"], True)
    client.post(_link(str(sent.body)))
    assert _is_signed_in(client)
    person = Person.objects.get()
    assert (person.name, person.language) == ("Noor", "fr")
    assert [act.act for act in acts_on(f"person:{person.pk}")] == ["open account"]


@pytest.mark.usefixtures("is_open")
def test_a_confirmation_opens_no_session_in_another_browser(client: Client) -> None:
    client.post("/en/account/signup/", SIGN_UP)
    elsewhere = Client()

    elsewhere.post(_link(str(mail.outbox[0].body)))

    assert not _is_signed_in(elsewhere)
    assert _sign_in(elsewhere) == "/en/account/"


@pytest.mark.usefixtures("is_open")
def test_opening_an_account_does_not_tell_whose_address_is_known(client: Client) -> None:
    make_person(email="noor@example.org")

    known = client.post("/en/account/signup/", SIGN_UP)
    unknown = Client().post("/en/account/signup/", SIGN_UP | {"email": "new@example.org"})

    assert known["Location"] == unknown["Location"] == "/en/account/confirm-email/"
    assert Person.objects.filter(email="noor@example.org").count() == 1
    to_known = next(sent for sent in mail.outbox if sent.to == ["noor@example.org"])
    assert "password/reset" in str(to_known.body)


@pytest.mark.usefixtures("is_open")
@pytest.mark.parametrize(
    "password", ["short words", "123456789012345", "password1234", "noor@example.org", "n00r"]
)
def test_a_weak_password_is_refused_and_nothing_typed_is_lost(
    client: Client, password: str
) -> None:
    answer = client.post("/en/account/signup/", SIGN_UP | {"password1": password})

    text = answer.content.decode()
    assert 'value="noor@example.org"' in text
    assert "One thing to correct" in text or "things to correct" in text
    assert not Person.objects.exists()


def test_the_link_in_the_mail_opens_an_account_with_duties(client: Client, secret: str) -> None:
    path = f"/en/invitations/{marked(secret)}/"
    assert "reviewer" in _text(client, path)

    client.post(path)
    answer = client.post("/en/account/signup/", SIGN_UP | {"email": "other@example.org"})

    assert answer["Location"] == "/en/account/"
    person = Person.objects.get()
    assert person.email == "noor@example.org"
    assert EmailAddress.objects.get(user=person).verified
    assert [duty.kind for duty in duties(person_id=person.pk)] == [DutyKind.REVIEWER]
    assert mail.outbox == []


def test_a_link_that_was_handed_over_still_asks_to_confirm_the_address(
    client: Client, secret: str
) -> None:
    client.post(f"/en/invitations/{secret}/")

    answer = client.post("/en/account/signup/", SIGN_UP)

    assert answer["Location"] == "/en/account/confirm-email/"
    assert not _is_signed_in(client)
    client.post(_link(str(mail.outbox[0].body)))
    assert _is_signed_in(client)


def test_where_no_mail_is_sent_the_link_is_enough(
    client: Client, secret: str, settings: Settings
) -> None:
    settings.JALON_SENDS_MAIL = False

    client.post(f"/en/invitations/{secret}/")
    answer = client.post("/en/account/signup/", SIGN_UP)

    assert answer["Location"] == "/en/account/"


@pytest.mark.parametrize("change", ["cut off", "changed"])
def test_a_forged_mark_proves_nothing(client: Client, secret: str, change: str) -> None:
    key = marked(secret)[:-1] if change == "cut off" else secret + "0" * 22

    client.post(f"/en/invitations/{key}/")
    answer = client.post("/en/account/signup/", SIGN_UP)

    assert answer["Location"] == "/en/account/confirm-email/"


def test_the_first_administrator_comes_by_the_link_alone(client: Client) -> None:
    path = f"/en/invitations/{marked(invite_keeper(actor=SYSTEM))}/"

    client.post(path)
    client.post("/en/account/signup/", SIGN_UP)

    kinds = {duty.kind for duty in duties(person_id=Person.objects.get().pk)}
    assert DutyKind.ADMINISTRATOR in kinds
    assert "Your duties sleep" in _text(client, "/en/account/")
    assert "does not hold any more" in _text(Client(), path)


def test_who_is_slower_than_somebody_else_opens_no_account(client: Client) -> None:
    secret = invite(email="", body_id=make_body().pk, duties=[DutyKind.REVIEWER], actor=SYSTEM)
    client.post(f"/en/invitations/{marked(secret)}/")
    client.get("/en/account/signup/")

    accept_invitation(secret, person_id=make_person().pk)
    answer = client.post("/en/account/signup/", SIGN_UP)

    assert "By invitation" in answer.content.decode()
    assert not Person.objects.filter(email="noor@example.org").exists()


def test_who_has_an_account_accepts_signed_in(client: Client, secret: str) -> None:
    client.force_login(make_person(email="noor@example.org"))

    answer = client.post(f"/en/invitations/{secret}/", follow=True)

    assert "Your duties are in your account." in answer.content.decode()
    assert "reviewer" in answer.content.decode()


def test_somebody_else_signed_in_is_refused_with_both_addresses(
    client: Client, secret: str
) -> None:
    client.force_login(make_person(email="other@example.org"))

    answer = client.post(f"/en/invitations/{secret}/")

    assert answer.status_code == 403
    assert "noor@example.org" in answer.content.decode()
    assert invitation(secret)


@pytest.fixture
def noor() -> Person:
    person = make_person(email="noor@example.org", name="Noor", second_factor=False)
    person.set_password(WORDS)
    person.save()
    return person


@pytest.mark.usefixtures("noor")
def test_an_address_is_known_whatever_its_case(client: Client) -> None:
    assert _sign_in(client, "NOOR@Example.org") == "/en/account/"


@pytest.mark.usefixtures("noor")
@pytest.mark.parametrize(("ticked", "is_kept"), [("on", True), ("", False)])
def test_a_session_ends_with_the_browser_unless_one_wants_to_stay(
    client: Client, ticked: str, *, is_kept: bool
) -> None:
    sent = {"login": "noor@example.org", "password": WORDS, "remember": ticked}

    client.post("/en/account/login/", sent)

    assert client.session.get_expire_at_browser_close() is not is_kept


def test_a_closed_account_does_not_sign_in(client: Client, noor: Person) -> None:
    Person.objects.filter(pk=noor.pk).update(is_active=False)

    path = _sign_in(client)

    assert path == "/en/account/inactive/"
    assert "closed" in _text(client, path)
    assert not _is_signed_in(client)


@pytest.mark.usefixtures("noor")
def test_a_wrong_password_and_an_unknown_address_hear_the_same(client: Client) -> None:
    sent = {"login": "noor@example.org", "password": "wrong words of mine"}
    known = client.post("/en/account/login/", sent)
    unknown = client.post("/en/account/login/", sent | {"login": "nobody@example.org"})

    told = [re.findall(r'<div class="error-summary.*?</div>', answer.content.decode(), re.DOTALL)
            for answer in (known, unknown)]  # fmt: skip
    assert told[0] == told[1] != []


def _seconds_to_reset(client: Client, email: str) -> float:
    begun = time.perf_counter()
    answer = client.post("/en/account/password/reset/", {"email": email})
    assert answer["Location"] == "/en/account/password/reset/done/"
    return time.perf_counter() - begun


@pytest.mark.usefixtures("noor")
def test_a_mail_begins_its_lines_where_its_language_does(client: Client) -> None:
    client.post("/ar/account/password/reset/", {"email": "noor@example.org"})

    (sent,) = mail.outbox
    lines = [line for line in str(sent.body).splitlines() if line]
    assert all(line.startswith(("http", "\u200f")) for line in lines)
    assert sent.extra_headers["Content-Language"] == "ar"


@pytest.mark.usefixtures("noor")
def test_a_reset_answers_alike_for_every_address(client: Client) -> None:
    Person.objects.create_user("gone@example.org", is_active=False)  # type: ignore[arg-type]  # a field
    for email in ("noor@example.org", "nobody@example.org", "gone@example.org"):
        assert _seconds_to_reset(client, email) < 2

    assert [sent.to[0] for sent in mail.outbox] == [
        "noor@example.org", "nobody@example.org", "gone@example.org",
    ]  # fmt: skip
    links = ["/password/reset/key/" in str(sent.body) for sent in mail.outbox]
    assert links == [True, False, False]


def test_a_forgotten_password_is_set_anew_once_and_ends_all_sessions(
    client: Client, noor: Person
) -> None:
    thief = Client()
    assert _sign_in(thief) == "/en/account/"
    client.post("/en/account/password/reset/", {"email": "noor@example.org"})
    link = _link(str(mail.outbox[-1].body))

    form = client.get(link)["Location"]
    client.post(form, {"password1": NEW_WORDS, "password2": NEW_WORDS})

    assert not _is_signed_in(thief)
    assert _sign_in(thief) == ""
    assert _sign_in(Client(), words=NEW_WORDS) == "/en/account/"
    assert "change password" in [act.act for act in acts_on(f"person:{noor.pk}")]
    assert Client().get(link).status_code == 200


def test_a_new_password_ends_the_other_sessions_and_is_told_by_mail(noor: Person) -> None:
    here, elsewhere = Client(), Client()
    assert (_sign_in(here), _sign_in(elsewhere)) == ("/en/account/", "/en/account/")
    new = NEW_WORDS

    sent = {"oldpassword": WORDS, "password1": new, "password2": new}
    here.post("/en/account/password/change/", sent)

    assert (_is_signed_in(here), _is_signed_in(elsewhere)) == (True, False)
    assert mail.outbox[-1].to == [noor.email]
    assert "change password" in [act.act for act in acts_on(f"person:{noor.pk}")]


def test_a_mail_server_that_does_not_answer_is_told(
    client: Client, noor: Person, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = client.post("/en/account/password/reset/", {"email": noor.email})

    assert answer.status_code == 503
    assert "mail server does not answer" in answer.content.decode()


def test_an_invitation_is_made_though_the_mail_server_does_not_answer(
    client: Client, settings: Settings
) -> None:
    body: Body = make_body()
    client.force_login(make_person(DutyKind.ADMINISTRATOR, body=body))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    sent = {"email": "x@example.org", "duties": "reviewer"}
    answer = client.post(f"/en/bodies/{body.slug}/people/", sent)

    assert answer.status_code == 200
    assert "no mail left this server" in answer.content.decode()
    assert "/en/invitations/" in answer.content.decode()
