"""What changes versions of records: beginning, writing, and every move from stage to stage."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jalon.base.actions.notices import notify, settle
from jalon.base.actions.record import record
from jalon.base.models import Version
from jalon.base.models.versions import ON_THE_WAY
from jalon.base.queries.people import names_of_people
from jalon.base.queries.versions import newest_of, version_record, waited_for
from jalon.base.registry import versioning_of
from jalon.base.rules import Actor, Power, check_power, viewer_of
from jalon.base.rules.stages import (
    FIRST_STAGE,
    Move,
    MoveName,
    Stage,
    check_another,
    check_move,
    check_note,
    named_move,
    waits_for,
)
from jalon.base.rules.versions import (
    ChangedMeanwhile,
    Content,
    NotEditable,
    VersionRecord,
    changed_fields,
    key_of,
    kind_of,
)
from jalon.kernel.errors import UnknownCode
from jalon.kernel.errors import text_marker as _

TOLD: Mapping[MoveName, str] = {
    MoveName.SUBMIT: _("{person} submitted “{title}”: it waits for you."),
    MoveName.APPROVE: _("{person} approved “{title}”: it can be published."),
    MoveName.RETURN: _("{person} returned “{title}” with a note: {note}"),
    MoveName.PUBLISH: _("{person} published “{title}”."),
    MoveName.ARCHIVE: _("{person} archived “{title}”: {note}"),
}
"""What people are told after a move; the others are nobody else's matter."""


@transaction.atomic
def begin_record(
    subject: str, content: Content, *, body_id: int | None, actor: Actor
) -> VersionRecord:
    """Begin a new record of a body: the draft of its first version.

    Raises:
        NotAllowed: The actor does not write for the body.
        UnknownCode: There is such a record already, or no such kind.
    """
    actor = check_power(actor, Power.WRITE, body_id=body_id)
    if Version.objects.filter(subject=subject).exists():
        raise UnknownCode(value=key_of(subject))
    row = _begun(subject, 1, content, body_id=body_id, actor=actor)
    _note("begin", row, actor=actor, after=dict(content))
    return version_record(row)


def _begun(
    subject: str, number: int, content: Content, *, body_id: int | None, actor: Actor
) -> Version:
    """A draft that somebody is waited for."""
    power = waits_for(versioning_of(kind_of(subject)).stages, FIRST_STAGE)
    return Version.objects.create(
        subject=subject,
        number=number,
        stage=FIRST_STAGE.value,
        content=dict(content),
        body_id=body_id,
        author_id=actor.person,
        saved_by_id=actor.person,
        waits_for=power.value if power else "",
    )


@transaction.atomic
def save_draft(subject: str, changes: Content, *, edition: int, actor: Actor) -> VersionRecord:
    """Write fields of the newest draft of a record; the other fields stay as they are.

    Args:
        subject: Kind and id of the record.
        changes: New values by name of the field.
        edition: The edition that the writer had before them.
        actor: Who writes.

    Raises:
        UnknownCode: There is none, or it is another body's.
        NotAllowed: The actor does not write for the body.
        NotEditable: It is not a draft now.
        ChangedMeanwhile: Somebody saved since; nothing was stored.
    """
    row = _own(subject, actor)
    actor = check_power(actor, Power.WRITE, body_id=row.body_id)
    before = version_record(row)
    if not before.is_edited:
        raise NotEditable(state=row.stage)
    was, now = changed_fields(before.content, {**before.content, **changes})
    if not now:
        return before
    _check_edition(before, edition)
    row.content = {**row.content, **now}
    row.saved_by_id, row.saved_at = actor.person, timezone.now()
    _store(row)
    _note("edit", row, actor=actor, before=was, after=now)
    return version_record(row)


@transaction.atomic
def move_version(
    subject: str, name: MoveName, *, edition: int | None = None, note: str = "", actor: Actor
) -> VersionRecord:
    """Bring a record from one stage to another, tell those who are waited for, and record it.

    Publishing makes the draft what everybody reads, and ends the version before it, in one
    transaction. A new version begins as a copy of what is public.

    Args:
        subject: Kind and id of the record.
        name: What is done.
        edition: The edition that the actor had before them; None where nobody looked.
        note: Why; some moves are refused without it.
        actor: Who does it.

    Raises:
        UnknownCode: There is none, or the actor may not see it.
        NotAllowed: No duty of the actor lets them do this.
        InvalidMove: It is not possible from the stage it is in.
        NoteMissing, SamePersonTwice, ChangedMeanwhile: As they say; nothing was changed.
    """
    row = _wanted(subject, name, actor)
    versioning = versioning_of(kind_of(subject))
    actor = check_power(actor, named_move(versioning.stages, name).power, body_id=row.body_id)
    move = check_move(versioning.stages, name, stage=Stage(row.stage))
    check_note(move, note)
    check_another(move, actor, submitted_by=row.submitted_by_id)
    if edition is not None:
        _check_edition(version_record(row), edition)
    if move.opens_version:
        return _open_version(row, actor)
    if move.to is Stage.SUBMITTED:
        versioning.check(row.content)
    return _moved(row, move, note.strip(), actor)


def _moved(row: Version, move: Move, note: str, actor: Actor) -> VersionRecord:
    """Change the stage and everything that follows from it."""
    was = Stage(row.stage)
    before, after = _ended_by(row) if move.to is Stage.PUBLISHED else ({}, {})
    row.stage, row.note, row.moved_at = move.to.value, note, timezone.now()
    row.waits_for = move.waits_for.value if move.waits_for else ""
    if move.name is MoveName.SUBMIT:
        row.submitted_by_id = actor.person
    if move.to is Stage.PUBLISHED:
        row.published_at = row.moved_at
    if move.to is Stage.ARCHIVED:
        row.ended_at = row.moved_at
    _store(row)
    moved = version_record(row)
    versioning = versioning_of(moved.kind)
    if move.to is Stage.PUBLISHED:
        versioning.publish(moved)
    elif move.name is MoveName.ARCHIVE:
        versioning.withdraw(moved.key)
    stages = {"stage": was.value} | before, {"stage": move.to.value} | after
    _note(move.name.value, row, actor=actor, before=stages[0], after=stages[1], why=note)
    _tell(moved, move, actor)
    return moved


def _ended_by(row: Version) -> tuple[dict[str, Any], dict[str, Any]]:
    """End the version that a new one replaces; what the two say differently."""
    rows = Version.objects.filter(subject=row.subject, stage=Stage.PUBLISHED.value)
    old = rows.first()
    if old is None:
        return {}, dict(row.content)
    rows.update(stage=Stage.ARCHIVED.value, ended_at=timezone.now())
    before, after = changed_fields(old.content, row.content)
    return dict(before), dict(after)


def _open_version(row: Version, actor: Actor) -> VersionRecord:
    """A draft of the next version: a copy of what is public, else of the newest."""
    rows = Version.objects.filter(subject=row.subject)
    under_way = rows.filter(stage__in=ON_THE_WAY).values_list("stage", flat=True).first()
    if under_way is not None:
        check_move(
            versioning_of(kind_of(row.subject)).stages, MoveName.BEGIN_ANEW, stage=Stage(under_way)
        )
    newest = rows.order_by("-number").values_list("number", flat=True).first() or 0
    public = rows.filter(stage=Stage.PUBLISHED.value).first() or row
    body_id = row.body_id
    draft = _begun(row.subject, newest + 1, public.content, body_id=body_id, actor=actor)
    _note(MoveName.BEGIN_ANEW.value, draft, actor=actor)
    return version_record(draft)


def _wanted(subject: str, name: MoveName, actor: Actor) -> Version:
    """The version that a move is about: the public one to archive, else the newest one seen."""
    rows = _locked(subject)
    if name is MoveName.ARCHIVE:
        rows = rows.filter(stage=Stage.PUBLISHED.value)
    row = newest_of(rows, viewer_of(actor)) or _from_loaded(subject)
    if row is None:
        raise UnknownCode(value=key_of(subject))
    return row


def _own(subject: str, actor: Actor) -> Version:
    row = newest_of(_locked(subject), viewer_of(actor))
    if row is None or not viewer_of(actor).sees(row.body_id):
        raise UnknownCode(value=key_of(subject))
    return row


def _locked(subject: str) -> QuerySet[Version]:
    return Version.objects.select_for_update().filter(subject=subject)


def _from_loaded(subject: str) -> Version | None:
    """What was loaded, not written, becomes the first version when somebody works on it."""
    if Version.objects.filter(subject=subject).exists():
        return None
    loaded = versioning_of(kind_of(subject)).loaded(key_of(subject))
    if loaded is None:
        return None
    return Version.objects.create(
        subject=subject,
        number=1,
        stage=Stage.PUBLISHED.value,
        content=dict(loaded.content),
        body_id=loaded.body_id,
        published_at=timezone.now(),
    )


def _check_edition(version: VersionRecord, edition: int) -> None:
    if version.edition != edition:
        people = names_of_people([version.saved_by]) if version.saved_by else {}
        person = people.get(version.saved_by or 0, _("Somebody"))
        raise ChangedMeanwhile(person=person, theirs=version)


_STORED = (
    *("stage", "content", "note", "waits_for", "saved_by_id", "saved_at", "submitted_by_id"),
    *("moved_at", "published_at", "ended_at"),
)


def _store(row: Version) -> None:
    """Save a version as the next edition, if it is still the one that was read."""
    values = {name: getattr(row, name) for name in _STORED}
    rows = Version.objects.filter(pk=row.pk, edition=row.edition)
    if not rows.update(edition=row.edition + 1, **values):
        _check_edition(version_record(Version.objects.get(pk=row.pk)), row.edition)
    row.edition += 1


def _note(
    verb: str,
    row: Version,
    *,
    actor: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> None:
    after = {"version": row.number} | dict(after or {})
    act = f"{verb} {kind_of(row.subject)}"
    record(act, subject=row.subject, actor=actor, before=before, after=after, why=why)


def _tell(version: VersionRecord, move: Move, actor: Actor) -> None:
    """Tell those who are waited for, and the author when it comes back or out."""
    if move.name is not MoveName.ARCHIVE:
        settle(version.subject)
    if move.name not in TOLD:
        return
    versioning = versioning_of(version.kind)
    writers = {version.author, version.submitted_by} - {None}
    back = move.to in {Stage.RETURNED, Stage.PUBLISHED, Stage.ARCHIVED}
    people = {*(writers if back else ()), *waited_for(version)}
    notify(
        to=[person for person in people if person is not None],
        sentence=TOLD[move.name],
        facts={
            "person": actor.name,
            "title": dict(versioning.title(version.content)),
            "note": version.note,
        },
        address=without_language(versioning.url(version.key)),
        actor=actor,
        subject=version.subject,
        body_id=version.body_id,
    )


def without_language(url: str) -> str:
    """The path of a page without the language before it.

    >>> without_language("/en/initiatives/x/")
    '/initiatives/x/'
    """
    return "/" + url.split("/", 2)[2]
