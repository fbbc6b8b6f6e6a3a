"""Columns whose lines are stretched so far that the gaps between words are as wide as gutters."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from jalon.engines.reading import read
from tests.engines.reading import specimens


def stretch(canvas: Canvas, line: Sequence[str], left: float, foot: float, *, width: float) -> None:
    """Draw a line from edge to edge, each word by itself."""
    room = width - sum(canvas.stringWidth(word) for word in line)
    for word in line:
        canvas.drawString(left, foot, word)
        left += canvas.stringWidth(word) + room / max(len(line) - 1, 1)


def lines_of_words(words: Sequence[str], counts: Sequence[int]) -> list[list[str]]:
    lines, place, turn = [], 0, 0
    while place < len(words):
        lines.append(list(words[place : place + counts[turn % len(counts)]]))
        place, turn = place + counts[turn % len(counts)], turn + 1
    return lines


def columns(path: Path, *, count: int, width: float, gutter: float) -> list[str]:
    """A page of stretched columns, lines of three to six words; returns its words in order."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 9)
    words = [word for n in range(90) for word in specimens.sentence(n).split()][: count * 120]
    lines = lines_of_words(words, [5, 4, 5, 3, 5, 4] if width > 200 else [3, 4, 3, 2])
    each = -(-len(lines) // count)
    for number, line in enumerate(lines):
        column, row = divmod(number, each)
        stretch(
            canvas, line, 50 + column * (width + gutter), 760 - 12 * row - 4 * column, width=width
        )
    canvas.save()
    return words


def test_three_columns_of_stretched_lines_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = columns(tmp_path / "a.pdf", count=3, width=150, gutter=16)

    text = " ".join(one.text for one in read(tmp_path / "a.pdf").passages)

    assert text.split() == words


def test_two_columns_of_stretched_lines_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = columns(tmp_path / "a.pdf", count=2, width=220, gutter=20)

    text = " ".join(one.text for one in read(tmp_path / "a.pdf").passages)

    assert text.split() == words


def test_labels_beside_lines_that_end_at_the_margin_are_not_put_into_them(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    whole = [specimens.sentence(n, 14).split() for n in range(6)]
    for row, line in enumerate(whole):
        stretch(canvas, [" ".join(line)], 60, 780 - 13 * row, width=470)
        stretch(canvas, line, 60, 780 - 13 * row, width=470)
    for block in range(3):
        for row in range(4):
            foot = 640 - 70 * block - 13 * row
            stretch(canvas, specimens.sentence(9 * block + row, 7).split(), 230, foot, width=300)
        canvas.drawString(60, 640 - 70 * block, f"{specimens.WORDS[block]} indicators")
        canvas.drawString(60, 627 - 70 * block, "of the town")
    canvas.save()

    texts = [one.text for one in read(tmp_path / "a.pdf").passages]

    assert f"{specimens.WORDS[1]} indicators of the town" in " ".join(texts)
    expected = " ".join(specimens.sentence(9 + row, 7) for row in range(4))
    assert expected in " ".join(texts)
