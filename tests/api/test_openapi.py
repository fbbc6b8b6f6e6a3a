import json
from pathlib import Path

import pytest
from django.test import Client

from jalon.api.service import description, operations

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"


def test_the_committed_description_is_the_one_that_is_served(client: Client) -> None:
    committed = json.loads(FILE.read_text(encoding="utf-8"))

    assert committed == json.loads(json.dumps(description())), "run `make docs`"
    assert client.get("/api/v1/openapi.json").json() == committed


def test_every_operation_reads_and_is_described() -> None:
    for path, methods in description()["paths"].items():
        assert set(methods) == {"get"}, path
        assert methods["get"]["description"].endswith("."), path


def test_every_field_that_is_not_obvious_is_described() -> None:
    shapes = description()["components"]["schemas"]
    described = [
        field
        for shape in shapes.values()
        for field in shape.get("properties", {}).values()
        if "description" in field
    ]

    assert len(described) > 80


@pytest.mark.django_db
def test_the_page_of_addresses_lists_all_and_loads_nothing_from_elsewhere(client: Client) -> None:
    response = client.get("/api/")

    page = response.content.decode()
    assert all(operation.path in page for operation in operations())
    assert 'id="bad-page-token"' in page
    assert "//cdn" not in page
    assert "default-src 'none'" in response["Content-Security-Policy"]
