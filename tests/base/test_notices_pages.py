"""Pages of the inbox and of mail about it: one's own only, with and without script."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jalon.base.models import Act, Mailbox, Notice, Person
from jalon.base.queries.mailboxes import mail_choice, mail_token
from jalon.base.rules.notices import MailChoice, Pace
from tests.factories import make_notice, make_person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def person() -> Person:
    return make_person(name="Amal")


@pytest.fixture
def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def page(client: Client, path: str, **more: Any) -> str:
    answer = client.get(path, **more)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_visitor_signs_in_first(client: Client) -> None:
    answer = client.get("/en/inbox/")

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/en/inbox/")


def test_an_inbox_shows_ones_own_notices(signed_in: Client, person: Person) -> None:
    make_notice(person, sentence="Mine <b>.", facts={})
    make_notice(make_person(), sentence="Of somebody else.", facts={})

    shown = page(signed_in, "/en/inbox/")

    assert "Mine &lt;b&gt;." in shown
    assert "Of somebody else." not in shown
    assert "1 unread notice · 0 things to do<" in shown


@pytest.mark.parametrize("act", ["", "read/", "unread/", "done/"])
def test_the_notice_of_another_does_not_exist(signed_in: Client, act: str) -> None:
    row = make_notice(make_person())
    path = f"/en/inbox/{row.pk}/{act}"

    answer = signed_in.post(path) if act else signed_in.get(path)

    assert answer.status_code == 404
    assert Notice.objects.filter(pk=row.pk, read_at=None, done_at=None).exists()


def test_opening_a_notice_reads_it_and_leads_to_its_page(signed_in: Client, person: Person) -> None:
    row = make_notice(person, address="/documents/?q=fees")

    answer = signed_in.get(f"/fr/inbox/{row.pk}/")

    assert answer["Location"] == "/fr/documents/?q=fees"
    assert not Notice.objects.filter(read_at=None).exists()


def test_without_script_an_act_leads_back_where_it_was_done(
    signed_in: Client, person: Person
) -> None:
    row = make_notice(person)
    form = page(signed_in, "/en/inbox/?show=all")
    assert f'action="/en/inbox/{row.pk}/read/?show=all"' in form

    answer = signed_in.post(f"/en/inbox/{row.pk}/read/?show=all")

    assert answer["Location"] == "/en/inbox/?show=all"
    assert not Notice.objects.filter(read_at=None).exists()


def test_with_htmx_an_act_answers_with_the_line_and_the_counts(
    signed_in: Client, person: Person
) -> None:
    row = make_notice(person, due_on=timezone.now().date())
    make_notice(person)

    answer = signed_in.post(f"/en/inbox/{row.pk}/done/?show=due", headers=HTMX)

    shown = " ".join(answer.content.decode().split())
    assert shown.startswith(
        f'<li class="record has-margin" id="notice-{row.pk}" data-announce="Marked'
    )
    assert "<html" not in shown
    assert "1 unread notice · 0 things to do<" in shown
    assert '<span id="unread" hx-swap-oob="true"><b class="num">1</b>' in shown


def test_marked_as_unread_it_counts_again(signed_in: Client, person: Person) -> None:
    row = make_notice(person, read_at=timezone.now())

    answer = signed_in.post(f"/en/inbox/{row.pk}/unread/", headers=HTMX)

    assert "Marked as unread." in answer.content.decode()
    assert Notice.objects.filter(read_at=None).count() == 1


def test_all_is_marked_as_read_by_one_button(signed_in: Client, person: Person) -> None:
    rows = [make_notice(person) for _ in range(3)]
    strange = make_notice(make_person())
    assert f'name="newest" value="{rows[-1].pk}"' in page(signed_in, "/en/inbox/")

    answer = signed_in.post("/en/inbox/read/", {"newest": rows[-1].pk}, headers=HTMX)

    assert "You have read everything" in answer.content.decode()
    assert list(Notice.objects.filter(read_at=None)) == [strange]


def test_without_script_all_read_leads_back(signed_in: Client, person: Person) -> None:
    make_notice(person)

    answer = signed_in.post("/en/inbox/read/?show=all", {"newest": "nonsense"})

    assert answer["Location"] == "/en/inbox/?show=all"
    assert Notice.objects.filter(read_at=None).exists()


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("", "Nothing has been sent to you yet"),
        ("unread", "You have read everything"),
        ("due", "Nothing is to be done"),
    ],
)
def test_an_empty_part_teaches(signed_in: Client, person: Person, show: str, words: str) -> None:
    if show:
        make_notice(person, read_at=timezone.now())

    assert words in page(signed_in, f"/en/inbox/?show={show}")


def test_a_long_inbox_has_pages_and_htmx_gets_the_list_only(
    signed_in: Client, person: Person
) -> None:
    for _number in range(26):
        make_notice(person)

    second = page(signed_in, "/en/inbox/?page=2", headers=HTMX)

    assert second.count('<li class="record') == 1
    assert "<html" not in second


def test_an_inbox_asks_the_database_a_few_times(
    signed_in: Client, person: Person, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        make_notice(person, due_on=timezone.now().date() if number % 2 else None)

    signed_in.get("/en/bodies/")  # notes, once in ten minutes, when the session was seen
    signed_in.get("/en/inbox/?show=all")
    with django_assert_max_num_queries(6):
        signed_in.get("/en/inbox/?show=all")


def test_the_number_of_unread_ones_is_known_to_every_page(
    signed_in: Client, person: Person
) -> None:
    make_notice(person)

    assert signed_in.get("/en/bodies/").context["unread"] == 1
    assert Client().get("/en/bodies/").context["unread"] == 0


def test_somebody_chooses_when_mail_comes(signed_in: Client, person: Person) -> None:
    assert 'value="daily"' in page(signed_in, "/en/account/notices/")
    chosen = {"pace": "weekly", "hour": "17", "weekday": "4"}

    answer = signed_in.post("/en/account/notices/", chosen)

    assert answer.status_code == 302
    assert mail_choice(person.pk) == MailChoice(pace=Pace.WEEKLY, hour=17, weekday=4)
    assert Act.objects.get().act == "choose mail"
    assert 'value="17" selected' in page(signed_in, "/en/account/notices/")


def test_a_choice_that_is_none_is_refused(signed_in: Client, person: Person) -> None:
    answer = signed_in.post("/fr/account/notices/", {"pace": "hourly", "hour": "25"})

    assert answer.status_code == 400
    assert "lundi" in answer.content.decode()
    assert mail_choice(person.pk) == MailChoice()


def test_a_scanner_that_opens_the_link_ends_no_mail(client: Client, person: Person) -> None:
    path = f"/en/unsubscribe/{mail_token(person.pk)}/"

    shown = page(client, path)
    client.head(path)

    assert "<button" in shown
    assert person.email not in shown
    assert mail_choice(person.pk).pace is Pace.DAILY


@pytest.mark.parametrize("posted", [{}, {"List-Unsubscribe": "One-Click"}])
def test_mail_ends_by_a_post_from_outside_without_signing_in(
    person: Person, posted: dict[str, str]
) -> None:
    strict = Client(enforce_csrf_checks=True)
    make_notice(person)

    answer = strict.post(f"/fr/unsubscribe/{mail_token(person.pk)}/", posted)

    assert answer.status_code == 200
    assert mail_choice(person.pk).pace is Pace.NEVER
    assert Notice.objects.filter(person=person, read_at=None).exists()
    assert Act.objects.get().person_id == person.pk


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_ends_no_mail(client: Client, person: Person, method: str) -> None:
    token = mail_token(make_person().pk).partition(".")[2]

    for forged in (f"{person.pk}.{token}", f"{person.pk}", f"{mail_token(person.pk)}x"):
        answer = getattr(client, method)(f"/en/unsubscribe/{forged}/")
        assert answer.status_code == 404

    assert not Mailbox.objects.exists()


def test_a_link_for_an_account_that_is_gone_is_told(client: Client) -> None:
    assert client.post(f"/en/unsubscribe/{mail_token(987654)}/").status_code == 404
