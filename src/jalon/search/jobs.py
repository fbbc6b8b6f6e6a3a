"""The index worker, and the check that index and database agree."""

from collections.abc import Iterator

from django.utils.translation import gettext as _t

from jalon.base.public import Check, Finding, Job
from jalon.kernel.errors import JalonError
from jalon.search import actions, queries

SHOWN = 5


def _flush() -> bool:
    return actions.flush() > 0


def _check(repair: bool) -> Iterator[Finding]:  # noqa: FBT001 - the signature that checks have
    """Findings about cards that are missing from the index, or in it without a record."""
    if repair and _is_readable() and queries.waiting():
        actions.flush_all()
    problem = _problem()
    if not problem:
        return
    if repair:
        actions.rebuild()
    yield Finding(
        what=problem,
        remedy=_t("Run “jalon check --repair”: the index is made anew from the database."),
        mended=repair and not _problem(),
    )


def _is_readable() -> bool:
    """Whether the index can be used at all; a damaged one is made anew, not written to."""
    try:
        queries.index().ids()
    except JalonError:
        return False
    return True


def _problem() -> str:
    try:
        held = set(queries.index().ids())
    except JalonError as refusal:
        return str(refusal)
    wanted = queries.wanted_ids()
    missing, extra = sorted(wanted - held), sorted(held - wanted)
    if not missing and not extra:
        return ""
    shown = ", ".join((missing + extra)[:SHOWN])
    return _t(
        "The index lacks {missing} cards and holds {extra} that are no more ({shown})."
    ).format(missing=len(missing), extra=len(extra), shown=shown)


INDEX_JOB = Job(name="index", run=_flush, pause_seconds=0.5)
INDEX_CHECK = Check(name="search index", run=_check)
