import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
KINDS = {"acronym", "number", "phrase", "synonym", "language", "typo", "two", "nothing"}
LEAST_QUERIES = 120


def _written() -> dict:
    path = Path(__file__).with_name("queries.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_there_are_queries_of_every_kind_and_language() -> None:
    queries = _written()["queries"]
    rows = [row for rows in queries.values() for row in rows]

    assert set(queries) >= KINDS
    assert len({row["q"] for row in rows}) == len(rows) >= LEAST_QUERIES
    assert {row["lang"] for row in rows} >= {"en", "fr", "es", "ar"}


def test_people_find_what_they_expect_at_the_top(
    shared: Path, record_property: pytest.FixtureRequest
) -> None:
    answer = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "score_search.py"), "--json"],
        env=os.environ | {"JALON_SHARED": str(shared), "JALON_WORKERS": "2"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.stdout, answer.stderr
    found = json.loads(answer.stdout)
    for measure in ("ndcg", "success"):
        table = {f"{kind} (n {row['n']})": row[measure] for kind, row in found["scores"].items()}
        record_property(f"search: {measure}", table)
    assert found["below"] == []
