import pytest
from django.test import Client

from jalon.base.public import SYSTEM, DutyKind
from jalon.library.actions import decide_tag
from jalon.library.actions.opening import publish_document, withdraw_document
from jalon.library.rules import TagState
from tests.factories import (
    load_reference,
    make_body,
    make_document,
    make_passage,
    make_person,
    make_tag,
)

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str) -> str:
    answer = client.get(f"/en/history/{address}/")
    return answer.content.decode() if answer.status_code == 200 else ""


def test_the_history_of_a_passage_says_what_was_decided(client: Client) -> None:
    load_reference()
    passage = make_passage()
    decide_tag(
        tag_id=make_tag(passage).pk, wanted=TagState.REFUSED, reason="Of a bank.", actor=SYSTEM
    )

    page = _page(client, f"passage/{passage.pk}")

    assert "Suggestion refused" in page
    assert "Of a bank." in page
    assert "suggested" in page
    assert f"/en/documents/{passage.document.slug}/p/{passage.label}" in page


def test_why_a_document_was_hidden_is_read_by_its_body_only(client: Client) -> None:
    body = make_body()
    make_document(slug="plan", owner=body, is_public=True)
    withdraw_document(slug="plan", reason="It names a person.", actor=SYSTEM)
    publish_document(slug="plan", actor=SYSTEM)

    public = _page(client, "document/plan")
    client.force_login(make_person(DutyKind.REVIEWER, body=body))
    own = _page(client, "document/plan")

    assert "Opened to everybody" in public
    assert "It names a person." not in public
    assert "It names a person." in own


def test_a_hidden_document_has_no_history_for_others(client: Client) -> None:
    document = make_document(slug="plan", owner=make_body(), is_public=False)
    passage = make_passage(document)

    assert _page(client, "document/plan") == ""
    assert _page(client, f"passage/{passage.pk}") == ""
    assert _page(client, "passage/x") == ""
