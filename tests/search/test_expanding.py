import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from jalon.search.expanding import expansions
from jalon.search.public import Query, find, rebuild
from tests.factories import load_reference, make_document, make_initiative, make_passage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture
def index() -> Iterator[None]:
    load_reference()
    document = make_document(slug="plan", symbol="A/1")
    make_passage(document, label="1", text="La baisse des envois de fonds.", lang="fr")
    make_passage(document, label="2", text="Remittances fell by a fifth.", lang="en")
    make_passage(document, label="3", text="El Gobierno de Marruecos abrió centros.", lang="es")
    make_passage(document, label="4", text="Les équipes de recherche et de sauvetage.", lang="fr")
    rebuild()
    yield
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def _labels(text: str, **options: bool) -> list[str]:
    found = find(Query(text=text, kinds=("passage",)), **options)
    return [hit.card.url.rpartition("/")[2] for hit in found.hits]


def test_a_word_finds_its_translation_after_itself() -> None:
    assert _labels("remittances") == ["2", "1"]
    assert _labels("envois de fonds") == ["1", "2"]
    assert _labels("envois de fonds", other_languages=False) == ["1"]


@pytest.mark.parametrize("text", ["Morocco", "Maroc", "المغرب", "Марокко", "摩洛哥"])
def test_a_place_is_found_by_its_name_in_any_language(text: str) -> None:
    assert _labels(text) == ["3"]


def test_a_concept_is_found_with_small_words_between() -> None:
    (hit,) = find(Query(text="search and rescue", kinds=("passage",))).hits

    assert hit.card.url.endswith("/4")
    assert hit.reasons[0].kind == "other language"
    assert "".join(hit.snippet[a:b] for a, b in hit.marks) == "recherche et de sauvetage"


def test_a_phrase_stays_as_it_is_typed() -> None:
    assert expansions('"envois de fonds"') == ()
    assert _labels('"envois de fonds"') == ["1"]


def test_what_is_left_out_brings_nothing_in() -> None:
    assert _labels("remittances -remittances") == []


def test_languages_that_are_not_searched_bring_no_words() -> None:
    assert {expansion.lang for expansion in expansions("remittances", langs=("fr",))} == {"fr"}


def test_the_page_says_so_and_offers_the_switch(client: Client) -> None:
    on = client.get("/en/search/?q=remittances").content.decode()
    off = client.get("/en/search/?q=remittances&only=1").content.decode()

    assert "other language: envois de fonds" in on
    assert "q=remittances&amp;only=1" in on
    assert "envois de fonds" not in off
    assert "Search in other languages too" in off


def test_the_command_can_keep_to_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search", "remittances", "--kind", "passage", "--own-language", "--json")

    assert "envois" not in capsys.readouterr().out


def test_an_initiative_is_shown_in_one_language(client: Client) -> None:
    make_initiative(
        slug="cheaper",
        title={"en": "Cheaper transfers", "fr": "Transferts moins chers"},
        summary={"en": "Remittances cost less.", "fr": "Les envois de fonds coûtent moins."},
    )
    rebuild()

    (english,) = find(Query(text="remittances", kinds=("initiative",), prefer="en")).hits
    (french,) = find(Query(text="remittances", kinds=("initiative",), prefer="fr")).hits

    assert "envois" not in english.snippet
    assert (french.card.lang, french.card.title) == ("fr", "Transferts moins chers")
    assert "Remittances" not in french.snippet
