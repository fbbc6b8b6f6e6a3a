from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jalon.library.actions import decide_tag
from jalon.library.models import Document
from jalon.library.rules import DocumentState, TagState
from tests.factories import load_reference, make_document, make_passage, make_tag, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def reference() -> None:
    load_reference()


def _with_file(content: bytes, **values: str) -> Document:
    path = Path(settings.JALON_FILES) / "ab" / "given.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return make_document(slug="plan", file="ab/given.html", file_name="Plan é.html", **values)


def test_documents_are_listed_apart_from_those_only_known(client: Client) -> None:
    make_tag(make_passage(make_document(title="Read report", passages=7)))
    make_document(title="Known report", state=DocumentState.KNOWN, url="https://example.org/a")

    page = client.get("/en/documents/").content.decode()

    read, known = page.split('id="known"')
    assert "Read report" in read
    assert "7 passages" in read
    assert "1 suggestion" in read
    assert "Known report" in known
    assert "Upload your copy" in known


def test_titles_and_searches_cannot_bring_markup(client: Client) -> None:
    make_document(title="<script>alert(1)</script>", body="<img src=x>", symbol="<b>")

    page = client.get("/en/documents/", {"q": '"><script>'}).content.decode()
    found = client.get("/en/documents/").content.decode()

    assert "<script>" not in page.replace("<script src", "")
    assert "<script>alert" not in found
    assert "<img src=x>" not in found


def test_the_search_above_the_list_looks_at_title_symbol_and_body(client: Client) -> None:
    make_document(title="Plan", symbol="A/1", body="Ministry")
    make_document(title="Other", symbol="B/2", body="Network")

    page = client.get("/en/documents/?q=a/1 minis", headers=HTMX).content.decode()

    assert "<html" not in page
    assert ">Plan<" in page
    assert ">Other<" not in page


def test_an_empty_library_teaches_the_first_step(client: Client) -> None:
    assert "No document has been read yet" in client.get("/en/documents/").content.decode()
    assert "No document has these words" in client.get("/en/documents/?q=x").content.decode()


def test_a_document_that_is_only_known_asks_for_a_copy(client: Client) -> None:
    make_document(slug="plan", title="Known", state=DocumentState.KNOWN)

    page = client.get("/en/documents/plan/").content.decode()

    assert "Its text is not stored" in page
    assert "/en/documents/upload/" in page


@pytest.mark.parametrize("address", ["nothing/", "nothing/p/1", "nothing/file", "upload/nothing/"])
def test_an_unknown_address_is_a_page_that_says_so(editor: Client, address: str) -> None:
    answer = editor.get(f"/en/documents/{address}")

    assert answer.status_code == 404
    assert "Nothing here has the code" in answer.content.decode()


def test_a_passage_has_a_page_of_its_own_between_its_neighbours(client: Client) -> None:
    document = make_document(slug="plan", symbol="A/1", body="Ministry")
    for order, text in enumerate(["Before it.", "The passage itself.", "After it."]):
        make_passage(document, order=order, label=str(order), number=str(order), text=text)

    page = client.get("/en/documents/plan/p/1").content.decode()

    assert "A/1 §1, p. 3" in page
    assert "Before it." in page
    assert "After it." in page
    assert "http://testserver/en/documents/plan/p/1" in page
    assert "Nobody has decided" in page


def test_a_passage_tells_how_its_tags_were_decided(client: Client) -> None:
    tag = make_tag(make_passage(make_document(slug="plan"), label="12"))
    decide_tag(tag_id=tag.pk, wanted=TagState.CONFIRMED, reason="It says so.", actor=reader)

    page = client.get("/en/documents/plan/p/12").content.decode()

    assert "Amal</b> confirmed the tag <b>6" in page
    assert "It says so." in page


def test_a_decision_on_the_page_of_a_passage_leads_back_to_it(editor: Client) -> None:
    tag = make_tag(make_passage(make_document(slug="plan"), label="12.a"))
    sent = {"wanted": "refused", "reason": "Too wide.", "back": "passage"}

    answer = editor.post(f"/en/documents/tags/{tag.pk}/", sent, follow=True)

    assert answer.redirect_chain == [("/en/documents/plan/p/12.a", 302)]
    assert "Too wide." in answer.content.decode()


def test_the_address_without_language_leads_to_the_passage(client: Client) -> None:
    make_passage(make_document(slug="plan"), label="12")

    answer = client.get("/documents/plan/p/12", headers={"accept-language": "fr"}, follow=True)

    assert answer.redirect_chain == [("/fr/documents/plan/p/12", 302)]
    assert answer.status_code == 200


def test_the_original_is_downloaded_and_never_shown_inside_the_page(client: Client) -> None:
    _with_file(b"<script>alert(1)</script>", media_type="text/html")

    answer = client.get("/en/documents/plan/file")

    assert answer.getvalue() == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_lost_file_is_told_and_not_a_mistake_of_the_server(client: Client) -> None:
    make_document(slug="plan", symbol="A/1", file="zz/lost.pdf")

    answer = client.get("/en/documents/plan/file")

    assert answer.status_code == 404
    assert "is not on this installation" in answer.content.decode()


@pytest.mark.parametrize("address", ["", "upload/", "plan/p/1"])
def test_pages_of_the_library_ask_the_database_few_times(
    editor: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_document(slug="plan")
    for order in range(3):
        make_tag(make_passage(plan, order=order, label=str(order)))
        make_tag(make_passage(make_document()))

    with django_assert_max_num_queries(15):
        answer = editor.get(f"/en/documents/{address}")

    assert answer.status_code == 200
