"""Stages of a record from draft to archive, and the moves between them: data that rooms vary.

Each version of a record has a stage of its own, so that a published version stays readable while
the newest draft goes its way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jalon.base.rules.actors import Actor
from jalon.base.rules.duties import DutyKind
from jalon.base.rules.permissions import POWERS, Power, can_act
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class Stage(StrEnum):
    """Where a version of a record stands on its way to the public and out of it."""

    DRAFT = _("draft")
    SUBMITTED = _("submitted")
    RETURNED = _("returned")
    APPROVED = _("approved")
    PUBLISHED = _("published")
    ARCHIVED = _("archived")


class MoveName(StrEnum):
    """What somebody does to bring a version from one stage to another."""

    SUBMIT = "submit"
    TAKE_BACK = "take-back"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    ARCHIVE = "archive"
    LAY_ASIDE = "lay-aside"
    BEGIN_ANEW = "begin-anew"


MOVE_WORDS: Mapping[MoveName, str] = {
    MoveName.SUBMIT: _("Submit for approval"),
    MoveName.TAKE_BACK: _("Take back to edit"),
    MoveName.RETURN: _("Return with a note"),
    MoveName.APPROVE: _("Approve"),
    MoveName.PUBLISH: _("Publish"),
    MoveName.ARCHIVE: _("Archive"),
    MoveName.LAY_ASIDE: _("Lay aside"),
    MoveName.BEGIN_ANEW: _("Propose a new version"),
}
"""Moves as their buttons name them."""

EDITED = frozenset({Stage.DRAFT, Stage.RETURNED})
"""Stages in which a version can be written."""

SETTLED = frozenset({Stage.PUBLISHED, Stage.ARCHIVED})
"""Stages in which nobody is waited for; the others are on their way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One way from some stages to another.

    Attributes:
        power: What somebody must be able to do with records of the body.
        needs_note: Whether it is refused without a word of why.
        needs_another: Whether it takes another person than the one who submitted.
        opens_version: Whether a new version begins, and the one before stays as it is.
        waits_for: The power of those who are waited for after it; None when nobody is.
    """

    name: MoveName
    sources: frozenset[Stage]
    to: Stage
    power: Power
    needs_note: bool = False
    needs_another: bool = False
    opens_version: bool = False
    waits_for: Power | None = None

    @property
    def words(self) -> str:
        """The move as its button names it, in English."""
        return MOVE_WORDS[self.name]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stages:
    """The moves that records of one kind can make; the main move of a stage comes first."""

    moves: tuple[Move, ...]


FIRST_STAGE = Stage.DRAFT
"""The stage in which every version begins."""

USUAL = Stages(
    moves=(
        Move(
            name=MoveName.SUBMIT,
            sources=EDITED,
            to=Stage.SUBMITTED,
            power=Power.SUBMIT,
            waits_for=Power.APPROVE,
        ),
        Move(
            name=MoveName.APPROVE,
            sources=frozenset({Stage.SUBMITTED}),
            to=Stage.APPROVED,
            power=Power.APPROVE,
            needs_another=True,
            waits_for=Power.PUBLISH,
        ),
        Move(
            name=MoveName.PUBLISH,
            sources=frozenset({Stage.APPROVED}),
            to=Stage.PUBLISHED,
            power=Power.PUBLISH,
        ),
        Move(
            name=MoveName.RETURN,
            sources=frozenset({Stage.SUBMITTED, Stage.APPROVED}),
            to=Stage.RETURNED,
            power=Power.APPROVE,
            needs_note=True,
            waits_for=Power.SUBMIT,
        ),
        Move(
            name=MoveName.TAKE_BACK,
            sources=frozenset({Stage.SUBMITTED}),
            to=Stage.DRAFT,
            power=Power.SUBMIT,
            waits_for=Power.SUBMIT,
        ),
        Move(
            name=MoveName.LAY_ASIDE,
            sources=EDITED,
            to=Stage.ARCHIVED,
            power=Power.WRITE,
        ),
        Move(
            name=MoveName.BEGIN_ANEW,
            sources=SETTLED,
            to=Stage.DRAFT,
            power=Power.WRITE,
            opens_version=True,
            waits_for=Power.SUBMIT,
        ),
        Move(
            name=MoveName.ARCHIVE,
            sources=frozenset({Stage.PUBLISHED}),
            to=Stage.ARCHIVED,
            power=Power.WITHDRAW,
            needs_note=True,
        ),
    )
)
"""Four eyes: a focal point submits, somebody else approves, then it is published."""


def configured(*, approval: bool = True, four_eyes: bool = True) -> Stages:
    """The usual moves as a room wants them.

    Args:
        approval: Whether a version is approved before it is published; else publishing is enough.
        four_eyes: Whether it takes another person than the one who submitted.

    >>> [move.name.value for move in configured(approval=False).moves][:2]
    ['submit', 'publish']
    """
    moves = USUAL.moves if approval else tuple(_without_approval())
    if four_eyes:
        return Stages(moves=moves)
    return Stages(moves=tuple(replace(move, needs_another=False) for move in moves))


def _without_approval() -> Iterable[Move]:
    submitted = frozenset({Stage.SUBMITTED})
    for move in USUAL.moves:
        if move.name is MoveName.SUBMIT:
            yield replace(move, waits_for=Power.PUBLISH)
        elif move.name is MoveName.PUBLISH:
            yield replace(move, sources=submitted, needs_another=True)
        elif move.name is MoveName.RETURN:
            yield replace(move, sources=submitted)
        elif move.name is not MoveName.APPROVE:
            yield move


class InvalidMove(JalonError):
    """A version cannot make this move from the stage it is in."""

    code = "invalid-stage-move"
    sentence = _(
        "“{move}” is not possible from “{state}” to “{wanted}”. Possible now: {possible}. Load "
        "the page again to see it as it is."
    )


class NoteMissing(JalonError):
    """This move is refused without a note that says why."""

    code = "note-missing"
    sentence = _(
        "“{move}” needs a note that says why, so that others know what to do. Nothing was changed."
    )


class SamePersonTwice(JalonError):
    """Who submitted a version may not approve it as well."""

    code = "same-person-twice"
    sentence = _(
        "{person} submitted this, so somebody else does this: {move}. Ask another person who "
        "holds the duty."
    )


def moves_from(stages: Stages, stage: Stage) -> tuple[Move, ...]:
    """The moves out of a stage, the main one first."""
    return tuple(move for move in stages.moves if stage in move.sources)


def named_move(stages: Stages, name: MoveName) -> Move:
    """The move of a name, as records of a kind make it.

    Where they never do, it is the usual move without a stage to begin from.
    """
    known = {move.name: move for move in (*USUAL.moves, *stages.moves)}
    return known[name] if known[name] in stages.moves else replace(known[name], sources=frozenset())


def check_move(stages: Stages, name: MoveName, *, stage: Stage) -> Move:
    """The move of a name, if it can be made from a stage.

    Raises:
        InvalidMove: It cannot; says what can be done instead.
    """
    named = named_move(stages, name)
    if stage in named.sources:
        return named
    possible = tuple(move.words for move in moves_from(stages, stage)) or (_("nothing"),)
    raise InvalidMove(move=named.words, state=stage.value, wanted=named.to.value, possible=possible)


def can_move(stages: Stages, name: MoveName, *, stage: Stage) -> bool:
    """Whether `check_move` lets a version move."""
    try:
        check_move(stages, name, stage=stage)
    except InvalidMove:
        return False
    return True


def check_note(move: Move, note: str) -> None:
    """A move that must be explained is.

    Raises:
        NoteMissing: It is not.
    """
    if move.needs_note and not note.strip():
        raise NoteMissing(move=move.words)


def check_another(move: Move, actor: Actor, *, submitted_by: int | None) -> None:
    """A move that takes another person than the one who submitted is made by another.

    Raises:
        SamePersonTwice: It is the same person.
    """
    same = submitted_by is not None and actor.person == submitted_by
    if move.needs_another and same and not actor.is_system:
        raise SamePersonTwice(person=actor.name, move=move.words)


def moves_open_to(
    stages: Stages,
    stage: Stage,
    *,
    actor: Actor,
    body_id: int | None,
    submitted_by: int | None = None,
) -> tuple[Move, ...]:
    """The moves that somebody can make now with a version of a body, the main one first."""
    return tuple(
        move
        for move in moves_from(stages, stage)
        if can_act(actor, move.power, body_id=body_id)
        and (not move.needs_another or submitted_by is None or actor.person != submitted_by)
    )


def waits_for(stages: Stages, stage: Stage) -> Power | None:
    """The power of those who are waited for in a stage; None when nobody is.

    >>> waits_for(USUAL, Stage.SUBMITTED), waits_for(USUAL, Stage.PUBLISHED)
    (<Power.APPROVE: 'approve'>, None)
    """
    return next((move.waits_for for move in stages.moves if move.to is stage), None)


def duties_with(power: Power) -> tuple[DutyKind, ...]:
    """The duties that give a power over the records of their own body.

    >>> duties_with(Power.APPROVE)
    (<DutyKind.VALIDATOR: 'validator'>,)
    """
    return tuple(duty for duty in DutyKind if power in POWERS[duty])


class Passed(StrEnum):
    """How a stage lies to the one a version is in."""

    BEHIND = "behind"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One band of the pole that shows how far a version is."""

    stage: Stage
    passed: Passed


def path_of(stages: Stages, stage: Stage) -> tuple[Step, ...]:
    """The way from draft to published as bands of a pole, and where a version stands on it.

    What was returned stands where drafts stand; what is archived has its band at the end.

    >>> [(step.stage.value, step.passed.value) for step in path_of(USUAL, Stage.RETURNED)][:2]
    [('returned', 'here'), ('submitted', 'ahead')]
    """
    way = [Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED, Stage.PUBLISHED]
    if not any(move.to is Stage.APPROVED for move in stages.moves):
        way.remove(Stage.APPROVED)
    if stage is Stage.RETURNED:
        way[0] = stage
    elif stage is Stage.ARCHIVED:
        way.append(stage)
    at = way.index(stage)
    return tuple(Step(stage=one, passed=_passed(index, at)) for index, one in enumerate(way))


def _passed(index: int, at: int) -> Passed:
    if index == at:
        return Passed.HERE
    return Passed.BEHIND if index < at else Passed.AHEAD


def diagram(stages: Stages) -> str:
    """The stages and moves as a Mermaid state diagram, for the documentation."""
    lines = [
        f"    {source.value} --> {move.to.value}: {move.words}"
        for move in stages.moves
        for source in sorted(move.sources, key=list(Stage).index)
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {FIRST_STAGE.value}", *lines])
