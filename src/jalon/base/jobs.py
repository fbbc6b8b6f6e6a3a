"""The check of the record of acts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _t

from jalon.base.queries import chained_acts
from jalon.base.registry import Check, Finding
from jalon.base.rules import BrokenRecord


def _check_record(repair: bool) -> Iterator[Finding]:  # noqa: ARG001, FBT001 - the signature of checks
    try:
        for _act in chained_acts():
            pass
    except BrokenRecord as broken:
        yield Finding(what=str(broken), remedy=_t("Nothing was changed."))


RECORD_CHECK = Check(name="record of acts", run=_check_record)
