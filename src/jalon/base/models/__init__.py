"""The tables of the base: the record of acts, people, bodies and their duties."""

from jalon.base.models.bodies import Body, Duty
from jalon.base.models.people import Invitation, Person
from jalon.base.models.record import Act

__all__ = ["Act", "Body", "Duty", "Invitation", "Person"]
