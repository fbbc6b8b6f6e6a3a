"""Versions of records: which there are, how far each is, and who is waited for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from jalon.base.models import Version
from jalon.base.models.versions import ON_THE_WAY
from jalon.base.queries.bodies import bodies_with_ids, keeper
from jalon.base.queries.people import names_of_people, people_with_power
from jalon.base.registry import record_kind, versioning_of
from jalon.base.rules import Actor, BodyRecord, Viewer, can_act
from jalon.base.rules.duties import DutyKind
from jalon.base.rules.permissions import Power
from jalon.base.rules.stages import (
    Move,
    Stage,
    Step,
    duties_with,
    moves_from,
    moves_open_to,
    path_of,
)
from jalon.base.rules.versions import VersionRecord, key_of
from jalon.base.viewing import viewer
from jalon.kernel.errors import UnknownCode

MOST_WORK = 200
"""Versions on their way that one page of work looks through."""


def version_record(row: Version) -> VersionRecord:
    """A row as a record."""
    return VersionRecord(
        subject=row.subject,
        number=row.number,
        stage=Stage(row.stage),
        content=row.content,
        body_id=row.body_id,
        author=row.author_id,
        saved_by=row.saved_by_id,
        submitted_by=row.submitted_by_id,
        note=row.note,
        edition=row.edition,
        made_at=row.made_at,
        saved_at=row.saved_at,
        moved_at=row.moved_at,
        published_at=row.published_at,
        ended_at=row.ended_at,
    )


def seen_by(looking: Viewer) -> Q:
    """The versions that somebody sees whatever their stage: those of their own bodies."""
    if looking.sees_all:
        return Q()
    own = Q(body_id__in=looking.bodies)
    return own | Q(body=None) if looking.keeps else own


def newest_of(rows: QuerySet[Version], looking: Viewer) -> Version | None:
    """The newest version that somebody sees: of their own bodies, or public."""
    seen = rows.filter(seen_by(looking) | Q(stage=Stage.PUBLISHED.value))
    return seen.order_by("-number").first()


def own_version(subject: str) -> VersionRecord:
    """The newest version of a record of a body of the viewer's.

    Raises:
        UnknownCode: There is none, or it is another body's: both are told alike.
    """
    rows = Version.objects.filter(seen_by(viewer()), subject=subject)
    row = rows.order_by("-number").first()
    if row is None:
        raise UnknownCode(value=key_of(subject))
    return version_record(row)


def version_on_its_way(subject: str) -> VersionRecord | None:
    """The version of a record that is not settled, for a viewer who sees it."""
    rows = Version.objects.filter(seen_by(viewer()), subject=subject, stage__in=ON_THE_WAY)
    row = rows.first()
    return version_record(row) if row else None


def published_version(subject: str) -> VersionRecord | None:
    """The version of a record that is public now."""
    row = Version.objects.filter(subject=subject, stage=Stage.PUBLISHED.value).first()
    return version_record(row) if row else None


def last_public_version(subject: str) -> VersionRecord | None:
    """The version of a record that is public, or was the last to be."""
    rows = Version.objects.filter(subject=subject, published_at__isnull=False)
    row = rows.order_by("-number").first()
    return version_record(row) if row else None


def keys_with_versions(kind: str) -> frozenset[str]:
    """The ids of the records of a kind that people have written on here, whoever sees them."""
    rows = Version.objects.filter(subject__startswith=f"{kind}:")
    return frozenset(key_of(subject) for subject in rows.values_list("subject", flat=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Who is waited for, and since when.

    `people` are names, for those who may see the version; empty while nobody holds such a duty.
    """

    power: Power
    duties: tuple[DutyKind, ...]
    body: Mapping[str, str]
    since: datetime
    people: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How far a version is: the bands of its pole, who is waited for, and what the actor may do."""

    version: VersionRecord
    body: BodyRecord | None
    path: tuple[Step, ...]
    waiting: Waiting | None
    moves: tuple[Move, ...]
    may_write: bool


def standing(version: VersionRecord, actor: Actor) -> Standing:
    """How far a version is, for somebody who sees it: three statements at most."""
    stages = versioning_of(version.kind).stages
    owner = _owner(version.body_id)
    return Standing(
        version=version,
        body=owner,
        path=path_of(stages, version.stage),
        waiting=waiting_for_version(version, owner),
        moves=moves_open_to(
            stages,
            version.stage,
            actor=actor,
            body_id=version.body_id,
            submitted_by=version.submitted_by,
        ),
        may_write=version.is_edited and can_act(actor, Power.WRITE, body_id=version.body_id),
    )


def moves_for(kind: str, stage: Stage, *, actor: Actor, body_id: int | None) -> tuple[Move, ...]:
    """The moves that somebody can make with records of a kind that are in a stage."""
    stages = versioning_of(kind).stages
    return moves_open_to(stages, stage, actor=actor, body_id=body_id)


def _owner(body_id: int | None) -> BodyRecord | None:
    """The body of a version; the keeping body for what has no owner."""
    return keeper() if body_id is None else bodies_with_ids([body_id]).get(body_id)


def waiting_for_version(version: VersionRecord, owner: BodyRecord | None) -> Waiting | None:
    """Who is waited for, for people of its body; None when it is settled: two statements."""
    move = main_move(version)
    if move is None:
        return None
    return Waiting(
        power=move.power,
        duties=duties_with(move.power),
        body=owner.name if owner else {},
        since=version.moved_at,
        people=tuple(sorted(names_of_people(waited_for(version)).values())),
    )


def main_move(version: VersionRecord) -> Move | None:
    """The move that brings a version nearer to the public; None when it is settled."""
    moves = moves_from(versioning_of(version.kind).stages, version.stage)
    return moves[0] if moves and not version.is_settled else None


def waited_for(version: VersionRecord) -> list[int]:
    """Numbers of the people who are waited for, without the one who may not again."""
    move = main_move(version)
    if move is None:
        return []
    people = people_with_power(move.power, body_id=version.body_id)
    barred = version.submitted_by if move.needs_another else None
    return [person for person in people if person != barred]


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkLine:
    """A version on its way in a list.

    Attributes:
        word: What the record is, in English, marked for translation.
        wanted: What is to be done next, as its button names it, in English.
        is_mine: Whether the actor is waited for.
    """

    word: str
    title: Mapping[str, str]
    url: str
    body: Mapping[str, str]
    stage: Stage
    since: datetime
    note: str
    wanted: str
    duties: tuple[DutyKind, ...]
    is_mine: bool


def work_of(actor: Actor) -> list[WorkLine]:
    """The versions on their way in the bodies of somebody, what waits for them first.

    Two statements. Of each part what waits longest comes first.
    """
    rows = Version.objects.filter(seen_by(viewer()), stage__in=ON_THE_WAY)
    found = [version_record(row) for row in rows.order_by("moved_at", "id")[:MOST_WORK]]
    named = bodies_with_ids(one.body_id for one in found if one.body_id is not None)
    lines = [_work_line(one, named, actor) for one in found]
    return sorted(lines, key=lambda line: not line.is_mine)


def _work_line(version: VersionRecord, named: Mapping[int, BodyRecord], actor: Actor) -> WorkLine:
    kind = record_kind(version.kind)
    versioning = versioning_of(version.kind)
    move = moves_from(versioning.stages, version.stage)[0]
    open_now = moves_open_to(
        versioning.stages,
        version.stage,
        actor=actor,
        body_id=version.body_id,
        submitted_by=version.submitted_by,
    )
    owner = named.get(version.body_id) if version.body_id is not None else None
    return WorkLine(
        word=kind.word,
        title=versioning.title(version.content),
        url=versioning.url(version.key),
        body=owner.name if owner else {},
        stage=version.stage,
        since=version.moved_at,
        note=version.note,
        wanted=move.words,
        duties=duties_with(move.power),
        is_mine=move in open_now,
    )


def waiting_for(actor: Actor, *, limit: int = 5) -> Sequence[WorkLine]:
    """What waits for somebody, longest first: two statements; none for who holds no duty."""
    if not actor.holdings:
        return ()
    return [line for line in work_of(actor) if line.is_mine][:limit]
