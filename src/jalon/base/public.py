"""The door of the base: the record of acts, files, checks, and what rooms register."""

from jalon.base.actions import record
from jalon.base.queries import acts_on, newest_acts
from jalon.base.registry import Check, Finding, Job, register_check, register_job
from jalon.base.remembering import forget, remembered
from jalon.base.rules import SYSTEM, Actor, ActRecord
from jalon.base.wording import worded

__all__ = [
    "SYSTEM",
    "ActRecord",
    "Actor",
    "Check",
    "Finding",
    "Job",
    "acts_on",
    "forget",
    "newest_acts",
    "record",
    "register_check",
    "register_job",
    "remembered",
    "worded",
]
