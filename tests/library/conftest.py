"""People of the keeping body, and documents of a body beside it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from jalon.base.actions.bodies import ensure_keeper
from jalon.base.models import Body, Person
from jalon.base.public import SYSTEM, DutyKind
from tests.factories import make_person


@pytest.fixture
def own_index(settings: Settings, tmp_path: Path) -> None:
    """An index of this test alone."""
    settings.JALON_INDEX = tmp_path / "index"


@pytest.fixture
def keeping_body(db: None) -> Body:
    return Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)


@pytest.fixture
def focal_point(keeping_body: Body) -> Person:
    """Somebody who writes and decides for the keeping body, and so for what has no owner."""
    return make_person(DutyKind.FOCAL_POINT, body=keeping_body, name="Focal point")


@pytest.fixture
def editor(focal_point: Person) -> Client:
    """A client in which the focal point of the keeping body is signed in, and was seen before."""
    client = Client()
    client.force_login(focal_point)
    client.get("/api/")
    return client
