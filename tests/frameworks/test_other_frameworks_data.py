"""The data files of frameworks and crosswalks hold together, and say what their sources say."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import jalon

DATA = Path(jalon.__file__).parent / "data"
FRAMEWORKS = sorted(path.name for path in (DATA / "frameworks").iterdir() if path.is_dir())
CROSSWALKS = sorted((DATA / "crosswalks").glob("*.yaml"))
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh-Hans"}
STRENGTHS = {"direct", "via", "indirect", "none"}
STATUSES = {"confirmed", "unconfirmed"}
KINDS = {
    "principle", "objective", "action", "area", "round-table",
    "goal", "target", "indicator", "element", "section",
}  # fmt: skip
GROUPS = {"area", "round-table"}
MENDED = {("ar", "7"), ("ar", "15"), ("ar", "16"), ("ru", "17")}
"""Titles in which we put right a slip of typing of the translation files."""


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def files(framework: str) -> list[dict[str, Any]]:
    return [read(path) for path in sorted((DATA / "frameworks" / framework).glob("*.yaml"))]


def elements(framework: str) -> list[dict[str, Any]]:
    return [element for file in files(framework) for element in file["elements"]]


def codes(framework: str) -> set[str]:
    return {element["code"] for element in elements(framework)}


def texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("title", "short", "note"):
        yield from record.get(field, {}).items()


def links(name: str) -> list[dict[str, Any]]:
    return read(DATA / "crosswalks" / f"{name}.yaml")["links"]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_framework_says_what_it_is_and_where_it_comes_from(framework: str) -> None:
    head = read(DATA / "frameworks" / framework / "framework.yaml")

    assert head["framework"] == framework
    assert {"version", "kind", "title", "short"} <= head.keys()
    assert all(file["source"] and file["as_of"] for file in files(framework))
    assert set(head.get("review", [])) <= LANGUAGES


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_codes_of_a_framework_are_texts_and_occur_once(framework: str) -> None:
    counts = Counter(element["code"] for element in elements(framework))

    assert all(isinstance(code, str) and re.fullmatch(r"[\w.-]+", code) for code in counts)
    assert [code for code, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_parents_and_members_of_elements_exist(framework: str) -> None:
    known = codes(framework)
    parents = {e["parent"] for e in elements(framework) if e.get("parent")}
    members = {code for e in elements(framework) for code in e.get("members", [])}

    assert parents <= known
    assert members <= known


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_elements_have_a_known_kind_and_texts_in_known_languages(framework: str) -> None:
    for element in elements(framework):
        assert element["kind"] in KINDS
        assert "members" not in element or element["kind"] in GROUPS
        assert {"en", "fr"} <= element["title"].keys()
        assert {lang for lang, _ in texts(element)} <= LANGUAGES
        assert all(text and text == text.strip() for _, text in texts(element))
        assert element.get("status", "confirmed") in STATUSES


@pytest.mark.parametrize("path", CROSSWALKS, ids=lambda path: path.stem)
def test_a_crosswalk_has_one_sourced_row_for_each_element(path: Path) -> None:
    crosswalk = read(path)
    rows = Counter(link["from"] for link in crosswalk["links"])

    assert path.stem == f"{crosswalk['from']}--{crosswalk['to']}"
    assert crosswalk["source"]
    assert crosswalk["as_of"]
    assert max(rows.values()) == 1
    assert all(link["source"] for link in crosswalk["links"])


@pytest.mark.parametrize("path", CROSSWALKS, ids=lambda path: path.stem)
def test_rows_of_a_crosswalk_lead_to_codes_that_exist(path: Path) -> None:
    crosswalk = read(path)
    if not (DATA / "frameworks" / crosswalk["from"]).is_dir():
        pytest.skip(f"the framework {crosswalk['from']} is not in this installation")

    assert {link["from"] for link in crosswalk["links"]} <= codes(crosswalk["from"])
    assert {code for link in crosswalk["links"] for code in link["to"]} <= codes(crosswalk["to"])


@pytest.mark.parametrize("path", CROSSWALKS, ids=lambda path: path.stem)
def test_rows_of_a_crosswalk_have_a_strength_a_status_and_notes(path: Path) -> None:
    for link in read(path)["links"]:
        assert link["strength"] in STRENGTHS
        assert link.get("status", "confirmed") in STATUSES
        assert set(link["note"]) == {"en", "fr"}
        assert link["strength"] != "none" or link["to"] == []
        assert len(set(link["to"])) == len(link["to"])


def test_the_annex_covers_thirteen_objectives_and_leaves_three_out() -> None:
    rows = {link["from"]: link["strength"] for link in links("gcm--ilo-2018")}

    assert list(rows) == [str(number) for number in range(1, 24)]
    assert Counter(rows.values()) == {"direct": 13, "via": 3, "indirect": 4, "none": 3}
    assert [code for code, strength in rows.items() if strength == "via"] == ["2", "10", "14"]
    assert [code for code, strength in rows.items() if strength == "none"] == ["9", "11", "13"]


def test_fair_recruitment_answers_objective_six_and_portability_objective_22() -> None:
    rows = {link["from"]: link["to"] for link in links("gcm--ilo-2018")}

    assert rows["6"] == ["12.a", "13.d", "14.a"]
    assert rows["22"] == ["12.c", "13.f", "14.c"]


def test_every_element_that_the_ilo_document_cites_has_a_code(shared: Path) -> None:
    text = (shared / "corpus/seeds/000_7a44ac5e84c3eeac.txt").read_text(encoding="utf-8")
    cited = {f"{n}.{letter}" for n, letter in re.findall(r"\b(1[234]) ([a-f])\)", text)}

    assert cited
    assert cited == {code for code in codes("ilo-2018") if "." in code}


def test_rows_that_cite_no_document_are_unconfirmed() -> None:
    for link in links("gcm--sdg"):
        cites = "editors" not in link["source"]
        assert (link.get("status", "confirmed") == "confirmed") == cites


def test_there_are_seventeen_goals_each_in_six_languages_with_a_note() -> None:
    goals = [element for element in elements("sdg") if element["kind"] == "goal"]

    assert [goal["code"] for goal in goals] == [str(number) for number in range(1, 18)]
    assert all(set(goal["title"]) == LANGUAGES for goal in goals)
    assert all({"en", "fr"} <= goal["note"].keys() for goal in goals)


def test_targets_stand_below_goals_and_indicators_below_targets() -> None:
    kinds = {element["code"]: element["kind"] for element in elements("sdg")}
    above = {e["code"]: kinds[e["parent"]] for e in elements("sdg") if e["parent"]}

    assert {above[code] for code, kind in kinds.items() if kind == "target"} == {"goal"}
    assert {above[code] for code, kind in kinds.items() if kind == "indicator"} == {"target"}
    assert all(e["code"].startswith(f"{e['parent']}.") for e in elements("sdg") if e["parent"])


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_titles_of_goals_are_the_names_that_translators_published(lang: str, shared: Path) -> None:
    published = read(shared / f"data/sdg/{lang}/global_goals.yml")
    ours = {e["code"]: e["title"][lang] for e in elements("sdg") if e["kind"] == "goal"}

    for code, title in ours.items():
        theirs = " ".join(published[f"{code}-title"].split())
        theirs = theirs.replace(",", "，") if lang == "zh-Hans" else theirs
        assert (title != theirs) == ((lang, code) in MENDED)


def test_labels_of_targets_are_short_and_not_the_official_sentences(shared: Path) -> None:
    for lang in ("en", "fr"):
        official = read(shared / f"data/sdg/{lang}/global_targets.yml")
        for target in (e for e in elements("sdg") if e["kind"] == "target"):
            sentence = official[f"{target['code'].replace('.', '-')}-title"]
            assert len(target["title"][lang]) < min(80, len(sentence))
