"""Mail about notices: what is in it, and that each notice is mailed at most once."""

import re
import smtplib
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, connections
from django.utils import timezone

from jalon.base.actions.mailboxes import begin_try, choose_mail, end_mail, take_for_mail
from jalon.base.frames import digests
from jalon.base.frames.digests import send_waiting
from jalon.base.models import Act, Mailbox, Notice, Person
from jalon.base.public import NOBODY
from jalon.base.rules.notices import MailChoice, Pace
from jalon.kernel.errors import UnknownCode
from tests.factories import make_notice, make_person

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=2)


def waiting(person: Person, **values: Any) -> Notice:
    """A notice that is due by mail, whatever the hour."""
    return make_notice(person, **({"made_at": timezone.now() - LONG_AGO} | values))


def choose(person: Person, pace: Pace) -> None:
    choose_mail(MailChoice(pace=pace), person_id=person.pk, actor=NOBODY)


def sent() -> mail.EmailMessage:
    (only,) = mail.outbox
    return only


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:  # Any: pytest-django's settings
    settings.JALON_ADDRESS = "https://jalon.example.org"


class Server(EmailBackend):
    """A mail server that does to some addresses what a test asks for."""

    trouble: dict[str, BaseException] = {}
    is_down = False

    def open(self) -> None:
        if self.is_down:
            raise ConnectionRefusedError("nobody listens")

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if message.to[0] in self.trouble:
                raise self.trouble[message.to[0]]
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "trouble", {})
    monkeypatch.setattr(Server, "is_down", False)
    return Server


def test_one_mail_tells_everything_that_is_unread() -> None:
    person = make_person(name="Amal")
    due = timezone.now().date() + timedelta(days=3)
    first = waiting(person, sentence="Old news.", facts={})
    waiting(person, sentence="A plan waits.", facts={}, due_on=due)
    waiting(person, sentence="Read already.", facts={}, read_at=timezone.now())

    assert send_waiting() is True
    assert send_waiting() is False

    text = str(sent().body)
    assert sent().subject == "Jalon: 2 notices for you"
    assert text.index("A plan waits.") < text.index("3 days left") < text.index("Old news.")
    assert f"  https://jalon.example.org/en/inbox/{first.pk}/\n" in text
    assert "Read already." not in text


def test_mail_about_one_notice_says_it_in_its_subject() -> None:
    waiting(make_person(), sentence="{who}\r\nBcc: x@example.org", facts={"who": "A" * 200})

    send_waiting()

    assert re.fullmatch(r"Jalon: A{100,}…", sent().subject)
    assert "\nBcc" not in sent().body


def test_mail_can_be_ended_by_a_button_of_mail_programs() -> None:
    row = waiting(make_person(language="fr"))

    send_waiting()

    found = message_from_bytes(sent().message().as_bytes(), policy=default)
    link = found["List-Unsubscribe"].strip(" <>")
    assert re.fullmatch(r"https://jalon\.example\.org/fr/unsubscribe/[\w.-]+/", link)
    assert link in str(sent().body)
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (found["Auto-Submitted"], found["Content-Language"]) == ("auto-generated", "fr")
    assert found["Message-ID"] == f"<notices.{row.pk}.{row.pk}.1@jalon.example.org>"


@pytest.mark.parametrize("language", ["fr", "ar", "zh-Hans"])
def test_mail_is_in_the_language_of_its_reader(language: str) -> None:
    person = make_person(language=language)
    waiting(person, sentence=UnknownCode.sentence, facts={"value": "gcm:99"})
    day = {"fr": "21 novembre 2026", "ar": "21 نوفمبر 2026", "zh-Hans": "2026年11月21日"}
    waiting(person, sentence="{day}", facts={"day": {"day": "2026-11-21"}})

    send_waiting()

    text = str(sent().body)
    assert UnknownCode.sentence.partition("“")[0] not in text
    assert "gcm:99" in text
    assert day[language] in text
    assert f"/{language.lower()}/inbox/" in text


def test_lines_in_arabic_run_from_right_to_left() -> None:
    waiting(make_person(language="ar", name="Amal"), facts={"who": "Zoë", "number": "1"})

    send_waiting()

    lines = [line for line in str(sent().body).splitlines() if line]
    assert {line[0] for line in lines if "https://" not in line} == {"\u200f"}
    assert all(line.strip().startswith("https://") for line in lines if "https://" in line)
    assert "\u2068Zoë\u2069" in sent().body


def test_a_language_that_the_interface_has_not_is_served_in_english() -> None:
    waiting(make_person(language="und"))

    send_waiting()

    assert "/en/inbox/" in sent().body


def test_a_long_list_is_counted_not_told() -> None:
    person = make_person()
    for _number in range(53):
        waiting(person)

    send_waiting()

    assert str(sent().body).count("submitted plan") == 50
    assert "3 more notices" in sent().body
    assert not Notice.objects.filter(mailed_at=None).exists()


@pytest.mark.parametrize(
    ("pace", "age", "mails"),
    [
        (Pace.NEVER, timedelta(days=30), 0),
        (Pace.AT_ONCE, timedelta(seconds=30), 0),
        (Pace.AT_ONCE, timedelta(seconds=90), 1),
        (Pace.DAILY, timedelta(0), 0),
        (Pace.DAILY, timedelta(hours=24), 1),
        (Pace.WEEKLY, timedelta(0), 0),
        (Pace.WEEKLY, timedelta(days=7), 1),
    ],
)
def test_mail_comes_as_often_as_chosen(pace: Pace, age: timedelta, mails: int) -> None:
    person = make_person()
    choose(person, pace)
    make_notice(person, made_at=timezone.now() - age)

    send_waiting()

    assert len(mail.outbox) == mails


def test_closed_accounts_get_no_mail() -> None:
    waiting(make_person(is_active=False))

    assert send_waiting() is False


def test_what_came_while_no_mail_was_wanted_is_not_mailed_later() -> None:
    person = make_person()
    choose(person, Pace.NEVER)
    waiting(person)

    choose(person, Pace.AT_ONCE)
    send_waiting()

    assert mail.outbox == []
    assert Notice.objects.get().read_at is None


def test_a_choice_is_one_line_in_the_record_and_the_same_again_is_none() -> None:
    person = make_person()

    for _again in range(2):
        choose(person, Pace.WEEKLY)
        end_mail(person.pk)
        end_mail(person.pk)

    acts = Act.objects.filter(subject=f"person:{person.pk}").order_by("pk")
    assert [act.after["pace"] for act in acts] == ["weekly", "never", "weekly", "never"]
    assert acts[1].person_id == person.pk


def test_mail_that_fails_for_one_reaches_the_others(
    server: type[Server], caplog: pytest.LogCaptureFixture
) -> None:
    one, two = make_person(), make_person()
    waiting(one, made_at=timezone.now() - 2 * LONG_AGO)
    waiting(two)
    refused = smtplib.SMTPRecipientsRefused({one.email: (550, b"no such box")})
    server.trouble[one.email] = refused

    send_waiting()

    assert [message.to for message in mail.outbox] == [[two.email]]
    assert Notice.objects.get(person=one).mailed_at is None
    assert "550" in caplog.text


def _pauses(person: Person, times: int) -> Iterator[float]:
    """How many minutes mail to somebody waits after each try."""
    for _try in range(times):
        before = timezone.now()
        send_waiting()
        box = Mailbox.objects.get(person=person)
        assert box.try_after is not None
        yield round((box.try_after - before).total_seconds() / 60)
        Mailbox.objects.update(try_after=before)


def test_tries_come_at_growing_pauses_until_one_works(server: type[Server]) -> None:
    person = make_person()
    waiting(person)
    server.trouble[person.email] = smtplib.SMTPServerDisconnected("gone")

    assert list(_pauses(person, 4)) == [1, 4, 16, 64]
    assert send_waiting() is True
    assert send_waiting() is False

    server.trouble.clear()
    Mailbox.objects.update(try_after=None)
    send_waiting()
    assert len(mail.outbox) == 1
    assert Mailbox.objects.get().tries == 0


def test_a_server_that_is_not_reached_costs_no_notice(
    server: type[Server], caplog: pytest.LogCaptureFixture
) -> None:
    waiting(make_person())
    server.is_down = True

    assert send_waiting() is True
    assert send_waiting() is False

    assert Notice.objects.get().mailed_at is None
    assert "nobody listens" in caplog.text


def test_a_worker_killed_before_it_sends_leaves_the_mail_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting(make_person())
    with monkeypatch.context() as patch:
        patch.setattr(digests, "take_for_mail", _killed)
        with pytest.raises(SystemExit):
            send_waiting()

    assert send_waiting() is False
    Mailbox.objects.update(try_after=timezone.now())
    send_waiting()

    assert len(mail.outbox) == 1


def _killed(*_arguments: object, **_named: object) -> None:
    raise SystemExit


def test_a_worker_killed_while_it_sends_mails_nothing_twice(server: type[Server]) -> None:
    one, two = make_person(), make_person()
    row = waiting(one)
    server.trouble[one.email] = SystemExit()
    with pytest.raises(SystemExit):
        send_waiting()

    server.trouble.clear()
    Mailbox.objects.update(try_after=timezone.now())
    waiting(two)
    send_waiting()

    assert [message.to for message in mail.outbox] == [[two.email]]
    row.refresh_from_db()
    assert row.read_at is None


def test_a_notice_that_cannot_be_told_keeps_nobody_else_waiting() -> None:
    waiting(make_person(), sentence="{lost}", made_at=timezone.now() - 2 * LONG_AGO)
    waiting(make_person())

    with pytest.raises(KeyError):
        send_waiting()
    send_waiting()

    assert len(mail.outbox) == 1


def test_what_another_worker_took_is_left_out() -> None:
    rows = [waiting(make_person()) for _ in range(2)]
    now = timezone.now()

    first = take_for_mail([rows[0].pk], now=now)
    second = take_for_mail([row.pk for row in rows], now=now)

    assert (first, second) == ({rows[0].pk}, {rows[1].pk})


def test_a_mailbox_is_taken_up_by_one_worker() -> None:
    box, now = Mailbox.objects.create(person=make_person()), timezone.now()

    assert [begin_try(box.pk, now=now) for _ in range(2)] == [True, False]


def _work(start: threading.Barrier) -> None:
    """A worker that goes on where the database of tests was busy, as the frame of jobs does."""
    start.wait()
    is_busy = True
    while is_busy:
        with suppress(OperationalError):
            is_busy = send_waiting()
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_each_notice_once() -> None:
    for _number in range(12):
        waiting(make_person())
    start = threading.Barrier(2)
    workers = [threading.Thread(target=_work, args=[start]) for _ in range(2)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    Mailbox.objects.update(try_after=None)
    while send_waiting():
        pass

    reached = [message.to[0] for message in mail.outbox]
    assert sorted(reached) == sorted(Person.objects.values_list("email", flat=True))


def test_a_mail_asks_the_database_a_few_times(
    django_assert_max_num_queries: Any,  # Any: pytest-django's fixture
) -> None:
    people = [make_person() for _ in range(5)]
    for person in people * 10:
        waiting(person)

    with django_assert_max_num_queries(3 + 12 * len(people)):
        send_waiting()

    assert len(mail.outbox) == len(people)


def test_what_was_read_or_taken_meanwhile_is_not_in_the_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = make_person()
    seen, new = (
        waiting(person, sentence="Seen.", facts={}),
        waiting(person, facts={}, sentence="New."),
    )
    late = [seen, new]
    Notice.objects.filter(pk=seen.pk).update(read_at=timezone.now())
    monkeypatch.setattr(digests, "waiting_notices", lambda _box: late)

    send_waiting()
    Notice.objects.update(mailed_at=None, read_at=timezone.now())
    send_waiting()

    assert ("Seen." in sent().body, "New." in sent().body) == (False, True)


def test_a_mailbox_that_was_emptied_meanwhile_gets_no_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting(make_person())
    monkeypatch.setattr(digests, "waiting_notices", lambda _box: [])

    send_waiting()

    assert mail.outbox == []
    assert Mailbox.objects.get().tries == 0
