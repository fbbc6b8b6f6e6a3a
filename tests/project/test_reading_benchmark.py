"""The reading benchmark: what it counts as right, and the shape of what it prints."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from jalon.project.benchmarks import reading as benchmark
from jalon.project.benchmarks.readers import by_jalon, by_pdfplumber, by_pypdfium2, tools
from jalon.project.benchmarks.scoring import Said, Score, score
from jalon.project.benchmarks.specimens import collection, writing
from jalon.project.benchmarks.specimens.collection import Made
from jalon.project.benchmarks.specimens.papers import EVIDENCE, Paper
from jalon.project.benchmarks.specimens.setting import draw_pdf
from jalon.project.benchmarks.specimens.texts import LANGUAGES, OPENING, Wording

PAPER = writing.report("calls", "en", paragraphs=8)


def perfect(paper: Paper) -> Said:
    """What a tool would say that makes no mistake."""
    parts = [part for part in paper.parts if part.kind in EVIDENCE]
    return Said(
        text="\n".join([*(part.plain for part in paper.parts), *paper.notes]),
        blocks=tuple(f"{part.marker} {part.plain}" for part in parts),
        aside=tuple(part.plain for part in paper.parts if part.kind not in EVIDENCE),
        calls=tuple((part.plain, note) for part in parts for note in part.notes),
        labels=tuple((part.label, part.plain) for part in parts),
    )


def values(found: Score) -> dict[str, float]:
    return {name: float(share["value"]) for name, share in found.shares().items()}


def test_a_reading_without_mistakes_is_right_in_everything() -> None:
    found = values(score(PAPER, perfect(PAPER)))

    assert set(found.values()) == {1.0}
    assert set(found) == {
        "order", "words", "paragraph_starts", "no_false_starts", "set_apart", "labels",
        "footnotes_attached",
    }  # fmt: skip


def test_mixed_columns_lower_the_order_and_nothing_else() -> None:
    said = perfect(PAPER)
    lines = said.text.split("\n")
    mixed = "\n".join([*lines[::2], *lines[1::2]])

    found = values(score(PAPER, Said(text=mixed)))

    assert found["words"] == 1
    assert found["order"] < 0.8


def test_words_run_together_lower_the_words_alone() -> None:
    squeezed = perfect(PAPER).text.replace("the ", "the")

    found = values(score(PAPER, Said(text=squeezed)))

    assert found["order"] == 1
    assert found["words"] < 0.95


def test_a_cut_paragraph_is_a_false_start_and_a_lost_note_is_not_attached() -> None:
    said = perfect(PAPER)
    cut = (*(said.blocks or ()), "on the second floor of the old mill.")

    found = values(score(PAPER, Said(text=said.text, blocks=cut, calls=())))

    assert found["paragraph_starts"] == 1
    assert found["no_false_starts"] < 1
    assert found["footnotes_attached"] == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_a_paper_begins_like_another(lang: str) -> None:
    said = Wording(lang, seed=5)

    openings = [said.sentence()[:OPENING] for _ in range(300)]

    assert len(openings) == len(set(openings))


def test_every_tool_reads_a_plain_page(tmp_path: Path) -> None:
    draw_pdf(PAPER, tmp_path / "calls.pdf")

    said = [tool(tmp_path / "calls.pdf") for tool in (by_jalon, by_pypdfium2, by_pdfplumber)]

    assert [one.pages for one in said] == [1, 1, 1]
    assert all(values(score(PAPER, one))["words"] > 0.95 for one in said)


def few(folder: Path) -> Iterator[Made]:
    return islice(collection.make_pdfs(folder), 1)


def test_the_benchmark_prints_the_stable_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "make_hard_pdfs", few)
    monkeypatch.setattr(
        benchmark, "make_others", lambda folder: islice(collection.make_others(folder), 1)
    )
    monkeypatch.setattr(benchmark, "tools", lambda: {"jalon": tools()["jalon"]})

    found = benchmark.bench(12)

    assert found["name"] == "reading"
    assert found["unit"] == "pages"
    assert found["n"] > 5
    assert found["per_second_per_core"] > 0
    assert set(found["tools"]) == {"jalon", "jalon, other formats"}
    assert found["quality"]["order"]["n"] > 10
    assert found["peak_mb"] > 20
