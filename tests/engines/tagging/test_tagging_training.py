"""The passages written to learn from: enough of each kind, and tagged well."""

from collections import Counter
from functools import cache
from importlib.resources import files

import yaml
from tests.engines.tagging.test_tagging_tagger import OBJECTIVES, elements_of

from jalon.engines.tagging import Case, Tagger, assess


@cache
def passages(names: tuple[str, ...] = ()) -> tuple[Case, ...]:
    folder = files("jalon") / "data" / "training" / "gcm"
    sheets = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in folder.iterdir()
        if not names or path.name in names
    ]
    return tuple(
        Case(
            text=row["text"],
            lang=row["lang"],
            codes=tuple(f"gcm:{code}" for code in row["codes"]),
        )
        for sheet in sheets
        for row in sheet["passages"]
    )


PLAIN = (
    "no-objective.yaml", "objectives-01-to-04.yaml", "objectives-05-to-08.yaml",
    "objectives-09-to-12.yaml", "objectives-13-to-16.yaml", "objectives-17-to-20.yaml",
    "objectives-21-to-23.yaml", "sister-objectives.yaml",
)  # fmt: skip
"""Passages that use the words of their objective; about half of the others avoid them."""


def test_each_objective_has_passages_enough() -> None:
    counts = Counter((code, case.lang) for case in passages() for code in case.codes)

    for code in OBJECTIVES:
        assert counts[code, "en"] >= 30
        assert counts[code, "fr"] >= 30
        assert counts[code, "es"] >= 12
        assert all(counts[code, lang] >= 5 for lang in ("ar", "ru", "zh-Hans"))


def test_passages_are_about_known_objectives_and_written_once() -> None:
    texts = [case.text for case in passages()]

    assert len(set(texts)) == len(texts)
    assert {code for case in passages() for code in case.codes} == set(OBJECTIVES)
    assert sum(not case.codes for case in passages()) >= 300


def test_plain_passages_are_tagged_as_they_were_meant() -> None:
    quality = assess(Tagger(elements_of("gcm")), passages(PLAIN))

    assert quality.first.value >= 0.82
    assert quality.three.value >= 0.95
    assert quality.precision.value >= 0.82
    assert quality.silence.value >= 0.85


def test_passages_are_tagged_as_they_were_meant() -> None:
    quality = assess(Tagger(elements_of("gcm")), passages())

    assert quality.first.value >= 0.78  # half of them avoid the usual words of their objective
    assert quality.three.value >= 0.95
    assert quality.precision.value >= 0.85
    assert quality.silence.value >= 0.9
