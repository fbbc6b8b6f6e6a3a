import pytest

from jalon.library.actions import decide_tag
from jalon.library.rules import TagState
from jalon.search.actions import ensure_index, flush_all
from jalon.search.jobs import INDEX_CHECK
from jalon.search.models import PendingCard
from jalon.search.public import Query, find, queue_cards
from tests.factories import load_reference, make_passage, make_tag, reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(tmp_path, settings) -> None:
    settings.JALON_INDEX = tmp_path / "index"
    load_reference()


def _kinds(text: str) -> list[str]:
    return [hit.card.kind for hit in find(Query(text=text)).hits]


def test_an_edit_is_found_once_it_was_brought_in() -> None:
    passage = make_passage(text="The zebra crossing of Agadez.")
    queue_cards([f"passage:{passage.pk}"])

    flush_all()

    assert [hit.id for hit in find(Query(text="zebra")).hits] == [f"passage:{passage.pk}"]
    assert PendingCard.objects.count() == 0


def test_a_deleted_passage_is_found_no_more() -> None:
    passage = make_passage(text="The zebra crossing of Agadez.")
    queue_cards([f"passage:{passage.pk}"])
    flush_all()

    queue_cards([f"passage:{passage.pk}"])
    passage.delete()
    flush_all()

    assert find(Query(text="zebra")).total == 0


def test_a_decision_reaches_the_index() -> None:
    tag = make_tag(make_passage(text="The zebra crossing of Agadez."))

    decide_tag(tag_id=tag.pk, wanted=TagState.CONFIRMED, actor=reader)
    flush_all()

    (hit,) = find(Query(text="zebra")).hits
    assert hit.card.state == "confirmed"
    assert "gcm:6" in hit.card.element


def test_a_tag_on_an_action_is_found_by_its_objective() -> None:
    make_tag(make_passage(text="The zebra crossing of Agadez."), code="gcm:6.c")
    ensure_index()

    found = find(Query(text="zebra", elements=("gcm:6",)))

    assert found.total == 1


def test_objectives_and_places_are_found_by_their_names_in_any_language() -> None:
    ensure_index()

    assert "place" in _kinds("Côte d’Ivoire")
    assert "objective" in _kinds("envois de fonds")


def test_the_check_finds_and_mends_what_the_index_lacks() -> None:
    ensure_index()
    make_passage(text="The zebra crossing of Agadez.")

    (found,) = INDEX_CHECK.run(False)
    (mended,) = INDEX_CHECK.run(True)

    assert not found.mended
    assert mended.mended
    assert find(Query(text="zebra")).total == 1
    assert list(INDEX_CHECK.run(False)) == []
