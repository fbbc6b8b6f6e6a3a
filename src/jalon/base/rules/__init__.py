"""Rules of the base: who acts, for which body, with which powers; how the record is chained."""

from jalon.base.rules.actors import EVERYONE, NOBODY, SEES_ALL, SYSTEM, Actor, Holding, Viewer
from jalon.base.rules.bodies import BodyKind, BodyRecord, UnknownBody
from jalon.base.rules.duties import DutyKind, DutyRecord
from jalon.base.rules.permissions import (
    Power,
    SecondFactorMissing,
    SignInFirst,
    can_act,
    check_power,
    has_power,
    viewer_of,
)
from jalon.base.rules.record import FIRST_HASH, ActRecord, BrokenRecord, digest_of

__all__ = [
    "EVERYONE",
    "FIRST_HASH",
    "NOBODY",
    "SEES_ALL",
    "SYSTEM",
    "ActRecord",
    "Actor",
    "BodyKind",
    "BodyRecord",
    "BrokenRecord",
    "DutyKind",
    "DutyRecord",
    "Holding",
    "Power",
    "SecondFactorMissing",
    "SignInFirst",
    "UnknownBody",
    "Viewer",
    "can_act",
    "check_power",
    "digest_of",
    "has_power",
    "viewer_of",
]
