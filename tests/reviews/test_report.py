"""`jalon report`."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from jalon.library.public import TagState
from tests.factories import load_reference, make_mention, make_passage, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library() -> None:
    load_reference()
    passage = make_passage(text="Portugal opened centres.")
    make_tag(passage, code="gcm:3", state=TagState.CONFIRMED)
    make_mention(passage, "PRT")
    make_tag(code="gcm:3")


def asked(capsys: pytest.CaptureFixture[str], *arguments: Any) -> dict[str, Any]:
    call_command("report", *map(str, arguments), "--json")
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: pytest.CaptureFixture[str], *arguments: Any) -> str:
    with pytest.raises(SystemExit) as stop:
        call_command("report", *map(str, arguments), "--json")
    assert stop.value.code == 1
    return str(json.loads(capsys.readouterr().out)["error"])


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doc")])
def test_a_report_is_written_in_the_format_of_its_name(
    kind: str, start: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / f"r.{kind}"

    result = asked(capsys, "Portugal", "-o", file)

    assert file.read_bytes().lstrip().startswith(start)
    assert result["format"] == kind
    assert (result["place"], result["statements"], result["suggestions"]) == ("PRT", 1, 0)
    assert result["sources"] == 1


def test_the_whole_library_is_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = asked(capsys, "all", "--language", "fr", "-o", tmp_path / "r")

    assert (result["place"], result["statements"], result["suggestions"]) == ("all", 1, 1)
    assert result["format"] == "docx"


def test_a_place_of_which_nothing_is_known_gets_an_honest_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = asked(capsys, "TUV", "-o", tmp_path / "r.html")

    assert result["statements"] == 0
    assert "Nothing found in 2 documents." in (tmp_path / "r.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Atlantis"], "unknown-place"),
        ([], "nothing-chosen"),
        (["all", "--template", "poster"], "unknown-template"),
        (["all", "--format", "odt"], "unknown-format"),
        (["--document", "no-such"], "unknown-code"),
    ],
)
def test_a_wrong_choice_is_refused_and_nothing_is_written(
    arguments: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, *arguments, "-o", tmp_path / "r.pdf") == code
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.html").mkdir()

    assert refused(capsys, "all", "-o", tmp_path / "r.html") == "cannot-write"
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_people_read_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("report", "PRT", "-o", str(tmp_path / "r.html"))

    assert "1 confirmed statements, 0 suggestions, 1 sources" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [("-o", "-"), ("-o", "r.pdf", "--site", "javascript:alert(1)")])
def test_an_output_or_a_site_that_cannot_be_is_wrong_use(wrong: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("report", "PRT", *wrong)
