"""Mailboxes: who wants notices by mail, and for whom it is time."""

from datetime import UTC, datetime
from itertools import islice

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from jalon.base.models import Mailbox, Notice, Person
from jalon.base.rules.notices import MailChoice, Pace, UnknownMailLink, last_turn

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SALT = "jalon.mail"
"""What these signatures are for, so that none made for something else serves here."""


def mail_choice(person_id: int) -> MailChoice:
    """When somebody wants their notices by mail."""
    row = Mailbox.objects.filter(person_id=person_id).first()
    return choice_of(row) if row else MailChoice()


def choice_of(row: Mailbox) -> MailChoice:
    """When the owner of a mailbox wants mail."""
    return MailChoice(pace=Pace(row.pace), hour=row.hour, weekday=row.weekday)


def to_mail(person: OuterRef | int, since: Coalesce | datetime) -> QuerySet[Notice]:
    """Notices that mail has not told somebody yet, oldest first; those read are not told again."""
    rows = Notice.objects.filter(read_at=None, mailed_at=None, person=person, made_at__gte=since)
    return rows.order_by("made_at", "id")


def mailboxes_to_serve(now: datetime, *, most: int) -> list[Mailbox]:
    """Mailboxes with notices that are due by mail, the longest waiting first, with their people."""
    since = Coalesce(OuterRef("since"), Value(LONG_AGO))
    oldest = to_mail(OuterRef("person"), since).values("made_at")[:1]
    rows = Mailbox.objects.exclude(pace=Pace.NEVER).filter(person__is_active=True)
    rows = rows.filter(is_free(now)).select_related("person")
    found = rows.annotate(oldest=Subquery(oldest)).filter(oldest__isnull=False)
    due = (row for row in found.order_by("oldest", "id") if _is_due(row, now))
    return list(islice(due, most))


def is_free(now: datetime) -> Q:
    """Mailboxes that no worker has taken up, and that do not wait after trouble."""
    return Q(try_after=None) | Q(try_after__lte=now)


def waiting_notices(row: Mailbox) -> list[Notice]:
    """Everything that the next mail to somebody tells, oldest first."""
    return list(to_mail(row.person_id, row.since or LONG_AGO))


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")


def mail_token(person_id: int) -> str:
    """The part of a link that lets its holder end the mail to somebody, and nothing else."""
    return _signer().sign(str(person_id))


def person_of_token(token: str) -> int:
    """The number of the person whose mail a link ends.

    Raises:
        UnknownMailLink: The link was not made here, or is cut off.
    """
    try:
        person_id = int(_signer().unsign(token))
    except BadSignature as forged:
        raise UnknownMailLink from forged
    if not Person.objects.filter(pk=person_id).exists():
        raise UnknownMailLink
    return person_id


def _is_due(row: Mailbox, now: datetime) -> bool:
    turn = last_turn(choice_of(row), now)
    return turn is not None and row.oldest <= turn  # type: ignore[attr-defined]  # annotated


def people_without_mailbox() -> list[int]:
    """Numbers of people who have notices to be mailed, and have never chosen anything."""
    rows = Notice.objects.filter(read_at=None, mailed_at=None)
    boxes = Mailbox.objects.filter(person=OuterRef("person"))
    found = rows.filter(~Exists(boxes)).order_by("person_id").values_list("person_id", flat=True)
    return list(found.distinct())
