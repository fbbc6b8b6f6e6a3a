"""Versions of records: writing, moving, publishing; who may, who is told, who is waited for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from jalon.base import registry
from jalon.base.actions.bodies import ensure_keeper
from jalon.base.actions.versions import begin_record, move_version, save_draft
from jalon.base.models import Act, Body, Notice, Person, Version
from jalon.base.queries.people import actor_for
from jalon.base.queries.versions import (
    keys_with_versions,
    own_version,
    published_version,
    standing,
    version_on_its_way,
    waiting_for,
    work_of,
)
from jalon.base.registry import Face, RecordKind, Versioning, register_record
from jalon.base.rules import SYSTEM, Actor, DutyKind, viewer_of
from jalon.base.rules.history import Field, version_acts
from jalon.base.rules.stages import (
    USUAL,
    InvalidMove,
    MoveName,
    NoteMissing,
    SamePersonTwice,
    Stage,
)
from jalon.base.rules.versions import (
    ChangedMeanwhile,
    Loaded,
    NotEditable,
    VersionRecord,
)
from jalon.base.viewing import seeing
from jalon.kernel.errors import JalonError, NotAllowed, UnknownCode
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db
NOTE = "note:x"


class Unfinished(JalonError):
    """The content is not complete."""

    code = "unfinished-note"
    sentence = "It is not finished."


@dataclass
class Room:
    """A room whose records are notes: what it was told to publish and to take away."""

    published: list[VersionRecord] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    loaded: dict[str, Loaded] = field(default_factory=dict)

    def check(self, content: Mapping[str, Any]) -> None:
        if not content.get("text"):
            raise Unfinished


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    made = Room()
    register_record(
        RecordKind(
            kind="note",
            word="note",
            look=lambda _key: Face(title={"en": "X"}, url="/en/"),
            fields={"text": Field(label="Text")},
            acts=version_acts("note"),
            versioning=Versioning(
                stages=USUAL,
                check=made.check,
                publish=made.published.append,
                withdraw=made.withdrawn.append,
                loaded=made.loaded.get,
                title=lambda content: {"en": str(content.get("text", ""))},
                url=lambda key: f"/en/notes/{key}/draft/",
            ),
        )
    )
    return made


@dataclass(frozen=True)
class Staff:
    """A body with a writer and a validator, and somebody of another body."""

    body: Body
    people: Mapping[str, Person]

    def __getattr__(self, name: str) -> Actor:
        return actor_for(self.people[name])


@pytest.fixture
def staff() -> Staff:
    body = make_body()
    both = (DutyKind.FOCAL_POINT, DutyKind.VALIDATOR)
    people = {
        "writer": make_person(DutyKind.FOCAL_POINT, body=body, name="Amal"),
        "colleague": make_person(DutyKind.ALTERNATE, body=body, name="Bao"),
        "validator": make_person(DutyKind.VALIDATOR, body=body, name="Chloé"),
        "both": make_person(*both, body=body, name="Dora"),
        "stranger": make_person(*both, body=make_body(), name="Ezra"),
    }
    return Staff(body=body, people=people)


def _begin(staff: Staff, text: str = "First") -> VersionRecord:
    return begin_record(NOTE, {"text": text}, body_id=staff.body.pk, actor=staff.writer)


def _walk(staff: Staff, *names: MoveName) -> VersionRecord:
    """Make moves one after the other, each by whom it is for."""
    version = own_of(staff.writer)
    for name in names:
        theirs = {MoveName.APPROVE, MoveName.PUBLISH, MoveName.RETURN, MoveName.ARCHIVE}
        actor = staff.validator if name in theirs else staff.writer
        version = move_version(NOTE, name, note="Why.", actor=actor)
    return version


def own_of(actor: Actor) -> VersionRecord:
    with seeing(viewer_of(actor)):
        return own_version(NOTE)


TO_THE_PUBLIC = (MoveName.SUBMIT, MoveName.APPROVE, MoveName.PUBLISH)


def test_a_record_begins_as_a_draft_that_waits_for_its_writers(staff: Staff) -> None:
    begun = _begin(staff)

    assert (begun.number, begun.stage, begun.edition) == (1, Stage.DRAFT, 1)
    assert Version.objects.get().waits_for == "submit"
    assert Act.objects.latest("id").act == "begin note"


@pytest.mark.parametrize("who", ["validator", "stranger"])
def test_who_does_not_write_for_a_body_begins_nothing(staff: Staff, who: str) -> None:
    with pytest.raises(NotAllowed):
        begin_record(NOTE, {}, body_id=staff.body.pk, actor=getattr(staff, who))

    assert not Version.objects.exists()


def test_saving_records_only_what_changed(staff: Staff) -> None:
    _begin(staff)
    save_draft(NOTE, {"text": "First", "year": 2020}, edition=1, actor=staff.colleague)

    act = Act.objects.latest("id")

    assert (act.act, act.before, act.after) == ("edit note", {}, {"version": 1, "year": 2020})
    assert own_of(staff.writer).content == {"text": "First", "year": 2020}


def test_saving_what_is_saved_already_is_no_act(staff: Staff) -> None:
    _begin(staff)
    before = Act.objects.count()

    save_draft(NOTE, {"text": "First"}, edition=99, actor=staff.writer)

    assert Act.objects.count() == before


def test_nobody_saves_over_what_another_saved(staff: Staff) -> None:
    _begin(staff)
    save_draft(NOTE, {"text": "Theirs"}, edition=1, actor=staff.colleague)

    with pytest.raises(ChangedMeanwhile, match="Bao changed this") as refused:
        save_draft(NOTE, {"text": "Mine"}, edition=1, actor=staff.writer)

    assert refused.value.theirs.content["text"] == "Theirs"
    assert own_of(staff.writer).content["text"] == "Theirs"


def test_two_saves_at_once_cannot_both_be_stored(staff: Staff) -> None:
    from jalon.base.actions.versions import _store

    _begin(staff)
    one, other = Version.objects.get(), Version.objects.get()
    _store(one)

    with pytest.raises(ChangedMeanwhile):
        _store(other)


def test_what_is_submitted_is_not_written(staff: Staff) -> None:
    _begin(staff)
    _walk(staff, MoveName.SUBMIT)

    with pytest.raises(NotEditable):
        save_draft(NOTE, {"text": "Late"}, edition=2, actor=staff.writer)


def test_publishing_brings_the_draft_to_the_room(staff: Staff, room: Room) -> None:
    _begin(staff)

    done = _walk(staff, *TO_THE_PUBLIC)

    assert done.stage is Stage.PUBLISHED
    assert [version.number for version in room.published] == [1]
    assert published_version(NOTE) == own_of(staff.writer)


def test_a_published_version_stays_while_the_next_is_written(staff: Staff, room: Room) -> None:
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC, MoveName.BEGIN_ANEW)
    save_draft(NOTE, {"text": "Second"}, edition=1, actor=staff.writer)

    public = published_version(NOTE)

    assert public is not None
    assert public.content["text"] == "First"
    assert own_of(staff.writer).number == 2
    assert len(room.published) == 1


def test_the_next_version_takes_the_place_of_the_one_before(staff: Staff, room: Room) -> None:
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC, MoveName.BEGIN_ANEW)
    save_draft(NOTE, {"text": "Second"}, edition=1, actor=staff.writer)
    _walk(staff, *TO_THE_PUBLIC)

    old, new = Version.objects.order_by("number")
    act = Act.objects.latest("id")

    assert (old.stage, new.stage) == (Stage.ARCHIVED, Stage.PUBLISHED)
    assert old.ended_at is not None
    assert (act.before["text"], act.after["text"]) == ("First", "Second")
    assert [version.number for version in room.published] == [1, 2]


def test_archiving_takes_a_record_from_the_public(staff: Staff, room: Room) -> None:
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC, MoveName.ARCHIVE)

    assert room.withdrawn == ["x"]
    assert published_version(NOTE) is None
    assert Act.objects.latest("id").why == "Why."


def test_what_is_archived_can_be_taken_up_again(staff: Staff, room: Room) -> None:
    _begin(staff)
    again = _walk(staff, *TO_THE_PUBLIC, MoveName.ARCHIVE, MoveName.BEGIN_ANEW)

    assert (again.number, again.stage, again.content) == (2, Stage.DRAFT, {"text": "First"})


def test_a_draft_laid_aside_leaves_what_is_public(staff: Staff, room: Room) -> None:
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC, MoveName.BEGIN_ANEW, MoveName.LAY_ASIDE)

    assert room.withdrawn == []
    assert published_version(NOTE) is not None
    assert version_of(staff) is None


def version_of(staff: Staff) -> VersionRecord | None:
    with seeing(viewer_of(staff.writer)):
        return version_on_its_way(NOTE)


def test_one_version_at_a_time_is_on_its_way(staff: Staff) -> None:
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC, MoveName.BEGIN_ANEW)

    with pytest.raises(InvalidMove):
        move_version(NOTE, MoveName.BEGIN_ANEW, actor=staff.writer)


def test_what_is_not_complete_is_not_submitted(staff: Staff) -> None:
    _begin(staff, text="")

    with pytest.raises(Unfinished):
        _walk(staff, MoveName.SUBMIT)

    assert own_of(staff.writer).stage is Stage.DRAFT


def test_a_return_needs_a_note(staff: Staff) -> None:
    _begin(staff)
    _walk(staff, MoveName.SUBMIT)

    with pytest.raises(NoteMissing):
        move_version(NOTE, MoveName.RETURN, note=" ", actor=staff.validator)


def test_who_submitted_does_not_approve(staff: Staff) -> None:
    begin_record(NOTE, {"text": "Mine"}, body_id=staff.body.pk, actor=staff.both)
    move_version(NOTE, MoveName.SUBMIT, actor=staff.both)

    with pytest.raises(SamePersonTwice):
        move_version(NOTE, MoveName.APPROVE, actor=staff.both)


def test_nobody_approves_what_was_changed_since_they_looked(staff: Staff) -> None:
    _begin(staff)
    _walk(staff, MoveName.SUBMIT, MoveName.TAKE_BACK)
    save_draft(NOTE, {"text": "Other"}, edition=3, actor=staff.writer)
    _walk(staff, MoveName.SUBMIT)

    with pytest.raises(ChangedMeanwhile):
        move_version(NOTE, MoveName.APPROVE, edition=2, actor=staff.validator)


@pytest.mark.parametrize("name", [name for name in MoveName if name is not MoveName.ARCHIVE])
def test_a_draft_is_nothing_to_a_stranger(staff: Staff, name: MoveName) -> None:
    _begin(staff)

    with pytest.raises(UnknownCode):
        move_version(NOTE, name, note="Why.", actor=staff.stranger)
    with pytest.raises(UnknownCode):
        own_of(staff.stranger)
    with pytest.raises(UnknownCode):
        save_draft(NOTE, {"text": "x"}, edition=1, actor=staff.stranger)


@pytest.mark.parametrize("has_draft", [False, True])
def test_a_stranger_cannot_tell_whether_a_public_record_has_a_draft(
    staff: Staff, *, has_draft: bool
) -> None:
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC, *([MoveName.BEGIN_ANEW] if has_draft else []))

    for name in (MoveName.BEGIN_ANEW, MoveName.SUBMIT, MoveName.ARCHIVE):
        with pytest.raises(NotAllowed):
            move_version(NOTE, name, note="Why.", actor=staff.stranger)


def test_a_moderator_of_the_keeping_body_archives_what_is_public(staff: Staff, room: Room) -> None:
    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    moderator = actor_for(make_person(DutyKind.MODERATOR, body=keeper))
    _begin(staff)
    _walk(staff, *TO_THE_PUBLIC)

    move_version(NOTE, MoveName.ARCHIVE, note="Names a person.", actor=moderator)

    assert room.withdrawn == ["x"]


def test_what_was_loaded_becomes_the_first_version_when_somebody_writes_on(room: Room) -> None:
    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    writer = actor_for(make_person(DutyKind.FOCAL_POINT, body=keeper))
    room.loaded["x"] = Loaded(content={"text": "Loaded"})

    begun = move_version(NOTE, MoveName.BEGIN_ANEW, actor=writer)

    public = published_version(NOTE)
    assert public is not None
    assert (public.number, begun.number, begun.content) == (1, 2, {"text": "Loaded"})
    assert (public.body_id, begun.body_id) == (None, None)
    assert keys_with_versions("note") == {"x"}


def test_nobody_else_writes_on_what_was_loaded(staff: Staff, room: Room) -> None:
    room.loaded["x"] = Loaded(content={"text": "Loaded"})

    with pytest.raises(NotAllowed):
        move_version(NOTE, MoveName.BEGIN_ANEW, actor=staff.writer)

    assert not Version.objects.exists()


def _told(person: Person) -> list[str]:
    found = Notice.objects.filter(person=person, done_at=None).order_by("id")
    return [notice.sentence for notice in found]


def test_those_who_are_waited_for_are_told_and_then_no_more(staff: Staff) -> None:
    _begin(staff)
    _walk(staff, MoveName.SUBMIT)
    told = _told(staff.people["validator"])

    _walk(staff, MoveName.APPROVE)

    assert "submitted" in told[0]
    assert _told(staff.people["writer"]) == []
    assert len(_told(staff.people["both"])) == 1


def test_the_author_hears_of_a_return_with_its_note_and_of_the_publication(staff: Staff) -> None:
    _begin(staff)
    _walk(staff, MoveName.SUBMIT, MoveName.RETURN)
    returned = Notice.objects.filter(person=staff.people["writer"]).latest("id")

    _walk(staff, *TO_THE_PUBLIC)
    published = Notice.objects.filter(person=staff.people["writer"]).latest("id")

    assert returned.facts["note"] == "Why."
    assert returned.address == "/notes/x/draft/"
    assert "published" in published.sentence
    assert not Notice.objects.filter(person=staff.people["stranger"]).exists()


def test_who_is_waited_for_is_named_without_the_one_who_may_not(staff: Staff) -> None:
    begin_record(NOTE, {"text": "Mine"}, body_id=staff.body.pk, actor=staff.both)
    version = move_version(NOTE, MoveName.SUBMIT, actor=staff.both)

    waiting = standing(version, staff.both).waiting

    assert waiting is not None
    assert waiting.people == ("Chloé",)
    assert waiting.duties == (DutyKind.VALIDATOR,)


def test_nobody_is_waited_for_once_it_is_public(staff: Staff) -> None:
    _begin(staff)
    done = standing(_walk(staff, *TO_THE_PUBLIC), staff.writer)

    assert done.waiting is None
    assert [move.name for move in done.moves] == [MoveName.BEGIN_ANEW]
    assert not done.may_write


def test_work_lists_what_waits_for_somebody_first(staff: Staff) -> None:
    _begin(staff)
    begin_record("note:y", {"text": "Other"}, body_id=staff.body.pk, actor=staff.colleague)
    _walk(staff, MoveName.SUBMIT)

    with seeing(viewer_of(staff.validator)):
        lines = work_of(staff.validator)
        mine = waiting_for(staff.validator)

    assert [(line.title["en"], line.is_mine) for line in lines] == [
        ("First", True),
        ("Other", False),
    ]
    assert [line.title["en"] for line in mine] == ["First"]


def test_strangers_and_sleepers_have_no_work_here(staff: Staff) -> None:
    _begin(staff)
    asleep = replace(staff.writer, needs_second_factor=True)

    for actor in (staff.stranger, asleep, Actor(name="visitor")):
        with seeing(viewer_of(actor)):
            assert work_of(actor) == []
            assert list(waiting_for(actor)) == []
