import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import load_reference

MOST_STATEMENTS = 15
ADDRESSES = ("", "gcm/", "sdg/", "ilo-2018/", "crosswalks/gcm/ilo-2018/", "crosswalks/gcm/sdg/")

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(db: None) -> None:
    load_reference()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_in_english_and_french_in_few_statements(
    client: Client, reference: None, address: str
) -> None:
    for language in ("en", "fr"):
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(f"/{language}/frameworks/{address}")

        assert answer.status_code == 200
        assert len(statements) <= MOST_STATEMENTS


def test_the_list_says_how_many_elements_of_each_kind(client: Client, reference: None) -> None:
    page = client.get("/en/frameworks/").content.decode()

    assert "<li>187 actions" in page
    assert 'href="/en/frameworks/crosswalks/gcm/ilo-2018/"' in page


def test_a_framework_page_holds_each_element_at_its_address(
    client: Client, reference: None
) -> None:
    page = client.get("/en/frameworks/gcm/").content.decode()

    for local in ("p1", "23", "6.c", "area-4", "rt-2"):
        assert f'id="{local}"' in page


def test_a_crosswalk_shows_strength_by_colour_shape_and_word_with_totals(
    client: Client, reference: None
) -> None:
    page = client.get("/en/frameworks/crosswalks/gcm/ilo-2018/").content.decode()

    totals = {"direct": 13, "via": 3, "indirect": 4, "none": 3}
    for strength, count in totals.items():
        assert f'<b>{count}</b> <span class="strength strength-{strength}"><i></i>' in page
    assert "through another programme" in page


def test_a_crosswalk_shows_gaps_both_ways(client: Client, reference: None) -> None:
    gaps = client.get("/en/frameworks/crosswalks/gcm/sdg/").content.decode()
    gaps = gaps.partition('id="gaps"')[2]

    assert "No row says anything about" in gaps
    assert "<b>14</b> <a" in gaps
    assert "<b>2</b> End hunger" in gaps


def test_a_crosswalk_is_offered_as_csv(client: Client, reference: None) -> None:
    answer = client.get("/en/frameworks/crosswalks/gcm/ilo-2018.csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 23
    assert rows[0]["from"] == "gcm:1"
    assert rows[0]["to"] == "ilo-2018:13.e ilo-2018:14.b"
    assert [row["strength"] for row in rows].count("direct") == 13


@pytest.mark.parametrize("address", ["nothing/", "crosswalks/sdg/gcm/", "crosswalks/gcm/x/"])
def test_what_is_not_there_is_a_page_that_says_so(
    client: Client, reference: None, address: str
) -> None:
    answer = client.get(f"/en/frameworks/{address}")

    assert answer.status_code == 404
    assert "unknown-code" in answer.content.decode()
