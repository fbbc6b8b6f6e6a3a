import pytest
from django.db import transaction

from jalon.base.actions import record
from jalon.base.jobs import RECORD_CHECK
from jalon.base.models import Act
from jalon.base.queries import acts_on, chained_acts, newest_acts
from jalon.base.rules import FIRST_HASH, BrokenRecord, digest_of
from tests.factories import reader

pytestmark = pytest.mark.django_db


def test_a_line_says_who_did_what_and_why() -> None:
    record("confirm tag", subject="passage:1", actor=reader, after={"state": "x"}, why="clear")

    (act,) = acts_on("passage:1")

    assert (act.actor, act.act, act.why, act.after) == (
        "Amal",
        "confirm tag",
        "clear",
        {"state": "x"},
    )


def test_lines_are_chained_in_order() -> None:
    for number in range(3):
        record("add tag", subject=f"passage:{number}", actor=reader)

    numbers = [act.subject for act in chained_acts()]

    assert numbers == ["passage:0", "passage:1", "passage:2"]
    assert [act.subject for act in newest_acts(limit=1)] == ["passage:2"]


def test_a_changed_line_breaks_the_chain_where_it_stands() -> None:
    lines = [record("add tag", subject=f"passage:{number}", actor=reader) for number in range(3)]
    Act.objects.filter(pk=lines[1]).update(why="changed later")

    with pytest.raises(BrokenRecord, match=f"line {lines[1]}"):
        list(chained_acts())


def test_a_removed_line_breaks_the_chain_and_the_check_says_so() -> None:
    lines = [record("add tag", subject=f"passage:{number}", actor=reader) for number in range(3)]
    Act.objects.filter(pk=lines[0]).delete()

    findings = list(RECORD_CHECK.run(False))

    assert len(findings) == 1
    assert str(lines[1]) in findings[0].what


def test_an_act_that_fails_leaves_no_line() -> None:
    @transaction.atomic
    def act() -> None:
        record("add tag", subject="passage:9", actor=reader)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert acts_on("passage:9") == []


def test_a_digest_depends_on_the_line_before() -> None:
    assert digest_of(FIRST_HASH, {"act": "x"}) != digest_of("1" * 64, {"act": "x"})
