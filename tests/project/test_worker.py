import signal
import sys

import pytest
from django.core.management import call_command
from django.utils import timezone

from jalon.library.actions.ingesting import LEASE
from jalon.library.models import Intake
from jalon.library.rules import IntakeState
from jalon.project.management.commands import start, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def half_read(monkeypatch: pytest.MonkeyPatch) -> Intake:
    monkeypatch.setattr(worker, "run_jobs", lambda *_: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    until = timezone.now() + LEASE
    state = IntakeState.READING
    return Intake.objects.create(batch="b", name="a", file_bytes=1, state=state, lease_until=until)


def test_the_only_worker_takes_up_at_once_what_a_killed_one_had(half_read: Intake) -> None:
    call_command("worker", "--only")

    half_read.refresh_from_db()
    assert half_read.state == IntakeState.WAITING


def test_one_of_several_workers_leaves_alone_what_others_read(half_read: Intake) -> None:
    call_command("worker")

    half_read.refresh_from_db()
    assert half_read.state == IntakeState.READING


def test_the_worker_that_is_started_anew_is_the_only_one() -> None:
    assert start._worker()[0] == sys.executable
    assert start._worker()[-2:] == ["worker", "--only"]
