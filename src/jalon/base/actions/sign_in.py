"""What goes into the record, and to the owner of an account, when somebody signs in or fails to."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from jalon.base.actions.notices import notify
from jalon.base.actions.record import record
from jalon.base.actions.sessions import end_sessions
from jalon.base.models import Person
from jalon.base.rules import SYSTEM, Actor, Power, check_power
from jalon.base.rules.people import UnknownPerson
from jalon.base.rules.sessions import device_of
from jalon.base.rules.sign_in import (
    ACT_OF_CHANGE,
    FACTORS_TAKEN,
    NEW_DEVICE,
    UNKNOWN_DEVICE,
    WRONG_CODES,
    WRONG_PASSWORDS,
)

SESSIONS, PASSWORD = "/account/sessions/", "/account/password/change/"
FACTORS = "/account/second-factor/"


@transaction.atomic
def tell_new_device(person_id: int, *, agent: str, address: str) -> None:
    """Tell somebody that their account was signed in to from a device it did not know.

    The record keeps what the device is, not the address: what is in it cannot be taken out again.
    """
    device = ", ".join(part for part in device_of(agent) if part)
    person = Person.objects.get(pk=person_id)
    actor = Actor(name=str(person), person=person.pk)
    subject = f"person:{person.pk}"
    record("sign in from new device", subject=subject, actor=actor, after={"device": device})
    _tell(person.pk, NEW_DEVICE, SESSIONS, found=device or UNKNOWN_DEVICE, address=address)


@transaction.atomic
def tell_failures(email: str, *, count: int, address: str) -> None:
    """Tell the owner of an account, if there is one, that somebody types wrong passwords."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is not None:
        _tell(person.pk, WRONG_PASSWORDS, PASSWORD, count=count, address=address)


@transaction.atomic
def tell_wrong_codes(person_id: int, *, count: int, address: str) -> None:
    """Tell the owner of an account that somebody knows its password, and types wrong codes."""
    _tell(person_id, WRONG_CODES, PASSWORD, count=count, address=address)


def _tell(person_id: int, sentence: str, leads_to: str, **facts: object) -> None:
    notify(
        to=[person_id],
        sentence=sentence,
        facts=facts,
        address=leads_to,
        actor=SYSTEM,
        subject=f"person:{person_id}",
    )


@transaction.atomic
def note_change(person_id: int, what: str) -> None:
    """Put into the record that somebody changed how they sign in; never with what.

    Args:
        person_id: Whose account.
        what: A key of `ACT_OF_CHANGE`.
    """
    person = Person.objects.get(pk=person_id)
    actor = Actor(name=str(person), person=person.pk)
    record(ACT_OF_CHANGE[what], subject=f"person:{person.pk}", actor=actor)


@transaction.atomic
def take_off_factors(email: str, *, why: str, actor: Actor) -> int:
    """Take the second factors off an account whose owner lost them; its sessions end.

    The password stays, and duties sleep until a new factor is set up.

    Returns:
        How many were taken off, recovery codes not counted.

    Raises:
        NotAllowed: The actor does not administer this installation.
        UnknownPerson: Nobody with an open account has this address.
    """
    actor = check_power(actor, Power.KEEP)
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise UnknownPerson(value=email)
    factors = Authenticator.objects.filter(user=person)
    count = int(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).count())
    if not count:
        return 0
    factors.delete()
    subject, after = f"person:{person.pk}", {"factors": 0, "sessions": end_sessions(person.pk)}
    record("take off second factor", subject=subject, actor=actor, after=after, why=why)
    _tell(person.pk, FACTORS_TAKEN, FACTORS)
    return count
