from pathlib import Path

import pytest

from jalon.engines.reading import PassageKind, Reading, read
from tests.engines.reading import specimens


def texts(reading: Reading, kind: PassageKind = PassageKind.PARAGRAPH) -> list[str]:
    return [passage.text for passage in reading.passages if passage.kind is kind]


def label_of(reading: Reading, label: str) -> str:
    return next(passage.text for passage in reading.passages if passage.label == label)


@pytest.mark.parametrize("interleaved", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, *, interleaved: bool) -> None:
    truth = specimens.two_columns(tmp_path / "columns.pdf", interleaved=interleaved)

    reading = read(tmp_path / "columns.pdf")

    words = [word for text in texts(reading) for word in text.split()]
    assert words == [word for line in truth for word in line.split()]


def test_a_report_gives_numbered_paragraphs_without_furniture(tmp_path: Path) -> None:
    specimens.report(tmp_path / "report.pdf")

    reading = read(tmp_path / "report.pdf")

    numbers = [one.number for one in reading.passages if one.kind is PassageKind.PARAGRAPH]
    assert numbers == [str(number) for number in range(1, 13)]
    everything = " ".join(passage.text for passage in reading.passages)
    assert "Report on gardens" not in everything
    assert "20-12345" not in everything


def test_superscripts_become_calls_of_their_footnotes(tmp_path: Path) -> None:
    specimens.report(tmp_path / "report.pdf")

    reading = read(tmp_path / "report.pdf")

    sixth = next(passage for passage in reading.passages if passage.label == "6")
    assert sixth.calls == ("fn6",)
    assert "objective 2 of 6" in sixth.text
    assert label_of(reading, "fn6") == "Note number 6 about letter."


def test_pages_boxes_and_page_labels_are_kept(tmp_path: Path) -> None:
    specimens.report(tmp_path / "report.pdf")

    fifth = next(one for one in read(tmp_path / "report.pdf").passages if one.label == "5")

    assert fifth.page == 2
    assert fifth.page_label == "2"
    assert fifth.box is not None
    assert 60 < fifth.box.left < 80
    assert fifth.box.bottom < fifth.box.top < 720
    assert fifth.section == "Chapter about the winter" or fifth.section.startswith("Chapter")


def test_words_of_a_squeezed_line_are_parted(tmp_path: Path) -> None:
    words = [
        "Involved",
        "in",
        "job",
        "creation",
        "private",
        "sector",
        "actors",
        "can",
        "help",
        "promote",
        "investment",
    ]
    specimens.squeezed_pdf(tmp_path / "squeezed.pdf", words, gap=0.9)

    reading = read(tmp_path / "squeezed.pdf")

    assert " ".join(words) in " ".join(passage.text for passage in reading.passages)


def test_a_repeated_page_is_kept_once(tmp_path: Path) -> None:
    page = [specimens.sentence(n) for n in range(8)]
    other = [specimens.sentence(n) for n in range(8, 16)]
    specimens.lines_pdf(tmp_path / "twice.pdf", [page, other, page])

    reading = read(tmp_path / "twice.pdf")

    everything = " ".join(passage.text for passage in reading.passages)
    assert everything.count(page[0]) == 1
    assert [notice.code for notice in reading.notices] == ["page-repeated"]


def test_a_word_cut_at_a_line_end_is_joined(tmp_path: Path) -> None:
    lines = [
        "The government supports migra-",
        "tion and labour-market policies of",
        "the whole country.",
    ]
    specimens.lines_pdf(tmp_path / "cut.pdf", [lines])

    reading = read(tmp_path / "cut.pdf")

    assert "migration and labour-market policies of the whole" in texts(reading)[0]


def test_docx_numbers_lists_and_notes_come_from_the_parts(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = specimens.word_paragraph("Introduction", style="H1")
    for number in range(1, 6):
        text = specimens.sentence(number, 40)
        body += specimens.word_paragraph(text, level=0, extra=call if number == 2 else "")
    body += specimens.word_paragraph(specimens.sentence(30), level=1)
    specimens.docx(tmp_path / "paper.docx", body, footnotes=["A note of ours."])

    reading = read(tmp_path / "paper.docx")

    labels = [passage.label for passage in reading.passages]
    assert labels == ["h1", "1", "2", "fn1", "3", "4", "5", "5.a"]
    assert reading.passages[2].calls == ("fn1",)
    assert reading.passages[3].text == "A note of ours."


def test_docx_changes_are_accepted_and_comments_dropped(tmp_path: Path) -> None:
    changes = (
        '<w:del w:id="1"><w:r><w:delText> never</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t> always</w:t></w:r></w:ins>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    body = specimens.word_paragraph("We agree", extra=changes)
    specimens.docx(tmp_path / "changes.docx", body)

    assert texts(read(tmp_path / "changes.docx")) == ["We agree always"]


def test_docx_tables_are_read_row_by_row(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(
        "<w:tr>" + cell.format(f"goal {row}") + cell.format(f"step {row}") + "</w:tr>"
        for row in (1, 2)
    )
    specimens.docx(tmp_path / "table.docx", f"<w:tbl>{rows}</w:tbl>")

    reading = read(tmp_path / "table.docx")

    assert [passage.label for passage in reading.passages] == ["t1.r1", "t1.r2"]
    assert reading.passages[1].text == "goal 2 | step 2"


PAGE = """<!doctype html><html lang="en"><head><title>Gardens</title></head><body>
<nav><a href="/">Home</a></nav><h1>Gardens of the town</h1>
<p>The town keeps three gardens<sup>1</sup>, see <a href="#">https://example.org/gardens</a>.</p>
<ul><li>roses</li><li>apples and pears</li></ul>
<table><tr><th>garden</th><th>size</th></tr><tr><td>north</td><td>12</td></tr></table>
<p>The 3<sup>rd</sup> garden is new.</p><script>alert(1)</script>
<footer>Contact us</footer></body></html>"""


def test_html_gives_its_main_content(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")

    reading = read(tmp_path / "page.html")

    found = [(passage.kind.value, passage.text) for passage in reading.passages]
    assert found == [
        ("heading", "Gardens of the town"),
        ("paragraph", "The town keeps three gardens, see."),
        ("list-item", "roses"),
        ("list-item", "apples and pears"),
        ("table", "garden | size"),
        ("table", "north | 12"),
        ("paragraph", "The 3rd garden is new."),
    ]
    assert reading.passages[1].links == ("https://example.org/gardens",)
    assert reading.metadata.title == "Gardens"


def test_arabic_and_chinese_html_keep_their_order_and_language(tmp_path: Path) -> None:
    arabic = "الاتفاق العالمي من أجل الهجرة الآمنة والمنظمة والنظامية"
    chinese = "安全、有序和正常移民全球契约第十二项目标"
    (tmp_path / "two.html").write_text(
        f"<html><body><p>{arabic}</p><p>{chinese}</p></body></html>", encoding="utf-8"
    )

    reading = read(tmp_path / "two.html")

    assert texts(reading) == [arabic, chinese]
    assert [passage.lang for passage in reading.passages] == ["ar", "zh-Hans"]


TEXT = """T/2020/7

I. Gardens

1. The first paragraph says much about the gardens of the town and their long history1.

2. The second paragraph goes on over the end
of the page, and speaks of objective 22 and more.

__________

1 See https://example.org/history for more.

2 The programme of the town.

3. The third paragraph is about bridges and the people who cross them each morning.

a) the first bridge, which is old;

b) the second bridge, which is new.

4. The fourth paragraph ends this short report on the gardens and the bridges of the town.

5. The fifth paragraph says thank you to all who wrote letters to the town last winter.
"""


def test_text_from_pages_loses_calls_and_keeps_numbers(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")

    reading = read(tmp_path / "report.txt")

    labels = [passage.label for passage in reading.passages]
    assert labels == ["s0.p1", "h1", "1", "2", "fn1", "fn2", "3", "3.a", "3.b", "4", "5"]
    assert label_of(reading, "1").endswith("their long history.")
    assert "objective 2 and more" in label_of(reading, "2")
    assert label_of(reading, "fn1") == "See for more."


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    specimens.report(tmp_path / "report.pdf")

    assert read(tmp_path / "report.pdf") == read(tmp_path / "report.pdf")
