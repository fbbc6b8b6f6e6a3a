"""What holds for every document: the same reading each time, and labels that last."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jalon.engines.reading import Reading, read, read_many
from jalon.project.benchmarks.specimens import printing, setting, writing
from jalon.project.benchmarks.specimens.collection import FORMATS, make_pdfs
from jalon.project.benchmarks.specimens.papers import Paper, PartKind
from jalon.project.benchmarks.specimens.texts import Wording

Save = Callable[[Paper, Path], None]

WAYS: dict[str, Save] = {**FORMATS, "pdf": printing.print_pdf}
few = settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
seeds = st.integers(min_value=100, max_value=10_000)
endings = st.sampled_from(sorted(WAYS))
languages = st.sampled_from(["en", "fr", "es", "ru"])


def made(paper: Paper, ending: str) -> Reading:
    """The reading of a paper in one of the formats."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{paper.name}.{ending}"
        WAYS[ending](paper, path)
        return read(path)


@few
@given(seed=seeds, ending=endings, lang=languages)
def test_reading_twice_gives_the_same(seed: int, ending: str, lang: str) -> None:
    paper = writing.report("twice-read", lang, paragraphs=8, seed=seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"paper.{ending}"
        WAYS[ending](paper, path)

        assert read(path) == read(path)


@few
@given(seed=seeds, ending=endings, lang=languages, place=st.integers(0, 40))
def test_labels_stay_when_another_paragraph_is_written_anew(
    seed: int, ending: str, lang: str, place: int
) -> None:
    paper = writing.report("before", lang, paragraphs=10, seed=seed)
    places = [at for at, part in enumerate(paper.parts) if part.kind is PartKind.PARAGRAPH]
    changed = places[place % len(places)]
    parts = list(paper.parts)
    anew = Wording(lang, seed=seed + 1).sentences(3)
    parts[changed] = replace(
        parts[changed], text=anew + parts[changed].text[len(parts[changed].plain) :]
    )

    before, after = made(paper, ending), made(replace(paper, parts=tuple(parts)), ending)

    was, now = ({one.label: one.text for one in reading.passages} for reading in (before, after))
    assert was.keys() == now.keys()
    assert len([label for label, text in was.items() if text != now[label]]) == 1


@few
@given(seed=seeds, ending=endings)
def test_labels_stay_when_a_paragraph_is_added_at_the_end(seed: int, ending: str) -> None:
    paper = writing.styles("longer", "fr")
    said = Wording("fr", seed=seed)
    last = replace(paper.parts[-1], text=said.sentences(3), marker="14.", label="14")

    before = made(paper, ending)
    after = made(replace(paper, parts=(*paper.parts, last)), ending)

    labels = [one.label for one in before.passages]
    assert [one.label for one in after.passages][: len(labels)] == labels


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    paths = [one.path for one in islice(make_pdfs(tmp_path), 4)]
    other = [*paths[2:], *reversed(paths[:2])]

    forth, back = dict(read_many(paths)), dict(read_many(other, workers=1))

    assert forth == back
    assert all(forth[path] == read(path) for path in paths)


@pytest.mark.parametrize("name", sorted(setting.WAYS))
def test_labels_of_a_drawn_specimen_are_unique(tmp_path: Path, name: str) -> None:
    setting.draw_pdf(writing.report(name, "en", notes=False, seed=9), tmp_path / "a.pdf")

    labels = [one.label for one in read(tmp_path / "a.pdf").passages]

    assert len(labels) == len(set(labels))


@few
@given(seed=seeds, ending=endings, lang=languages)
def test_places_in_the_document_have_no_holes(seed: int, ending: str, lang: str) -> None:
    reading = made(writing.report("whole", lang, paragraphs=6, seed=seed), ending)

    assert [one.order for one in reading.passages] == list(range(len(reading.passages)))
    assert all(one.text.strip() == one.text != "" for one in reading.passages)
    labels = [one.label for one in reading.passages]
    assert len(labels) == len(set(labels))
