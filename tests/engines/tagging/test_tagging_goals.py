"""Tagging of the Sustainable Development Goals."""

from collections import Counter
from functools import cache
from importlib.resources import files

import pytest
import yaml

from jalon.engines.tagging import ElementText, PassageText, State, Tagger
from jalon.engines.tagging.concepts import load_lexicon

NAMES = {
    "1": "No poverty", "2": "Zero hunger", "3": "Good health", "4": "Quality education",
    "5": "Gender equality", "6": "Clean water", "7": "Clean energy", "8": "Decent work",
    "9": "Industry and innovation", "10": "Reduced inequalities", "11": "Sustainable cities",
    "12": "Responsible consumption", "13": "Climate action", "14": "Life below water",
    "15": "Life on land", "16": "Peace and justice", "17": "Partnerships",
}  # fmt: skip
GOALS = [
    ElementText(code=f"sdg:{number}", kind="goal", titles={"en": name})
    for number, name in NAMES.items()
]


@cache
def goals() -> Tagger:
    return Tagger(GOALS)


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("Coral reefs recover where trawlers are kept out.", "en", "sdg:14"),
        ("Stunting fell after smallholders were given better seeds.", "en", "sdg:2"),
        ("Les forêts reculent et le braconnage menace les éléphants.", "fr", "sdg:15"),
        ("Una familia de cada tres no tiene letrina ni agua potable.", "es", "sdg:6"),
        ("Le parc éolien fournit de l’électricité à mille foyers.", "fr", "sdg:7"),
    ],
)
def test_texts_without_any_name_of_a_goal_find_theirs(text: str, lang: str, code: str) -> None:
    [answer] = goals().tag([PassageText(text=text, lang=lang)])

    assert answer[0].code == code
    assert answer[0].state == State.SUGGESTED


def test_all_seventeen_goals_are_ranked() -> None:
    [answer] = goals().tag([PassageText(text="Schools open again.", lang="en")])

    assert sorted(found.code for found in answer) == sorted(goal.code for goal in GOALS)


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_each_goal_has_terms_enough(lang: str) -> None:
    lexicon = load_lexicon("sdg")
    assert lexicon is not None

    counts = dict.fromkeys(NAMES, 0)
    for concept in lexicon.concepts:
        counts[concept.element] += len(concept.terms.get(lang, ()))

    assert min(counts.values()) >= 40, counts


def test_each_goal_has_forty_concepts_with_a_note() -> None:
    lexicon = load_lexicon("sdg")
    assert lexicon is not None

    counts = Counter(concept.element for concept in lexicon.concepts)

    assert min(counts[number] for number in NAMES) >= 40, counts
    assert all(concept.note for concept in lexicon.concepts)


@pytest.mark.parametrize("lang", ["ar", "ru", "zh-Hans"])
def test_each_goal_has_a_few_terms_in_the_other_languages(lang: str) -> None:
    lexicon = load_lexicon("sdg")
    assert lexicon is not None

    counts = Counter(
        concept.element for concept in lexicon.concepts for _ in concept.terms.get(lang, ())
    )

    assert min(counts[number] for number in NAMES) >= 10, counts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bird migration begins earlier in warm springs.", "sdg:10"),
        ("A deep learning model finds faults in bearings.", "sdg:4"),
        ("The investment climate improved after the reform.", "sdg:13"),
        ("The law of the sea governs the shelf.", "sdg:16"),
    ],
)
def test_words_of_a_goal_in_another_sense_do_not_suggest_it(text: str, code: str) -> None:
    [answer] = goals().tag([PassageText(text=text, lang="en")])

    suggested = [found.code for found in answer if found.state == State.SUGGESTED]

    assert code not in suggested


def test_most_goals_of_the_passages_are_suggested_and_few_others() -> None:
    path = files("jalon") / "data" / "evaluation" / "sdg-passages.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["passages"]

    answers = goals().tag([PassageText(text=row["text"], lang=row["lang"]) for row in rows])
    pairs = {
        (at, found.code.removeprefix("sdg:"))
        for at, answer in enumerate(answers)
        for found in answer
        if found.state == State.SUGGESTED
    }
    true = {(at, code) for at, row in enumerate(rows) for code in row["codes"]}

    assert len(pairs & true) / len(true) >= 0.8
    assert len(pairs & true) / len(pairs) >= 0.8
