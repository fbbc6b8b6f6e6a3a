"""Files that bodies send: whose they become, who meets them, and what nobody learns by sending."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from jalon.base.models import Body, Duty, Person
from jalon.base.public import DutyKind, acts_on
from jalon.base.queries.people import actor_for
from jalon.kernel.errors import NotAllowed
from jalon.library.actions import read_waiting, receive_files
from jalon.library.models import Document, Intake
from jalon.library.rules import DocumentState, Filing
from tests.factories import load_reference, make_body, make_document, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TEXT = b"Plan of the ministry\n\n1. Fees of recruitment are paid by employers.\n"


@pytest.fixture
def reference() -> None:
    load_reference()


@pytest.fixture
def body() -> Body:
    return make_body(slug="ministry")


@pytest.fixture
def writer(body: Body) -> Person:
    return make_person(DutyKind.FOCAL_POINT, body=body, name="Amal")


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _send(person: Person, *, content: bytes = TEXT, access: str = "body", owner: str = "") -> HttpResponse:  # fmt: skip  # noqa: E501
    sent = {"documents": SimpleUploadedFile("plan.txt", content), "place": "", "owner": owner}
    return _client(person).post("/en/documents/upload/", sent | {"access": access})


def test_a_file_belongs_to_the_body_of_its_sender_and_is_hidden_at_first(
    writer: Person, body: Body
) -> None:
    _send(writer)
    read_waiting()

    document = Document.objects.get()
    assert (document.owner, document.is_public) == (body, False)
    assert Client().get(f"/en/documents/{document.slug}/").status_code == 404


def test_reading_is_recorded_in_the_name_of_who_sent_the_file(writer: Person) -> None:
    _send(writer)
    read_waiting()

    (act,) = acts_on(f"document:{Document.objects.get().slug}")
    assert (act.act, act.actor, act.body) == ("read document", "Amal", "ministry")


def test_somebody_with_one_body_is_asked_only_who_may_see(writer: Person) -> None:
    page = _client(writer).get("/en/documents/upload/").content.decode()

    assert 'name="owner"' not in page
    assert "They will belong to Ministry" in page
    assert page.count('name="access"') == 2
    assert re.search(r'name="access" value="body"[^>]* checked', page)


def test_somebody_who_writes_for_two_bodies_chooses(
    writer: Person, body: Body, keeping_body: Body
) -> None:
    Duty.objects.create(
        person=writer, body=keeping_body, kind=DutyKind.ALTERNATE, since=timezone.now().date()
    )

    page = _client(writer).get("/en/documents/upload/").content.decode()
    for owner in ("ministry", "", "nobody"):
        _send(writer, owner=owner)

    assert 'name="owner"' in page
    assert [row.owner for row in Intake.objects.order_by("id")] == [body, None]


def test_a_form_that_does_not_say_who_may_see_is_not_taken(writer: Person) -> None:
    answer = _send(writer, access="")

    assert answer.status_code == 400
    assert "Choose who may see them." in answer.content.decode()
    assert not Intake.objects.exists()


def test_nobody_sends_for_a_body_they_do_not_write_for(writer: Person) -> None:
    filing = Filing(owner=make_body().pk)

    with pytest.raises(NotAllowed, match="writes here"):
        receive_files([], filing=filing, actor=actor_for(writer))

    assert not Intake.objects.exists()


def test_a_reviewer_is_told_that_they_do_not_add_documents(body: Body) -> None:
    answer = _client(make_person(DutyKind.REVIEWER, body=body)).get("/en/documents/upload/")

    assert answer.status_code == 403
    assert "focal point or alternate" in answer.content.decode()


def test_the_same_file_of_another_body_is_not_betrayed(writer: Person) -> None:
    other = make_person(DutyKind.FOCAL_POINT, body=make_body())
    _send(writer)
    read_waiting()
    first = Document.objects.get()

    answer = _send(other)
    read_waiting()

    page = _client(other).get(answer["Location"]).content.decode()
    second = Document.objects.exclude(pk=first.pk).get()
    assert "Read and stored." in page
    assert first.slug not in page
    assert second.owner_id != first.owner_id
    assert second.slug.rsplit("-", 1)[0] == first.slug.rsplit("-", 1)[0]


def test_the_same_file_of_ones_own_body_or_of_everybody_is_known(
    writer: Person, body: Body
) -> None:
    colleague = make_person(DutyKind.ALTERNATE, body=body)
    stranger = make_person(DutyKind.FOCAL_POINT, body=make_body())
    _send(writer)
    read_waiting()
    again = _send(colleague)
    read_waiting()
    Document.objects.update(is_public=True)
    public = _send(stranger)
    read_waiting()

    for person, answer in ((colleague, again), (stranger, public)):
        assert "Stored already" in _client(person).get(answer["Location"]).content.decode()
    assert Document.objects.count() == 1


def test_a_hidden_text_never_comes_into_a_public_description(writer: Person) -> None:
    known = make_document(
        slug="a-1", symbol="A/RES/73/195", state=DocumentState.KNOWN, title="The Compact"
    )
    _send(writer, content=b"A/RES/73/195\n\n" + TEXT)
    _send(writer, content=b"A/RES/73/195\n\n2. More.\n\n" + TEXT, access="everybody")
    read_waiting()

    known.refresh_from_db()
    assert known.state == DocumentState.KNOWN
    assert Document.objects.filter(state=DocumentState.READ).count() == 2


def test_the_address_of_a_hidden_document_cannot_be_guessed(writer: Person) -> None:
    _send(writer)
    read_waiting()

    slug = Document.objects.get().slug
    assert len(slug.rsplit("-", 1)[1]) == 8
    assert int(slug.rsplit("-", 1)[1], 16) >= 0


def test_progress_is_shown_to_the_sender_and_their_body_only(writer: Person, body: Body) -> None:
    address = _send(writer)["Location"]
    reviewer = make_person(DutyKind.REVIEWER, body=body)
    stranger = make_person(DutyKind.FOCAL_POINT, body=make_body())

    statuses = [_client(who).get(address).status_code for who in (writer, reviewer, stranger)]

    assert statuses == [200, 200, 404]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), (False, True)),
        (("--private",), (False, False)),
        (("--owner", "ministry"), (True, True)),
        (("--owner", "ministry", "--private"), (True, False)),
    ],
)
@pytest.mark.usefixtures("own_index")
def test_ingesting_says_whose_files_are(
    options: tuple[str, ...], expected: tuple[bool, bool], body: Body, tmp_path: Path
) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(TEXT)

    call_command("ingest", str(file), *options)

    document = Document.objects.get()
    assert (document.owner_id == body.pk, document.is_public) == expected
