"""Specimens with known truth are read as their papers say.

What is not right yet stands in `known_scores.yaml` with its share and why. A test fails when
something gets worse, and when a known fault is mended but its mark is still there.
"""

from collections.abc import Mapping

import pytest

from jalon.engines.reading import read
from jalon.project.benchmarks.readers import by_jalon
from jalon.project.benchmarks.specimens import collection, printing
from jalon.project.benchmarks.specimens.collection import FORMATS, NOISE, Made
from tests.engines.reading.scores import FOLDER, all_specimens, known_scores, shortfalls

pytestmark = pytest.mark.xdist_group("specimens")

PRINTED = [f"{paper.name}.pdf" for paper in collection.printed()]
DRAWN = [f"{paper.name}.pdf" for paper in collection.drawn()]
WRITTEN = [
    f"{paper.name}.{ending}"
    for paper in collection.written()
    for ending in FORMATS
    if (paper.name, ending) != ("styles-en", "docx")
]
PRODUCED = sorted(path.name for path in (FOLDER / "produced").iterdir())
ENOUGH = 0.002
"""Share by which a known score may be lower by chance of rounding."""


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    return {made.path.name: made for made in all_specimens(tmp_path_factory.mktemp("specimens"))}


@pytest.mark.parametrize("name", [*PRINTED, *DRAWN, *WRITTEN, *PRODUCED])
def test_a_specimen_is_read_as_its_paper_says(specimens: Mapping[str, Made], name: str) -> None:
    if name not in specimens:
        pytest.skip("there is no font for this language here")
    known = known_scores().get(name, {})

    found = shortfalls(specimens[name])

    assert {one: share for one, share in found.items() if one not in known} == {}
    low = {
        one: share for one, share in found.items() if share < float(known[one]["share"]) - ENOUGH
    }
    assert low == {}, "a known fault got worse"
    assert sorted(set(known) - set(found)) == [], "mended: remove these known scores"


def test_every_known_score_has_a_reason_and_a_specimen() -> None:
    assert set(known_scores()) <= {*PRINTED, *DRAWN, *WRITTEN, *PRODUCED}
    assert all(mark.get("why") for marks in known_scores().values() for mark in marks.values())


@pytest.mark.parametrize("name", WRITTEN)
def test_deleted_words_comments_and_menus_are_not_read(
    specimens: Mapping[str, Made], name: str
) -> None:
    text = by_jalon(specimens[name].path).text

    assert [noise for noise in NOISE if noise in text] == []


def test_a_page_that_comes_twice_is_kept_once(specimens: Mapping[str, Made]) -> None:
    reading = read(specimens["twice.pdf"].path)

    repeated = [one.page for one in reading.notices if one.code == "page-repeated"]
    texts = [one.text for one in reading.passages]
    assert repeated == list(range(2, (reading.metadata.page_count or 0) + 1, 2))
    assert len(texts) == len(set(texts))


def test_a_scanned_page_among_pages_of_text_is_named(specimens: Mapping[str, Made]) -> None:
    reading = read(specimens["scanned-page.pdf"].path)

    assert [one.page for one in reading.notices if one.code == "page-without-text"] == [2]


def test_the_running_head_is_in_no_passage(specimens: Mapping[str, Made]) -> None:
    heads = {name: specimens[name].paper.head for name in DRAWN}

    found = [
        (name, one.label)
        for name, head in heads.items()
        for one in read(specimens[name].path).passages
        if head in one.text
    ]
    assert found == []


@pytest.mark.parametrize("name", [*PRINTED, *DRAWN, *WRITTEN])
def test_the_language_of_a_specimen_is_told(specimens: Mapping[str, Made], name: str) -> None:
    if name not in specimens or "no-text" in "".join(known_scores().get(name, {})):
        pytest.skip("there is no font for this language here, or the file is refused")
    lang = specimens[name].paper.lang

    reading = read(specimens[name].path)

    told = [one.lang.partition("-")[0] for one in reading.passages if len(one.text) > 40]
    assert reading.metadata.language.partition("-")[0] == lang
    assert told.count(lang) >= 0.98 * len(told)


def test_fonts_for_every_language_are_known_to_be_there_or_not() -> None:
    assert all(printing.can_print(lang) for lang in ("en", "fr", "es", "ru"))
