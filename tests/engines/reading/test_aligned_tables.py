"""Tables of PDF that only space tells: rows where columns are clear, text where they are not."""

from collections.abc import Sequence
from pathlib import Path

from jalon.engines.reading import Passage, PassageKind, read
from jalon.project.benchmarks.specimens.drawing import Sheet, save, width_of

HEAD = ("Town", "Wells", "Share")
ROWS = (("Old harbour", "1 043", "12.5%"), ("Mill street", "87", "3%"), ("Bridges", "205", "–"))
LEFT, RIGHT = (72, 250, 350), (180, 290, 390)
BEFORE = "The wells of the town are counted each winter by the pupils of the two schools there."
AFTER = "All of them were open in the spring, when the water stood as high as the old mill does."


def read_sheet(sheet: Sheet, folder: Path) -> Sequence[Passage]:
    """The passages of a page."""
    save([sheet], folder / "table.pdf")
    return read(folder / "table.pdf").passages


def rows_of(passages: Sequence[Passage]) -> list[str]:
    return [one.text for one in passages if one.kind is PassageKind.TABLE]


def written(rows: Sequence[Sequence[str]], *, figures_right: bool = False) -> Sheet:
    """A page with a text, rows in columns, and a text."""
    sheet = Sheet()
    sheet.write(72, 700, BEFORE)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            shift = RIGHT[column] - width_of(cell, 10) if figures_right and column else LEFT[column]
            sheet.write(shift, 676 - 14 * place, cell)
    sheet.write(72, 664 - 14 * len(rows), AFTER)
    return sheet


def test_figures_in_columns_are_rows_with_joined_cells(tmp_path: Path) -> None:
    passages = read_sheet(written([HEAD, *ROWS]), tmp_path)

    assert rows_of(passages) == [" | ".join(row) for row in (HEAD, *ROWS)]
    assert [one.text for one in passages if one.kind is PassageKind.PARAGRAPH] == [BEFORE, AFTER]


def test_figures_set_to_the_right_are_rows_too(tmp_path: Path) -> None:
    passages = read_sheet(written([HEAD, *ROWS], figures_right=True), tmp_path)

    assert rows_of(passages) == [" | ".join(row) for row in (HEAD, *ROWS)]


def test_lines_under_a_cell_go_on_with_it(tmp_path: Path) -> None:
    rows = [HEAD, ROWS[0], ("and the quay",), ROWS[1], ROWS[2], ("of the north",)]

    found = rows_of(read_sheet(written(rows), tmp_path))

    assert found[1] == "Old harbour and the quay | 1 043 | 12.5%"
    assert found[3] == "Bridges of the north | 205 | –"


def test_a_list_of_numbered_titles_with_pages_is_no_table(tmp_path: Path) -> None:
    rows = [("1", "Wells of the town", "3"), ("2", "Bridges", "12"), ("3", "Mills", "20")]

    assert rows_of(read_sheet(written(rows), tmp_path)) == []


def test_words_in_three_columns_without_figures_are_no_table(tmp_path: Path) -> None:
    rows = [("Mills", "Wells", "Quays"), ("Roads", "Ferries", "Lamps"), ("Doors", "Steps", "Walls")]

    assert rows_of(read_sheet(written(rows), tmp_path)) == []
