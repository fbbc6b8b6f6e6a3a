import pytest
from django.test import Client

from jalon.base.actions.bodies import describe_body
from jalon.base.actions.duties import give_duty
from jalon.base.public import SYSTEM, BodyKind, DutyKind
from jalon.base.rules.bodies import BodyDraft
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db


def _page(client: Client, body_id: int) -> str:
    return client.get(f"/en/history/body/{body_id}/").content.decode()


def test_everybody_reads_how_a_body_was_described(client: Client) -> None:
    body = make_body(name={"en": "Office of Work"})
    draft = BodyDraft(kind=BodyKind.UNION, name={"en": "Office of Decent Work"})
    describe_body(body.slug, draft, actor=SYSTEM)

    page = _page(client, body.pk)

    assert "Description changed" in page
    assert "Decent </ins>" in page.replace('<span class="visually-hidden">] </span>', "")
    assert "trade union" in page


def test_only_its_people_read_who_holds_which_duty(client: Client) -> None:
    body = make_body()
    person = make_person(name="Noor Example")
    give_duty(person_id=person.pk, body_id=body.pk, kind=DutyKind.VALIDATOR, actor=SYSTEM)

    assert "Noor Example" not in _page(client, body.pk)

    client.force_login(make_person(DutyKind.REVIEWER, body=body))
    page = _page(client, body.pk)
    assert "Noor Example" in page
    assert "validator" in page


@pytest.mark.parametrize("address", ["body/0", "body/x", "nothing/1", "person/1"])
def test_what_has_no_history_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/history/{address}/").status_code == 404
