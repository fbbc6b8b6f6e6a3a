"""The report builder in the browser."""

from typing import Any

import pytest
from django.test import Client

from jalon.library.public import TagState
from tests.factories import load_reference, make_mention, make_passage, make_tag

pytestmark = pytest.mark.django_db

PAGE, DOWNLOAD = "/en/report/", "/en/report/download/"


@pytest.fixture(autouse=True)
def _library() -> None:
    load_reference()
    passage = make_passage(text="Portugal opened centres.")
    make_tag(passage, code="gcm:3", state=TagState.CONFIRMED)
    make_mention(passage, "PRT")
    make_tag(code="gcm:3")


def text(client: Client, url: str, **query: Any) -> str:
    return client.get(url, query).content.decode()


def test_the_page_asks_what_the_report_is_about(client: Client) -> None:
    page = text(client, PAGE)

    assert "<h1>Make a report</h1>" in page
    assert '<option value="Portugal">' in page
    assert 'class="report"' not in page


def test_a_chosen_place_shows_the_report_and_its_downloads(client: Client) -> None:
    page = text(client, PAGE, place="Portugal")

    assert "Portugal opened centres." in page
    assert "<h1>Portugal</h1>" in page
    assert "/en/report/download/?place=Portugal&amp;format=docx" in page
    assert 'href="http://testserver/documents/' in page


def test_an_empty_choice_is_the_whole_library(client: Client) -> None:
    page = text(client, PAGE, place="", template="objectives")

    assert "<h1>Commitments on migration</h1>" in page
    assert "Suggestions, not confirmed" in page


def test_the_language_of_the_report_is_not_that_of_the_page(client: Client) -> None:
    page = text(client, PAGE, place="PRT", language="fr")

    assert '<article class="report" lang="fr"' in page
    assert '<html lang="en"' in page


def test_an_unknown_place_is_said_at_its_field_and_nothing_is_lost(client: Client) -> None:
    answer = client.get(PAGE, {"place": "Atlantis"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "No country or region is known as “Atlantis”" in page
    assert 'value="Atlantis"' in page


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doc")])
def test_a_report_is_downloaded_under_a_name_that_says_what_it_is(
    kind: str, start: bytes, client: Client
) -> None:
    answer = client.get(DOWNLOAD, {"place": "PRT", "format": kind})

    assert answer.content.lstrip().startswith(start)
    assert 'attachment; filename="jalon-portugal-' in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize("query", [{"place": "Atlantis"}, {"place": "PRT", "format": "odt"}])
def test_a_download_that_cannot_be_made_is_refused(query: dict[str, str], client: Client) -> None:
    answer = client.get(DOWNLOAD, query)

    assert answer.status_code in {400, 404}
    assert "Content-Disposition" not in answer


def test_a_report_on_one_objective_can_be_asked_for(client: Client) -> None:
    page = text(client, PAGE, objective="3")

    assert "What is known on objective 3" in page


def test_a_preview_shows_the_leading_statements_and_the_file_all(client: Client) -> None:
    for number in range(12):
        make_tag(make_passage(text=f"Step {number}."), code="gcm:9", state=TagState.CONFIRMED)

    page = text(client, PAGE, objective="9")
    file = text(client, DOWNLOAD, objective="9", format="html")

    assert page.count('class="report-statement"') == 10
    assert "The preview shows the leading statements" in page
    assert file.count('class="report-statement"') == 12


def test_the_page_needs_few_statements(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(15):
        client.get(PAGE, {"place": "PRT"})
