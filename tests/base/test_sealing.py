from pathlib import Path
from typing import Any

import pytest

from jalon.base.actions import record
from jalon.base.actions.sealing import seal_record, seals_file
from jalon.base.jobs import RECORD_CHECK
from jalon.base.models import Act
from tests.factories import reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.JALON_HOME = tmp_path


def _lines(count: int) -> list[int]:
    return [record("add tag", subject=f"passage:{number}", actor=reader) for number in range(count)]


def test_a_record_that_grew_is_sealed_once() -> None:
    _lines(2)

    assert (seal_record(), seal_record()) == (True, False)
    assert len(seals_file().read_text().splitlines()) == 1


def test_an_empty_record_has_nothing_to_seal() -> None:
    assert seal_record() is False


def test_last_lines_that_were_cut_off_are_noticed() -> None:
    lines = _lines(3)
    seal_record()
    Act.objects.filter(pk=lines[2]).delete()

    (finding,) = RECORD_CHECK.run(False)

    assert f"Line {lines[2]}" in finding.what


def test_a_record_written_anew_is_noticed() -> None:
    lines = _lines(1)
    seal_record()
    Act.objects.all().delete()
    again = record("add tag", subject="passage:7", actor=reader)
    Act.objects.filter(pk=again).update(id=lines[0])

    assert len(list(RECORD_CHECK.run(False))) == 1


def test_a_seal_cut_short_by_a_crash_does_no_harm() -> None:
    _lines(1)
    seal_record()
    with seals_file().open("a") as out:
        out.write("99 abc")

    assert list(RECORD_CHECK.run(False)) == []
