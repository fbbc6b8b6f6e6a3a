from pathlib import Path

from jalon.engines.reading import Reading, read
from tests.engines.reading import packages, specimens
from tests.engines.reading.packages import field, paragraph, run


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(one.label, one.kind.value, one.text) for one in reading.passages]


def test_odt_lists_notes_and_tables_are_read_without_changes_and_comments(tmp_path: Path) -> None:
    first, second = specimens.sentence(1, 60), specimens.sentence(2, 60)
    packages.odt(tmp_path / "a.odt", packages.ODT_BODY.format(first=first, second=second))

    reading = read(tmp_path / "a.odt")

    assert [text for _, _, text in said(reading)] == [
        "Gardens", first, "A note.", "the first bridge", second, "north | 12",
    ]  # fmt: skip
    assert reading.passages[1].calls == ("fn1",)
    assert reading.metadata.media_type == "application/vnd.oasis.opendocument.text"


def test_odt_numbers_are_counted(tmp_path: Path) -> None:
    items = "".join(
        f"<text:list-item><text:p>{specimens.sentence(n, 50)}</text:p></text:list-item>"
        for n in range(6)
    )
    packages.odt(tmp_path / "a.odt", f'<text:list text:style-name="L1">{items}</text:list>')

    labels = [one.label for one in read(tmp_path / "a.odt").passages]

    assert labels == ["1", "2", "3", "4", "5", "6"]


def test_epub_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    chapters = {"z.xhtml": "<h1>One</h1><p>The first chapter of the book.</p>",
                "a.xhtml": "<h1>Two</h1><p>The second chapter<sup>1</sup>.</p>"}  # fmt: skip
    packages.epub(tmp_path / "book.epub", chapters)

    reading = read(tmp_path / "book.epub")

    texts = [text for _, _, text in said(reading)]
    assert texts == ["One", "The first chapter of the book.", "Two", "The second chapter."]
    assert reading.metadata.title == "Gardens of the town"


def test_rtf_gives_headings_numbers_notes_and_tables(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(packages.RTF, encoding="ascii")

    reading = read(tmp_path / "a.rtf")

    assert said(reading) == [
        ("h1", "heading", "Gardens"),
        ("s1.1", "list-item", "The café and the мир of the town stay open."),
        ("fn1", "footnote", "A note of ours."),
        ("t1.r1", "table", "north | 12"),
    ]
    assert reading.metadata.title == "The gardens of the town"
    assert reading.metadata.date == "2020-03-05"


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(packages.MARKDOWN, encoding="utf-8")

    reading = read(tmp_path / "a.md")

    assert said(reading) == [
        ("h1", "heading", "Gardens"),
        ("s1.p1", "paragraph", "The town keeps three gardens and goes on in a second line."),
        ("s1.p1.item-1", "list-item", "roses"),
        ("s1.p1.item-2", "list-item", "apples and pears"),
        ("t1.r1", "table", "garden | size"),
        ("t1.r2", "table", "north | 12"),
        ("h2", "heading", "Second heading"),
        ("s2.p1", "paragraph", "A quoted text of the town."),
        ("fn1", "footnote", "The note."),
    ]
    assert reading.passages[1].links == ("https://example.org/x",)


def test_docx_text_boxes_and_contents_fields_are_told_apart(tmp_path: Path) -> None:
    toc = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    inner = paragraph(run("In the box."))
    box = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    body = paragraph(field("begin"), toc, field("separate"), run("Gardens 3"))
    body += paragraph(run("Bridges 4"), field("end"))
    body += paragraph(run("The town has a box."), box)
    specimens.docx(tmp_path / "a.docx", body)

    assert said(read(tmp_path / "a.docx")) == [
        ("toc1", "contents", "Gardens 3"),
        ("toc2", "contents", "Bridges 4"),
        ("s0.p1", "paragraph", "The town has a box."),
        ("s0.p2", "paragraph", "In the box."),
    ]


def test_docx_paragraphs_whose_mark_was_deleted_are_joined(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = paragraph(run("The town "), shape=gone) + paragraph(run("keeps its gardens."))
    body += '<w:tbl><w:tr><w:trPr><w:del w:id="2"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    specimens.docx(tmp_path / "a.docx", body)

    assert [text for _, _, text in said(read(tmp_path / "a.docx"))] == [
        "The town keeps its gardens."
    ]


def test_docx_headings_come_from_outline_levels_and_boxed_text_is_text(tmp_path: Path) -> None:
    body = paragraph(run("Gardens"), shape='<w:outlineLvl w:val="1"/>')
    inner = paragraph(run("The text in a frame."))
    body += f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    specimens.docx(tmp_path / "a.docx", body)

    assert said(read(tmp_path / "a.docx")) == [
        ("h1", "heading", "Gardens"),
        ("s1.p1", "paragraph", "The text in a frame."),
    ]
