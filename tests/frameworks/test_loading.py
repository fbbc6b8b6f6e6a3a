from dataclasses import replace

import pytest

from jalon.base.public import newest_acts
from jalon.frameworks import actions, packaged, queries
from jalon.frameworks.models import Element
from jalon.frameworks.rules import BadFramework, Kind, check_framework, framework_of
from jalon.kernel.errors import UnknownCode
from tests.factories import load_reference, reader

pytestmark = pytest.mark.django_db


def test_the_compact_is_loaded_whole() -> None:
    load_reference()

    kinds = [element.kind for element in queries.framework("gcm").elements]

    assert kinds.count(Kind.PRINCIPLE) == 10
    assert kinds.count(Kind.OBJECTIVE) == 23
    assert kinds.count(Kind.ACTION) == 187


def test_loading_twice_changes_nothing() -> None:
    load_reference()
    ids = queries.element_ids()
    acts = len(newest_acts(limit=100))

    load_reference()

    assert queries.element_ids() == ids
    assert len(newest_acts(limit=100)) == acts


def test_a_changed_title_is_brought_up_to_date_and_keeps_its_id() -> None:
    load_reference()
    ids = queries.element_ids()
    stored = packaged.packaged_framework("gcm")
    first = replace(stored.elements[0], note={"en": "Another note."})

    actions.load_framework(replace(stored, elements=(first, *stored.elements[1:])), actor=reader)

    assert queries.element(first.code).note == {"en": "Another note."}
    assert queries.element_ids() == ids


def test_actions_know_their_objective() -> None:
    load_reference()

    below = queries.elements("gcm", parent="gcm:6")

    assert {element.parent for element in below} == {"gcm:6"}
    assert queries.element("gcm:6.c").kind is Kind.ACTION


def test_the_crosswalk_with_the_ilo_plan_has_the_counts_of_the_annex() -> None:
    load_reference()

    counts = queries.crosswalk("gcm", "ilo-2018").counts()

    assert counts == {"direct": 13, "via": 3, "indirect": 4, "none": 3}


def test_each_objective_belongs_to_one_area() -> None:
    load_reference()

    areas = queries.area_of_objective()

    assert len(areas) == 23
    assert set(areas.values()) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("wrong", ["gcm:24", "nothing", "gcm:6.zz"])
def test_an_unknown_code_is_refused_with_the_code(wrong: str) -> None:
    with pytest.raises(UnknownCode, match=wrong):
        queries.element(wrong)


def test_an_unknown_crosswalk_is_refused() -> None:
    load_reference()

    with pytest.raises(UnknownCode):
        queries.crosswalk("ilo-2018", "sdg")


def _file(*elements: dict[str, object]) -> list[dict[str, object]]:
    return [{"framework": "x", "title": {"en": "X"}, "elements": list(elements)}]


@pytest.mark.parametrize(
    ("elements", "why"),
    [
        ([{"code": "1", "kind": "goal", "title": {"en": "A"}}] * 2, "twice"),
        ([{"code": "1", "kind": "goal", "title": {"en": "A"}, "parent": "9"}], "x:9"),
        ([{"code": "1", "kind": "goal", "title": {}}], "no title"),
    ],
)
def test_a_framework_that_contradicts_itself_is_refused(
    elements: list[dict[str, object]], why: str
) -> None:
    with pytest.raises(BadFramework, match=why):
        framework_of(_file(*elements))

    assert Element.objects.count() == 0


def test_a_folder_without_a_head_is_refused() -> None:
    with pytest.raises(BadFramework, match="which framework"):
        framework_of([{"elements": []}])


def test_frameworks_that_come_with_jalon_hold_together() -> None:
    for slug in packaged.framework_slugs():
        check_framework(packaged.packaged_framework(slug))

    with pytest.raises(UnknownCode):
        packaged.packaged_framework("nothing")
