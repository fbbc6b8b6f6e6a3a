"""The review queue as a page: what it asks, in which order, and what follows an answer."""

import re

import pytest
from django.test import Client

from jalon.base.models import Person
from jalon.library.models import Decision, Skip, Tag
from jalon.library.rules import TagState
from tests.factories import load_reference, make_document, make_passage, make_tag

pytestmark = pytest.mark.django_db
QUEUE, ANSWER = "/en/review/", "/en/review/answer/"


@pytest.fixture(autouse=True)
def reference(db: None) -> None:
    load_reference()


def _tag(score: float = 0.8, code: str = "gcm:6", **values: object) -> Tag:
    return make_tag(code=code, score=score, **values)  # type: ignore[arg-type]  # as factories take


def _item(tag: Tag) -> str:
    return f"{tag.passage_id}.{tag.element.code}"


def _asked(page: str) -> str:
    found = re.search(r'name="items" value="(\d+\.[\w:.]+)"><input type="hidden" name="next"', page)
    return found.group(1) if found else ""


def _page(editor: Client, query: str = "") -> str:
    return editor.get(QUEUE + query).content.decode()


def _answer(editor: Client, tag: Tag, **typed: str) -> str:
    sent = {"items": _item(tag), **typed}
    answer = editor.post(ANSWER, sent, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


def test_the_least_sure_suggestion_is_asked_about_first(editor: Client) -> None:
    sure, unsure = _tag(0.9), _tag(0.3)

    page = _page(editor)

    assert _asked(page) == _item(unsure)
    assert f'name="next" value="{_item(sure)}"' in page
    assert "2 suggestions wait" in page


@pytest.mark.parametrize(("verb", "state"), [("confirm", "confirmed"), ("refuse", "refused")])
def test_an_answer_is_kept_and_the_next_is_asked(editor: Client, verb: str, state: str) -> None:
    tag, other = _tag(0.3), _tag(0.9)

    page = _answer(editor, tag, verb=verb, next=_item(other), reason="Read it.")

    tag.refresh_from_db()
    assert (tag.state, tag.reason, _asked(page)) == (state, "Read it.", _item(other))
    assert "saved" in page
    decision = Decision.objects.get()
    assert (decision.verdict, decision.part, decision.why) == (state, "alone", "Read it.")


def test_an_answer_is_undone_and_asked_again(editor: Client) -> None:
    tag = _tag(0.9)
    _tag(0.3)
    _answer(editor, tag, verb="confirm")

    page = _answer(editor, tag, verb="undo")

    tag.refresh_from_db()
    assert (tag.state, _asked(page)) == ("suggested", _item(tag))
    assert list(Decision.objects.values_list("verdict", flat=True)) == ["confirmed", "taken-back"]


def test_a_passage_that_speaks_of_something_else_is_changed_and_undone(editor: Client) -> None:
    tag = _tag()

    page = _answer(editor, tag, choice="gcm:5.d")
    found = dict(Tag.objects.values_list("element__code", "state"))
    last = re.search(r'name="items" value="([^"]+)"', page)
    assert last
    editor.post(ANSWER, {"items": last.group(1), "verb": "undo"})

    assert found == {"gcm:6": "refused", "gcm:5": "confirmed", "gcm:5.d": "confirmed"}
    assert dict(Tag.objects.values_list("element__code", "state")) == {"gcm:6": "suggested"}


def test_an_element_is_added_beside_and_the_question_stays(editor: Client) -> None:
    tag = _tag()

    page = _answer(editor, tag, verb="add", code="17")

    assert _asked(page) == _item(tag)
    assert Tag.objects.get(element__code="gcm:17").state == TagState.CONFIRMED


def test_what_somebody_leaves_for_later_comes_back_last(
    editor: Client, focal_point: Person
) -> None:
    first, second = _tag(0.3), _tag(0.9)

    page = _answer(editor, first, verb="skip", next=_item(second))

    assert _asked(page) == _item(second)
    assert f'value="{_item(first)}"' in page
    assert "1 of them left for later" in page
    assert Skip.objects.get().person_id == focal_point.pk
    assert Decision.objects.count() == 0


def test_the_queue_asks_what_the_filter_keeps(editor: Client) -> None:
    document = make_document(slug="plan")
    passage = make_passage(document)
    wanted, action = make_tag(passage, code="gcm:6"), make_tag(passage, code="gcm:6.c")
    make_tag(passage, code="gcm:7")
    make_tag(code="gcm:6")

    page = _page(editor, "?document=plan&objective=6")

    assert "2 suggestions wait" in page
    assert _asked(page) in {_item(wanted), _item(action)}


def test_where_people_differ_can_be_asked_for(editor: Client) -> None:
    tag, _other = _tag(0.9), _tag(0.3)
    for by, verdict in (("Amal", "confirmed"), ("Bo", "refused")):
        Decision.objects.create(
            passage=tag.passage, element=tag.element, verdict=verdict, part="alone", by=by
        )

    page = _page(editor, "?order=disagreement")

    assert _asked(page) == _item(tag)
    assert "1 suggestion waits" in page


def test_what_belongs_to_others_is_not_asked_about(editor: Client) -> None:
    from tests.factories import make_body

    make_tag(make_passage(make_document(owner=make_body())))

    assert "Nothing waits for you here" in _page(editor)


def test_the_answer_to_htmx_is_the_next_question(editor: Client) -> None:
    tag, other = _tag(0.3), _tag(0.9)

    answer = editor.post(
        ANSWER,
        {"items": _item(tag), "verb": "confirm", "next": _item(other)},
        headers={"HX-Request": "true"},
    )

    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="review"')
    assert _asked(page) == _item(other)
    assert "did=confirm" in answer["HX-Replace-Url"]


@pytest.mark.parametrize("typed", [{"verb": "burn"}, {"verb": "confirm", "items": "x"}])
def test_an_answer_that_makes_no_sense_is_refused(editor: Client, typed: dict[str, str]) -> None:
    tag = _tag()

    answer = editor.post(ANSWER, {"items": _item(tag), **typed})

    assert answer.status_code == 404
    assert Tag.objects.get().state == TagState.SUGGESTED
