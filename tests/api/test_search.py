from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jalon.search import queries
from jalon.search.public import rebuild
from tests.factories import load_reference, make_document, make_passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.JALON_INDEX = tmp_path / "index"
    yield
    queries._index_at.cache_clear()


def test_search_finds_passages_and_counts_kinds(client: Client, index: None) -> None:
    load_reference()
    document = make_document(slug="report")
    for number in range(3):
        make_passage(document, text=f"The observatory counts seasonal permits, {number}.")
    rebuild()

    first = client.get("/api/v1/search", {"q": "seasonal permits", "kind": "passage", "limit": 2})
    second = client.get(
        "/api/v1/search", {"q": "seasonal permits", "limit": 2, "next": first.json()["next"]}
    )

    assert first.json()["total"] == 3
    assert len(first.json()["data"]) == 2
    assert first.json()["facets"]["kind"]
    assert len(second.json()["data"]) == 1
    assert second.json()["next"] is None


def test_an_index_that_is_lost_is_a_problem_that_says_what_to_do(
    client: Client, index: None, settings: Any
) -> None:
    folder = Path(settings.JALON_INDEX)
    folder.mkdir()
    (folder / "meta.json").write_text("broken")

    response = client.get("/api/v1/search", {"q": "permits"})

    assert response.status_code == 503
    assert response.json()["code"] == "index-damaged"
