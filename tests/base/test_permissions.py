"""Who may do what: the whole table, so that a new duty or power is refused until it has its row.

Columns are powers, rows are duties. A letter says over whose records the duty gives the power:
`o` those of its own body, `n` also those that have no owner, `a` those of every body, `.` none.
"""

from itertools import product

import pytest

from jalon.base.rules import (
    EVERYONE,
    NOBODY,
    SEES_ALL,
    SYSTEM,
    Actor,
    DutyKind,
    Holding,
    Power,
    SecondFactorMissing,
    SignInFirst,
    Viewer,
    can_act,
    check_power,
    has_power,
    viewer_of,
)
from jalon.base.rules.permissions import POWER_WORDS
from jalon.kernel.errors import NotAllowed

KEEPER, OWN, OTHER = 1, 2, 3

IN_A_BODY = """
                  see  write  decide  submit  approve  publish  withdraw  manage  keep
focal-point        o     o      o       o        .        .         .        .      .
alternate          o     o      o       o        .        .         .        .      .
validator          o     .      .       .        o        o         o        .      .
reviewer           o     .      o       .        .        .         .        .      .
moderator          o     .      .       .        .        .         o        .      .
committee-member   o     .      .       .        .        .         .        .      .
administrator      o     .      .       .        .        .         .        o      .
"""

IN_THE_KEEPING_BODY = """
                  see  write  decide  submit  approve  publish  withdraw  manage  keep
focal-point        n     n      n       n        .        .         .        .      .
alternate          n     n      n       n        .        .         .        .      .
validator          n     .      .       .        n        n         n        .      .
reviewer           n     .      n       .        .        .         .        .      .
moderator          n     .      .       .        .        .         a        .      .
committee-member   n     .      .       .        .        .         .        .      .
administrator      n     .      .       .        .        .         .        a      a
"""

REACHES = {".": set(), "o": {OWN}, "n": {KEEPER, None}, "a": {KEEPER, None, OWN, OTHER}}
"""Over whose records a letter gives a power: numbers of bodies, None for no owner."""


def _table(text: str) -> dict[tuple[DutyKind, Power], str]:
    head, *rows = (line.split() for line in text.strip().splitlines())
    return {
        (DutyKind(duty), Power(power)): letter
        for duty, *letters in rows
        for power, letter in zip(head, letters, strict=True)
    }


TABLES = {OWN: _table(IN_A_BODY), KEEPER: _table(IN_THE_KEEPING_BODY)}


def _holder(duty: DutyKind, body_id: int = OWN, *, asleep: bool = False) -> Actor:
    holding = Holding(
        body_id=body_id, body=f"body-{body_id}", duty=duty, is_keeper=body_id == KEEPER
    )
    return Actor(name="Amal", person=7, holdings=(holding,), needs_second_factor=asleep)


@pytest.mark.parametrize("table", TABLES.values(), ids=["a body", "the keeping body"])
def test_the_table_has_each_duty_and_power_once(table: dict[tuple[DutyKind, Power], str]) -> None:
    assert set(table) == set(product(DutyKind, Power))
    assert set(POWER_WORDS) == set(Power)


@pytest.mark.parametrize("body_id", [OWN, OTHER, KEEPER, None])
@pytest.mark.parametrize("held_in", TABLES, ids=["in a body", "in the keeping body"])
@pytest.mark.parametrize("duty", DutyKind)
def test_a_duty_gives_the_powers_of_its_row(
    duty: DutyKind, held_in: int, body_id: int | None
) -> None:
    actor, table = _holder(duty, held_in), TABLES[held_in]

    given = {power for power in Power if can_act(actor, power, body_id=body_id)}

    assert given == {power for power in Power if body_id in REACHES[table[duty, power]]}


@pytest.mark.parametrize("held_in", TABLES, ids=["in a body", "in the keeping body"])
@pytest.mark.parametrize("duty", DutyKind)
def test_a_power_over_some_body_opens_its_pages(duty: DutyKind, held_in: int) -> None:
    table = TABLES[held_in]

    given = {power for power in Power if has_power(_holder(duty, held_in), power)}

    assert given == {power for power in Power if table[duty, power] != "."}


@pytest.mark.parametrize("held_in", TABLES, ids=["in a body", "in the keeping body"])
@pytest.mark.parametrize("power", Power)
@pytest.mark.parametrize("duty", DutyKind)
def test_a_sleeping_duty_gives_nothing_and_says_so(
    duty: DutyKind, power: Power, held_in: int
) -> None:
    actor, letter = _holder(duty, held_in, asleep=True), TABLES[held_in][duty, power]
    over = next(iter(REACHES[letter]), OWN)

    with pytest.raises(SecondFactorMissing if letter != "." else NotAllowed):
        check_power(actor, power, body_id=over)

    assert not has_power(actor, power)
    assert viewer_of(actor) == EVERYONE


@pytest.mark.parametrize("power", Power)
@pytest.mark.parametrize("body_id", [OWN, None])
def test_the_installation_itself_may_do_all_and_a_visitor_nothing(
    power: Power, body_id: int | None
) -> None:
    reader = Actor(name="Noor", person=8)

    assert check_power(SYSTEM, power, body_id=body_id) is SYSTEM
    assert has_power(SYSTEM, power)
    assert not has_power(NOBODY, power)
    with pytest.raises(SignInFirst):
        check_power(NOBODY, power, body_id=body_id)
    with pytest.raises(NotAllowed, match="Noor"):
        check_power(reader, power, body_id=body_id)


@pytest.mark.parametrize("duty", DutyKind)
def test_who_holds_a_duty_sees_the_drafts_of_that_body_alone(duty: DutyKind) -> None:
    of_body, of_keeper = viewer_of(_holder(duty)), viewer_of(_holder(duty, KEEPER))

    assert of_body == Viewer(bodies=frozenset({OWN}))
    assert of_keeper == Viewer(bodies=frozenset({KEEPER}), keeps=True)
    assert [of_body.sees(OWN), of_body.sees(OTHER), of_body.sees(None)] == [True, False, False]
    assert [of_keeper.sees(OWN), of_keeper.sees(None)] == [False, True]


def test_the_public_sees_no_drafts_and_the_installation_all() -> None:
    assert (viewer_of(NOBODY), viewer_of(SYSTEM)) == (EVERYONE, SEES_ALL)
    assert [EVERYONE.sees(OWN), EVERYONE.sees(None)] == [False, False]
    assert [SEES_ALL.sees(OWN), SEES_ALL.sees(None)] == [True, True]


def test_seeing_and_the_power_to_see_agree() -> None:
    for held_in, duty, body_id in product(TABLES, DutyKind, (OWN, OTHER, KEEPER, None)):
        actor = _holder(duty, held_in)

        assert viewer_of(actor).sees(body_id) == can_act(actor, Power.SEE, body_id=body_id)


def test_who_acts_speaks_for_the_body_that_owns_the_record() -> None:
    keeping = Holding(body_id=KEEPER, body="keeper", duty=DutyKind.ADMINISTRATOR, is_keeper=True)
    owning = Holding(body_id=OWN, body="ministry", duty=DutyKind.ADMINISTRATOR)
    both = Actor(name="Amal", person=7, holdings=(keeping, owning))

    assert check_power(both, Power.MANAGE, body_id=OWN).body == "ministry"
    assert check_power(both, Power.MANAGE, body_id=OTHER).body == "keeper"
    assert check_power(both, Power.MANAGE).body == "keeper"
