from pathlib import Path

import pytest

from jalon.engines.searching import Card, Expansion, Index, Query, Version

SOLD = Card(
    id="initiative:1",
    kind="initiative",
    title="Cheaper transfers",
    text="Remittances cost less.",
    lang="en",
    versions=(Version(lang="fr", title="Transferts", text="Les envois de fonds coûtent moins."),),
)
NUMBERS = Card(id="passage:1", kind="passage", title="", text="15 000 migrants, 97 pour cent.")
LONG = Card(id="passage:2", kind="passage", title="", text="Conventions nos 97, 143 et 189.")


@pytest.fixture
def index(tmp_path: Path) -> Index:
    index = Index(tmp_path / "index")
    index.write([SOLD, NUMBERS, LONG])
    return index


def _ids(index: Index, text: str) -> list[str]:
    return [hit.id for hit in index.search(Query(text=text)).hits]


def test_a_card_of_several_versions_is_one_result_in_one_language(index: Index) -> None:
    (english,) = index.search(Query(text="remittances")).hits
    (french,) = index.search(Query(text="envois")).hits

    assert (english.card.lang, english.snippet) == ("en", "Remittances cost less.")
    assert (french.card.lang, french.card.title) == ("fr", "Transferts")
    assert french.snippet == "Les envois de fonds coûtent moins."


def test_the_preferred_language_is_shown_where_it_fits(index: Index) -> None:
    other = Expansion(of="remittances", terms=("envois de fonds",), reason="other language: envois")
    query = Query(text="remittances", expansions=(other,), prefer="fr")
    (hit,) = index.search(query).hits
    (only,) = index.search(Query(text="remittances", prefer="fr")).hits

    assert hit.card.lang == "fr"
    assert hit.why == "other language: envois"
    assert only.card.lang == "en"


def test_both_languages_are_filters(index: Index) -> None:
    assert index.search(Query(langs=("fr",))).total == 1
    assert index.search(Query(langs=("en",))).total == 1


@pytest.mark.parametrize("text", ["15000", "15,000", "15 000", "97%", "97 %"])
def test_numbers_are_found_however_they_are_written(index: Index, text: str) -> None:
    assert _ids(index, text)[0] == "passage:1"


def test_an_instrument_is_found_by_its_number_in_a_list(index: Index) -> None:
    (hit,) = index.search(Query(text="C189")).hits

    assert hit.id == "passage:2"
    assert hit.why == "equivalent: convention 189"


def test_most_of_the_words_come_before_any_of_them(index: Index) -> None:
    results = index.search(Query(text="15000 migrants volcano"))

    assert results.relaxed
    assert [hit.id for hit in results.hits] == ["passage:1"]


def test_an_answer_is_remembered_until_the_index_changes(index: Index) -> None:
    before = index.search(Query(text="migrants"))
    again = index.search(Query(text="migrants"))
    index.write(deletes=["passage:1"])

    assert again.hits is before.hits
    assert index.search(Query(text="migrants")).total == 0
