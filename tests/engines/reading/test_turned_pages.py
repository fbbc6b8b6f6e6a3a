"""Pages that are turned or mirrored to be read: places come back as they are on the page."""

from pathlib import Path

import pypdfium2
import pytest

from jalon.engines.reading import read
from jalon.engines.reading.frames import Frame
from jalon.engines.reading.records import Box
from jalon.project.benchmarks.specimens.drawing import Sheet, save

AREA = (10.0, 20.0, 610.0, 820.0)
BOX = Box(left=40.0, bottom=50.0, right=140.0, top=70.0)


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("mirrored", [0, 1])
def test_a_box_comes_back_to_its_place(quarter: int, mirrored: int) -> None:
    frame = Frame(sides=AREA, quarter=quarter, mirrored=bool(mirrored))

    seen = frame.place((BOX.left, BOX.bottom, BOX.right, BOX.top))

    left, bottom, right, top = seen
    assert frame.back(Box(left=left, bottom=bottom, right=right, top=top)) == BOX
    assert left < right
    assert bottom < top


TURNS = {
    0: b"1 0 0 1 0 0 cm",
    90: b"0 1 -1 0 600 0 cm",
    180: b"-1 0 0 -1 600 600 cm",
    270: b"0 -1 1 0 0 600 cm",
}
LINES = ("The river is measured by the pupils of the town.", "The mill is open in winter.")


def sheet(turn: int, *, viewed: int = 0) -> Sheet:
    """A page whose text is turned to the left by so many degrees."""
    page = Sheet(width=600, height=600, turned=viewed)
    page.drawn.append(TURNS[turn])
    for place, line in enumerate(LINES):
        page.write(72, 500 - 40 * place, line)
    return page


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("viewed", [0, 90, 180, 270])
def test_turned_text_is_read_as_upright_text(tmp_path: Path, turn: int, viewed: int) -> None:
    save([sheet(turn, viewed=viewed)], tmp_path / "turned.pdf")

    passages = read(tmp_path / "turned.pdf").passages

    assert [one.text for one in passages] == list(LINES)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_lies_over_the_text_of_its_page(tmp_path: Path, turn: int) -> None:
    save([sheet(turn)], tmp_path / "turned.pdf")
    textpage = pypdfium2.PdfDocument(tmp_path / "turned.pdf")[0].get_textpage()

    first, second = (one.box for one in read(tmp_path / "turned.pdf").passages)

    assert first
    assert second
    assert textpage.get_text_bounded(*sides(first)).strip() == LINES[0]
    assert textpage.get_text_bounded(*sides(second)).strip() == LINES[1]


def test_one_lying_page_among_upright_ones_is_read_in_its_place(tmp_path: Path) -> None:
    pages = [Sheet(width=600, height=800), sheet(90, viewed=90), Sheet(width=600, height=800)]
    pages[0].write(72, 700, "Before it stands a page that is upright, as most are.")
    pages[2].write(72, 700, "After it stands another one, and nothing is lost or mixed.")
    save(pages, tmp_path / "mixed.pdf")

    reading = read(tmp_path / "mixed.pdf")

    said = " ".join(one.text for one in reading.passages)
    starts = [said.index(text) for text in ("Before it", *LINES, "After it")]
    assert starts == sorted(starts)
    assert reading.notices == ()


def sides(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.bottom, box.right, box.top
