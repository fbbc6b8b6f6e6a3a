import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from jalon.search.public import rebuild
from tests.factories import load_reference, make_document, make_initiative, make_passage, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def index() -> Iterator[None]:
    load_reference()
    passage = make_passage(
        make_document(slug="plan", symbol="A/1"),
        label="12",
        number="12",
        text="Employers pay the fees of recruitment.",
    )
    make_tag(passage, code="gcm:6")
    make_initiative(slug="fees", title={"en": "Fees"})
    rebuild()
    yield
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def _search(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    call_command("search", *arguments, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_search_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    found = _search(capsys, "fees", "--kind", "passage")

    (hit,) = found["hits"]
    assert {"query", "total", "took_ms", "hits"} <= set(found)
    assert (hit["document"], hit["label"], hit["citation"]) == ("plan", "12", "A/1 §12, p. 3")
    assert (hit["kind"], hit["url"]) == ("passage", "/documents/plan/p/12")
    assert "fees" in hit["why"]


def test_filters_and_the_limit_narrow(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search(capsys, "fees", "--element", "6", "--place", "prt")["total"] == 0
    assert _search(capsys, "fees", "--element", "gcm:6", "--lang", "en")["total"] == 2
    assert len(_search(capsys, "fees", "--limit", "1")["hits"]) == 1


def test_in_words_each_result_has_its_citation(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search", "recruitmant")

    told = capsys.readouterr().out
    assert "A/1 §12, p. 3  [passage]" in told
    assert "“recruitmant” was read as “recruitment”" in told


def test_nothing_found_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert _search(capsys, "volcano")["hits"] == []


@pytest.mark.parametrize("wrong", [("--kind", "nope"), ("--lang", "klingon")])
def test_a_filter_that_nothing_could_pass_is_wrong_use(wrong: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("search", "fees", *wrong)


def test_nothing_found_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search", "zzzz")

    assert "Try fewer or other words" in capsys.readouterr().out
