import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jalon.library.rules import DocumentState
from jalon.practices.rules import label_of_paragraph
from tests.factories import load_reference, make_document, make_initiative, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def reference() -> None:
    load_reference()


def _list(client: Client, query: str = "", language: str = "en") -> str:
    return client.get(f"/{language}/initiatives/?{query}").content.decode()


def _one(client: Client, language: str = "en") -> str:
    return client.get(f"/{language}/initiatives/plan/").content.decode()


def test_initiatives_are_listed_with_what_where_and_source(client: Client) -> None:
    document = make_document(symbol="A/1", slug="report", state=DocumentState.KNOWN)
    make_initiative(title={"en": "Plan"}, places=("PRT",), year_from=2019, document=document)

    page = _list(client)

    assert "1 initiative" in page
    assert "/en/places/PRT/" in page
    assert "/en/objectives/6/" in page
    assert 'href="/en/documents/report/"' in page
    assert "A/1 §12" in page


@pytest.mark.parametrize(
    "query",
    ["objective=6", "place=PRT", "kind=law", "text=première", "text=ministry", "document=d"],
)
def test_each_filter_keeps_what_fits(client: Client, query: str) -> None:
    make_initiative(
        title={"en": "First", "fr": "La première"},
        kind="law",
        places=("PRT",),
        document=make_document(slug="d"),
    )
    make_initiative(title={"en": "Second"}, objectives=("gcm:7",), places=("FRA",), who=["Union"])

    page = _list(client, query)

    assert ">First<" in page
    assert ">Second<" not in page


@pytest.mark.parametrize(
    "query", ["objective=99", "place=XXX", "kind=x", "document=%3C", "page=-1"]
)
def test_an_odd_filter_keeps_everything(client: Client, query: str) -> None:
    make_initiative(title={"en": "First"})

    assert ">First<" in _list(client, query)


def test_nothing_found_is_not_told_as_nothing_done(client: Client) -> None:
    assert "does not mean that nothing was done" in _list(client, "text=volcano")


def test_htmx_gets_the_rows_alone(client: Client) -> None:
    make_initiative()

    answer = client.get("/en/initiatives/?kind=programme", headers=HTMX)

    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_long_lists_are_paged_and_keep_their_filter(client: Client) -> None:
    for _ in range(27):
        make_initiative()

    page = _list(client, "kind=programme")

    assert "Page 1 of 2" in page
    assert "kind=programme&amp;page=2" in page


def test_an_initiative_is_told_in_the_language_of_the_page_or_the_one_asked_for(
    client: Client,
) -> None:
    make_initiative(slug="plan", title={"en": "Plan", "fr": "Projet"})

    french = _one(client, "fr")
    english = client.get("/fr/initiatives/plan/?lang=en").content.decode()

    assert '<h1 lang="fr" dir="ltr">Projet</h1>' in french
    assert 'href="?lang=en"' in french
    assert '<h1 lang="en" dir="ltr">Plan</h1>' in english
    assert "It does one thing." in english


def test_a_page_says_when_there_is_no_text_in_its_language(client: Client) -> None:
    make_initiative(slug="plan", title={"fr": "Projet"}, summary={"fr": "Une chose."})

    arabic = _one(client, "ar")

    assert '<h1 lang="fr" dir="ltr">Projet</h1>' in arabic
    assert 'aria-current="true"' in arabic


def test_figures_have_their_unit_and_the_words_of_the_source(client: Client) -> None:
    figure = {"value": 1204, "unit": {"en": "measures"}, "raw": "1.204 mesures <b>"}
    make_initiative(slug="plan", figures=[figure])

    page = _one(client)

    assert "1,204" in page
    assert "measures" in page
    assert "1.204 mesures &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("named", "told"), [(True, "The source itself names"), (False, "reading of the editors")]
)
def test_it_says_whose_reading_the_objectives_are(
    client: Client, *, named: bool, told: str
) -> None:
    make_initiative(slug="plan", objectives_named=named)

    assert told in _one(client)


def test_the_citation_opens_the_passage_when_its_text_is_here(client: Client) -> None:
    document = make_document(slug="report")
    make_passage(document, label="fn12")
    make_initiative(slug="plan", document=document, paragraph="fn 12")

    assert 'href="/en/documents/report/p/fn12"' in _one(client)
    assert 'href="/en/documents/report/p/fn12"' in _list(client)


def test_titles_cannot_bring_markup(client: Client) -> None:
    evil = {"en": "<script>alert(1)</script>"}
    make_initiative(slug="plan", title=evil, summary=evil, who=["<b>x</b>"], section="<i>y</i>")

    pages = _list(client) + _one(client)

    assert "<script>alert" not in pages
    assert "<b>x</b>" not in pages
    assert "<i>y</i>" not in pages


def test_an_unknown_initiative_is_a_page_that_says_so(client: Client) -> None:
    answer = client.get("/en/initiatives/nothing/")

    assert answer.status_code == 404
    assert "Nothing here has the code “nothing”" in answer.content.decode()


def test_pages_of_initiatives_ask_the_database_few_times(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_initiative(slug="plan", places=("PRT", "FRA"), objectives=("gcm:6", "gcm:7"))
    for _ in range(9):
        make_initiative(places=("PRT",))

    with django_assert_max_num_queries(15):
        _list(client, "objective=6&place=PRT")
    with django_assert_max_num_queries(15):
        _one(client)


def test_a_range_of_paragraphs_leads_to_its_first() -> None:
    assert [label_of_paragraph(text) for text in ("12", "36–38", "fn 5", "")] == [
        "12",
        "36",
        "fn5",
        "",
    ]
