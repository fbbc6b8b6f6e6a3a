import pytest

from jalon.library import queries
from jalon.library.rules import Evidence, EvidenceFilter, MatrixBy, TagState
from tests.factories import load_reference, make_document, make_mention, make_passage, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

ROWS = ("gcm:1", "gcm:6", "gcm:21")


@pytest.fixture
def reference() -> None:
    load_reference()


def test_confirmed_and_suggested_are_counted_apart_and_refused_not_at_all() -> None:
    make_tag(code="gcm:6", state=TagState.CONFIRMED)
    make_tag(code="gcm:6")
    make_tag(code="gcm:6", state=TagState.REFUSED)

    found = queries.evidence_by_element(codes=ROWS)

    assert found == {"gcm:6": Evidence(confirmed=1, suggested=1)}


def test_the_matrix_by_document_shows_silence() -> None:
    document = make_document(slug="here")
    make_tag(make_passage(document), code="gcm:6")

    matrix = queries.coverage_matrix(MatrixBy.DOCUMENT, rows=ROWS)

    assert matrix.cells == {("gcm:6", "here"): Evidence(suggested=1)}
    assert matrix.silent() == ("gcm:1", "gcm:21")


def test_the_matrix_by_place_counts_passages_that_name_it() -> None:
    passage = make_passage()
    make_mention(passage, "NER")
    make_tag(passage, code="gcm:21", state=TagState.CONFIRMED)
    make_tag(code="gcm:1")

    matrix = queries.coverage_matrix(MatrixBy.PLACE, rows=ROWS)

    assert matrix.cells == {("gcm:21", "NER"): Evidence(confirmed=1)}


def test_the_matrix_by_year_follows_the_documents() -> None:
    make_tag(make_passage(make_document(year=2019)), code="gcm:1")
    make_tag(make_passage(make_document(year=2021)), code="gcm:1")

    matrix = queries.coverage_matrix(MatrixBy.YEAR, rows=ROWS)

    assert matrix.columns == ("2019", "2021")


def test_evidence_of_a_place_is_what_names_it_or_stands_in_its_documents() -> None:
    from jalon.atlas.public import place_ids

    named = make_passage()
    make_mention(named, "NER")
    inside = make_passage(make_document(place_id=place_ids()["NER"]))
    for passage in (named, inside, make_passage()):
        make_tag(passage, code="gcm:6")

    found = queries.evidence_passages(EvidenceFilter(codes=("gcm:6",), place="NER"))

    assert {passage.id for passage in found} == {named.pk, inside.pk}


def test_confirmed_evidence_comes_first() -> None:
    make_tag(code="gcm:6", score=0.99)
    confirmed = make_tag(code="gcm:6", state=TagState.CONFIRMED, score=0.4)

    found = queries.evidence_passages(EvidenceFilter(codes=("gcm:6",)))

    assert found[0].id == confirmed.passage_id
    assert found[0].tags[0].state is TagState.CONFIRMED
