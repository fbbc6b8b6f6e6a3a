"""What stands at the edges of pages: titles, headings and last lines stay, furniture goes."""

from pathlib import Path

import typst
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from jalon.engines.reading import read
from tests.engines.reading import specimens


def texts_of(path: Path) -> list[str]:
    return [one.text for one in read(path).passages]


def page_of(path: Path, *, top: str, size: float, font: str = "Helvetica") -> None:
    """One page with a line at its very top and text under it."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont(font, size)
    canvas.drawString(60, 790, top)
    canvas.setFont("Helvetica", 10)
    for row in range(20):
        canvas.drawString(60, 750 - 14 * row, specimens.sentence(row))
    canvas.save()


def test_a_title_at_the_top_edge_of_a_single_page_stays(tmp_path: Path) -> None:
    page_of(tmp_path / "a.pdf", top="Report on gardens", size=16)

    reading = read(tmp_path / "a.pdf")

    assert reading.passages[0].text == reading.metadata.title == "Report on gardens"


def test_a_bold_heading_at_the_top_edge_of_a_single_page_stays(tmp_path: Path) -> None:
    page_of(tmp_path / "a.pdf", top="The old gardens", size=10, font="Helvetica-Bold")

    assert texts_of(tmp_path / "a.pdf")[0] == "The old gardens"


def test_a_plain_line_far_over_the_text_of_a_single_page_goes(tmp_path: Path) -> None:
    page_of(tmp_path / "a.pdf", top="Office for gardens", size=9)

    assert "Office for gardens" not in texts_of(tmp_path / "a.pdf")


def test_the_last_line_of_a_note_at_the_foot_of_a_column_stays(tmp_path: Path) -> None:
    note = "The river office keeps a register of all the bridges of the northern valley since 1921."
    text = " ".join(specimens.sentence(n) for n in range(40))
    source = (
        '#set page(paper: "a4", columns: 2, margin: 1.5cm)\n#set text(size: 10pt)\n'
        f"{text}#footnote[{note}]\n\n{text}#footnote[{note}]"
    )
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode()))

    notes = [one.text for one in read(tmp_path / "a.pdf").passages if one.kind == "footnote"]

    assert notes == [note, note]


def test_two_small_lines_at_the_foot_of_one_page_go(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for row in range(20):
        canvas.drawString(60, 750 - 14 * row, specimens.sentence(row))
    canvas.setFont("Helvetica", 6)
    canvas.drawString(60, 40, "Taken from the book of gardens, printed by the river office")
    canvas.drawString(60, 33, "in the northern valley")
    canvas.save()

    assert not any("book of gardens" in text for text in texts_of(tmp_path / "a.pdf"))


def test_a_title_with_the_words_of_the_running_head_stays(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page in range(3):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, "Report on gardens")
        canvas.setFont("Helvetica-Bold", 17)
        canvas.drawString(60, 780, "Report on gardens" if page == 0 else f"Part {page}")
        canvas.setFont("Helvetica", 10)
        for row in range(30):
            canvas.drawString(60, 740 - 14 * row, specimens.sentence(row + 31 * page))
        canvas.showPage()
    canvas.save()

    assert texts_of(tmp_path / "a.pdf").count("Report on gardens") == 1
