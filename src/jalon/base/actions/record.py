"""Writing the record: one line for each act, in the transaction of the act."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from jalon.base.models import Act
from jalon.base.queries import last_digest, line_of
from jalon.base.remembering import look_again
from jalon.base.rules import Actor, digest_of

_CHAIN_LOCK = 7_310_577
"""Number of the PostgreSQL advisory lock under which lines are chained; any constant serves."""


@transaction.atomic
def record(
    act: str,
    *,
    subject: str,
    actor: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> int:
    """Add one line to the record, in the same transaction as the act itself.

    Args:
        act: A verb and its object, such as "confirm tag".
        subject: Kind and id of what was changed, such as "document:12".
        actor: Who acted.
        before: What changed, as it was; JSON values.
        after: What changed, as it is; JSON values.
        why: The reason given.

    Returns:
        The number of the line.
    """
    _lock_chain()
    line = Act(
        at=timezone.now(),
        actor=actor.name,
        person_id=actor.person,
        body=actor.body,
        act=act,
        subject=subject,
        before=dict(before or {}),
        after=dict(after or {}),
        why=why,
    )
    line.digest = digest_of(last_digest(), line_of(line))
    line.save(force_insert=True)
    look_again()
    return line.pk


def _lock_chain() -> None:
    """Let one transaction at a time chain lines; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
