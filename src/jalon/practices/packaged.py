"""The starter collection that comes with Jalon, read from its dated files."""

from collections.abc import Mapping
from importlib.resources import files

from jalon.frameworks.public import parse_yaml

Row = Mapping[str, object]


def starter_documents() -> list[Row]:
    """Descriptions of the documents that the starter collection cites."""
    return _rows(parse_yaml(files("jalon") / "data" / "starter" / "documents.yaml"), "documents")


def starter_initiatives() -> list[Row]:
    """All initiatives of the starter collection, by file and order."""
    folder = files("jalon") / "data" / "starter" / "initiatives"
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return [row for file in found for row in _rows(parse_yaml(file), "initiatives")]


def _rows(parsed: Mapping[str, object], key: str) -> list[Row]:
    rows = parsed.get(key)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
