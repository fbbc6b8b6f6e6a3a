from datetime import timedelta

import pytest
from django.utils import timezone

from jalon.base.frames.accounts import SigningIn
from jalon.base.models import Duty
from jalon.base.public import DutyKind
from jalon.base.queries.people import actor_for
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db


def test_a_person_comes_with_the_duties_of_today_in_one_statement(
    django_assert_num_queries: object,
) -> None:
    body, closed = make_body(), make_body(is_closed=True)
    person = make_person(DutyKind.FOCAL_POINT, DutyKind.REVIEWER, body=body)
    day = timezone.now().date()
    for since, until in ((day - timedelta(9), day), (day + timedelta(1), None)):
        Duty.objects.create(
            person=person, body=body, kind=DutyKind.VALIDATOR, since=since, until=until
        )
    Duty.objects.create(person=person, body=closed, kind=DutyKind.VALIDATOR, since=day)

    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        found = SigningIn().get_user(person.pk)
        assert found is not None
        actor = actor_for(found)

    held = [(one.body, one.duty) for one in actor.holdings]
    assert held == [(body.slug, DutyKind.FOCAL_POINT), (body.slug, DutyKind.REVIEWER)]
    assert actor == actor_for(person)


def test_a_person_without_duties_holds_none() -> None:
    person = make_person()

    found = SigningIn().get_user(person.pk)

    assert found is not None
    assert actor_for(found).holdings == ()


def test_a_closed_account_is_nobody() -> None:
    assert SigningIn().get_user(make_person(is_active=False).pk) is None
