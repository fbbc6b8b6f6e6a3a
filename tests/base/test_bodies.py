"""Bodies: founded, described, closed and opened again; their pages for who asks."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from jalon.base.actions.bodies import (
    close_body,
    describe_body,
    ensure_keeper,
    found_body,
    open_body_again,
)
from jalon.base.actions.people import invite
from jalon.base.models import Body, Duty, Invitation, Person
from jalon.base.public import SYSTEM, BodyKind, DutyKind, UnknownBody, actor_with_id, duties, keeper
from jalon.base.queries import acts_on
from jalon.base.queries.people import today
from jalon.base.rules import Actor
from jalon.base.rules.bodies import BodyDraft, KeeperStays, NamelessBody
from jalon.kernel.errors import NotAllowed
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db

ADMIN, WRITER = DutyKind.ADMINISTRATOR, DutyKind.FOCAL_POINT


def _draft(**names: str) -> BodyDraft:
    return BodyDraft(kind=BodyKind.UNION, name=names, place="PRT")


@pytest.fixture
def keeping() -> Person:
    return make_person(ADMIN, body=make_body(is_keeper=True, slug="keeper"))


@pytest.fixture
def keeps(keeping: Person) -> Actor:
    return actor_with_id(keeping.pk)


def test_the_keeping_body_is_made_once() -> None:
    assert keeper() is None

    first, second = ensure_keeper(actor=SYSTEM), ensure_keeper(actor=SYSTEM)

    assert first == second == keeper()
    assert (first.is_keeper, Body.objects.count()) == (True, 1)
    assert [act.act for act in acts_on(f"body:{first.id}")] == ["found body"]


def test_a_body_is_founded_with_an_address_of_its_own(keeps: Actor) -> None:
    made = [found_body(_draft(en="Union of Ports", fr="Union"), actor=keeps) for _n in range(2)]

    assert [one.slug for one in made] == ["union-of-ports", "union-of-ports-2"]
    assert acts_on(f"body:{made[0].id}")[0].after["name"] == {"en": "Union of Ports", "fr": "Union"}


@pytest.mark.parametrize(
    ("name", "slug"), [("工会", "body"), ("New", "new-2"), ("Invitations", "invitations-2")]
)
def test_an_address_is_never_empty_and_never_one_of_ours(
    keeps: Actor, name: str, slug: str
) -> None:
    assert found_body(_draft(en=name), actor=keeps).slug == slug


def test_a_body_without_a_name_is_refused(keeps: Actor) -> None:
    with pytest.raises(NamelessBody):
        found_body(_draft(en=" "), actor=keeps)
    body = make_body()
    with pytest.raises(NamelessBody):
        describe_body(body.slug, _draft(), actor=keeps)


def test_only_a_keeper_founds_and_closes() -> None:
    body = make_body()
    actor = actor_with_id(make_person(ADMIN, body=body).pk)

    with pytest.raises(NotAllowed):
        found_body(_draft(en="X"), actor=actor)
    with pytest.raises(NotAllowed):
        close_body(body.slug, why="", actor=actor)
    with pytest.raises(NotAllowed):
        open_body_again(body.slug, why="", actor=actor)


def test_its_administrator_describes_a_body_and_only_changes_are_recorded() -> None:
    body = make_body(name={"en": "Old"}, kind=BodyKind.UNION, place="PRT")
    actor = actor_with_id(make_person(ADMIN, body=body).pk)

    for _time in range(2):
        describe_body(body.slug, _draft(en="New name"), actor=actor)

    (act,) = acts_on(f"body:{body.pk}")
    assert (act.before, act.after) == ({"name": {"en": "Old"}}, {"name": {"en": "New name"}})


def test_an_administrator_of_another_body_does_not_describe_this_one() -> None:
    actor = actor_with_id(make_person(ADMIN, body=make_body()).pk)

    with pytest.raises(NotAllowed):
        describe_body(make_body().slug, _draft(en="X"), actor=actor)
    with pytest.raises(UnknownBody):
        describe_body("nowhere", _draft(en="X"), actor=actor)


def test_closing_ends_what_is_open_and_keeps_what_was(keeps: Actor) -> None:
    body, person = make_body(), make_person()
    Duty.objects.create(person=person, body=body, kind=WRITER, since=today())
    coming = today() + timedelta(days=9)
    Duty.objects.create(person=person, body=body, kind=ADMIN, since=coming)
    invite(email="x@example.org", body_id=body.pk, duties=[WRITER], actor=SYSTEM)

    for _time in range(2):
        close_body(body.slug, why="merged", actor=keeps)

    assert duties(body_id=body.pk) == []
    assert not Duty.objects.filter(until__isnull=True, body=body).exists()
    assert not Invitation.objects.filter(ended_at__isnull=True).exists()
    acts = acts_on(f"body:{body.pk}")
    assert [act.act for act in acts] == ["close body", "invite person"]
    assert (acts[0].why, acts[0].after["ended"]) == ("merged", {"duties": 2, "invitations": 1})


def test_a_closed_body_can_be_opened_again_without_its_duties(keeps: Actor) -> None:
    body = make_body()
    make_person(WRITER, body=body)
    close_body(body.slug, why="", actor=keeps)

    for _time in range(2):
        open_body_again(body.slug, why="by mistake", actor=keeps)

    assert duties(body_id=body.pk) == []
    acts = [act.act for act in acts_on(f"body:{body.pk}")]
    assert acts == ["open body again", "close body"]


def test_the_keeping_body_is_not_closed(keeps: Actor) -> None:
    with pytest.raises(KeeperStays):
        close_body("keeper", why="", actor=keeps)


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_public_sees_how_many_act_for_a_body_its_people_see_whom(client: Client) -> None:
    body = make_body()
    colleague = make_person(WRITER, body=body, name="Amal Example")
    path = f"/en/bodies/{body.slug}/"

    public = _page(client, path)
    client.force_login(make_person(DutyKind.COMMITTEE_MEMBER, body=body))
    own = _page(client, path)

    assert "Amal Example" not in public
    assert colleague.email not in public
    assert "1 person holds a duty here." in public
    assert "Amal Example" in own
    assert "People and duties" not in own


def test_bodies_are_listed_by_kind_closed_ones_last(client: Client) -> None:
    make_body(name={"en": "Gone office"}, is_closed=True)
    make_body(name={"en": "Ports union"}, kind=BodyKind.UNION)
    make_body(name={"en": "Labour office"})

    page = _page(client, "/en/bodies/")

    found = [page.index(name) for name in ("Labour office", "Ports union", "Gone office")]
    assert found == sorted(found)
    assert "Add a body" not in page


def test_a_keeper_founds_a_body_on_a_page(client: Client, keeping: Person) -> None:
    client.force_login(keeping)
    assert "Add a body" in _page(client, "/en/bodies/")

    empty = client.post("/en/bodies/new/", {"kind": "union"})
    made = client.post("/en/bodies/new/", {"kind": "union", "name_fr": "Union des ports"})

    assert empty.status_code == 400
    assert made["Location"] == "/en/bodies/union-des-ports/people/"


def test_duties_are_given_for_a_time_on_a_page(client: Client) -> None:
    body = make_body()
    person = make_person(name="Noor")
    client.force_login(make_person(ADMIN, body=body))
    path, last = f"/en/bodies/{body.slug}/people/", today() + timedelta(days=30)
    sent = {"email": person.email, "duties": ["reviewer", "validator"]}

    client.post(path, sent | {"last_day": str(last)})
    over = client.post(path, sent | {"last_day": str(today() - timedelta(days=1))})
    wrong = client.post(path, sent | {"last_day": "soon"})

    held = duties(person_id=person.pk)
    assert {(duty.kind.value, duty.last_day) for duty in held} == {
        ("reviewer", last), ("validator", last),
    }  # fmt: skip
    assert (over.status_code, wrong.status_code) == (400, 400)
    assert str(last.year) in _page(client, path)


def test_a_link_that_was_mailed_is_not_shown_to_who_invites(
    client: Client, settings: Settings
) -> None:
    settings.JALON_SENDS_MAIL = True
    body = make_body()
    client.force_login(make_person(ADMIN, body=body))

    sent = {"email": "x@example.org", "duties": "reviewer"}
    page = client.post(f"/en/bodies/{body.slug}/people/", sent).content.decode()

    (mailed,) = mail.outbox
    assert "on its way to x@example.org" in page
    assert "/en/invitations/" not in page
    assert "/en/invitations/" in str(mailed.body)


def test_an_invitation_shows_a_link_and_can_be_taken_back(client: Client) -> None:
    body = make_body()
    client.force_login(make_person(ADMIN, body=body))
    path = f"/en/bodies/{body.slug}/people/"

    page = client.post(path, {"email": "x@example.org", "duties": "reviewer"}).content.decode()
    client.post(f"/en/bodies/invitations/{Invitation.objects.get().pk}/take-back/")

    assert "/en/invitations/" in page
    assert "no mail left this server" in page
    assert "x@example.org" not in _page(client, path)


def test_everything_of_a_person_is_handed_over_on_a_page(client: Client) -> None:
    body = make_body()
    giver, taker = make_person(WRITER, body=body), make_person(DutyKind.REVIEWER, body=body)
    client.force_login(make_person(ADMIN, body=body))
    path = f"/en/people/{giver.pk}/hand-over/"
    assert taker.email in _page(client, path)

    empty = client.post(path, {"taker": "nobody@example.org", "bodies": body.pk})
    sent = {"taker": taker.email, "bodies": body.pk, "why": "moved"}
    done = client.post(path, sent, follow=True)

    assert empty.status_code == 400
    assert "Invite them first." in empty.content.decode()
    assert "Everything is handed over." in done.content.decode()
    assert {duty.kind for duty in duties(person_id=taker.pk)} == {WRITER, DutyKind.REVIEWER}


def test_a_keeper_closes_an_account_and_opens_it_again_on_a_page(
    client: Client, keeping: Person
) -> None:
    person = make_person(name="Noor")
    client.force_login(keeping)

    client.post(f"/en/people/{person.pk}/close/", {"why": "left"})
    assert "Open again" in _page(client, "/en/people/")
    client.post(f"/en/people/{person.pk}/open-again/")

    person.refresh_from_db()
    assert person.is_active
    assert "Open again" not in _page(client, "/en/people/")


def test_a_keeper_finds_accounts_among_many(
    client: Client, keeping: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        make_person(name=f"Colleague {number:02}")
    client.force_login(keeping)
    client.get("/en/people/")

    with django_assert_max_num_queries(9):
        first = _page(client, "/en/people/")
    second = _page(client, "/en/people/?page=2")
    found = _page(client, "/en/people/?q=colleague+42")

    assert ("Colleague 03" in first, "Colleague 55" in first) == (True, False)
    assert "Colleague 55" in second
    assert ("Colleague 42" in found, "Colleague 03" in found) == (True, False)
    assert "Nobody of this name" in _page(client, "/en/people/?q=zebra")


def test_a_closed_body_offers_a_keeper_to_open_it_again(client: Client, keeping: Person) -> None:
    body = make_body(is_closed=True)
    client.force_login(keeping)
    path = f"/en/bodies/{body.slug}/"
    assert "Open again" in _page(client, path)

    client.post(f"{path}open-again/")

    assert "Open again" not in _page(client, path)


def test_somebody_describes_themselves_on_a_page(client: Client) -> None:
    person = make_person(name="Noor")
    client.force_login(person)

    empty = client.post("/en/account/", {"name": "", "language": "fr"})
    client.post("/en/account/", {"name": "Noor B.", "language": "fr"})

    person.refresh_from_db()
    assert empty.status_code == 400
    assert (person.name, person.language) == ("Noor B.", "fr")
