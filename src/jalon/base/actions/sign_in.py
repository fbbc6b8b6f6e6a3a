"""What goes into the record, and to the owner of an account, when somebody signs in or fails to."""

from django.db import transaction

from jalon.base.actions.notices import notify
from jalon.base.actions.record import record
from jalon.base.models import Person
from jalon.base.rules import SYSTEM, Actor
from jalon.base.rules.sessions import device_of
from jalon.base.rules.sign_in import (
    ACT_OF_CHANGE,
    NEW_DEVICE,
    UNKNOWN_DEVICE,
    WRONG_CODES,
    WRONG_PASSWORDS,
)

SESSIONS, PASSWORD = "/account/sessions/", "/account/password/change/"


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
