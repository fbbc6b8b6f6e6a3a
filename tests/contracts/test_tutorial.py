"""What docs/tutorial/first-picture.md promises about its example documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jalon.library.actions import ingest_files
from jalon.library.actions.walking import document_files
from jalon.library.public import passages_of
from jalon.library.rules import IntakeState
from jalon.search import queries as search
from tests.factories import load_reference, reader

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "documents"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.JALON_INDEX, settings.JALON_FILES = tmp_path / "index", tmp_path / "files"
    load_reference()
    yield
    search._index_at.cache_clear()


def test_the_tutorial_finds_what_it_says_it_finds() -> None:
    outcomes = {
        outcome.path.name: outcome
        for outcome in ingest_files(document_files([FOLDER]), actor=reader)
    }

    states = sorted(outcome.state for outcome in outcomes.values())
    assert states == [IntakeState.REFUSED, IntakeState.STORED, IntakeState.STORED]
    assert outcomes["empty.txt"].refusal is not None
    assert outcomes["empty.txt"].refusal.code == "file-empty"
    tags = {
        passage.label: {tag.code for tag in passage.tags}
        for passage in passages_of("report-on-migration-policy-2025")
    }
    assert "gcm:6" in tags["2"]
    assert tags["4"] == {"gcm:10"}
    assert tags["7"] == set()


def test_the_folder_may_be_taken_in_again() -> None:
    files = [file for file in document_files([FOLDER]) if file.stat().st_size]
    list(ingest_files(files, actor=reader))

    again = [outcome.state for outcome in ingest_files(files, actor=reader)]

    assert again == [IntakeState.KNOWN, IntakeState.KNOWN]
