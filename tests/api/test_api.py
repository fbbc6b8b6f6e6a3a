from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jalon.library.rules import TagState
from tests.factories import (
    load_reference,
    make_document,
    make_initiative,
    make_mention,
    make_passage,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference() -> None:
    load_reference()


def get(client: Client, path: str, **values: Any) -> dict[str, Any]:
    response = client.get(f"/api/v1/{path}", values)
    assert response.status_code == 200, response.content
    return response.json()


def refused(client: Client, path: str, **values: Any) -> tuple[int, str]:
    response = client.get(f"/api/v1/{path}", values)
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


def test_every_answer_says_its_licence_and_source(client: Client, reference: None) -> None:
    found = get(client, "frameworks")

    assert found["licence"] == "Apache-2.0"
    assert found["source"]
    assert found["data"][0]["slug"] == "gcm"


def test_elements_come_in_their_order_and_of_one_kind(client: Client, reference: None) -> None:
    found = get(client, "frameworks/gcm/elements", kind="objective")

    assert [item["code"] for item in found["data"]] == [f"gcm:{n}" for n in range(1, 24)]
    assert found["next"] is None


def test_a_list_is_read_page_by_page_to_its_end(client: Client, reference: None) -> None:
    seen, token = [], ""
    while token is not None:
        found = get(client, "frameworks/gcm/elements", kind="action", limit=100, next=token)
        seen += [item["code"] for item in found["data"]]
        token = found["next"]

    assert len(seen) == len(set(seen)) == 187


def test_an_element_says_what_answers_it(client: Client, reference: None) -> None:
    found = get(client, "elements/gcm:6")["data"]

    assert found["title"]["fr"]
    assert {link["target"] for link in found["links"]} == {"ilo-2018", "sdg"}


def test_a_crosswalk_counts_its_strengths(client: Client, reference: None) -> None:
    found = get(client, "crosswalks/gcm/ilo-2018")["data"]

    assert found["counts"] == {"direct": 13, "via": 3, "indirect": 4, "none": 3}
    assert len(found["links"]) == 23


def test_places_have_names_in_six_languages(client: Client, reference: None) -> None:
    found = get(client, "places/PRT")["data"]

    assert set(found["name"]) >= {"ar", "en", "es", "fr", "ru", "zh-Hans"}


def test_passages_of_a_document_come_in_order_with_their_tags(
    client: Client, reference: None
) -> None:
    document = make_document(slug="report")
    for order in range(3):
        passage = make_passage(document, order=order, label=str(order + 1))
    make_tag(passage, state=TagState.REFUSED)

    first = get(client, "documents/report/passages", limit=2)
    second = get(client, "documents/report/passages", limit=2, next=first["next"])

    assert [item["label"] for item in first["data"]] == ["1", "2"]
    assert second["data"][0]["tags"][0]["state"] == "refused"
    assert "data.tags.score" in first["unstable"]


def test_who_decided_is_not_published(client: Client, reference: None) -> None:
    passage = make_passage(make_document(slug="report"), label="1")
    make_tag(passage, state=TagState.CONFIRMED)

    response = client.get("/api/v1/documents/report/passages/1")

    assert "Amal" not in response.content.decode()


def test_tags_of_a_document_leave_out_refused_ones(client: Client, reference: None) -> None:
    passage = make_passage(make_document(slug="report"))
    make_tag(passage, code="gcm:6")
    make_tag(passage, code="gcm:7", state=TagState.REFUSED)

    assert set(get(client, "documents/report/tags")["data"]) == {"gcm:6"}


def test_evidence_is_found_by_element_and_place(client: Client, reference: None) -> None:
    passage = make_passage()
    make_tag(passage, code="gcm:6")
    make_mention(passage, "PRT")
    make_tag(code="gcm:6")

    found = get(client, "passages", element="gcm:6", place="PRT")["data"]

    assert [item["id"] for item in found] == [passage.pk]
    assert found[0]["places"] == ["PRT"]


@pytest.mark.parametrize(
    ("by", "key"), [("document", "report"), ("place", "PRT"), ("year", "2020")]
)
def test_the_matrix_names_its_columns_and_counts_cells(
    client: Client, reference: None, by: str, key: str
) -> None:
    passage = make_passage(make_document(slug="report"))
    make_tag(passage, code="gcm:6", state=TagState.CONFIRMED)
    make_mention(passage, "PRT")

    found = get(client, "matrix", by=by)["data"]

    assert [column["key"] for column in found["columns"]] == [key]
    assert found["columns"][0]["label"]
    assert found["cells"] == [{"row": "gcm:6", "column": key, "confirmed": 1, "suggested": 0}]
    assert len(found["silent"]) == 22


def test_an_initiative_cites_its_paragraph(client: Client, reference: None) -> None:
    made = make_initiative(places=("PRT",), document=make_document(symbol="X/1"))
    make_initiative(objectives=("gcm:7",))

    found = get(client, "initiatives", objective="gcm:6", place="PRT")["data"]

    assert [item["id"] for item in found] == [made.slug]
    assert get(client, f"initiatives/{made.slug}")["source"] == "X/1 §12"


def test_counts_cover_all_rooms(client: Client, reference: None) -> None:
    make_tag()
    make_initiative()

    found = get(client, "counts")["data"]

    assert found["passages"] == found["suggested"] == found["initiatives"] == 1
    assert found["elements"]["gcm"]["objective"] == 23


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("frameworks", 1),
        ("frameworks/gcm/elements", 3),
        ("elements/gcm:6", 3),
        ("crosswalks/gcm/ilo-2018", 2),
        ("documents", 2),
        ("documents/report/passages", 4),
        ("passages", 4),
        ("matrix", 5),
        ("matrix?by=place", 5),
        ("initiatives", 3),
        ("counts", 6),
    ],
)
def test_calls_take_few_statements(
    django_assert_max_num_queries: Callable[..., Any], reference: None, path: str, most: int
) -> None:
    document = make_document(slug="report")
    for order in range(5):
        make_tag(make_passage(document, order=order))
        make_initiative(document=document)

    with django_assert_max_num_queries(most):
        get(Client(), path)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("frameworks/nothing/elements", 404, "unknown-code"),
        ("elements/gcm:99", 404, "unknown-code"),
        ("documents/nothing/passages", 404, "unknown-code"),
        ("documents/nothing/tags", 404, "unknown-code"),
        ("initiatives/nothing", 404, "unknown-code"),
        ("places?next=%21", 400, "bad-page-token"),
        ("places?next=YWZ0ZXIgLTE", 400, "bad-page-token"),
        ("places?limit=0", 400, "wrong-use"),
        ("places?kind=moon", 400, "wrong-use"),
        ("nothing", 404, "unknown-address"),
        ("../nothing", 404, "unknown-address"),
    ],
)
def test_refusals_are_problems_with_a_code(
    reference: None, path: str, status: int, code: str
) -> None:
    assert refused(Client(), path) == (status, code)


def test_a_problem_says_what_where_and_in_which_language(client: Client) -> None:
    response = client.get("/api/v1/elements/gcm:99", headers={"accept-language": "en"})

    problem = response.json()
    assert problem["type"] == "http://testserver/api/#unknown-code"
    assert problem["status"] == 404
    assert problem["facts"] == {"value": "gcm:99"}
    assert "gcm:99" in problem["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/frameworks")

    assert response.status_code == 405
    assert response.json()["code"] == "method-not-allowed"


def test_head_answers_like_get_without_the_body(client: Client) -> None:
    response = client.head("/api/v1/frameworks")

    assert response.status_code == 200
    assert response.content == b""
