"""PDF as different producers write it: superior figures, accents set apart, columns."""

import unicodedata
from pathlib import Path

import typst
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from jalon.engines.reading import PassageKind, Reading, read
from tests.engines.reading import specimens

COLUMNS = """#set page(paper: "a4", columns: 2, numbering: "1", header: [T/2020/7])
#set par(justify: true)
#set text(size: 9pt, lang: "fr")
= Rapport sur les jardins
"""


def numbered(reading: Reading) -> dict[str, str]:
    kinds = {PassageKind.PARAGRAPH}
    return {one.label: one.text for one in reading.passages if one.kind in kinds}


def typst_report(path: Path, texts: list[str]) -> None:
    paragraphs = [
        f"{number}\\. {text}#footnote[Note {number} du rapport.]"
        for number, text in enumerate(texts, start=1)
    ]
    path.write_bytes(typst.compile((COLUMNS + "\n\n".join(paragraphs)).encode()))


def test_superior_figures_of_the_font_are_footnote_calls(tmp_path: Path) -> None:
    texts = [" ".join(specimens.sentence(n + step) for step in range(6)) for n in range(30)]
    typst_report(tmp_path / "report.pdf", texts)

    reading = read(tmp_path / "report.pdf")

    assert numbered(reading) == {str(n): text for n, text in enumerate(texts, start=1)}
    calls = {one.label: one.calls for one in reading.passages if one.calls}
    assert calls == {str(n): (f"fn{n}",) for n in range(1, 31)}


def test_decomposed_accents_are_composed(tmp_path: Path) -> None:
    text = "L’été, la fenêtre du château à côté reste fermée à clé, même à Noël. " * 6
    texts = [unicodedata.normalize("NFD", text).strip() for _ in range(8)]
    typst_report(tmp_path / "report.pdf", texts)

    found = numbered(read(tmp_path / "report.pdf"))

    assert set(found.values()) == {text.strip()}


def test_accents_printed_over_letters_are_put_onto_them(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "accents.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(70, 700, "Universit")
    place = 70 + canvas.stringWidth("Universit")
    canvas.drawString(place + 1, 700, "´")
    canvas.drawString(place, 700, "e de la ville")
    canvas.drawString(70, 660, specimens.sentence(3))
    canvas.save()

    texts = [one.text for one in read(tmp_path / "accents.pdf").passages]

    assert texts[0] == "Université de la ville"


def test_a_line_that_comes_back_inside_paragraphs_is_no_running_head(tmp_path: Path) -> None:
    same = "the harbour bridge was closed in winter because of the ice on"
    pages = [
        [
            f"{n}. A sentence that starts page {n} and goes on in the next line, where",
            same,
            f"the river of the {specimens.WORDS[n]}.",
            *[specimens.sentence(n * 9 + k) for k in range(9)],
        ]
        for n in range(1, 5)
    ]
    specimens.lines_pdf(tmp_path / "same.pdf", pages)

    text = " ".join(one.text for one in read(tmp_path / "same.pdf").passages)

    assert text.count(same) == 4


def drawn_ligature(canvas: Canvas, left: float, foot: float) -> None:
    path = canvas.beginPath()
    path.moveTo(left, foot)
    for step in range(24):
        path.lineTo(left + 5.4 * (step % 2), foot + step / 3)
    canvas.drawPath(path, stroke=0, fill=1)


def broken_words(path: Path, words: list[tuple[str, str]]) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for row, (before, after) in enumerate(words):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 700 - 15 * row, before)
        place = 70 + canvas.stringWidth(before)
        if after:
            drawn_ligature(canvas, place + 0.1, 700 - 15 * row)
        canvas.drawString(place + 5.6, 700 - 15 * row, after)
    canvas.save()


def test_drawn_ligatures_are_filled_in_from_words_of_the_document(tmp_path: Path) -> None:
    words = [("An objec", "ve of the town is"), ("to protect na", "onal gardens."),
             ("The objec", "ve of national plans"), ("The objective is large.", "")]  # fmt: skip
    broken_words(tmp_path / "drawn.pdf", words)

    found = read(tmp_path / "drawn.pdf").passages[0]

    assert "An objective of the town" in found.text
    assert "protect national gardens" in found.text


def test_what_cannot_be_filled_in_is_marked_and_doubtful(tmp_path: Path) -> None:
    broken_words(tmp_path / "drawn.pdf", [("The brrw", "zzk of the town is large.")])

    found = read(tmp_path / "drawn.pdf").passages[0]

    assert found.text == "The brrw[…]zzk of the town is large."
    assert found.doubtful


def test_text_printed_twice_with_a_shift_is_read_once(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "shadow.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    lines = [specimens.sentence(row) for row in range(6)]
    for shift in (0, 14):
        for row, line in enumerate(lines):
            canvas.drawString(70 + shift, 700 - 15 * row, line)
    canvas.save()

    texts = " ".join(one.text for one in read(tmp_path / "shadow.pdf").passages)

    assert texts == " ".join(lines)


def test_ligatures_of_tex_fonts_without_letters_are_read(tmp_path: Path) -> None:
    codes = {0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0xF7: "œ"}
    words = " ".join(f"a{chr(code)}b" for code in codes)
    specimens.unnamed_font_pdf(tmp_path / "tex.pdf", f"We o\x1ber {words} here")

    text = read(tmp_path / "tex.pdf").passages[0].text

    assert text == "We offer " + " ".join(f"a{shown}b" for shown in codes.values()) + " here"
