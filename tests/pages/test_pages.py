import csv
import io
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.library.models import Document
from jalon.practices.models import Initiative
from tests.factories import make_mention, make_passage, make_tag

MOST_STATEMENTS = 15
ADDRESSES = (
    "",
    "?view=number",
    "?view=evidence&table=1",
    "objectives/",
    "objectives/?view=round-table",
    "objectives/6/",
    "objectives/6/?place=PRT&document=a-75-542&state=confirmed",
    "objectives/14/",
    "places/",
    "places/?q=port",
    "places/PRT/",
    "places/AND/",
    "matrix/",
    "matrix/?by=place",
    "matrix/?by=year&rows=gcm-actions",
    "matrix/?rows=gcm-principles",
    "matrix/?rows=sdg",
    "matrix/cell/?element=gcm:6&place=PRT",
    "matrix/cell/?state=suggested&page=3",
    "styleguide/",
)

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, **headers: str) -> str:
    answer = client.get(f"/en/{address}", **headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_in_english_and_french_in_few_statements(
    client: Client, library: Document, address: str
) -> None:
    for language in ("en", "fr"):
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(f"/{language}/{address}")

        assert answer.status_code == 200
        assert len(statements) <= MOST_STATEMENTS


def test_the_number_of_statements_does_not_grow_with_the_evidence(
    client: Client, library: Document
) -> None:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as statements:
            client.get(f"/en/{address}")
        return len(statements)

    addresses = (
        "",
        "objectives/6/",
        "places/PRT/",
        "matrix/?by=place",
        "matrix/cell/?element=gcm:6",
    )
    before = [count(address) for address in addresses]
    for _more in range(12):
        passage = make_passage()
        make_tag(passage, code="gcm:6")
        make_mention(passage, "PRT")

    assert [count(address) for address in addresses] == before


def test_an_empty_installation_shows_what_will_be_there(client: Client, db: None) -> None:
    for address in ("", "objectives/", "places/", "matrix/cell/"):
        assert client.get(f"/en/{address}").status_code == 200
    assert "will stand here" in text_of(client, "")


def test_the_home_page_counts_with_links_to_the_lists(client: Client, library: Document) -> None:
    page = text_of(client, "")

    assert '<a href="/en/matrix/cell/?state=confirmed"><b>1</b> passage confirmed</a>' in page
    assert '<a href="/en/initiatives/"><b>1</b> initiative reported</a>' in page


def test_an_objective_page_keeps_confirmed_and_suggested_apart(
    client: Client, library: Document
) -> None:
    page = text_of(client, "objectives/6/")

    confirmed, _, suggested = page.partition("Suggested by the machine")
    assert "<mark>Recruiters</mark> may charge no fee." in confirmed
    assert 'lang="fr" dir="ltr"' in confirmed
    assert "Workers keep their passports." in suggested
    assert 'href="/en/documents/a-75-542/p/64"' in confirmed


def test_an_objective_page_narrows_to_a_state(client: Client, library: Document) -> None:
    page = text_of(client, "objectives/6/?state=confirmed")

    assert "may charge no fee." in page
    assert "Workers keep their passports." not in page


def test_an_objective_without_evidence_says_in_how_many_documents(
    client: Client, library: Document
) -> None:
    assert "Nothing found in 1 document." in text_of(client, "objectives/14/")


def test_related_frameworks_show_strength_and_what_awaits_review(
    client: Client, library: Document
) -> None:
    page = text_of(client, "objectives/4/")

    assert "strength-indirect" in page
    assert "our reading, to be confirmed" in page


def test_an_action_that_is_named_links_to_its_passages(client: Client, library: Document) -> None:
    page = text_of(client, "objectives/6/")

    assert 'href="/en/matrix/cell/?element=gcm:6.h" data-sheet' in page


@pytest.mark.parametrize(
    "address", ["objectives/24/", "places/XYZ/", "matrix/?rows=nothing", "matrix/cell/?element=x:1"]
)
def test_what_is_not_there_is_a_page_that_says_so(
    client: Client, library: Document, address: str
) -> None:
    answer = client.get(f"/en/{address}")

    assert answer.status_code == 404
    assert "unknown-code" in answer.content.decode()


def test_an_address_without_a_page_offers_a_way_on(client: Client, db: None) -> None:
    answer = client.get("/en/nothing-here/")

    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()


def test_places_are_listed_by_name_and_found_without_accents(
    client: Client, library: Document
) -> None:
    page = text_of(client, "places/?q=TURKI")

    assert "Türkiye" in page
    assert "Portugal" not in page


def test_a_place_page_cites_every_line(client: Client, library: Document) -> None:
    page = text_of(client, "places/PRT/")

    assert "A/75/542 §64, p. 3" in page
    assert 'href="/en/initiatives/fair-fees/"' in page
    assert 'href="/en/report/?place=PRT"' in page


def test_a_place_code_may_be_typed_in_small_letters(client: Client, library: Document) -> None:
    assert "Portugal" in text_of(client, "places/prt/")


def test_a_matrix_cell_tells_the_states_apart_and_opens_without_script(
    client: Client, library: Document
) -> None:
    page = text_of(client, "matrix/")

    address = "/en/matrix/cell/?element=gcm%3A6&amp;document=a-75-542"
    listed = text_of(client, "matrix/cell/?element=gcm:6&document=a-75-542")
    assert f'is-confirmed depth-2"><a href="{address}" data-sheet>1' in page
    assert "Workers keep their passports." in listed


def test_the_matrix_names_objectives_nobody_speaks_of(client: Client, library: Document) -> None:
    silence = text_of(client, "matrix/").partition('id="silence"')[2]

    assert "Consular protection" in silence
    assert "Recruitment and decent work" not in silence


def test_the_side_sheet_gets_only_the_passages(client: Client, library: Document) -> None:
    sheet = text_of(client, "matrix/cell/?element=gcm:6", HTTP_HX_REQUEST="true")

    assert "<html" not in sheet
    assert "may charge no fee." in sheet


def test_the_matrix_is_a_workbook_with_a_sheet_for_each_state(
    client: Client, library: Document
) -> None:
    answer = client.get("/en/matrix.xlsx?by=document")

    with ZipFile(io.BytesIO(answer.content)) as book:
        first = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.read("xl/workbook.xml").decode()
    assert 'filename="jalon-gcm-document.xlsx"' in answer["Content-Disposition"]
    assert "Confirmed passages" in names
    assert "Suggested passages" in names
    assert library.symbol in first
    assert "gcm:6" in first


def test_the_count_of_a_place_cell_is_the_length_of_its_list(
    client: Client, library: Document
) -> None:
    library.place_id = make_mention(make_passage(), "CAN").place_id
    library.save()

    page = text_of(client, "matrix/?by=place")
    listed = text_of(client, "matrix/cell/?element=gcm:6&place=CAN")

    assert 'element=gcm%3A6&amp;place=CAN" data-sheet>1' in page
    assert listed.count('class="record evidence') == 2


def test_columns_of_places_stand_in_the_order_of_their_names(
    client: Client, library: Document
) -> None:
    for code in ("AND", "AND", "ZWE"):
        passage = make_passage()
        make_tag(passage)
        make_mention(passage, code)

    page = text_of(client, "matrix/?by=place")

    assert page.index(">Andorra<") < page.index(">Portugal<") < page.index(">Zimbabwe<")


def test_a_wide_matrix_comes_in_pages_of_columns(client: Client, library: Document) -> None:
    for _number in range(45):
        make_tag(make_passage())

    first, second = text_of(client, "matrix/"), text_of(client, "matrix/?page=2")

    assert "Page 1 of 2, 46 columns in all" in first
    assert "Page 2 of 2" in second


def test_the_matrix_is_offered_as_csv_with_both_states(client: Client, library: Document) -> None:
    answer = client.get("/en/matrix.csv?by=place")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Type"].startswith("text/csv")
    assert [row["place"] for row in rows if row["code"] == "gcm:6"] == ["", "PRT"]
    cell = next(row for row in rows if row["code"] == "gcm:6" and row["place"] == "PRT")
    assert (cell["confirmed_passages"], cell["suggested_passages"]) == ("1", "1")


def test_an_initiative_in_a_list_shows_the_numbers_it_reports(
    client: Client, library: Document
) -> None:
    figures = [{"value": 97, "unit": {"en": "measures"}, "raw": "97 actions"}]
    Initiative.objects.update(figures=figures)

    page = client.get("/en/places/PRT/").content.decode()

    assert '<b>97</b> <span lang="en">measures</span>' in page
