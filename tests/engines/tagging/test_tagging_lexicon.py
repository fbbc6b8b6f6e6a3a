"""The concept lexicon as its writers promised it: wide, noted, in six languages."""

import pytest

from jalon.engines.tagging.concepts import Concept, load_lexicon
from jalon.kernel.languages import Language

FRAMEWORKS = ("gcm", "gcm-principles")
ENOUGH = 40


def lexicon_rows(framework: str) -> tuple[Concept, ...]:
    lexicon = load_lexicon(framework)
    return lexicon.concepts if lexicon else ()


def concepts() -> tuple[Concept, ...]:
    return tuple(row for framework in FRAMEWORKS for row in lexicon_rows(framework))


def by_element() -> dict[str, list[Concept]]:
    found: dict[str, list[Concept]] = {}
    for concept in concepts():
        found.setdefault(concept.element, []).append(concept)
    return found


WIDE = {code: rows for code, rows in by_element().items() if len(rows) >= ENOUGH}
"""Elements whose concepts have been split already; the coarse ones wait."""


def test_some_elements_have_concepts_enough() -> None:
    assert {"17", "18", "19", "20", "21", "22", "23", "p7", "p8", "p9", "p10"} <= WIDE.keys()


@pytest.mark.parametrize("code", sorted(WIDE))
def test_each_concept_says_what_is_meant_in_one_line(code: str) -> None:
    unsaid = [row.name for row in WIDE[code] if len(row.note) < 15 or "\n" in row.note]

    assert unsaid == []


@pytest.mark.parametrize("code", sorted(WIDE))
def test_each_concept_speaks_six_languages(code: str) -> None:
    missing = [(row.name, tag) for row in WIDE[code] for tag in Language if not row.terms.get(tag)]

    assert missing == []


@pytest.mark.parametrize("code", sorted(WIDE))
def test_a_concept_is_named_once_in_its_element(code: str) -> None:
    names = [row.name for row in WIDE[code]]

    assert len(set(names)) == len(names)


def test_a_confused_concept_is_one_that_exists() -> None:
    known = {f"{row.element}/{row.name}" for row in concepts()}

    unknown = {name for row in concepts() for name in row.unlike} - known
    assert unknown == set()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_term_that_settles_one_element_settles_no_other(framework: str) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for row in lexicon_rows(framework):
        if row.weight == 1 and row.element in WIDE:
            for tag, terms in row.terms.items():
                for term in terms:
                    owners.setdefault((tag, term.casefold()), set()).add(row.element)

    assert {term: codes for term, codes in owners.items() if len(codes) > 1} == {}
