"""Every question of the library begins where what may not be seen is left out."""

import re

from jalon.base.public import EVERYONE, SEES_ALL, Viewer, seeing
from jalon.library.queries.visibility import not_hidden_sql
from tests.contracts.source import PACKAGE

QUERIES = PACKAGE / "library" / "queries"
BEGINNING = re.compile(r"\b(?:Document|Passage|Tag|Intake)\.objects\b")
ALLOWED = {"documents.py": 1}
"""Counts in a statement on documents that may be seen already."""


def test_no_question_begins_beside_visibility() -> None:
    found = {
        file.name: len(BEGINNING.findall(file.read_text(encoding="utf-8")))
        for file in sorted(QUERIES.glob("*.py"))
        if file.name != "visibility.py"
    }

    assert {name: count for name, count in found.items() if count} == ALLOWED


def test_statements_written_out_leave_out_what_may_not_be_seen() -> None:
    text = (QUERIES / "counting.py").read_text(encoding="utf-8")

    assert text.count("FROM library_tag tag") == len(re.findall(r"\{only(?:\.sql)?\}", text)) == 5


def test_who_sees_everything_asks_no_more_than_before() -> None:
    with seeing(SEES_ALL):
        assert not_hidden_sql("tag.document_id") == ("", ())


def test_bodies_of_the_viewer_are_values_of_the_statement() -> None:
    with seeing(Viewer(bodies=frozenset({7, 3}))):
        sql, values = not_hidden_sql("tag.document_id")
    with seeing(EVERYONE):
        plain, none = not_hidden_sql("tag.document_id")

    assert sql.startswith(" AND tag.document_id NOT IN (SELECT")
    assert tuple(values) == (3, 7)
    assert plain.endswith(")")
    assert tuple(none) == ()
