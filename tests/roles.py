"""Who asks for an address in tests, and who may do what with what is not public."""

from enum import StrEnum

from jalon.base.public import DutyKind


class Role(StrEnum):
    """Who asks. Where no body is named, it is the one that owns what is not public."""

    VISITOR = "visitor"
    READER = "signed in, without duty"
    SLEEPER = "focal point without second factor"
    FOCAL_POINT = "focal point"
    ALTERNATE = "alternate"
    VALIDATOR = "validator"
    REVIEWER = "reviewer"
    MODERATOR = "moderator"
    COMMITTEE_MEMBER = "committee member"
    ADMINISTRATOR = "administrator"
    STRANGER = "focal point of another body"
    STRANGE_ADMINISTRATOR = "administrator of another body"
    KEEPER = "keeper of the installation"
    KEEPER_MODERATOR = "moderator of the keeping body"


OWN = {
    Role.FOCAL_POINT: DutyKind.FOCAL_POINT,
    Role.ALTERNATE: DutyKind.ALTERNATE,
    Role.VALIDATOR: DutyKind.VALIDATOR,
    Role.REVIEWER: DutyKind.REVIEWER,
    Role.MODERATOR: DutyKind.MODERATOR,
    Role.COMMITTEE_MEMBER: DutyKind.COMMITTEE_MEMBER,
    Role.ADMINISTRATOR: DutyKind.ADMINISTRATOR,
}
"""The duties of the owning body, by who holds them."""

ALL = frozenset(Role)
PEOPLE = ALL - {Role.VISITOR}
WITH_DUTIES = PEOPLE - {Role.READER, Role.SLEEPER}

OWNERS = frozenset(OWN)
"""Who sees what the owning body has not published."""
WRITERS = frozenset({Role.FOCAL_POINT, Role.ALTERNATE})
ALL_WRITERS = WRITERS | {Role.STRANGER, Role.KEEPER}
"""Who adds documents for one body or another."""
DECIDERS = WRITERS | {Role.REVIEWER}
VALIDATORS = frozenset({Role.VALIDATOR})
WITHDRAWERS = frozenset({Role.VALIDATOR, Role.MODERATOR, Role.KEEPER_MODERATOR})
BODY_MANAGERS = frozenset({Role.ADMINISTRATOR, Role.KEEPER})
KEEPERS_ONLY = frozenset({Role.KEEPER})
BOTH_KEEPERS = frozenset({Role.KEEPER, Role.KEEPER_MODERATOR})
