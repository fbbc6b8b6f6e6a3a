import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jalon.search.public import queue_cards, rebuild
from jalon.search.queries import address_of
from jalon.search.rules import asked_of
from tests.factories import (
    load_reference,
    make_document,
    make_initiative,
    make_mention,
    make_passage,
    make_tag,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def index() -> Iterator[None]:
    load_reference()
    yield
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def _passage(text: str, **values: object) -> None:
    document = make_document(slug="plan", symbol="A/1", year=2020)
    passage = make_passage(document, label="12", number="12", text=text, **values)
    make_tag(passage, code="gcm:6")
    make_mention(passage, "PRT")


def _page(client: Client, query: str, language: str = "en") -> str:
    return client.get(f"/{language}/search/?{query}").content.decode()


def test_a_result_says_what_where_and_why(client: Client) -> None:
    _passage("Employers pay the fees of recruitment.", section="Part › Fair work")
    rebuild()

    page = _page(client, "q=recruitment&kind=passage")

    assert "1 result" in page
    assert '<a href="/en/documents/plan/p/12"' in page
    assert "Fair work" in page
    assert "A/1 §12, p. 3" in page
    assert "<mark>recruitment</mark>" in page
    assert "word: recruitment" in page


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ({"doubtful": True}, "May be read wrongly."),
        ({"recognised": True}, "Recognised from a picture: letters may be wrong."),
    ],
)
def test_a_result_says_that_its_text_may_be_wrong(
    client: Client, notes: dict[str, bool], words: str
) -> None:
    _passage("Employers pay the fees of recruitment.", notes=notes)
    rebuild()

    page = _page(client, "q=recruitment&kind=passage")
    told = client.get("/api/v1/search?q=recruitment&kind=passage").json()

    assert words in page
    assert told["data"][0]["doubt"] == next(iter(notes))


def test_snippets_titles_and_questions_cannot_bring_markup(client: Client) -> None:
    _passage("<script>alert(1)</script> fees & <b>more</b>", section="<img src=x> fees")
    rebuild()

    page = _page(client, "q=fees") + _page(client, "q=%22%3E%3Cscript%3Ealert(2)")

    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "<b>more" not in page
    assert "&lt;img src=x&gt; <mark>fees</mark>" in page


def test_facets_have_names_and_counts_and_stay_in_the_address(client: Client) -> None:
    _passage("Fees of recruitment.")
    rebuild()

    page = _page(client, "q=fees&place=PRT", "fr")

    assert "Portugal" in page
    assert "6 Recrutement" in page
    assert "kind=passage" in page
    assert 'aria-current="true"' in page
    assert "A/1" in page


def test_filters_narrow_the_results(client: Client) -> None:
    _passage("Fees of recruitment.")
    make_initiative(title={"en": "Fees", "fr": "Frais"}, slug="fees")
    rebuild()

    assert "/en/initiatives/fees/" in _page(client, "q=fees&kind=initiative")
    assert "/documents/plan/p/12" not in _page(client, "q=fees&kind=initiative")
    assert "1 result" in _page(
        client, "q=fees&element=6&lang=en&document=plan&year=2020&kind=passage"
    )


def test_initiatives_are_named_in_the_language_of_the_page(client: Client) -> None:
    make_initiative(title={"en": "Cheaper fees", "fr": "Frais réduits"}, slug="fees")
    rebuild()

    assert "<mark>Frais</mark> réduits</a>" in _page(client, "q=fees", "fr")


def test_another_spelling_is_told(client: Client) -> None:
    _passage("Fees of recruitment for employers.")
    rebuild()

    page = _page(client, "q=recruitmant")

    assert "These results are for “recruitment”" in page


def test_some_of_the_words_are_told(client: Client) -> None:
    _passage("Fees of recruitment for employers.")
    rebuild()

    assert "These results have some of them" in _page(client, "q=recruitment+volcano")


def test_nothing_found_says_how_to_widen(client: Client) -> None:
    _passage("Fees of recruitment.")
    rebuild()

    page = _page(client, "q=volcano&place=PRT")

    assert "Nothing found for “\u2068volcano\u2069”" in page
    assert 'href="?q=volcano"' in page


def test_an_empty_question_teaches_and_asks_nothing(client: Client) -> None:
    page = _page(client, "")

    assert "How to ask" in page


def test_htmx_gets_the_results_alone(client: Client) -> None:
    rebuild()

    answer = client.get("/en/search/?q=x", headers=HTMX)

    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize(
    "query", ["q=x&page=-1", "q=x&page=9999", "q=x&year=soon", "q=%22", "q=" + "x" * 900, "kind="]
)
def test_an_odd_address_is_still_answered(client: Client, query: str) -> None:
    rebuild()

    assert client.get(f"/en/search/?{query}").status_code == 200


def test_results_are_paged(client: Client) -> None:
    document = make_document()
    for _ in range(23):
        make_passage(document, text="Fees of recruitment.")
    rebuild()

    last = _page(client, "q=fees&page=9&kind=passage")

    assert "Page 2 of 2" in last
    assert last.count('<article class="hit ') == 3
    assert "kind=passage&amp;page=1" in last


def test_a_damaged_index_is_a_page_that_says_what_to_do(client: Client) -> None:
    rebuild()
    folder = Path(settings.JALON_INDEX)
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"broken")

    answer = client.get("/en/search/?q=fees")

    assert answer.status_code in {400, 503}
    assert "jalon check --repair" in answer.content.decode()


def test_the_search_asks_the_database_few_times(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _passage("Fees of recruitment.")
    make_initiative(title={"en": "Fees"}, places=("PRT",))
    rebuild()

    with django_assert_max_num_queries(15):
        _page(client, "q=fees&element=6")


def test_addresses_take_the_language_and_the_slash_of_pages() -> None:
    assert address_of("/documents/plan/p/12") == "/en/documents/plan/p/12"
    assert address_of("/initiatives/fees") == "/en/initiatives/fees/"
    assert address_of("/nowhere/at/all") == "/en/nowhere/at/all"


def test_a_filter_takes_no_endless_list() -> None:
    asked = asked_of("x", lists={"kind": [str(n) for n in range(500)], "lang": ["", "x" * 300]})

    assert len(asked.kind) == 50
    assert asked.lang == ()


def test_what_waits_for_the_index_is_not_lost_by_a_search(client: Client) -> None:
    rebuild()
    queue_cards(["initiative:none"])

    assert client.get("/en/search/?q=fees").status_code == 200
