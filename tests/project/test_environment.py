import os
from pathlib import Path

import pytest

from jalon.project import environment
from jalon.project.environment import BadSetting


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JALON_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("JALON_DATABASE_URL", raising=False)
    monkeypatch.delenv("JALON_SECRET_KEY", raising=False)
    return tmp_path / "home"


def test_looking_at_settings_makes_no_folder(own_home: Path) -> None:
    environment.database()
    environment.secret_key()

    assert not own_home.exists()


def test_the_secret_is_made_once_and_only_its_owner_reads_it(own_home: Path) -> None:
    environment.prepare_home()
    first = environment.secret_key()
    environment.prepare_home()

    assert environment.secret_key() == first
    assert (own_home / "secret-key").stat().st_mode & 0o077 == 0


def test_a_database_address_becomes_a_description(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://amal:p%40ss@db.example:5433/jalon?sslmode=require"
    monkeypatch.setenv("JALON_DATABASE_URL", url)

    found = environment.database()

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("jalon", "amal", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_wrong_database_address_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JALON_DATABASE_URL", "mysql://amal:secret@db.example/jalon")

    with pytest.raises(BadSetting, match="JALON_DATABASE_URL") as refused:
        environment.database()

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("JALON_WORKERS", value)

    with pytest.raises(BadSetting, match="JALON_WORKERS"):
        environment.workers()


def test_a_switch_is_0_or_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_DEBUG", "yes")

    with pytest.raises(BadSetting, match="0 or 1"):
        environment.switch("JALON_DEBUG")

    assert not environment.switch("JALON_HTTPS")


def test_what_a_killed_server_left_half_sent_is_removed_after_a_day(own_home: Path) -> None:
    environment.prepare_home()
    old, new = environment.uploads() / "old.upload", environment.uploads() / "new.upload"
    for file in (old, new):
        file.touch()
    os.utime(old, (0, 0))

    environment.prepare_home()

    assert (old.exists(), new.exists()) == (False, True)


def test_the_address_for_links_in_mail_ends_with_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_ADDRESS", "https://jalon.example.org:8443/")

    assert environment.address() == "https://jalon.example.org:8443"


@pytest.mark.parametrize(
    "value",
    [
        "jalon.example.org",
        "ftp://x.example",
        "https://",
        "https://x.example/jalon",
        "http://[x",
        "https://amal:secret@x.example",
        "https://x.example:port",
        "https://x.example?a=b",
    ],
)
def test_an_address_that_leads_nowhere_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("JALON_ADDRESS", value)

    with pytest.raises(BadSetting, match="JALON_ADDRESS"):
        environment.address()
