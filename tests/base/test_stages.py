"""Stages and moves as tables: who may do what from where, and that nothing leaves the table."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.base.rules import SYSTEM, Actor, DutyKind, Holding, Power
from jalon.base.rules.stages import (
    EDITED,
    SETTLED,
    USUAL,
    InvalidMove,
    Move,
    MoveName,
    NoteMissing,
    Passed,
    SamePersonTwice,
    Stage,
    Stages,
    can_move,
    check_another,
    check_move,
    check_note,
    configured,
    diagram,
    duties_with,
    moves_from,
    moves_open_to,
    path_of,
    waits_for,
)

WITHOUT_APPROVAL = configured(approval=False)
BODY = 3

TABLE: dict[Stage, dict[MoveName, Stage]] = {
    Stage.DRAFT: {MoveName.SUBMIT: Stage.SUBMITTED, MoveName.LAY_ASIDE: Stage.ARCHIVED},
    Stage.SUBMITTED: {
        MoveName.APPROVE: Stage.APPROVED,
        MoveName.RETURN: Stage.RETURNED,
        MoveName.TAKE_BACK: Stage.DRAFT,
    },
    Stage.RETURNED: {MoveName.SUBMIT: Stage.SUBMITTED, MoveName.LAY_ASIDE: Stage.ARCHIVED},
    Stage.APPROVED: {MoveName.PUBLISH: Stage.PUBLISHED, MoveName.RETURN: Stage.RETURNED},
    Stage.PUBLISHED: {MoveName.BEGIN_ANEW: Stage.DRAFT, MoveName.ARCHIVE: Stage.ARCHIVED},
    Stage.ARCHIVED: {MoveName.BEGIN_ANEW: Stage.DRAFT},
}
"""From each stage, where each move leads; every other move is refused."""


def _holder(*duties: DutyKind, person: int = 1) -> Actor:
    held = tuple(Holding(body_id=BODY, body="ministry", duty=duty) for duty in duties)
    return Actor(name="Amal", person=person, holdings=held)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", MoveName)
def test_each_move_leads_where_the_table_says_or_is_refused(stage: Stage, name: MoveName) -> None:
    wanted = TABLE[stage].get(name)

    assert can_move(USUAL, name, stage=stage) is (wanted is not None)
    if wanted is not None:
        assert check_move(USUAL, name, stage=stage).to is wanted


def test_a_refused_move_says_from_where_to_where_and_what_can_be_done() -> None:
    with pytest.raises(InvalidMove) as refused:
        check_move(USUAL, MoveName.PUBLISH, stage=Stage.DRAFT)

    assert refused.value.facts["state"] == "draft"
    assert refused.value.facts["wanted"] == "published"
    assert refused.value.facts["possible"] == ("Submit for approval", "Lay aside")


OPEN = {
    DutyKind.FOCAL_POINT: {
        Stage.DRAFT: {MoveName.SUBMIT, MoveName.LAY_ASIDE},
        Stage.SUBMITTED: {MoveName.TAKE_BACK},
        Stage.RETURNED: {MoveName.SUBMIT, MoveName.LAY_ASIDE},
        Stage.PUBLISHED: {MoveName.BEGIN_ANEW},
        Stage.ARCHIVED: {MoveName.BEGIN_ANEW},
    },
    DutyKind.VALIDATOR: {
        Stage.SUBMITTED: {MoveName.APPROVE, MoveName.RETURN},
        Stage.APPROVED: {MoveName.PUBLISH, MoveName.RETURN},
        Stage.PUBLISHED: {MoveName.ARCHIVE},
    },
    DutyKind.MODERATOR: {Stage.PUBLISHED: {MoveName.ARCHIVE}},
}
OPEN[DutyKind.ALTERNATE] = OPEN[DutyKind.FOCAL_POINT]


@pytest.mark.parametrize("duty", DutyKind)
@pytest.mark.parametrize("stage", Stage)
def test_each_duty_opens_the_moves_of_its_row(duty: DutyKind, stage: Stage) -> None:
    moves = moves_open_to(USUAL, stage, actor=_holder(duty), body_id=BODY)

    assert {move.name for move in moves} == OPEN.get(duty, {}).get(stage, set())


@pytest.mark.parametrize("stage", Stage)
def test_a_duty_elsewhere_or_asleep_opens_nothing(stage: Stage) -> None:
    everything = _holder(*DutyKind)

    assert moves_open_to(USUAL, stage, actor=everything, body_id=BODY + 1) == ()
    asleep = replace(everything, needs_second_factor=True)
    assert moves_open_to(USUAL, stage, actor=asleep, body_id=BODY) == ()


def test_who_submitted_does_not_approve_unless_the_room_allows() -> None:
    both = _holder(DutyKind.FOCAL_POINT, DutyKind.VALIDATOR)
    free = configured(four_eyes=False)
    mine = {"actor": both, "body_id": BODY, "submitted_by": both.person}

    usual = moves_open_to(USUAL, Stage.SUBMITTED, **mine)
    allowed = moves_open_to(free, Stage.SUBMITTED, **mine)

    assert MoveName.APPROVE not in {move.name for move in usual}
    assert MoveName.APPROVE in {move.name for move in allowed}
    with pytest.raises(SamePersonTwice, match="Amal submitted this"):
        check_another(check_move(USUAL, MoveName.APPROVE, stage=Stage.SUBMITTED), both, submitted_by=1)  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("actor", [SYSTEM, _holder(DutyKind.VALIDATOR, person=2)])
def test_somebody_else_and_the_installation_approve(actor: Actor) -> None:
    move = check_move(USUAL, MoveName.APPROVE, stage=Stage.SUBMITTED)

    check_another(move, actor, submitted_by=1)


@pytest.mark.parametrize(("note", "is_refused"), [("", True), (" \n", True), ("Why", False)])
def test_a_return_says_why(note: str, *, is_refused: bool) -> None:
    move = check_move(USUAL, MoveName.RETURN, stage=Stage.SUBMITTED)

    if is_refused:
        with pytest.raises(NoteMissing):
            check_note(move, note)
    else:
        check_note(move, note)


def test_without_approval_publishing_is_the_second_pair_of_eyes() -> None:
    publish = check_move(WITHOUT_APPROVAL, MoveName.PUBLISH, stage=Stage.SUBMITTED)

    assert publish.needs_another
    assert waits_for(WITHOUT_APPROVAL, Stage.SUBMITTED) is Power.PUBLISH
    assert not can_move(WITHOUT_APPROVAL, MoveName.APPROVE, stage=Stage.SUBMITTED)
    assert can_move(WITHOUT_APPROVAL, MoveName.RETURN, stage=Stage.SUBMITTED)


CONFIGURATIONS = [configured(approval=a, four_eyes=f) for a in (True, False) for f in (True, False)]


@pytest.mark.parametrize("stages", CONFIGURATIONS)
def test_all_moves_to_a_stage_agree_on_who_is_waited_for(stages: Stages) -> None:
    for stage in Stage:
        waited = {move.waits_for for move in stages.moves if move.to is stage}
        assert len(waited) <= 1
        assert (waited <= {None}) is (stage in SETTLED or not waited)


@given(st.sampled_from(CONFIGURATIONS), st.lists(st.sampled_from(list(MoveName)), max_size=30))
def test_no_sequence_of_moves_leaves_the_table(stages: Stages, names: list[MoveName]) -> None:
    stage, submitted = Stage.DRAFT, False
    for name in names:
        if not can_move(stages, name, stage=stage):
            continue
        move = check_move(stages, name, stage=stage)
        assert TABLE[stage].get(name, move.to) is move.to
        submitted = submitted or name is MoveName.SUBMIT
        assert move.to is not Stage.PUBLISHED or submitted
        stage = move.to
        assert moves_from(stages, stage)


@given(st.lists(st.sampled_from(list(MoveName)), max_size=12), st.sampled_from(CONFIGURATIONS))
def test_nothing_is_published_that_was_not_submitted_after_it_was_written(
    names: list[MoveName], stages: Stages
) -> None:
    stage, is_fresh = Stage.DRAFT, False
    for name in names:
        if can_move(stages, name, stage=stage):
            move: Move = check_move(stages, name, stage=stage)
            is_fresh = move.to is Stage.SUBMITTED or (is_fresh and move.to not in EDITED)
            assert move.to is not Stage.PUBLISHED or is_fresh
            stage = move.to


@pytest.mark.parametrize("stages", CONFIGURATIONS)
@pytest.mark.parametrize("stage", Stage)
def test_the_pole_has_one_band_where_a_version_stands(stages: Stages, stage: Stage) -> None:
    if stage is Stage.APPROVED and stages not in (CONFIGURATIONS[0], CONFIGURATIONS[1]):
        return
    path = path_of(stages, stage)

    assert [step.stage for step in path if step.passed is Passed.HERE] == [stage]
    assert (path[-1].stage is Stage.ARCHIVED) is (stage is Stage.ARCHIVED)


def test_the_diagram_has_an_arrow_for_each_move_and_stage() -> None:
    arrows = diagram(USUAL).splitlines()[2:]

    assert len(arrows) == sum(len(move.sources) for move in USUAL.moves)
    assert "    submitted --> returned: Return with a note" in arrows


def test_duties_that_are_waited_for_follow_from_powers() -> None:
    assert duties_with(Power.SUBMIT) == (DutyKind.FOCAL_POINT, DutyKind.ALTERNATE)
