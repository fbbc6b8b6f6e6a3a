"""Settings of accounts: sign-up, second factor, mail and single sign-on."""

import pytest

from jalon.project import environment
from jalon.project.environment import BadSetting

OIDC = {
    "JALON_OIDC_NAME": "Ministry sign-on",
    "JALON_OIDC_URL": "https://sso.example.org/realms/gov",
    "JALON_OIDC_CLIENT": "jalon",
    "JALON_OIDC_SECRET": "s3cret",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*OIDC, "JALON_MAIL_URL", "JALON_SIGN_UP", "JALON_SECOND_FACTOR"):
        monkeypatch.delenv(name, raising=False)


def test_without_settings_people_are_invited_and_have_a_second_factor() -> None:
    assert environment.text("JALON_SIGN_UP") == "invitation"
    assert environment.switch("JALON_SECOND_FACTOR")


def test_sign_up_is_by_invitation_or_open(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("invitation", "open")
    monkeypatch.setenv("JALON_SIGN_UP", "open")
    assert environment.choice("JALON_SIGN_UP", among=words) == "open"

    monkeypatch.setenv("JALON_SIGN_UP", "everybody")
    with pytest.raises(BadSetting, match="invitation / open"):
        environment.choice("JALON_SIGN_UP", among=words)


def test_a_second_factor_may_be_waived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_SECOND_FACTOR", "0")
    assert not environment.switch("JALON_SECOND_FACTOR")

    monkeypatch.setenv("JALON_SECOND_FACTOR", "no")
    with pytest.raises(BadSetting, match="JALON_SECOND_FACTOR"):
        environment.switch("JALON_SECOND_FACTOR")


def test_without_a_mail_server_mail_is_kept_in_files() -> None:
    found = environment.mail()

    assert str(found["EMAIL_FILE_PATH"]).endswith("mail")
    assert not environment.sends_mail()


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://amal:p%40ss@mail.example", 587, False, True),
        ("smtps://amal:p%40ss@mail.example", 465, True, False),
        ("smtp://amal:p%40ss@mail.example:2525", 2525, False, True),
        ("smtp://amal:p%40ss@127.0.0.1:25", 25, False, False),
    ],
)
def test_the_address_of_a_mail_server_becomes_a_description(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, *, ssl: bool, tls: bool
) -> None:
    monkeypatch.setenv("JALON_MAIL_URL", url)

    found = environment.mail()

    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("amal", "p@ss")
    assert environment.sends_mail()


@pytest.mark.parametrize(
    "url",
    ["mail.example", "http://mail.example", "smtp://", "smtp://amal:s3cret@mail.example:port"],
)
def test_a_wrong_mail_server_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("JALON_MAIL_URL", url)

    with pytest.raises(BadSetting, match="JALON_MAIL_URL") as refused:
        environment.mail()

    assert "s3cret" not in str(refused.value)


def test_single_sign_on_is_one_provider_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.single_sign_on() == []

    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    (found,) = environment.single_sign_on()

    assert (found["provider_id"], found["name"]) == ("oidc", "Ministry sign-on")
    assert found["settings"] == {"server_url": "https://sso.example.org/realms/gov"}


@pytest.mark.parametrize("missing", OIDC)
def test_half_a_single_sign_on_is_refused(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name, value in OIDC.items():
        monkeypatch.setenv(name, "" if name == missing else value)

    with pytest.raises(BadSetting, match=missing) as refused:
        environment.single_sign_on()

    assert "s3cret" not in str(refused.value)
