"""Bodies and their people as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.base.queries import people
from jalon.base.queries.bodies import bodies, body
from jalon.base.queries.people import InvitationRecord, PersonRecord
from jalon.base.rules import Actor, BodyRecord, DutyRecord, Power, can_act, check_power
from jalon.base.rules.bodies import BODY_WORDS, BodyKind
from jalon.base.rules.people import UnknownPerson
from jalon.kernel.languages import name_key, pick


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyLine:
    """A body in a list, with how many people hold a duty there today."""

    body: BodyRecord
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyGroup:
    """Bodies of one kind, by name."""

    title: str
    lines: tuple[BodyLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffLine:
    """A person of a body with their duties there."""

    person_id: int
    name: str
    email: str
    duties: tuple[DutyRecord, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyPicture:
    """A body for who asks: `staff` and `past` are None for those who may not see its people."""

    kind: str
    people: int
    staff: tuple[StaffLine, ...] | None
    past: tuple[DutyRecord, ...]
    invitations: tuple[InvitationRecord, ...]
    may_manage: bool
    may_close: bool
    may_open_again: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HandoverPicture:
    """What a person holds in bodies that the asker manages, and people there who may take over.

    `colleagues` are addresses with names; anybody with an account may take over.
    """

    giver: PersonRecord
    duties: tuple[DutyRecord, ...]
    bodies: Mapping[int, str]
    colleagues: tuple[tuple[str, str], ...]


def _language() -> str:
    return get_language() or "en"


def groups_of_bodies() -> list[BodyGroup]:
    """Open bodies by kind, closed ones last: one statement."""
    grouped: dict[str, list[BodyLine]] = {}
    for found, count in bodies():
        title = _t("Closed") if found.is_closed else _t(BODY_WORDS[found.kind])
        grouped.setdefault(title, []).append(BodyLine(body=found, people=count))
    order = [*(_t(BODY_WORDS[kind]) for kind in BodyKind), _t("Closed")]
    return [
        BodyGroup(title=title, lines=tuple(sorted(grouped[title], key=_line_key)))
        for title in order
        if title in grouped
    ]


def _line_key(line: BodyLine) -> tuple[str, str]:
    return name_key(pick(line.body.name, _language()))


def may_keep(actor: Actor) -> bool:
    """Whether somebody administers this installation."""
    return can_act(actor, Power.KEEP)


def managed_body(slug: str, actor: Actor) -> BodyRecord:
    """A body that the actor manages.

    Raises:
        UnknownBody: There is none.
        NotAllowed: The actor does not manage it.
    """
    found = body(slug)
    check_power(actor, Power.MANAGE, body_id=found.id)
    return found


def body_picture(found: BodyRecord, actor: Actor) -> BodyPicture:
    """A body as its page shows it to somebody: three statements at most."""
    manages = can_act(actor, Power.MANAGE, body_id=found.id)
    sees = manages or can_act(actor, Power.SEE, body_id=found.id)
    held = people.duties(body_id=found.id)
    return BodyPicture(
        kind=_t(BODY_WORDS[found.kind]),
        people=len({duty.person_id for duty in held}),
        staff=tuple(_staff(held)) if sees else None,
        past=tuple(people.past_duties(body_id=found.id)) if manages else (),
        invitations=tuple(people.invitations(found.id)) if manages else (),
        may_manage=manages,
        may_close=may_keep(actor) and not (found.is_keeper or found.is_closed),
        may_open_again=may_keep(actor) and found.is_closed,
    )


def _staff(held: Sequence[DutyRecord]) -> list[StaffLine]:
    grouped: dict[int, list[DutyRecord]] = {}
    for duty in held:
        grouped.setdefault(duty.person_id, []).append(duty)
    return [
        StaffLine(person_id=key, name=own[0].person, email=own[0].email, duties=tuple(own))
        for key, own in grouped.items()
    ]


def handover_picture(person_id: int, actor: Actor) -> HandoverPicture:
    """What somebody could hand over, as far as the asker manages it: three statements.

    Raises:
        UnknownPerson: There is no such person, or they hold nothing the asker manages.
    """
    giver = people.person(person_id)
    mine = [duty for duty in giver.duties if can_act(actor, Power.MANAGE, body_id=duty.body_id)]
    if not mine:
        raise UnknownPerson(value=person_id)
    named = {duty.body_id: duty.body for duty in mine}
    return HandoverPicture(
        giver=giver,
        duties=tuple(mine),
        bodies=named,
        colleagues=tuple(people.colleagues(named, but=person_id)),
    )
