"""The check of the record of acts, mail about notices, reminders, and old sessions."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _t

from jalon.base.actions.reminding import forget_read_ones, remind
from jalon.base.actions.sealing import seal_record, seals_file
from jalon.base.actions.sessions import clear_old_sessions
from jalon.base.frames.digests import send_waiting
from jalon.base.queries import chained_acts
from jalon.base.queries.record import first_broken_seal
from jalon.base.registry import Check, Finding, Job
from jalon.base.rules import BrokenRecord
from jalon.base.rules.record import RecordCut, seals_of


def _check_record(repair: bool) -> Iterator[Finding]:  # noqa: ARG001, FBT001 - the signature of checks
    try:
        for _act in chained_acts():
            pass
    except BrokenRecord as broken:
        yield Finding(what=str(broken), remedy=_t("Nothing was changed."))
    file = seals_file()
    seals = seals_of(file.read_text(encoding="utf-8")) if file.exists() else []
    if (seal := first_broken_seal(seals)) is not None:
        what = str(RecordCut(number=seal.number, day=seal.day))
        remedy = _t("After a backup was restored, restore its file record-seals too.")
        yield Finding(what=what, remedy=remedy)


def _keep_time() -> bool:
    now = timezone.now()
    return bool(remind(now.date()) + forget_read_ones(now))


RECORD_CHECK = Check(name="record of acts", run=_check_record)
SEAL_JOB = Job(name="record seals", run=seal_record, pause_seconds=60)
NOTICES_JOB = Job(name="notices", run=send_waiting, pause_seconds=10)
REMINDERS_JOB = Job(name="reminders", run=_keep_time, pause_seconds=300)
SESSIONS_JOB = Job(name="sessions", run=clear_old_sessions, pause_seconds=3600)
