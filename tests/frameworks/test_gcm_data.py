"""The data of the Global Compact is complete: official titles, and labels in our own words."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import jalon

FOLDER = Path(jalon.__file__).parent / "data" / "frameworks" / "gcm"
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh-Hans"}
OBJECTIVES = [str(number) for number in range(1, 24)]
LABEL_LENGTH = 110
COPIED_WORDS = 8


@cache
def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def elements(kind: str) -> list[dict[str, Any]]:
    every = [
        element for path in sorted(FOLDER.glob("*.yaml")) for element in read(path)["elements"]
    ]
    return [element for element in every if element["kind"] == kind]


def official_actions(shared: Path, lang: str) -> dict[str, str]:
    lines = (shared / "domain" / f"gcm_text_{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{row['objective']}.{row['action']}": row["text"] for row in map(json.loads, lines)}


def runs(text: str, size: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


@pytest.mark.parametrize(
    ("kind", "count"),
    [("principle", 10), ("objective", 23), ("action", 187), ("area", 5), ("round-table", 4)],
)
def test_the_compact_has_all_its_elements(kind, count):
    assert len({element["code"] for element in elements(kind)}) == len(elements(kind)) == count


def test_principles_and_objectives_are_numbered_without_a_gap():
    assert [element["code"] for element in elements("principle")] == [f"p{n}" for n in range(1, 11)]
    assert [element["code"] for element in elements("objective")] == OBJECTIVES


@pytest.mark.parametrize("kind", ["area", "round-table"])
def test_each_objective_is_in_one_area_and_one_round_table(kind):
    members = [code for element in elements(kind) for code in element["members"]]

    assert sorted(members, key=int) == OBJECTIVES


def test_what_is_not_confirmed_says_so():
    groups = elements("area") + elements("round-table")

    doubtful = {group["code"] for group in groups if group.get("status") == "unconfirmed"}

    assert doubtful == {f"area-{n}" for n in range(1, 6)} | {"rt-3"}


def test_principles_and_objectives_speak_six_languages_and_are_explained():
    for element in elements("principle") + elements("objective"):
        assert set(element["title"]) == LANGUAGES, element["code"]
        assert set(element["note"]) == {"en", "fr"}, element["code"]


def test_each_objective_has_a_short_title_of_its_own_in_six_languages():
    for lang in LANGUAGES:
        shorts = {element["short"][lang] for element in elements("objective")}
        assert len(shorts) == len(OBJECTIVES), lang


def test_an_action_belongs_to_the_objective_and_the_paragraph_of_its_code():
    for action in elements("action"):
        number, letter = action["code"].split(".")
        assert action["parent"] == number
        assert action["paragraph"] == f"{16 + int(number)}({letter})"


def test_letters_of_the_actions_of_an_objective_follow_each_other():
    for number in OBJECTIVES:
        letters = [a["code"].split(".")[1] for a in elements("action") if a["parent"] == number]
        assert letters == [chr(ord("a") + place) for place in range(len(letters))], number


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_labels_of_actions_are_one_short_line_and_never_the_same(lang):
    labels = [action["title"][lang] for action in elements("action")]

    assert [label for label in labels if "\n" in label or not 0 < len(label) <= LABEL_LENGTH] == []
    assert [label for label, count in Counter(labels).items() if count > 1] == []


def test_titles_of_objectives_are_the_official_ones(shared):
    official = json.loads((shared / "domain" / "gcm_titles.json").read_text(encoding="utf-8"))

    ours = {
        objective["code"]: {lang: objective["title"][lang] for lang in ("en", "fr", "es")}
        for objective in elements("objective")
    }

    assert ours == official


def test_every_action_of_the_resolution_is_there_and_no_other(shared):
    assert {action["code"] for action in elements("action")} == set(official_actions(shared, "en"))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_label_copies_the_official_sentence(shared, lang):
    official = official_actions(shared, lang)
    copied = [
        action["code"]
        for action in elements("action")
        if runs(action["title"][lang], COPIED_WORDS) & runs(official[action["code"]], COPIED_WORDS)
    ]

    assert copied == []
