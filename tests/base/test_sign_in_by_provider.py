"""Single sign-on: opening an account, signing in, connecting; and what a provider cannot do."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from pytest_django import Settings

from jalon.base.actions.people import accept_invitation, invite
from jalon.base.frames.links import marked
from jalon.base.models import Person
from jalon.base.public import SYSTEM, DutyKind, duties
from jalon.base.queries import acts_on
from tests.base.provider import CLIENT, SECRET, Provider, running
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db

NOOR = {"sub": "noor-1", "email": "noor@example.org", "email_verified": True, "name": "Noor B."}
BEGIN = "/sign-on/oidc/login/"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running() as made:
        made.person = dict(NOOR)
        app = {
            "provider_id": "oidc",
            "name": "Ministry sign-on",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": made.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
        }
        settings.JALON_SENDS_MAIL = True
        yield made


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_given: object) -> None:
        return None


def _at_provider(url: str) -> str:
    """Sign in at the provider; gives where it leads back to."""
    opener = build_opener(ProxyHandler({}), _Stay)
    try:
        opener.open(Request(url))  # noqa: S310 - our own server
    except OSError as answer:
        return str(answer.headers["Location"])  # type: ignore[attr-defined]  # an HTTP error
    raise AssertionError(url)


def _sign_in(client: Client, query: str = "") -> str:
    """Go by the provider; gives the path one comes to."""
    led = client.get(BEGIN + query)
    assert led.status_code == 302, led.content.decode()
    back = urlsplit(_at_provider(led["Location"]))
    answer = client.get(f"{back.path}?{back.query}")
    return str(answer.headers.get("Location", answer.status_code))


def _is_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def _invited(client: Client, email: str = "noor@example.org") -> str:
    """Open the link of an invitation."""
    secret = invite(email=email, body_id=make_body().pk, duties=[DutyKind.REVIEWER], actor=SYSTEM)
    client.post(f"/en/invitations/{marked(secret)}/")
    return secret


@pytest.mark.usefixtures("provider")
def test_the_page_to_sign_in_names_the_provider(client: Client) -> None:
    page = client.get("/en/account/login/?next=/en/inbox/").content.decode()

    assert "Ministry sign-on" in page
    assert f"{BEGIN}?process=login" in page
    assert "next=%2Fen%2Finbox%2F" in page


def test_without_a_provider_the_page_to_sign_in_names_none(client: Client) -> None:
    assert "/sign-on/" not in client.get("/en/account/login/").content.decode()


def test_the_way_back_has_no_language_and_the_code_is_bound_to_us(
    client: Client, provider: Provider
) -> None:
    led = client.get(BEGIN)

    asked = {name: values[0] for name, values in parse_qs(urlsplit(led["Location"]).query).items()}
    assert asked["redirect_uri"] == "http://testserver/sign-on/oidc/login/callback/"
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert len(asked["state"]) >= 8


def test_nobody_opens_an_account_without_invitation(client: Client, provider: Provider) -> None:
    led = client.get(BEGIN)
    back = urlsplit(_at_provider(led["Location"]))
    answer = client.get(f"{back.path}?{back.query}", follow=True)

    assert "By invitation" in answer.content.decode()
    assert not Person.objects.exists()


def test_who_is_invited_opens_an_account_with_duties(client: Client, provider: Provider) -> None:
    _invited(client)

    path = _sign_in(client)

    person = Person.objects.get()
    assert (path, _is_in(client)) == ("/en/account/", True)
    assert (person.name, person.email) == ("Noor B.", "noor@example.org")
    assert not person.has_usable_password()
    assert [duty.kind for duty in duties(person_id=person.pk)] == [DutyKind.REVIEWER]
    assert [act.act for act in acts_on(f"person:{person.pk}")] == ["open account"]


def test_with_open_sign_up_anybody_the_provider_knows_opens_an_account(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.JALON_SIGN_UP_IS_OPEN = True

    _sign_in(client)

    assert _is_in(client)


def test_an_address_that_the_provider_does_not_confirm_is_confirmed_by_mail(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.JALON_SIGN_UP_IS_OPEN = True
    provider.person["email_verified"] = False

    path = _sign_in(client)

    assert path == "/en/account/confirm-email/"
    assert not _is_in(client)
    assert [sent.to for sent in mail.outbox] == [["noor@example.org"]]


@pytest.mark.parametrize("is_verified", [True, False])
@pytest.mark.parametrize("is_open", [True, False])
def test_a_provider_does_not_take_over_an_account_with_the_same_address(
    client: Client, provider: Provider, settings: Settings, *, is_open: bool, is_verified: bool
) -> None:
    settings.JALON_SIGN_UP_IS_OPEN = is_open
    provider.person["email_verified"] = is_verified
    owner = make_person(email="noor@example.org")

    _sign_in(client)

    assert not _is_in(client)
    assert not SocialAccount.objects.filter(user=owner).exists()
    assert Person.objects.count() == 1


def test_where_the_provider_tells_no_address_the_invitation_does(
    client: Client, provider: Provider
) -> None:
    del provider.person["email"]
    _invited(client)

    path = _sign_in(client)
    form = client.get(path).content.decode()
    client.post(path, {"email": "other@example.org"})

    assert path == "/en/account/single-sign-on/signup/"
    assert 'value="noor@example.org"' in form
    person = Person.objects.get()
    assert (person.email, person.name, _is_in(client)) == ("noor@example.org", "Noor B.", True)
    assert len(duties(person_id=person.pk)) == 1


def test_an_invitation_for_another_address_opens_no_account(
    client: Client, provider: Provider
) -> None:
    _invited(client, "amal@example.org")

    status = _sign_in(client)

    assert status == "403"
    assert not Person.objects.exists()
    assert not SocialAccount.objects.exists()


def test_who_is_slower_than_somebody_else_opens_no_account(
    client: Client, provider: Provider
) -> None:
    secret = _invited(client, "")
    accept_invitation(secret, person_id=make_person().pk)

    _sign_in(client)

    assert not Person.objects.filter(email="noor@example.org").exists()


def _connected(provider: Provider) -> tuple[Person, Client]:
    """Somebody with a password who connected the provider to their account."""
    person, client = make_person(email="amal@example.org", second_factor=False), Client()
    person.set_password("five plain words do well")
    person.save()
    sent = {"login": "amal@example.org", "password": "five plain words do well"}
    client.post("/en/account/login/", sent)
    assert _sign_in(client, "?process=connect") == "/en/account/single-sign-on/"
    return person, client


def test_the_provider_is_connected_to_an_account_and_signs_in_then(provider: Provider) -> None:
    person, client = _connected(provider)

    page = client.get("/en/account/single-sign-on/").content.decode()
    elsewhere = Client()
    path = _sign_in(elsewhere)

    assert "Ministry sign-on" in page
    assert (path, _is_in(elsewhere)) == ("/en/account/", True)
    assert SocialAccount.objects.get().user_id == person.pk
    assert [one.email for one in EmailAddress.objects.filter(user=person)] == ["amal@example.org"]
    assert "connect single sign-on" in [act.act for act in acts_on(f"person:{person.pk}")]


def test_a_session_left_open_connects_nothing_without_asking(
    client: Client, provider: Provider
) -> None:
    client.force_login(make_person())

    path = _sign_in(client, "?process=connect")

    assert "reauthenticate" in path
    assert not SocialAccount.objects.exists()


def test_a_connection_is_taken_away_again(provider: Provider) -> None:
    person, client = _connected(provider)

    row = SocialAccount.objects.get()
    client.post("/en/account/single-sign-on/", {"account": row.pk})

    assert not SocialAccount.objects.exists()
    assert acts_on(f"person:{person.pk}")[0].act == "disconnect single sign-on"


def test_a_provider_account_belongs_to_one_account_here(provider: Provider) -> None:
    person, _client = _connected(provider)
    other = Client()
    thief = make_person(second_factor=False)
    thief.set_password("five plain words do well")
    thief.save()
    other.post("/en/account/login/", {"login": thief.email, "password": "five plain words do well"})

    _sign_in(other, "?process=connect")

    assert [row.user_id for row in SocialAccount.objects.all()] == [person.pk]


def test_a_second_factor_here_is_asked_for_too(client: Client, provider: Provider) -> None:
    person = make_person(email="noor@example.org")
    SocialAccount.objects.create(user=person, provider="oidc", uid="noor-1")

    path = _sign_in(client)

    assert path == "/en/account/second-factor/authenticate/"
    assert not _is_in(client)


def test_a_closed_account_does_not_sign_in(client: Client, provider: Provider) -> None:
    person = make_person(second_factor=False, is_active=False)
    SocialAccount.objects.create(user=person, provider="oidc", uid="noor-1")

    path = _sign_in(client)

    assert path == "/en/account/inactive/"
    assert not _is_in(client)


def test_who_says_no_at_the_provider_comes_back(client: Client, provider: Provider) -> None:
    provider.trouble = "refused"

    assert _sign_in(client) == "/en/account/single-sign-on/login/cancelled/"


def test_an_answer_that_nobody_asked_for_is_refused(client: Client, provider: Provider) -> None:
    led = client.get(BEGIN)
    back = urlsplit(_at_provider(led["Location"]))

    answer = Client().get(f"{back.path}?{back.query}")

    assert answer.status_code in {401, 403}
    assert not Person.objects.exists()


@pytest.mark.parametrize("trouble", ["down", "no json", "gone"])
def test_a_provider_that_does_not_answer_is_told(
    client: Client, provider: Provider, settings: Settings, trouble: str
) -> None:
    provider.trouble = trouble
    if trouble == "gone":
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        apps[0]["settings"]["server_url"] = "http://127.0.0.1:9"

    answer = client.get(BEGIN)

    assert answer.status_code == 503
    assert "sign-on service does not answer" in answer.content.decode()
