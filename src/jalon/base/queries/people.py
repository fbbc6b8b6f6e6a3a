"""People, their duties, and invitations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from jalon.base.models import Duty, Invitation, Person
from jalon.base.rules import Actor, Holding, Power, can_act
from jalon.base.rules.bodies import BodyKind, BodyRecord
from jalon.base.rules.duties import DutyKind, DutyRecord, last_day
from jalon.base.rules.people import InvitationEnded, UnknownPerson
from jalon.kernel.languages import pick


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRecord:
    """An account: `has_second_factor` as it is now; `duties` those held today.

    `is_confirmed` is whether the owner of the address has confirmed it, where that was asked.
    """

    id: int
    name: str
    email: str
    language: str
    is_active: bool
    joined_at: datetime
    has_second_factor: bool
    is_confirmed: bool = True
    duties: tuple[DutyRecord, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationRecord:
    """An invitation that stands: for whom, for which duties of which body, until when.

    `email` is empty where it is for whoever has the link. `until` is the first day without the
    duties, None for no end; `expires_at` is when the link holds no more.
    """

    id: int
    email: str
    body: BodyRecord
    duties: tuple[DutyKind, ...]
    until: date | None
    invited_by: str
    expires_at: datetime

    @property
    def last_day(self) -> date | None:
        """The last day of the duties; None for no end."""
        return last_day(self.until)


def today() -> date:
    """The day in UTC, by which duties begin and end."""
    return timezone.now().date()


def not_over(day: date, prefix: str = "") -> Q:
    """Duties that are held on a day or begin later; with a prefix, of what leads to them."""
    return Q((f"{prefix}until__isnull", True)) | Q((f"{prefix}until__gt", day))


def held_on(day: date, prefix: str = "") -> Q:
    """Duties that are held on a day; with a prefix, of what leads to them."""
    return Q((f"{prefix}since__lte", day)) & not_over(day, prefix)


def actor_for(person: Person) -> Actor:
    """A signed-in person as somebody who acts, with the duties they hold today.

    No statement when `signed_in_person` found them; else one.
    """
    known = getattr(person, "holdings", None)
    holdings = _holdings_of(person.pk) if known is None else known
    return Actor(
        name=person.name or person.email,
        person=person.pk,
        holdings=holdings,
        needs_second_factor=settings.JALON_SECOND_FACTOR and not has_second_factor(person),
    )


_HELD = ("held__body_id", "held__body__slug", "held__kind", "held__body__is_keeper")


def signed_in_person(rows: QuerySet[Person]) -> Person | None:
    """The one person of a query, with the duties they hold today: one statement for both."""
    held = FilteredRelation("duty", condition=held_on(today(), "duty__"))
    columns = {path.replace("__", "_of_"): F(path) for path in (*_HELD, "held__body__is_closed")}
    found = list(rows.annotate(held=held).annotate(**columns).order_by("held__id"))
    if not found:
        return None
    told = [tuple(getattr(row, name) for name in columns) for row in found]
    person = found[0]
    person.holdings = _holdings(  # type: ignore[attr-defined]  # read by `actor_for`
        duty[:-1] for duty in told if duty[0] is not None and not duty[-1]
    )
    return person


def _holdings_of(person_id: int) -> tuple[Holding, ...]:
    rows = Duty.objects.filter(held_on(today()), person_id=person_id, body__is_closed=False)
    found = rows.order_by("id").values_list("body_id", "body__slug", "kind", "body__is_keeper")
    return _holdings(found)


def _holdings(found: Iterable[tuple[Any, ...]]) -> tuple[Holding, ...]:
    """Duties from number and address of the body, kind, and whether the body keeps this place."""
    return tuple(
        Holding(body_id=key, body=slug, duty=DutyKind(kind), is_keeper=keeps)
        for key, slug, kind, keeps in found
    )


def with_second_factor(rows: QuerySet[Person]) -> QuerySet[Person]:
    """People with whether they have a second factor, in the same statement."""
    from allauth.mfa.models import Authenticator

    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return rows.annotate(has_second_factor=Exists(factors))


def has_second_factor(person: Person) -> bool:
    """Whether an account has an app or a key beside its password; recovery codes alone are none."""
    known = getattr(person, "has_second_factor", None)
    if known is None:
        known = with_second_factor(Person.objects.filter(pk=person.pk)).get().has_second_factor  # type: ignore[attr-defined]  # annotated
    return bool(known)


def actor_with_id(person_id: int | None) -> Actor:
    """The person with a number as somebody who acts now: for work that goes on after a request.

    Raises:
        UnknownPerson: There is none, or the account is closed.
    """
    rows = with_second_factor(Person.objects.filter(pk=person_id or 0, is_active=True))
    person = rows.first()
    if person is None:
        raise UnknownPerson(value=person_id)
    return actor_for(person)


def _person(row: Person, duties: Sequence[DutyRecord] = ()) -> PersonRecord:
    return PersonRecord(
        id=row.pk,
        name=row.name or row.email,
        email=row.email,
        language=row.language,
        is_active=row.is_active,
        joined_at=row.joined_at,
        has_second_factor=has_second_factor(row),
        is_confirmed=getattr(row, "is_confirmed", True),
        duties=tuple(duties),
    )


def duty_record(row: Duty) -> DutyRecord:
    """A duty with the names of its person and body, which must have been read with it."""
    return DutyRecord(
        id=row.pk,
        kind=DutyKind(row.kind),
        person_id=row.person_id,
        person=row.person.name or row.person.email,
        email=row.person.email,
        body_id=row.body_id,
        body=pick(row.body.name, get_language() or "en"),
        since=row.since,
        until=row.until,
    )


def duties(
    *,
    body_id: int | None = None,
    person_id: int | None = None,
    people: Sequence[int] | None = None,
) -> list[DutyRecord]:
    """Duties held today, of a body, of a person, of people, or of all: one statement."""
    rows = Duty.objects.filter(held_on(today())).select_related("person", "body")
    if people is not None:
        rows = rows.filter(person_id__in=people)
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    return [duty_record(row) for row in rows.order_by("person__name", "kind", "id")]


def people_with_power(power: Power, *, body_id: int | None) -> list[int]:
    """Numbers of the people whom a duty gives a power over the records of a body: one statement.

    Duties are those held today in bodies that are open. They count while they sleep for want of a
    second factor: who waits for somebody should be known to them.

    Args:
        power: What they may do.
        body_id: The body that owns the records; None for what has no owner.
    """
    rows = Duty.objects.filter(held_on(today()), person__is_active=True, body__is_closed=False)
    rows = rows.filter(Q(body_id=body_id) | Q(body__is_keeper=True))
    found = rows.values_list("person_id", "body_id", "body__slug", "kind", "body__is_keeper")
    giving = set()
    for person_id, owner, slug, kind, keeps in found:
        held = Holding(body_id=owner, body=slug, duty=DutyKind(kind), is_keeper=keeps)
        actor = Actor(name="", person=person_id, holdings=(held,))
        if can_act(actor, power, body_id=body_id):
            giving.add(person_id)
    return sorted(giving)


def past_duties(*, body_id: int, limit: int = 50) -> list[DutyRecord]:
    """Duties that have ended, last ended first."""
    rows = Duty.objects.filter(body_id=body_id, until__lte=today())
    found = rows.select_related("person", "body").order_by("-until", "-id")[:limit]
    return [duty_record(row) for row in found]


def _confirmed() -> Exists:
    """Whether the owner of the address of an account has confirmed it."""
    from allauth.account.models import EmailAddress

    addresses = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return Exists(addresses.filter(email__iexact=OuterRef("email")))


ACCOUNTS_TOGETHER = 50
COLLEAGUES_OFFERED = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Accounts:
    """A page of accounts with the duties they hold."""

    page: Page[Person]
    lines: tuple[PersonRecord, ...]


def accounts(text: str = "", *, number: str | None = None) -> Accounts:
    """Accounts by name, open ones first: three statements.

    Args:
        text: Part of a name or address; empty for all.
        number: Page of the list.
    """
    every = Person.objects.annotate(is_confirmed=_confirmed())
    rows = with_second_factor(every).order_by("-is_active", "name", "id")
    if text.strip():
        rows = rows.filter(Q(name__icontains=text.strip()) | Q(email__icontains=text.strip()))
    page = Paginator(rows, ACCOUNTS_TOGETHER).get_page(number)
    found = list(page.object_list)
    held: dict[int, list[DutyRecord]] = {}
    for duty in duties(people=[row.pk for row in found]):
        held.setdefault(duty.person_id, []).append(duty)
    return Accounts(page=page, lines=tuple(_person(row, held.get(row.pk, ())) for row in found))


def colleagues(body_ids: Iterable[int], *, but: int) -> list[tuple[str, str]]:
    """Addresses and names of people with a duty in some bodies today: one statement.

    Args:
        body_ids: The bodies.
        but: Number of the person who is left out.
    """
    held = Duty.objects.filter(held_on(today()), body_id__in=list(body_ids), person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(held), is_active=True).exclude(pk=but).order_by("name")
    return [(row.email, row.name) for row in rows[:COLLEAGUES_OFFERED]]


def person(person_id: int) -> PersonRecord:
    """One account with the duties it holds.

    Raises:
        UnknownPerson: There is none.
    """
    row = with_second_factor(Person.objects.filter(pk=person_id)).first()
    if row is None:
        raise UnknownPerson(value=person_id)
    return _person(row, duties(person_id=person_id))


def person_with_email(email: str) -> PersonRecord | None:
    """The open account with an address, whatever its case, once its owner has confirmed it.

    Somebody else may have typed the address; such an account gets nothing that is meant for its
    owner.
    """
    rows = Person.objects.filter(email__iexact=email.strip(), is_active=True)
    row = with_second_factor(rows.filter(_confirmed())).first()
    return _person(row, duties(person_id=row.pk)) if row else None


def names_of_people(ids: Iterable[int]) -> Mapping[int, str]:
    """Names by number of the account: one statement."""
    found = Person.objects.filter(pk__in=set(ids)).values_list("pk", "name", "email")
    return {key: name or email for key, name, email in found}


def digest_of_secret(secret: str) -> str:
    """What is kept of the secret of an invitation."""
    return sha256(secret.encode()).hexdigest()


def standing() -> QuerySet[Invitation]:
    """Invitations that can be accepted."""
    rows = Invitation.objects.filter(ended_at__isnull=True, expires_at__gt=timezone.now())
    return rows.filter(body__is_closed=False).select_related("body", "invited_by")


def invitation(secret: str) -> InvitationRecord:
    """The invitation of a link.

    Raises:
        InvitationEnded: There is none, or it was used, taken back, or is too old.
    """
    row = standing().filter(digest=digest_of_secret(secret)).first()
    if row is None:
        raise InvitationEnded
    return _invitation(row)


def invitations(body_id: int) -> list[InvitationRecord]:
    """Invitations for a body that stand, newest first."""
    return [_invitation(row) for row in standing().filter(body_id=body_id).order_by("-id")]


def _invitation(row: Invitation) -> InvitationRecord:
    return InvitationRecord(
        id=row.pk,
        email=row.email,
        body=BodyRecord(
            id=row.body.pk,
            slug=row.body.slug,
            kind=BodyKind(row.body.kind),
            name=row.body.name,
            place=row.body.place,
            is_keeper=row.body.is_keeper,
        ),
        duties=tuple(DutyKind(kind) for kind in row.duties),
        until=row.until,
        invited_by=str(row.invited_by or ""),
        expires_at=row.expires_at,
    )


def has_keeper() -> bool:
    """Whether somebody administers this installation today."""
    rows = Duty.objects.filter(held_on(today()), kind=DutyKind.ADMINISTRATOR)
    return rows.filter(body__is_keeper=True, person__is_active=True).exists()
