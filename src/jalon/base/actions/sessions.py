"""What ends sessions."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from jalon.base.actions.record import record
from jalon.base.queries.sessions import open_sessions
from jalon.base.rules import Actor, SignInFirst
from jalon.base.rules.sessions import UnknownSession


@transaction.atomic
def end_sessions(person_id: int, *, but: str = "") -> int:
    """End the sessions of somebody, wherever they are signed in.

    Args:
        person_id: Whose.
        but: Key of the only session that goes on; empty for none.

    Returns:
        How many ended.
    """
    rows = open_sessions(person_id).exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def end_own_session(session_id: int, *, actor: Actor) -> None:
    """End one of one's own sessions.

    Raises:
        SignInFirst: Nobody is signed in.
        UnknownSession: It is not theirs, or has ended.
    """
    if actor.person is None:
        raise SignInFirst
    row = open_sessions(actor.person).filter(pk=session_id).first()
    if row is None:
        raise UnknownSession
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    record("end session", subject=f"person:{actor.person}", actor=actor, after={"ended": 1})


@transaction.atomic
def end_own_sessions(*, but: str, actor: Actor) -> int:
    """End all of one's own sessions but the one at hand.

    Returns:
        How many ended.

    Raises:
        SignInFirst: Nobody is signed in.
    """
    if actor.person is None:
        raise SignInFirst
    ended = end_sessions(actor.person, but=but)
    if ended:
        record("end session", subject=f"person:{actor.person}", actor=actor, after={"ended": ended})
    return ended


@transaction.atomic
def clear_old_sessions() -> bool:
    """Take away what is left of sessions that have ended.

    Returns:
        Whether there were any.
    """
    old, _by_kind = Session.objects.filter(expire_date__lte=timezone.now()).delete()
    live = Session.objects.filter(session_key=OuterRef("session_key"))
    orphans, _by_kind = UserSession.objects.filter(~Exists(live)).delete()
    return bool(old or orphans)
