"""The command as people call it: in a process of its own, in an empty installation."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from jalon.project.management.commands.start import AddressTaken, check_free

TEXT = (
    "1. L’objectif 6 du Pacte mondial porte sur le recrutement équitable.\n\n"
    "2. Rien d’autre.\n\n3. La fin.\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation") / "home"


def jalon(
    home: Path, *arguments: str, text: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    ours = ("JALON_", "DJANGO_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", "jalon.project.command", *arguments],
        env=environment | {"JALON_HOME": str(home)} | settings,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_all_commands(home: Path) -> None:
    done = jalon(home, "--help")

    assert done.returncode == 0
    assert all(name in done.stdout for name in ("read", "tag", "ingest", "search", "matrix"))


def test_an_unknown_command_is_wrong_use(home: Path) -> None:
    done = jalon(home, "fly")

    assert (done.returncode, done.stdout) == (2, "")
    assert "fly" in done.stderr


def test_reading_needs_no_database(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, encoding="utf-8")

    done = jalon(tmp_path / "nowhere", "read", str(file), "--jsonl")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["label"] for row in rows] == ["1", "2", "3"]
    assert set(rows[0]) >= {"document", "label", "page", "section", "lang", "text"}
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()

    done = jalon(home, "read", str(tmp_path / "empty.pdf"), "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "file-empty"
    assert "Traceback" not in done.stderr


def test_tagging_ranks_every_objective(home: Path) -> None:
    line = {"id": "a", "lang": "fr", "text": "L’objectif 6 du Pacte mondial sur le recrutement."}

    done = jalon(home, "tag", text=json.dumps(line))

    tags = json.loads(done.stdout)["tags"]
    objectives = [tag["code"] for tag in tags if tag["code"].split(":")[1].isdigit()]
    assert (tags[0]["code"], tags[0]["state"]) == ("gcm:6", "suggested")
    assert len(objectives) == 23


def test_a_line_that_is_no_passage_is_refused(home: Path) -> None:
    done = jalon(home, "tag", text='{"id": 1}\n')

    assert done.returncode == 1
    assert "Line 1" in done.stderr


def test_a_line_too_deep_to_be_read_is_refused(home: Path) -> None:
    done = jalon(home, "tag", text="[" * 100_000)

    assert done.returncode == 1
    assert "Line 1 is not a passage: it is not JSON." in done.stderr


def test_only_refused_files_are_not_done(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    jalon(home, "setup")

    done = jalon(home, "ingest", str(tmp_path), "--json")

    assert (done.returncode, json.loads(done.stdout)["refused"]) == (1, 1)


def test_a_command_without_its_database_says_what_to_do(tmp_path: Path) -> None:
    done = jalon(tmp_path / "none", "matrix", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "no-database"


def test_setting_up_twice_is_harmless_and_all_agrees(home: Path) -> None:
    first, second = (jalon(home, "setup", "--json") for _ in range(2))

    check = jalon(home, "check", "--json")

    assert first.stdout == second.stdout
    assert json.loads(check.stdout)["findings"] == []
    assert check.returncode == 0


def test_the_crosswalk_prints_its_strengths(home: Path) -> None:
    done = jalon(home, "crosswalk", "gcm", "ilo-2018", "--json")

    found = json.loads(done.stdout)
    assert found["counts"] == {"direct": 13, "via": 3, "indirect": 4, "none": 3}
    assert {link["strength"] for link in found["links"]} == {"direct", "via", "indirect", "none"}


def test_a_taken_address_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(AddressTaken):
            check_free("127.0.0.1", taken.getsockname()[1])
