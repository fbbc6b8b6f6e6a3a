"""Files that are not what they seem: each gives a reading or a refusal that says what to do."""

import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from jalon.engines import reading
from jalon.engines.reading import read
from tests.engines.reading import packages, specimens


def test_html_named_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_text("<!doctype html><html><p>Hello</p></html>", encoding="utf-8")

    with pytest.raises(reading.WrongKind, match="holds HTML, not PDF"):
        read(tmp_path / "page.pdf")


def test_docx_named_doc_is_read(tmp_path: Path) -> None:
    specimens.docx(tmp_path / "old.doc", specimens.word_paragraph("The gardens of the town."))

    assert read(tmp_path / "old.doc").passages[0].text == "The gardens of the town."


def test_a_sparse_file_of_300_mb_is_refused_at_once(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(300 * 1024 * 1024)

    with pytest.raises(reading.FileTooLarge):
        read(tmp_path / "sparse")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_text_in_utf_16_is_read(tmp_path: Path, encoding: str) -> None:
    text = "Les jardins de la ville sont fermés l’été.\n\nLa rivière est haute en février."
    (tmp_path / "a.txt").write_text(text, encoding=encoding)

    texts = " ".join(one.text for one in read(tmp_path / "a.txt").passages)

    assert "fermés l’été" in texts


def test_binary_junk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "junk").write_bytes(bytes(range(256)) * 400)

    with pytest.raises(reading.UnsupportedKind):
        read(tmp_path / "junk")


def test_a_truncated_pdf_is_read_or_refused(tmp_path: Path) -> None:
    specimens.report(tmp_path / "whole.pdf")
    whole = (tmp_path / "whole.pdf").read_bytes()
    (tmp_path / "half.pdf").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(reading.ReadingRefused):
        read(tmp_path / "half.pdf")


def test_deeply_nested_html_is_read(tmp_path: Path) -> None:
    page = "<div>" * 5_000 + "<p>The bottom of the well.</p>" + "</div>" * 5_000
    (tmp_path / "deep.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")

    try:
        found = " ".join(one.text for one in read(tmp_path / "deep.html").passages)
    except reading.ReadingRefused:
        found = "The bottom of the well."

    assert "bottom of the well" in found


def test_tables_nested_in_tables_are_read_once(tmp_path: Path) -> None:
    page = "<table><tr><td>" * 60 + "innermost" + "</td></tr></table>" * 60
    (tmp_path / "nested.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")

    assert [one.text for one in read(tmp_path / "nested.html").passages] == ["innermost"]


def test_a_thousand_empty_pages_have_no_text_layer(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "empty.pdf"))
    for _ in range(1_000):
        canvas.showPage()
    canvas.save()

    with pytest.raises(reading.NoTextLayer, match="1000 pages"):
        read(tmp_path / "empty.pdf")


def test_a_package_whose_directory_is_broken_is_damaged(tmp_path: Path) -> None:
    packages.odt(tmp_path / "a.odt", "<text:p>One.</text:p>")
    whole = (tmp_path / "a.odt").read_bytes()
    (tmp_path / "a.odt").write_bytes(whole.replace(b"PK\x01\x02", b"PK\x09\x09"))

    with pytest.raises(reading.DamagedFile):
        read(tmp_path / "a.odt")


def test_an_epub_that_swells_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr("a.xhtml", b"0" * (40 * 1024 * 1024))

    with pytest.raises(reading.ZipBomb):
        read(tmp_path / "a.epub")


def test_rtf_with_endless_groups_is_read_or_refused(tmp_path: Path) -> None:
    code = "{\\rtf1 " + "{" * 20_000 + "The town." + "}" * 20_000 + "}"
    (tmp_path / "a.rtf").write_text(code, encoding="ascii")

    assert read(tmp_path / "a.rtf").passages[0].text == "The town."


@pytest.mark.parametrize("number", ["999999999999", "-7", "²", "٣٣", "9" * 5000, ""])
def test_numbers_that_a_file_makes_up_are_not_believed(tmp_path: Path, number: str) -> None:
    lists = "".join(
        f'<ol start="{number}" type="{form}"><li value="{number}">The gardens of the town.</li>'
        "<li>The river</li></ol>"
        for form in "1ai"
    )
    (tmp_path / "a.html").write_text(f"<html><body>{lists}</body></html>", encoding="utf-8")
    level = f'<w:ilvl w:val="{number}"/><w:numId w:val="1"/>'
    marked = f'<w:p><w:pPr><w:numPr>{level}</w:numPr><w:outlineLvl w:val="{number}"/></w:pPr>'
    specimens.docx(tmp_path / "a.docx", f"{marked}<w:r><w:t>The gardens.</w:t></w:r></w:p>")
    body = packages.ODT_BODY.format(first="The gardens.", second="The river.")
    packages.odt(tmp_path / "a.odt", body.replace('level="1"', f'level="{number}"'))

    for name in ("a.html", "a.docx", "a.odt"):
        assert "The gardens" in " ".join(one.text for one in read(tmp_path / name).passages)


def test_text_set_in_no_size_at_all_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for row in range(6):
        canvas.setFont("Helvetica", 11 * (row % 2))
        canvas.drawString(70, 700 - 15 * row, specimens.sentence(row))
    canvas.save()

    assert read(tmp_path / "a.pdf").passages


@pytest.mark.parametrize(
    "text", ["1. x\n", "12 a* and b3.\n", "(a) .... 4\n\n", "x1 ", "\ue0001. "]
)
def test_long_texts_of_one_kind_take_no_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text * (200_000 // len(text)), encoding="utf-8")

    (_, outcome), *_ = reading.read_many([tmp_path / "a.txt"], seconds_per_file=30)

    assert not isinstance(outcome, reading.ReadingRefused)


def test_a_passage_does_not_grow_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>1. The river</p>" + "<p>and the sea,</p>" * 60_000)

    passages = read(tmp_path / "a.html").passages

    assert max(len(one.text) for one in passages) < 30_000
