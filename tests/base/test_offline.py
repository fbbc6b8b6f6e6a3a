"""Pages without the line: how the script that keeps them is served, and what pages have ready."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_script_that_keeps_pages_stands_at_the_root(client: Client) -> None:
    answer = client.get("/service-worker.js")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_page_has_the_sentences_for_a_lost_line_ready_and_hidden(client: Client) -> None:
    page = client.get("/en/").content.decode()

    assert '<div id="kept" hidden' in page
    assert "<time></time>" in page


def test_a_page_says_where_it_stands_for_readers_of_no_known_language(client: Client) -> None:
    page = client.get("/fr/matrix/?by=place").content.decode()

    default = (
        '<link rel="alternate" hreflang="x-default" href="http://testserver/en/matrix/?by=place">'
    )
    assert default in page


def test_a_page_that_depends_on_the_theme_says_so(client: Client) -> None:
    answer = client.get("/en/")

    assert "Cookie" in answer.headers["Vary"]
