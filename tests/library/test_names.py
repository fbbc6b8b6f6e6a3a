import pytest

from jalon.atlas.public import place_ids
from jalon.frameworks.public import packaged_framework
from jalon.library import queries
from jalon.library.engine import element_texts
from jalon.library.rules import DocumentName, DocumentState, EvidenceFilter, TagState
from tests.factories import load_reference, make_document, make_passage, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reference() -> None:
    load_reference()


def test_a_document_is_named_by_its_symbol_else_its_title() -> None:
    make_document(slug="one", symbol="A/1", title="Report", year=2020)
    make_document(slug="two", symbol="", title="Plan", year=None)

    names = queries.document_names(["one", "two", "missing"])

    assert names["one"] == DocumentName(slug="one", name="A/1", title="Report", year=2020)
    assert names["two"].name == "Plan"
    assert set(names) == {"one", "two"}


def test_documents_that_speak_of_an_element_come_with_the_most_passages_first() -> None:
    many, few = make_document(slug="many"), make_document(slug="few")
    for document in (few, many, many):
        make_tag(make_passage(document), code="gcm:6")
    make_tag(make_passage(few), code="gcm:6", state=TagState.REFUSED)

    found = queries.evidence_by_document(codes=["gcm:6"])

    assert [(one.slug, one.passages) for one in found] == [("many", 2), ("few", 1)]


def test_only_documents_with_their_text_are_counted_as_read() -> None:
    make_document()
    make_document(state=DocumentState.KNOWN)

    assert queries.documents_read() == 1


def test_documents_may_be_those_about_one_place() -> None:
    make_document(slug="here", place_id=place_ids()["NER"])
    make_document()

    assert [document.slug for document in queries.documents(place="NER")] == ["here"]


def test_the_next_page_of_evidence_begins_where_the_last_ended() -> None:
    for score in (0.9, 0.8, 0.7):
        make_tag(code="gcm:6", score=score)
    keep = EvidenceFilter(codes=("gcm:6",))

    first = queries.evidence_passages(keep, limit=2)
    second = queries.evidence_passages(keep, skip=2, limit=2)

    assert [len(first), len(second)] == [2, 1]
    assert not {one.id for one in first} & {one.id for one in second}


def test_elements_below_a_mere_section_are_suggested_too() -> None:
    texts = element_texts(packaged_framework("ilo-2018").elements)

    assert {text.parent for text in texts if text.code == "ilo-2018:12.a"} == {None}
