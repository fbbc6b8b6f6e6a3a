import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jalon.library.models import Document, Passage, Tag
from jalon.library.rules import Method, TagState
from tests.factories import load_reference, make_document, make_mention, make_passage, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def reference() -> None:
    load_reference()


@pytest.fixture
def document() -> Document:
    return make_document(slug="plan", passages=3, language="fr")


@pytest.fixture
def passage(document: Document) -> Passage:
    text = "Le recrutement équitable relève de l’objectif 6."
    return make_passage(document, order=0, label="12", number="12", text=text, lang="fr")


def _page(client: Client, query: str = "") -> str:
    return client.get(f"/en/documents/plan/{query}").content.decode()


def _decide(client: Client, tag: Tag, wanted: str, **more: str) -> str:
    address = f"/en/documents/tags/{tag.pk}/"
    return client.post(address, {"wanted": wanted, **more}, headers=HTMX).content.decode()


def test_a_document_shows_its_passages_with_marked_words_and_tags(
    client: Client, passage: Passage
) -> None:
    make_tag(passage, code="gcm:6", start=3, end=14, why=[{"kind": "words", "text": "recrutement"}])
    make_mention(passage, "PRT")

    page = _page(client)

    assert 'id="p-12"' in page
    assert ">recrutement</mark>" in page
    assert "words: recrutement" in page
    assert "Portugal" in page
    assert "0 of 1 decided" in page


def test_the_text_of_a_passage_cannot_bring_markup(client: Client, document: Document) -> None:
    evil = "<script>alert(1)</script> & <b>bold</b>"
    tagged = make_passage(document, order=0, label="1", text=evil, section=evil)
    make_tag(tagged, start=0, end=8, why=[{"kind": "words", "text": "<i>x</i>"}])

    pages = _page(client) + client.get("/en/documents/plan/p/1").content.decode()

    assert "<script>alert" not in pages
    assert "<i>x</i>" not in pages
    assert "&lt;script&gt;</mark>alert(1)" in pages or "&lt;script</mark>&gt;" in pages


def test_confirming_answers_htmx_with_the_passage_and_the_counter(
    editor: Client, passage: Passage
) -> None:
    tag = make_tag(passage)

    answer = _decide(editor, tag, "confirmed")

    assert '<li class="passage' in answer
    assert "<html" not in answer
    assert 'hx-swap-oob="true"' in answer
    assert "1 of 1 decided" in answer
    assert "saved" in answer


def test_confirming_without_script_leads_back_to_the_passage(
    editor: Client, passage: Passage
) -> None:
    tag = make_tag(passage)

    answer = editor.post(f"/en/documents/tags/{tag.pk}/", {"wanted": "confirmed"})

    assert answer["Location"] == "/en/documents/plan/#p-12"
    tag.refresh_from_db()
    assert tag.state == TagState.CONFIRMED


def test_a_decided_passage_stays_in_sight_of_a_narrow_page(
    editor: Client, passage: Passage
) -> None:
    tag = make_tag(passage)
    sent = {"wanted": "refused", "back": "?show=suggested&objective=6"}

    answer = editor.post(f"/en/documents/tags/{tag.pk}/", sent)

    assert answer["Location"] == "/en/documents/plan/?show=suggested&objective=6&held=12#p-12"
    assert 'id="p-12"' in _page(editor, "?show=suggested&objective=6&held=12")


def test_nobody_is_sent_to_another_host(editor: Client, passage: Passage) -> None:
    tag = make_tag(passage)
    sent = {"wanted": "refused", "back": "https://example.org/?page=7"}

    answer = editor.post(f"/en/documents/tags/{tag.pk}/", sent)

    assert answer["Location"].startswith("/en/documents/plan/")


def test_an_undo_takes_the_decision_back(editor: Client, passage: Passage) -> None:
    tag = make_tag(passage, state=TagState.CONFIRMED)

    answer = _decide(editor, tag, "suggested")

    assert "0 of 1 decided" in answer
    assert 'value="confirmed"' in answer


def test_only_the_last_decision_answers_to_the_key_of_undo(
    editor: Client, passage: Passage
) -> None:
    make_tag(passage, code="gcm:6", state=TagState.CONFIRMED)
    make_tag(passage, code="gcm:7", state=TagState.REFUSED)

    assert _page(editor).count('data-key="u"') == 1


@pytest.mark.parametrize("typed", ["13", "13 Alternatives to detention", "gcm:13", "GCM:13"])
def test_an_element_is_added_by_number_title_or_code(
    editor: Client, passage: Passage, typed: str
) -> None:
    answer = editor.post(f"/en/documents/passages/{passage.pk}/tags/", {"code": typed})

    added = Tag.objects.get(passage=passage)
    assert answer["Location"] == "/en/documents/plan/#p-12"
    assert (added.element.code, added.method) == ("gcm:13", Method.PERSON)


@pytest.mark.parametrize("typed", ["banana", "", "99", "<b>"])
def test_an_unknown_element_is_refused_and_nothing_is_added(
    editor: Client, passage: Passage, typed: str
) -> None:
    address = f"/en/documents/passages/{passage.pk}/tags/"

    answer = editor.post(address, {"code": typed}, headers=HTMX)

    assert answer.status_code == 404
    assert "Nothing here has the code" in answer.content.decode()
    assert "<b>" not in answer.content.decode()
    assert not Tag.objects.exists()


@pytest.mark.parametrize("wanted", ["", "banana"])
def test_an_unknown_decision_is_refused(editor: Client, passage: Passage, wanted: str) -> None:
    tag = make_tag(passage)

    answer = editor.post(f"/en/documents/tags/{tag.pk}/", {"wanted": wanted})

    assert answer.status_code == 404
    tag.refresh_from_db()
    assert tag.state == TagState.SUGGESTED


def test_a_second_click_shows_how_things_are(editor: Client, passage: Passage) -> None:
    tag = make_tag(passage, state=TagState.CONFIRMED)

    answer = editor.post(f"/en/documents/tags/{tag.pk}/", {"wanted": "confirmed"}, headers=HTMX)

    assert answer.status_code == 200
    assert "is-confirmed" in answer.content.decode()


def test_decisions_are_posted_only(editor: Client, passage: Passage) -> None:
    tag = make_tag(passage)

    assert editor.get(f"/en/documents/tags/{tag.pk}/").status_code == 405
    assert editor.get(f"/en/documents/passages/{passage.pk}/tags/").status_code == 405


def test_a_decision_needs_the_token_of_the_page(passage: Passage) -> None:
    careful = Client(enforce_csrf_checks=True)
    tag = make_tag(passage)

    assert careful.post(f"/en/documents/tags/{tag.pk}/", {"wanted": "confirmed"}).status_code == 403


def test_a_narrow_page_shows_only_what_fits(client: Client, passage: Passage) -> None:
    make_tag(passage, code="gcm:6", state=TagState.CONFIRMED)
    other = make_passage(passage.document, order=1, label="13", number="13")
    make_tag(other, code="gcm:7")

    assert 'id="p-13"' not in _page(client, "?show=confirmed")
    assert 'id="p-12"' not in _page(client, "?objective=7")
    assert "No passage is like this" in _page(client, "?show=confirmed&objective=7")


@pytest.mark.parametrize(
    "query", ["?show=banana", "?objective=banana", "?page=-3", "?page=x", "?page=900"]
)
def test_an_odd_address_still_shows_the_document(
    client: Client, passage: Passage, query: str
) -> None:
    answer = client.get(f"/en/documents/plan/{query}")

    assert answer.status_code == 200
    assert passage.text in answer.content.decode()


def test_a_long_document_is_cut_into_pages_with_stable_anchors(
    client: Client, document: Document
) -> None:
    for order in range(103):
        section = "A" if order < 101 else "B"
        make_passage(document, order=order, label=str(order + 1), section=section)

    first, second = _page(client), _page(client, "?page=2")

    assert 'id="p-100"' in first
    assert 'id="p-101"' not in first
    assert 'id="p-101"' in second
    assert 'href="?page=2#p-102"' in first
    assert 'href="#p-102"' in second


def test_the_page_of_a_document_asks_the_database_few_times(
    editor: Client, document: Document, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for order in range(30):
        tagged = make_passage(document, order=order, section=f"Part {order % 3}")
        make_tag(tagged)
        make_mention(tagged, "PRT")

    with django_assert_max_num_queries(15):
        editor.get("/en/documents/plan/?show=suggested&objective=6")


def test_notices_of_the_reading_are_told_once_with_their_pages(client: Client) -> None:
    noticed = [{"code": "page-without-text", "page": page, "detail": ""} for page in (4, 2)]
    make_document(slug="plan", notices=noticed)

    page = _page(client)

    assert page.count("hold no text") == 1
    assert "2, 4." in page
