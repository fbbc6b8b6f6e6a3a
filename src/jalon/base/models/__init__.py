"""The tables of the base: the record of acts, people, bodies, duties, notices, versions."""

from jalon.base.models.bodies import Body, Duty
from jalon.base.models.notices import Mailbox, Notice
from jalon.base.models.people import Invitation, Person
from jalon.base.models.record import Act
from jalon.base.models.versions import Version

__all__ = ["Act", "Body", "Duty", "Invitation", "Mailbox", "Notice", "Person", "Version"]
