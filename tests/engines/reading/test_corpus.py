"""The shared documents: labels and counts only; their text stays where it is."""

import re
from pathlib import Path

import pytest

from jalon.engines.reading import PassageKind, Reading, read

FURNITURE = re.compile(r"https?:|www\.|\.docx|_____|\ue000")
RUNNING = re.compile(r"^(?:Extract from|Extracto de|Extrait de|Six-step process|Six étapes)")


def seed(shared: Path, number: int) -> Reading:
    return read(next((shared / "corpus" / "seeds").glob(f"{number:03d}_*.txt")))


def numbers(reading: Reading) -> list[str]:
    return [
        one.label
        for one in reading.passages
        if one.kind is PassageKind.PARAGRAPH and one.label.isdigit()
    ]


@pytest.mark.parametrize(("number", "count"), [(0, 26), (1, 9), (2, 50), (4, 88)])
def test_all_numbered_paragraphs_are_found(shared: Path, number: int, count: int) -> None:
    reading = seed(shared, number)

    assert numbers(reading) == [str(one) for one in range(1, count + 1)]


@pytest.mark.parametrize("number", range(5))
def test_no_furniture_and_no_address_is_in_a_passage(shared: Path, number: int) -> None:
    reading = seed(shared, number)

    assert [one.label for one in reading.passages if FURNITURE.search(one.text)] == []
    labels = [one.label for one in reading.passages]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(("number", "count"), [(0, 7), (1, 1), (2, 2), (3, 15), (4, 58)])
def test_footnotes_are_apart_and_called(shared: Path, number: int, count: int) -> None:
    reading = seed(shared, number)

    notes = {one.label for one in reading.passages if one.kind is PassageKind.FOOTNOTE}
    calls = {call for one in reading.passages for call in one.calls}
    assert len(notes) == count
    assert notes - calls <= {"fnstar"}
    assert calls <= notes


def test_objective_2_and_call_26_are_told_apart(shared: Path) -> None:
    passage = next(one for one in seed(shared, 4).passages if one.label == "36")

    assert "fn26" in passage.calls
    assert "objectif 226" not in passage.text
    assert "objectif 2 " in passage.text


def test_the_annex_is_kept_apart(shared: Path) -> None:
    annex = [one for one in seed(shared, 0).passages if one.label.startswith("annex-1.")]

    rows = [one.label for one in annex if one.kind is PassageKind.CONTENTS]
    assert rows == [f"annex-1.{row}" for row in range(1, 24)]


def test_symbols_and_dates_come_from_the_text(shared: Path) -> None:
    paper, conclusions = seed(shared, 0).metadata, seed(shared, 1).metadata

    assert (paper.symbol, paper.date, paper.language) == ("GB.335/POL/1(Rev.)", "2019-03-15", "fr")
    assert conclusions.symbol == "TTMLM/2013/14"


def test_the_book_has_its_contents_marked_and_no_spine(shared: Path) -> None:
    book = seed(shared, 3)

    contents = [one for one in book.passages if one.kind is PassageKind.CONTENTS]
    assert len(contents) == 16
    assert not any(re.search(r"\bR \bE \bN", one.text) for one in book.passages)
    assert {one.label for one in book.passages if one.label.startswith("annex")} == set()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_guidance_reads_without_running_texts(shared: Path, language: str) -> None:
    files = sorted((shared / "corpus" / "guidance" / language).glob("step-[13]*.pdf"))
    readings = [read(file) for file in files]

    passages = [one for reading in readings for one in reading.passages]
    assert passages
    assert [one.label for one in passages if RUNNING.match(one.text)] == []
    main = [one for one in passages if one.lang == language]
    assert len(main) > 0.9 * len(passages)
    assert all(one.page and one.box for one in passages)
