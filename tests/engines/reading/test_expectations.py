"""The 97 shared documents are read as somebody found them by eye, page by page.

What is not right yet stands in `known_faults.yaml` with what is found and why. A test fails when
something gets worse, and when a known fault is mended but its mark is still there.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from jalon.kernel.errors import JalonError
from tests.engines.reading.expectations import (
    FAULTS,
    digest,
    expectations,
    findings,
    known_faults,
    readings,
)

TOKEN = re.compile(r"[^\W\d_]+(?:[’'‑-][^\W\d_]+)*")
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


def test_few_words_of_the_guidance_are_run_together(shared: Path) -> None:
    tokens = Counter(
        digest(part, whole=True)
        for name, reading in readings(shared / "corpus").items()
        if name.startswith("guidance/") and not isinstance(reading, JalonError)
        for one in reading.passages
        for token in TOKEN.findall(one.text)
        for part in {token, token.rpartition("’")[2]}
    )
    known = yaml.safe_load((FAULTS.with_name("run_together.yaml")).read_text(encoding="utf-8"))

    more = {key: tokens[key] for key, count in known.items() if tokens[key] > count}

    assert more == {}
    assert sum(tokens[key] for key in known) < 0.0005 * tokens.total()


def test_no_gap_is_lost_in_the_guidance_at_large(shared: Path) -> None:
    """Rare words that are two frequent words: most are real words, so the share must stay low."""
    languages = ("en", "es", "fr")
    counts = {lang: Counter[str]() for lang in languages}
    for name, reading in readings(shared / "corpus").items():
        lang = name.split("/")[1]
        if lang in languages and not isinstance(reading, JalonError):
            words = (w for one in reading.passages for w in TOKEN.findall(one.text.casefold()))
            counts[lang].update(words)

    torn = sum(
        number
        for words in counts.values()
        for word, number in words.items()
        if number < 3 and any(words[word[:at]] > 3 < words[word[at:]] for at in range(1, len(word)))
    )
    assert torn < 0.005 * sum(words.total() for words in counts.values())
