"""Settings and addresses that cannot work: a sentence and exit code 1 or 2, never a stack trace."""

import json
from pathlib import Path

import pytest

from jalon import __version__
from jalon.project import environment
from jalon.project.management.commands.start import AddressUnusable, check_free
from tests.project.test_commands import jalon

NOBODY_LISTENS = "postgresql://amal:secret@127.0.0.1:1/jalon"


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    done = jalon(tmp_path / "file", "setup", "--json")

    assert (done.returncode, json.loads(done.stdout)["error"]) == (1, "bad-setting")
    assert "Traceback" not in done.stderr


def test_an_empty_home_means_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_HOME", "")

    assert environment.home() == Path("var").resolve()


@pytest.mark.parametrize("command", ["setup", "matrix"])
def test_a_database_that_does_not_answer_is_told(tmp_path: Path, command: str) -> None:
    done = jalon(tmp_path / "home", command, "--json", JALON_DATABASE_URL=NOBODY_LISTENS)

    assert (done.returncode, json.loads(done.stdout)["error"]) == (1, "database-silent")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_a_port_that_is_no_number_is_refused_without_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JALON_DATABASE_URL", "postgresql://amal:s:e/cret@db.example:port/jalon")

    with pytest.raises(environment.BadSetting) as refused:
        environment.database()

    assert "cret" not in str(refused.value)


def test_an_address_of_another_machine_is_not_called_taken() -> None:
    with pytest.raises(AddressUnusable):
        check_free("192.0.2.1", 8000)


def test_a_port_out_of_range_is_wrong_use(tmp_path: Path) -> None:
    done = jalon(tmp_path / "home", "start", "--port", "99999")

    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "home").exists()


def test_the_version_is_that_of_jalon(tmp_path: Path) -> None:
    done = jalon(tmp_path / "home", "ingest", "--version")

    assert done.stdout == f"jalon {__version__}\n"
