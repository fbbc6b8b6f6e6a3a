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
