from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from jalon.engines.reading import Passage, PassageKind, read
from tests.engines.reading import specimens

GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]


def table_pdf(path: Path, rows: list[list[str]], style: list[tuple[object, ...]]) -> None:
    plain = getSampleStyleSheet()["BodyText"]
    cells = [[Paragraph(cell, plain) for cell in row] for row in rows]
    table = Table(cells, colWidths=[90, 160, 160], repeatRows=1, style=style)
    around = [Paragraph(specimens.sentence(n, 30), plain) for n in (3, 4)]
    SimpleDocTemplate(str(path), pagesize=A4).build([around[0], table, around[1]])


def rows_of(path: Path) -> list[Passage]:
    return [one for one in read(path).passages if one.kind is PassageKind.TABLE]


def test_a_ruled_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [["Country", "Measure", "Year"]]
    rows += [[f"Land {n}", specimens.sentence(n, 12), str(2000 + n)] for n in range(5)]
    table_pdf(tmp_path / "table.pdf", rows, GRID)

    found = rows_of(tmp_path / "table.pdf")

    assert [one.text for one in found] == [" | ".join(row) for row in rows]
    assert [one.label for one in found] == [f"t1.r{n}" for n in range(1, 7)]
    assert all(one.box and one.page == 1 for one in found)


def test_a_table_over_many_pages_is_one_and_its_head_is_read_once(tmp_path: Path) -> None:
    rows = [["Country", "Measure", "Year"]]
    rows += [[f"Land {n}", specimens.sentence(n, 24), str(2000 + n)] for n in range(25)]
    table_pdf(tmp_path / "table.pdf", rows, GRID)

    found = rows_of(tmp_path / "table.pdf")

    assert {one.page for one in found} == {1, 2, 3, 4}
    assert [one.text for one in found] == [" | ".join(row) for row in rows]
    assert found[-1].label == "t1.r26"


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    rows = [["Country", "Measure", "Year"], ["North", specimens.sentence(2), "2001"]]
    table_pdf(tmp_path / "box.pdf", rows, [("BOX", (0, 0), (-1, -1), 0.5, "black")])

    assert rows_of(tmp_path / "box.pdf") == []
