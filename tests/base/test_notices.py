"""Notices in inboxes: who is told what, what is shown, and what goes over with duties."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from jalon.base.actions.bodies import ensure_keeper
from jalon.base.actions.duties import hand_over
from jalon.base.actions.notices import (
    mark_all_read,
    mark_done,
    mark_read,
    mark_unread,
    notify,
    settle,
)
from jalon.base.models import Body, Notice, Person
from jalon.base.public import SYSTEM, Actor, DutyKind, Power, people_with_power
from jalon.base.queries import notices
from jalon.base.queries.people import actor_for
from jalon.base.rules.notices import Show, UnknownNotice
from jalon.kernel.errors import UnknownCode
from tests.factories import make_body, make_notice, make_person

pytestmark = pytest.mark.django_db
SENTENCE = "{who} submitted a plan."
TODAY = timezone.now().date()


def tell(*people: Person, actor: Actor = SYSTEM, **about: object) -> int:
    facts = {"who": "Amal"}
    to = [person.pk for person in people]
    return notify(to=to, sentence=SENTENCE, facts=facts, address="/plans/1/", actor=actor, **about)  # type: ignore[arg-type]  # typed at the door


def texts(person: Person, show: Show = Show.ALL) -> list[tuple[str, list[str]]]:
    groups = notices.inbox(person.pk, show=show).groups
    return [(group.title, [line.text for line in group.lines]) for group in groups]


def test_who_acts_is_not_told_of_their_own_act() -> None:
    body = make_body()
    author, other = (make_person(DutyKind.FOCAL_POINT, body=body) for _ in range(2))

    told = tell(author, other, other, actor=actor_for(author))

    assert told == 1
    assert Notice.objects.get().person == other


def test_a_closed_account_is_told_nothing() -> None:
    assert tell(make_person(is_active=False)) == 0


def test_a_notice_remembers_the_body_that_the_actor_speaks_for() -> None:
    body = make_body()
    author, other = make_person(DutyKind.FOCAL_POINT, body=body), make_person()
    actor = actor_for(author)
    speaking = Actor(name=actor.name, person=actor.person, holdings=actor.holdings, body=body.slug)

    tell(other, actor=speaking)
    tell(other, actor=speaking, body_id=None)

    assert list(Notice.objects.order_by("pk").values_list("body_id", flat=True)) == [body.pk, None]


def test_a_sentence_whose_facts_are_missing_never_reaches_anybody() -> None:
    with pytest.raises(KeyError):
        notify(to=[], sentence="{what}", facts={}, address="/", actor=SYSTEM)


def test_a_notice_is_told_in_the_language_of_its_reader() -> None:
    person = make_person()
    day = {"day": "2026-11-21"}
    name = {"en": "Ministry", "fr": "Ministère"}
    make_notice(person, sentence=UnknownCode.sentence, facts={"value": "x"})
    make_notice(person, sentence="{a} {b} {c}", facts={"a": day, "b": name, "c": 1234.5})

    with translation.override("fr"):
        (_title, (newest, oldest)) = texts(person)[0]

    assert newest == "21 novembre 2026 Ministère 1\u202f234,5"
    assert oldest != UnknownCode.sentence.format(value="x")
    assert "x" in oldest


def test_a_list_is_told_as_its_reader_writes_lists() -> None:
    person = make_person()
    make_notice(person, sentence="{who}", facts={"who": ["أمل", "ليلى"]})

    with translation.override("ar"):
        assert texts(person)[0][1] == ["أمل، ليلى"]


def test_a_latin_name_keeps_its_place_in_an_arabic_sentence() -> None:
    person = make_person()
    make_notice(person, sentence="{who}", facts={"who": "Amal (2)"})

    with translation.override("ar"):
        assert texts(person)[0][1] == ["\u2068Amal (2)\u2069"]


def test_what_is_due_comes_first_then_what_is_unread_by_day() -> None:
    person, now = make_person(), timezone.now()
    facts = [
        {"sentence": "read", "read_at": now},
        {"sentence": "old", "made_at": now - timedelta(days=1)},
        {"sentence": "new"},
        {"sentence": "due", "due_on": TODAY + timedelta(days=3), "read_at": now},
        {"sentence": "overdue", "due_on": TODAY - timedelta(days=3)},
        {"sentence": "done", "due_on": TODAY, "read_at": now, "done_at": now},
    ]
    for values in facts:
        make_notice(person, facts={}, **values)

    assert texts(person) == [
        ("To do", ["overdue", "due"]),
        ("Today", ["new"]),
        ("Yesterday", ["old"]),
        ("Read before", ["done", "read"]),
    ]
    assert [title for title, _lines in texts(person, Show.UNREAD)] == [
        "To do",
        "Today",
        "Yesterday",
    ]
    assert [title for title, _lines in texts(person, Show.DUE)] == ["To do"]


@pytest.mark.parametrize(
    ("left", "words"),
    [(7, "7 days left"), (1, "due tomorrow"), (0, "due today"), (-1, "1 day overdue")],
)
def test_days_that_are_left_are_told_in_words(left: int, words: str) -> None:
    row = make_notice(make_person(), due_on=TODAY + timedelta(days=left))

    line = notices.line(row)

    assert (line.due, line.is_overdue) == (words, left < 0)


def test_nobody_marks_the_notice_of_another() -> None:
    row, stranger = make_notice(make_person()), make_person()

    for act in (mark_read, mark_unread, mark_done):
        with pytest.raises(UnknownNotice):
            act(row.pk, person_id=stranger.pk)

    row.refresh_from_db()
    assert (row.read_at, row.done_at) == (None, None)


def test_what_came_after_the_page_was_shown_stays_unread() -> None:
    person = make_person()
    seen, later = make_notice(person), make_notice(person)

    mark_all_read(person_id=person.pk, newest=seen.pk)

    assert list(Notice.objects.filter(read_at=None)) == [later]


def test_marked_unread_again_it_is_not_mailed_again() -> None:
    row = make_notice(make_person(), read_at=timezone.now())

    mark_unread(row.pk, person_id=row.person_id)

    row.refresh_from_db()
    assert row.read_at is None
    assert row.mailed_at is not None


def test_settling_takes_a_subject_off_everybodys_list() -> None:
    one, two = make_person(), make_person()
    tell(one, two, due=TODAY, subject="plan:12")
    tell(one, due=TODAY, subject="plan:1")

    settled = settle("plan:12", one.pk), settle("plan:12"), settle("plan:12"), settle("")

    assert settled == (1, 1, 0, 0)
    assert Notice.objects.get(done_at=None).subject == "plan:1"


def test_marking_a_reminder_as_done_settles_what_it_reminds_of() -> None:
    first = make_notice(make_person(), due_on=TODAY, subject="plan:12")
    reminder = make_notice(first.person, due_on=TODAY, reminds_of=first, step=2)

    mark_done(reminder.pk, person_id=first.person_id)

    assert not Notice.objects.filter(done_at=None).exists()


def test_the_number_of_unread_ones_comes_with_the_person() -> None:
    person, now = make_person(), timezone.now()
    for read_at in (None, None, now):
        make_notice(person, read_at=read_at)
    make_notice(make_person())

    found = notices.with_unread(Person.objects.filter(pk=person.pk)).get()

    assert found.unread == 2  # type: ignore[attr-defined]  # annotated
    assert notices.with_unread(Person.objects.filter(pk=make_person().pk)).get().unread == 0  # type: ignore[attr-defined]  # annotated


@pytest.fixture
def leaving() -> tuple[Body, Person, Person]:
    """A body, who hands their duty there over, and who takes it."""
    body = make_body()
    return body, make_person(DutyKind.FOCAL_POINT, body=body), make_person()


def _hand_over(body: Body, giver: Person, taker: Person) -> None:
    """Hand over, and leave aside what both are told of it."""
    hand_over(from_id=giver.pk, to_id=taker.pk, body_ids=[body.pk], actor=SYSTEM)
    Notice.objects.filter(subject__startswith="person:").delete()


def test_what_is_open_about_a_body_goes_over_with_its_duties(
    leaving: tuple[Body, Person, Person],
) -> None:
    body, giver, taker = leaving
    now = timezone.now()
    make_notice(giver, body=body, sentence="unread", mailed_at=now)
    make_notice(giver, body=body, sentence="due", due_on=TODAY, read_at=now)
    make_notice(giver, body=body, sentence="read", read_at=now)
    make_notice(giver, body=body, sentence="done", due_on=TODAY, read_at=now, done_at=now)
    make_notice(giver, body=make_body(), sentence="elsewhere")
    make_notice(giver, sentence="no owner")

    _hand_over(body, giver, taker)

    went = Notice.objects.filter(person=taker, read_at=None, mailed_at=None)
    assert set(went.values_list("sentence", flat=True)) == {"unread", "due"}
    assert Notice.objects.filter(person=giver).count() == 4


def test_what_both_were_told_is_not_doubled_by_a_handover(
    leaving: tuple[Body, Person, Person],
) -> None:
    body, giver, taker = leaving
    tell(giver, taker, due=TODAY, subject="plan:12", body_id=body.pk)

    _hand_over(body, giver, taker)

    assert Notice.objects.filter(person=taker, done_at=None).count() == 1
    assert Notice.objects.filter(person=giver, done_at=None).count() == 0


def test_what_has_no_owner_goes_over_with_the_duties_of_the_keeping_body() -> None:
    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    giver, taker = make_person(DutyKind.FOCAL_POINT, body=keeper), make_person()
    make_notice(giver)

    _hand_over(keeper, giver, taker)

    assert Notice.objects.get().person == taker


def test_people_with_a_power_are_those_whose_duty_gives_it_today() -> None:
    body, other = make_body(), make_body()
    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    validator = make_person(DutyKind.VALIDATOR, body=body, second_factor=False)
    make_person(DutyKind.VALIDATOR, body=other)
    make_person(DutyKind.VALIDATOR, body=body, is_active=False)
    moderator = make_person(DutyKind.MODERATOR, body=keeper)
    keeping = make_person(DutyKind.VALIDATOR, body=keeper)

    assert people_with_power(Power.APPROVE, body_id=body.pk) == [validator.pk]
    assert people_with_power(Power.WITHDRAW, body_id=body.pk) == [validator.pk, moderator.pk]
    assert people_with_power(Power.APPROVE, body_id=None) == [keeping.pk]


def test_nobody_has_a_power_over_the_records_of_a_closed_body() -> None:
    body = make_body(is_closed=True)
    make_person(DutyKind.VALIDATOR, body=body)

    assert people_with_power(Power.APPROVE, body_id=body.pk) == []
