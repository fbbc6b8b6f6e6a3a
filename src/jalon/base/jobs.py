"""The check of the record of acts, mail about notices, and reminders."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _t

from jalon.base.actions.reminding import forget_read_ones, remind
from jalon.base.frames.digests import send_waiting
from jalon.base.queries import chained_acts
from jalon.base.registry import Check, Finding, Job
from jalon.base.rules import BrokenRecord


def _check_record(repair: bool) -> Iterator[Finding]:  # noqa: ARG001, FBT001 - the signature of checks
    try:
        for _act in chained_acts():
            pass
    except BrokenRecord as broken:
        yield Finding(what=str(broken), remedy=_t("Nothing was changed."))


def _keep_time() -> bool:
    now = timezone.now()
    return bool(remind(now.date()) + forget_read_ones(now))


RECORD_CHECK = Check(name="record of acts", run=_check_record)
NOTICES_JOB = Job(name="notices", run=send_waiting, pause_seconds=10)
REMINDERS_JOB = Job(name="reminders", run=_keep_time, pause_seconds=300)
