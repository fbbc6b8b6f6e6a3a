"""The door of the base: people and powers, the record of acts, checks, and what rooms register."""

from jalon.base.actions import record
from jalon.base.actions.bodies import ensure_keeper
from jalon.base.actions.notices import notify, settle
from jalon.base.actions.people import invite, invite_keeper
from jalon.base.queries import acts_on, newest_acts
from jalon.base.queries.bodies import bodies, bodies_with_ids, body, keeper
from jalon.base.queries.people import (
    actor_with_id,
    duties,
    has_keeper,
    names_of_people,
    people_with_power,
    person_with_email,
)
from jalon.base.registry import (
    Check,
    Finding,
    Handover,
    Job,
    register_check,
    register_handover,
    register_job,
)
from jalon.base.remembering import forget, remembered
from jalon.base.rules import (
    EVERYONE,
    NOBODY,
    SEES_ALL,
    SYSTEM,
    Actor,
    ActRecord,
    BodyKind,
    BodyRecord,
    DutyKind,
    DutyRecord,
    Holding,
    Power,
    UnknownBody,
    Viewer,
    can_act,
    check_power,
    has_power,
    viewer_of,
)
from jalon.base.viewing import seeing, viewer
from jalon.base.wording import worded

__all__ = [
    "EVERYONE",
    "NOBODY",
    "SEES_ALL",
    "SYSTEM",
    "ActRecord",
    "Actor",
    "BodyKind",
    "BodyRecord",
    "Check",
    "DutyKind",
    "DutyRecord",
    "Finding",
    "Handover",
    "Holding",
    "Job",
    "Power",
    "UnknownBody",
    "Viewer",
    "actor_with_id",
    "acts_on",
    "bodies",
    "bodies_with_ids",
    "body",
    "can_act",
    "check_power",
    "duties",
    "ensure_keeper",
    "forget",
    "has_keeper",
    "has_power",
    "invite",
    "invite_keeper",
    "keeper",
    "names_of_people",
    "newest_acts",
    "notify",
    "people_with_power",
    "person_with_email",
    "record",
    "register_check",
    "register_handover",
    "register_job",
    "remembered",
    "seeing",
    "settle",
    "viewer",
    "viewer_of",
    "worded",
]
