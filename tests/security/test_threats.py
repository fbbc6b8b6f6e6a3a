"""The threat model names tests that exist, and every test of security has its place in it."""

import re
from pathlib import Path

from tests.contracts.source import TESTS

MODEL = TESTS.parent / "docs" / "explanation" / "security.md"
NAMED = re.compile(r"`([\w/]+/test_\w+\.py)`")


def _named() -> set[str]:
    return set(NAMED.findall(MODEL.read_text(encoding="utf-8")))


def test_every_test_that_the_threat_model_names_exists() -> None:
    assert [name for name in sorted(_named()) if not (TESTS / name).is_file()] == []


def test_every_test_of_security_answers_a_threat() -> None:
    files = {f"security/{file.name}" for file in Path(__file__).parent.glob("test_*.py")}

    assert files - _named() - {"security/test_threats.py"} == set()


def test_every_answer_of_the_threat_model_is_tried() -> None:
    text = MODEL.read_text(encoding="utf-8")
    cases = text[text.index("## Abuse cases") : text.index("## Personal data")]
    rows = re.findall(r"^\| (?!attempt|---)(.*) \|$", cases, re.MULTILINE)

    assert len(rows) > 30
    assert [row for row in rows if not NAMED.search(row)] == []
