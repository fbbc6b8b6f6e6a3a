"""People mend the description of a document: who may, what stays, and who said what."""

import pytest
from django.test import Client

from jalon.base.models import Body
from jalon.base.public import DutyKind, acts_on
from jalon.kernel.errors import NotAllowed, UnknownCode
from jalon.library.actions.mending import mend_description
from jalon.library.models import Document
from jalon.search.models import PendingCard
from tests.factories import (
    load_reference,
    make_body,
    make_document,
    make_passage,
    make_person,
    reader,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/en/documents/plan/describe/"


@pytest.fixture
def document() -> Document:
    load_reference()
    origins = {"title": {"by": "machine", "confidence": 0.4}, "date": {"by": "machine"}}
    return make_document(slug="plan", title="Untitled 1", symbol="", origins=origins)


def _typed(client: Client, **changed: str) -> dict[str, str]:
    """What the form shows, with some fields typed anew."""
    form = client.get(ADDRESS).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


def test_a_person_mends_the_description(editor: Client, document: Document) -> None:
    typed = _typed(editor, title="The  plan\nof 2020", symbol="A/75/542", place="PRT")

    answer = editor.post(ADDRESS, typed)

    document.refresh_from_db()
    assert answer["Location"] == "/en/documents/plan/"
    assert (document.title, document.symbol) == ("The plan of 2020", "A/75/542")
    assert document.place is not None
    assert document.origins["title"] == {"by": "person"}
    assert document.origins["date"] == {"by": "machine"}


def test_it_is_one_line_in_the_record_with_what_changed(editor: Client, document: Document) -> None:
    editor.post(ADDRESS, _typed(editor, title="The plan", date="2021-05"))

    (act,) = acts_on("document:plan")
    history = editor.get("/en/history/document/plan/").content.decode()
    assert act.before == {"title": "Untitled 1", "date": "2020-10-26"}
    assert act.after == {"title": "The plan", "date": "2021-05"}
    assert "Description mended" in history
    document.refresh_from_db()
    assert document.year == 2021


def test_saving_what_is_there_changes_nothing(editor: Client, document: Document) -> None:
    editor.post(ADDRESS, _typed(editor))

    document.refresh_from_db()
    assert acts_on("document:plan") == []
    assert document.origins["title"]["by"] == "machine"


def test_all_that_cites_the_document_is_found_under_its_new_name(document: Document) -> None:
    passage = make_passage(document)

    mend_description(slug="plan", values={"symbol": "A/1"}, actor=reader)

    cards = set(PendingCard.objects.values_list("card", flat=True))
    assert {"document:plan", f"passage:{passage.pk}"} <= cards


@pytest.mark.parametrize("date", ["26 May 2020", "2020-13", "2020-02-30", "20"])
def test_a_date_that_does_not_exist_is_refused_and_nothing_typed_is_lost(
    editor: Client, document: Document, date: str
) -> None:
    answer = editor.post(ADDRESS, _typed(editor, date=date, title="The plan"))

    assert answer.status_code == 400
    assert "Write it as 2020, 2020-10 or 2020-10-26." in answer.content.decode()
    assert "The plan</textarea>" in answer.content.decode()
    document.refresh_from_db()
    assert document.title == "Untitled 1"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    editor: Client, document: Document
) -> None:
    typed = _typed(editor, title="Mine")
    mend_description(slug="plan", values={"body": "Ministry"}, actor=reader)

    first = editor.post(ADDRESS, typed)
    again = first.context["form"]["seen"].value()
    second = editor.post(ADDRESS, {**typed, "body": "Ministry", "seen": again})

    assert first.status_code == 400
    assert "Somebody changed this description" in first.content.decode()
    assert second.status_code == 302
    document.refresh_from_db()
    assert (document.title, document.body) == ("Mine", "Ministry")


def test_only_who_writes_for_its_body_may(document: Document, client: Client) -> None:
    owner = make_body()
    Document.objects.filter(pk=document.pk).update(owner=owner)
    strange = make_person(DutyKind.FOCAL_POINT, body=make_body())
    reviewer = make_person(DutyKind.REVIEWER, body=owner)

    answers = []
    for person in (strange, reviewer):
        client.force_login(person)
        answers.append(client.post(ADDRESS, _typed(client, title="Mine")).status_code)

    assert answers == [403, 403]
    assert "Only people who write for the body" in client.get(ADDRESS).content.decode()


def test_an_unknown_place_or_document_is_refused(document: Document) -> None:
    with pytest.raises(UnknownCode, match="XXX"):
        mend_description(slug="plan", values={"place": "XXX"}, actor=reader)
    with pytest.raises(UnknownCode, match="nowhere"):
        mend_description(slug="nowhere", values={"title": "x"}, actor=reader)

    assert acts_on("document:plan") == []


def test_a_hidden_document_is_unknown_to_others(document: Document, keeping_body: Body) -> None:
    Document.objects.filter(pk=document.pk).update(owner=make_body(), is_public=False)

    with pytest.raises((UnknownCode, NotAllowed)):
        mend_description(slug="plan", values={"title": "x"}, actor=reader)


def test_the_page_tells_who_said_what(client: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(
        body="Ministry", origins=document.origins | {"body": {"by": "person"}}
    )
    make_passage(document)

    page = client.get("/en/documents/plan/").content.decode()
    told = client.get("/api/v1/documents/plan").json()["data"]["origins"]

    assert page.count("read by the machine") == 2
    assert page.count("set by a person") == 1
    assert "0.40" in page
    assert told["title"] == {"by": "machine", "confidence": 0.4}
    assert told["body"] == {"by": "person", "confidence": None}


def test_doubtful_and_recognised_passages_say_so(client: Client, document: Document) -> None:
    make_passage(document, label="1", order=0, notes={"doubtful": True})
    make_passage(document, label="2", order=1, notes={"recognised": True, "doubtful": True})
    make_passage(document, label="3", order=2)

    page = client.get("/en/documents/plan/").content.decode()
    told = client.get("/api/v1/documents/plan/passages").json()["data"]

    assert page.count("May be read wrongly.") == 1
    assert page.count("Recognised from a picture: letters may be wrong.") == 1
    assert [(one["doubtful"], one["recognised"]) for one in told] == [
        (True, False),
        (True, True),
        (False, False),
    ]
