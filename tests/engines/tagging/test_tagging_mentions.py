"""Explicit mentions of objectives."""

import pytest

from jalon.engines.tagging.mentions import MentionFinder

NUMBERS = [str(number) for number in range(1, 24)]
LETTERS = [f"{number}.{letter}" for number in range(1, 24) for letter in "abcdefghijkl"]
FINDER = MentionFinder("gcm", frozenset([*NUMBERS, *LETTERS]))


def locals_in(text: str, *, section: str = "") -> list[str]:
    return [mention.local for mention in FINDER.find(text, section=section)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dans le droit fil de l’objectif 15 du Pacte mondial", ["15"]),
        ("objectives 2, 3 and 16 of the Global Compact", ["2", "3", "16"]),
        ("Pacte mondial : objectif 6 c) et e)", ["6", "6.c", "6.e"]),
        ("Global Compact objective 6 (a) to (c)", ["6", "6.a", "6.b", "6.c"]),
        ("les objectifs 1 à 5 du Pacte mondial", ["1", "2", "3", "4", "5"]),
        ("los objetivos 7 y 13 del Pacto Mundial", ["7", "13"]),
        ("GCM Objectives 9 & 10", ["9", "10"]),
        (
            "à savoir les objectifs 2, 3, 15, 16 et 19 du Pacte mondial",
            ["2", "3", "15", "16", "19"],
        ),
        ("objectif 2, mais aussi objectif 5 du Pacte mondial", ["2", "5"]),
        ("全球契约 目标 6", ["6"]),
        ("Глобальный договор, цель 12", ["12"]),
        ("الاتفاق العالمي، الهدف 14", ["14"]),
    ],
)
def test_numbers_of_objectives_are_read_with_lists_ranges_and_letters(
    text: str, expected: list[str]
) -> None:
    assert locals_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "objectif de développement durable 10",
        "les objectifs de développement durable 5, 8 et 10",
        "the SDGs, in particular objective 10 of the 2030 Agenda",
        "SDG Goal 10 and target 10.7",
        "l’ODD 10 et la cible 10.7",
        "l’objectif 226 du Pacte mondial",
        "Objective 2 of the project is to build three classrooms",
        "el objetivo 3 del plan nacional",
        "15 objectives were agreed in 2018",
        "objective 50 % of the Global Compact",
        "no digits here about the objective",
    ],
)
def test_numbers_of_other_plans_are_left_alone(text: str) -> None:
    assert locals_in(text) == []


def test_the_nearest_instrument_decides_whose_objective_it_is() -> None:
    text = "Le Programme 2030 a été adopté. L’objectif 10 du Pacte mondial porte sur la traite."

    assert locals_in(text) == ["10"]


def test_a_number_in_brackets_is_sure_and_a_bare_one_is_not() -> None:
    [bracketed] = FINDER.find("la protection consulaire (objectif 14) a été renforcée")
    [bare] = FINDER.find("Objective 4: build capacity")

    assert bracketed.sure
    assert not bare.sure


def test_the_heading_above_can_tell_whose_objective_it_is() -> None:
    [mention] = FINDER.find("Objective 4 was met", section="Global Compact: review")

    assert mention.sure


def test_offsets_cover_the_number_and_its_letters() -> None:
    text = "voir l’objectif 6 c) et e) du Pacte mondial"

    spans = {text[mention.start : mention.end] for mention in FINDER.find(text)}

    assert spans == {"6 c) et e)"}


def test_sdg_numbers_are_read_for_the_sdg_framework() -> None:
    finder = MentionFinder("sdg", frozenset(["10", "10.7", "8"]))

    found = [mention.local for mention in finder.find("SDG 8, target 10.7 and ODD 10")]

    assert found == ["8", "10.7", "10"]


def test_a_framework_without_a_keyword_has_no_mentions() -> None:
    assert MentionFinder("migof", frozenset(["5"])).find("objective 5") == []
