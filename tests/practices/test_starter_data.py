"""The starter collection: its shape and codes; each citation and figure stands in the source."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pycountry
import pytest
import yaml

STARTER = Path(__file__).resolve().parents[2] / "src" / "jalon" / "data" / "starter"
SEEDS = {
    "gb-335-pol-1-rev": "000_7a44ac5e84c3eeac.txt",
    "ttmlm-2013-14": "001_4f35c0d0d9a83948.txt",
    "ilo-gb-2008-migrant-workers": "002_54195280a6e88de3.txt",
    "idm-27": "003_f2878ea61ca8103f.txt",
    "a-75-542": "004_148b3c0cdf00389c.txt",
}
KINDS = {
    "plan", "law", "programme", "project", "service", "study", "data", "network", "dialogue",
    "training", "fund", "agreement", "campaign", "practice",
}  # fmt: skip
COUNTRIES = {country.alpha_3 for country in pycountry.countries}
# World, continents and sub-regions of UN M49.
REGIONS = {
    "001", "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "021",
    "029", "030", "034", "035", "039", "053", "054", "057", "061", "142", "143", "145", "150",
    "151", "154", "155", "202", "419",
}  # fmt: skip
LAST_PARAGRAPH = {"a-75-542": 88, "gb-335-pol-1-rev": 26, "ilo-gb-2008-migrant-workers": 50}
FIELDS = {
    "id", "title", "summary", "kind", "who", "places", "year_from", "year_to", "objectives",
    "objectives_named", "figures", "source",
}  # fmt: skip


def files() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every initiative file of the starter collection with its content."""
    for path in sorted((STARTER / "initiatives").glob("*.yaml")):
        yield path, yaml.safe_load(path.read_text(encoding="utf-8"))


INITIATIVES = [entry for _, content in files() for entry in content["initiatives"]]
OBJECTIVES = {str(number) for number in range(1, 24)}
# Where chapters of the dialogue's book begin, by its contents: blank pages leave no mark.
CHAPTERS = {
    "LE PACTE MONDIAL :": 13,
    "APPROCHES DE LA MIGRATION": 21,
    "MIGRANTS ET VULNERABILITE": 31,
    "COOPERATION INTERNATIONALE ET": 63,
}


def wrong(holds: Callable[[dict[str, Any]], object]) -> list[str]:
    """The ids of the initiatives for which something does not hold."""
    return [str(entry["id"]) for entry in INITIATIVES if not holds(entry)]


def sentences(text: str) -> int:
    """How many sentences a text has: each ends with a full stop before a capital or the end."""
    return len(re.findall(r"[.!?](?= +[A-ZÀ-Þ«#]|$)", text.strip()))


def plain(text: str) -> str:
    """The text with one space for each run of spaces and one kind of apostrophe."""
    return re.sub(r"\s+", " ", text.replace("'", "’"))


def paragraph(text: str, label: str) -> str:
    """The numbered paragraph up to the next number; not a short item of a list of that number."""
    mark = r"^[-\s*]*{}\.[\s*]"
    found = [""]
    for start in re.finditer(mark.format(label), text, re.MULTILINE):
        end = re.compile(mark.format(int(label) + 1), re.MULTILINE).search(text, start.end())
        found.append(text[start.start() : end.start() if end else len(text)])
    return next((passage for passage in found if len(passage) > 300), found[-1])


def printed_pages(text: str) -> dict[int, str]:
    """The text of the dialogue's book by printed page.

    A page begins with its number on a line of its own or, where the number is lost, with a
    line that starts with a space.
    """
    pages: dict[int, str] = {}
    page, numbered = 0, False
    for line in filter(str.strip, text.splitlines()):
        if re.fullmatch(r"\s*\d{1,3}\s*", line):
            page, numbered = int(line), True
            continue
        if page and line.startswith(" ") and not numbered:
            page = CHAPTERS.get(line.strip(), page + 1)
        numbered = False
        pages[page] = pages.get(page, "") + line + "\n"
    return pages


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, str]:
    """The text of each source document by the slug of the document."""
    folder = shared / "corpus" / "seeds"
    return {slug: (folder / name).read_text(encoding="utf-8") for slug, name in SEEDS.items()}


def test_the_five_documents_are_described() -> None:
    content = yaml.safe_load((STARTER / "documents.yaml").read_text(encoding="utf-8"))

    assert {document["slug"] for document in content["documents"]} == set(SEEDS)
    for document in content["documents"]:
        assert set(document["title"]) == {"en", "fr"}
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", document["date"])
        assert document["cites_by"] in {"paragraph", "page", "section"}


def test_the_collection_is_large_and_has_no_double() -> None:
    assert len(INITIATIVES) >= 120
    assert len({entry["id"] for entry in INITIATIVES}) == len(INITIATIVES)
    assert len({entry["title"]["en"] for entry in INITIATIVES}) == len(INITIATIVES)
    assert len({entry["title"]["fr"] for entry in INITIATIVES}) == len(INITIATIVES)


def test_the_files_are_short_and_dated() -> None:
    for path, content in files():
        assert set(content) == {"as_of", "initiatives"}, path.name
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name


def test_the_collection_covers_all_objectives_and_many_countries() -> None:
    places = {code for entry in INITIATIVES for code in entry["places"]}

    assert {code for entry in INITIATIVES for code in entry["objectives"]} == OBJECTIVES
    assert len(places & COUNTRIES) >= 90


def test_an_initiative_has_the_agreed_fields() -> None:
    assert not wrong(lambda entry: set(entry) | {"figures"} == FIELDS)
    assert not wrong(lambda entry: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]))
    assert not wrong(lambda entry: entry["kind"] in KINDS and entry["who"])
    assert not wrong(lambda entry: isinstance(entry["objectives_named"], bool))


def test_the_years_are_whole_and_in_order() -> None:
    def years(entry: dict[str, Any]) -> list[int]:
        return [year for year in (entry["year_from"], entry["year_to"]) if year is not None]

    assert not wrong(lambda entry: years(entry) == sorted(years(entry)))
    assert not wrong(lambda entry: all(1990 <= year <= 2022 for year in years(entry)))
    assert not wrong(lambda entry: entry["year_from"] or not entry["year_to"])


def test_places_and_objectives_are_known_codes() -> None:
    assert not wrong(lambda entry: entry["places"] and set(entry["places"]) <= COUNTRIES | REGIONS)
    assert not wrong(lambda entry: entry["objectives"] and set(entry["objectives"]) <= OBJECTIVES)
    assert not wrong(lambda entry: len(entry["objectives"]) == len(set(entry["objectives"])))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_initiative_is_told_in_two_sentences(language: str) -> None:
    assert not wrong(lambda entry: set(entry["title"]) == set(entry["summary"]) == {"en", "fr"})
    assert not wrong(lambda entry: sentences(entry["summary"][language]) == 2)
    assert not wrong(lambda entry: not re.search("['\"]", entry["summary"][language]))


def test_a_citation_has_the_form_of_its_document() -> None:
    def in_form(entry: dict[str, Any]) -> bool:
        source = dict(entry["source"])
        document = source.pop("document")
        if document == "idm-27":
            return set(source) == {"section", "page"} and 1 <= int(source["page"]) <= 180
        label = source.pop("paragraph")
        if document == "ttmlm-2013-14":
            return not source and bool(re.fullmatch(r"[1-9]\.[ivx]+", label))
        special = re.fullmatch(r"annex|fn [a-z0-9]+", label)
        return not source and bool(special or 1 <= int(label) <= LAST_PARAGRAPH[document])

    assert not wrong(in_form)


def test_only_texts_that_know_the_compact_name_its_objectives(seeds: dict[str, str]) -> None:
    def names_them(entry: dict[str, Any]) -> bool:
        document, label = entry["source"]["document"], entry["source"].get("paragraph")
        if not entry["objectives_named"] or label == "annex":
            return not entry["objectives_named"] or document == "gb-335-pol-1-rev"
        cited = paragraph(seeds[document], label)
        named = set(re.findall(r"\d+", cited))
        whole = set(entry["objectives"]) == OBJECTIVES and "23 objectifs" in plain(cited)
        return "objectif" in cited and (whole or bool(named & set(entry["objectives"])))

    assert not wrong(names_them)


def test_the_cited_passage_exists(seeds: dict[str, str]) -> None:
    def exists(entry: dict[str, Any]) -> bool:
        text = seeds[entry["source"]["document"]]
        if "section" in entry["source"]:
            return plain(entry["source"]["section"]).casefold() in plain(text).casefold()
        label = entry["source"]["paragraph"]
        if label == "annex":
            return bool(re.search(r"^\s*Annexe", text, re.MULTILINE))
        if label.startswith("fn "):
            return bool(re.search(rf"^ *{label[3:]} +\w", text, re.MULTILINE))
        number, _, point = label.partition(".")
        cited = paragraph(text, number)
        return bool(re.search(rf"^ *{point}\) ", cited, re.MULTILINE) if point else cited)

    assert not wrong(exists)


def test_every_figure_stands_in_the_cited_passage(seeds: dict[str, str]) -> None:
    pages = printed_pages(seeds["idm-27"])

    def passage(entry: dict[str, Any]) -> str:
        text, label = seeds[entry["source"]["document"]], entry["source"].get("paragraph", "")
        if entry["source"]["document"] == "idm-27":
            page = int(entry["source"]["page"])
            return plain(pages[page] + pages.get(page + 1, ""))
        return plain(paragraph(text, label) if label.isdigit() else text)

    def stands(entry: dict[str, Any]) -> bool:
        return all(plain(figure["raw"]) in passage(entry) for figure in entry.get("figures", ()))

    assert not wrong(stands)


def test_a_figure_has_a_value_a_unit_and_the_words_of_the_source() -> None:
    figures = [figure for entry in INITIATIVES for figure in entry.get("figures", ())]

    assert len(figures) >= 30
    for figure in figures:
        assert set(figure) == {"value", "unit", "raw"}
        assert set(figure["unit"]) == {"en", "fr"}
        assert len(figure["raw"]) <= 50
