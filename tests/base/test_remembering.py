from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from jalon.base import remembering
from jalon.base.public import Actor, forget, record, remembered

pytestmark = pytest.mark.django_db
reader = Actor(name="Amal")
asked: list[str] = []


@remembered
def answer(question: str) -> str:
    asked.append(question)
    return question.upper()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget()
    asked.clear()
    yield
    remembering.end_request()
    forget()


def _act() -> None:
    record("add tag", subject="passage:1", actor=reader)


def test_an_answer_is_worked_out_once_until_the_next_act() -> None:
    _act()

    answers = [answer("a"), answer("a"), answer("b")]
    _act()
    answers.append(answer("a"))

    assert answers == ["A", "A", "B", "A"]
    assert asked == ["a", "b", "a"]


def test_without_any_act_nothing_is_kept() -> None:
    answer("a")
    answer("a")

    assert asked == ["a", "a"]


def test_an_act_that_is_undone_leaves_no_answer_behind() -> None:
    _act()
    with transaction.atomic():
        _act()
        answer("a")
        transaction.set_rollback(True)

    answer("a")

    assert asked == ["a", "a"]


def test_one_look_at_the_record_serves_a_request(django_assert_num_queries: Any) -> None:
    _act()
    remembering.begin_request()

    with django_assert_num_queries(1):
        answer("a")
        answer("b")
        answer("a")


def test_what_a_request_did_itself_counts_at_once() -> None:
    _act()
    remembering.begin_request()
    answer("a")

    _act()
    answer("a")

    assert asked == ["a", "a"]


def test_the_answers_that_are_kept_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_KEPT", 2)
    _act()

    for question in ("a", "b", "c", "c", "a"):
        answer(question)

    assert asked == ["a", "b", "c", "a"]
