"""A document becomes public and is taken back: what is recorded, told, found and shown."""

import pytest
from django.test import Client

from jalon.base.models import Body, Notice
from jalon.base.public import Actor, DutyKind, Viewer, acts_on, seeing
from jalon.base.queries.people import actor_for
from jalon.library.actions import publish_document, withdraw_document
from jalon.library.models import Document
from jalon.library.rules import DocumentState, ReasonMissing
from jalon.search.models import PendingCard
from jalon.search.public import Query, find, flush_all, rebuild
from tests.factories import (
    load_reference,
    make_body,
    make_document,
    make_initiative,
    make_passage,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body(slug="ministry")


@pytest.fixture
def validator(body: Body) -> Actor:
    return actor_for(make_person(DutyKind.VALIDATOR, body=body, name="Vera"))


@pytest.fixture
def hidden(body: Body) -> Document:
    return make_document(slug="plan", title="Quokka plan", owner=body, is_public=False)


def _public() -> bool:
    return Document.objects.get(slug="plan").is_public


def test_publishing_is_recorded_once(hidden: Document, validator: Actor) -> None:
    publish_document(slug=hidden.slug, actor=validator)
    publish_document(slug=hidden.slug, actor=validator)

    (act,) = acts_on("document:plan")
    assert _public()
    assert (act.act, act.actor, act.body) == ("publish document", "Vera", "ministry")
    assert (act.before, act.after) == ({"is_public": False}, {"is_public": True})


def test_withdrawing_is_recorded_once_with_its_reason(hidden: Document, validator: Actor) -> None:
    publish_document(slug=hidden.slug, actor=validator)

    withdraw_document(slug=hidden.slug, reason=" A draft. ", actor=validator)
    withdraw_document(slug=hidden.slug, reason="Again.", actor=validator)

    assert not _public()
    assert [(act.act, act.why) for act in acts_on("document:plan")] == [
        ("withdraw document", "A draft."), ("publish document", ""),
    ]  # fmt: skip


def test_nothing_is_withdrawn_without_a_reason(hidden: Document, validator: Actor) -> None:
    publish_document(slug=hidden.slug, actor=validator)

    with pytest.raises(ReasonMissing, match="is withdrawn"):
        withdraw_document(slug=hidden.slug, reason="  ", actor=validator)

    assert _public()


def test_who_writes_for_the_body_is_told_why(
    hidden: Document, body: Body, validator: Actor
) -> None:
    writer = make_person(DutyKind.FOCAL_POINT, body=body)
    make_person(DutyKind.FOCAL_POINT, body=make_body())
    publish_document(slug=hidden.slug, actor=validator)

    withdraw_document(slug=hidden.slug, reason="A draft.", actor=validator)

    (notice,) = Notice.objects.all()
    assert notice.person_id == writer.pk
    assert notice.address == "/documents/plan/"
    assert notice.facts["reason"] == "A draft."


def test_all_cards_of_a_document_are_made_anew(hidden: Document, validator: Actor) -> None:
    load_reference()
    passage = make_passage(hidden)
    initiative = make_initiative(document=hidden)
    make_passage()

    publish_document(slug=hidden.slug, actor=validator)

    queued = set(PendingCard.objects.values_list("card", flat=True))
    assert queued == {
        "document:plan", f"passage:{passage.pk}", f"initiative:{initiative.slug}",
    }  # fmt: skip


@pytest.mark.usefixtures("own_index")
def test_the_index_follows(hidden: Document, body: Body, validator: Actor) -> None:
    load_reference()
    make_passage(hidden, text="The quokka crossing.")
    rebuild()

    before = find(Query(text="quokka")).total
    with seeing(Viewer(bodies=frozenset({body.pk}))):
        own = find(Query(text="quokka")).total
    publish_document(slug="plan", actor=validator)
    flush_all()
    published = find(Query(text="quokka")).total
    withdraw_document(slug="plan", reason="A draft.", actor=validator)
    flush_all()

    assert (before, own, published, find(Query(text="quokka")).total) == (0, 2, 2, 0)


def test_a_validator_publishes_and_withdraws_on_pages(
    client: Client, hidden: Document, body: Body
) -> None:
    client.force_login(make_person(DutyKind.VALIDATOR, body=body))

    page = client.get("/en/documents/plan/").content.decode()
    published = client.post("/en/documents/plan/publish/")
    empty = client.post("/en/documents/plan/withdraw/", {"reason": ""})
    withdrawn = client.post("/en/documents/plan/withdraw/", {"reason": "A draft."})

    assert "Only people with a duty in Ministry" in page
    assert "/en/documents/plan/publish/" in page
    assert published["Location"] == withdrawn["Location"] == "/en/documents/plan/"
    assert empty.status_code == 400
    assert "Say why." in empty.content.decode()
    assert not _public()


def test_a_reviewer_finds_no_button_that_is_refused(
    client: Client, hidden: Document, body: Body
) -> None:
    client.force_login(make_person(DutyKind.REVIEWER, body=body))

    page = client.get("/en/documents/plan/").content.decode()
    asked = client.get("/en/documents/plan/publish/").content.decode()

    assert "Not public." in page
    assert "/publish/" not in page
    assert "Only a validator" in asked
    assert client.post("/en/documents/plan/publish/").status_code == 403


def test_a_moderator_of_the_keeper_is_led_away_from_what_they_no_longer_see(
    client: Client, keeping_body: Body, body: Body
) -> None:
    make_document(slug="plan", owner=body)
    client.force_login(make_person(DutyKind.MODERATOR, body=keeping_body))

    answer = client.post("/en/documents/plan/withdraw/", {"reason": "Names of persons."})

    assert answer["Location"] == "/en/documents/"
    assert client.get("/en/documents/plan/").status_code == 404


def test_visitors_read_how_one_takes_part(client: Client) -> None:
    make_document(slug="plan")

    page = client.get("/en/documents/plan/").content.decode()

    assert "Sign in to take part" in page
    assert "/en/account/login/?next=%2Fen%2Fdocuments%2Fplan%2F" in page


@pytest.mark.parametrize("address", ["/en/documents/", "/en/documents/plan/", "/en/search/?q=zz"])
def test_who_may_not_add_documents_is_not_asked_for_them(
    address: str, client: Client, body: Body, editor: Client
) -> None:
    make_document(slug="plan", state=DocumentState.KNOWN)
    client.force_login(make_person(DutyKind.REVIEWER, body=body))

    pages = [one.get(address).content.decode() for one in (client, Client(), editor)]

    assert ["/documents/upload/" in page for page in pages] == [False, True, True]
