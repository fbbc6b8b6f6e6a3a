import json

import pytest
from django.core.management import call_command

from jalon.library.models import Document

pytestmark = pytest.mark.django_db


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("matrix", *arguments)
    return capsys.readouterr().out


def test_the_matrix_is_printed_as_one_json_object(
    library: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    result = json.loads(printed(capsys, "--json"))

    assert result["by"] == "document"
    assert result["columns"] == [{"key": "a-75-542", "label": "A/75/542"}]
    assert [row["code"] for row in result["rows"]] == [f"gcm:{n}" for n in range(1, 24)]
    assert result["rows"][5]["cells"] == {"a-75-542": {"confirmed": 1, "suggested": 1}}
    assert result["rows"][5]["total"] == {"confirmed": 1, "suggested": 1}
    assert "gcm:14" in result["silent"]
    assert "gcm:6" not in result["silent"]


@pytest.mark.parametrize(("by", "key"), [("place", "PRT"), ("year", "2020")])
def test_columns_may_be_places_or_years(
    library: Document, capsys: pytest.CaptureFixture[str], by: str, key: str
) -> None:
    result = json.loads(printed(capsys, "--json", "--by", by))

    assert [column["key"] for column in result["columns"]] == [key]


def test_rows_may_be_the_actions(library: Document, capsys: pytest.CaptureFixture[str]) -> None:
    result = json.loads(printed(capsys, "--json", "--rows", "gcm-actions"))

    spoken_of = [row["code"] for row in result["rows"] if row["cells"]]
    assert len(result["rows"]) == 187
    assert spoken_of == ["gcm:6.h"]


def test_people_get_a_compact_table(library: Document, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()

    assert lines[0].split() == ["all", "A/75/542"]
    assert any(line.startswith("gcm:6 ") and line.endswith("1+1") for line in lines)
    assert "Nothing found in 1 documents: gcm:1, gcm:2" in lines[-1]


def test_unknown_rows_are_refused_with_a_code(
    library: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        printed(capsys, "--json", "--rows", "nothing")

    assert stop.value.code == 1
    assert json.loads(capsys.readouterr().out)["error"] == "unknown-code"
