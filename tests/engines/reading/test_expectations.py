"""The 97 shared documents are read as somebody found them by eye, page by page.

What is not right yet stands in `known_faults.yaml` with what is found and why. A test fails when
something gets worse, and when a known fault is mended but its mark is still there.
"""

from pathlib import Path

import pytest

from jalon.kernel.errors import JalonError
from tests.engines.reading.expectations import expectations, findings, known_faults, readings

pytestmark = pytest.mark.xdist_group("corpus")


@pytest.mark.parametrize("name", sorted(expectations()))
def test_a_shared_document_is_read_as_it_looks(shared: Path, name: str) -> None:
    expected = expectations()[name]
    reading = readings(shared / "corpus")[name]
    assert not isinstance(reading, JalonError)
    known = known_faults().get(name, {})

    found = {one.check: one for one in findings(expected, reading)}

    fresh = {check: one.found for check, one in found.items() if not one.right}
    unknown = {check: what for check, what in fresh.items() if check not in known}
    assert unknown == {}, "something got worse"
    worse = [c for c in fresh if found[c].is_worse_than(known[c]["found"])]
    assert {check: (fresh[check], known[check]) for check in worse} == {}, "a fault got worse"
    assert sorted(set(known) - set(fresh)) == [], "mended: remove these known faults"


def test_all_shared_documents_have_expectations(shared: Path) -> None:
    corpus = shared / "corpus"

    files = {
        str(f.relative_to(corpus)) for f in corpus.rglob("*.*") if f.suffix in {".pdf", ".txt"}
    }

    assert files == set(expectations())
    assert len(files) == 97


def test_every_known_fault_has_a_reason() -> None:
    marks = [
        (name, check, mark)
        for name, checks in known_faults().items()
        for check, mark in checks.items()
    ]

    assert [(name, check) for name, check, mark in marks if not mark.get("why")] == []
    assert {name for name, _, _ in marks} <= set(expectations())
