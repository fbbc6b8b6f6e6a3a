"""Numbers in many ways: restarts, bis, lists, resolutions, Arabic and Chinese."""

from pathlib import Path

import pytest

from jalon.engines.reading import Reading, read
from tests.engines.reading import packages, specimens

ARABIC = "يؤكد المجلس من جديد أن حدائق المدينة مفتوحة لجميع سكانها في كل فصل من فصول السنة. " * 2
CHINESE = (
    "理事会重申，城市的花园一年四季向所有居民开放，并请秘书处在下届会议上提交关于花园的报告。" * 2
)


def labels(reading: Reading) -> list[str]:
    return [one.label for one in reading.passages]


def page(path: Path, *inner: str, lang: str = "en") -> Reading:
    path.write_text(f'<html lang="{lang}"><body>{"".join(inner)}</body></html>', encoding="utf-8")
    return read(path)


def long(number: int, before: str = "") -> str:
    return f"<p>{before}{specimens.sentence(number, 45)}</p>"


def test_numbers_that_start_again_in_each_chapter_are_all_found(tmp_path: Path) -> None:
    parts = [
        f"<h1>Chapter {chapter}</h1>" + "".join(long(n, f"{n}. ") for n in range(1, 5))
        for chapter in ("one", "two")
    ]

    found = labels(page(tmp_path / "a.html", *parts))

    assert found == ["h1", "1", "2", "3", "4", "h2", "c2.1", "c2.2", "c2.3", "c2.4"]


def test_numbers_that_start_again_in_an_annex_are_its_own(tmp_path: Path) -> None:
    main = "".join(long(n, f"{n}. ") for n in range(1, 7))
    annex = "<h1>Annex II</h1>" + "".join(long(n, f"{n}. ") for n in range(1, 6))

    found = labels(page(tmp_path / "a.html", main, annex))

    assert found[:6] == ["1", "2", "3", "4", "5", "6"]
    assert found[7:] == [f"annex-1.{n}" for n in range(1, 6)]


def test_bis_and_mixed_lists_have_addresses(tmp_path: Path) -> None:
    marks = ["1. ", "2. ", "2 bis. ", "3. ", "(a) ", "(i) ", "(ii) ", "(b) ", "4. ", "5. "]
    parts = [long(n, mark) for n, mark in enumerate(marks)]

    found = labels(page(tmp_path / "a.html", *parts))

    assert found == ["1", "2", "2bis", "3", "3.a", "3.a.i", "3.a.ii", "3.b", "4", "5"]


def test_a_resolution_has_a_preamble_and_operative_paragraphs(tmp_path: Path) -> None:
    verbs = ["Recalling", "Noting with concern", "Reaffirming", "Bearing in mind"]
    preamble = [f"<p>{verb} {specimens.sentence(n, 50)[:-1].lower()},</p>"
                for n, verb in enumerate(verbs)]  # fmt: skip
    acts = [
        f"<p>{n}. <i>Decides</i> {specimens.sentence(n, 30)[:-1].lower()};</p>" for n in range(1, 7)
    ]

    found = labels(page(tmp_path / "a.html", "<p>The General Assembly,</p>", *preamble, *acts))

    assert found == ["s0.p1", "pp1", "pp2", "pp3", "pp4", "1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("mark", ["{}. ", "{} - ", "{}-"])
def test_arabic_paragraphs_and_letters_are_counted(tmp_path: Path, mark: str) -> None:
    digits = str.maketrans("123456", "١٢٣٤٥٦")
    parts = [f"<p>{mark.format(n).translate(digits)}{ARABIC}</p>" for n in range(1, 7)]
    parts += [f"<p>({letter}) {ARABIC}</p>" for letter in "أبج"]

    reading = page(tmp_path / "a.html", *parts, lang="ar")

    assert labels(reading) == ["1", "2", "3", "4", "5", "6", "6.a", "6.b", "6.c"]
    assert {one.lang for one in reading.passages} == {"ar"}
    assert reading.passages[0].text == ARABIC.strip()


@pytest.mark.parametrize("marks", ["123456", "一二三四五六"])
def test_chinese_paragraphs_and_items_are_counted(tmp_path: Path, marks: str) -> None:
    stop = "、" if marks[0] == "一" else "．"
    body = "".join(specimens.word_paragraph(f"{mark}{stop}{CHINESE}") for mark in marks)
    body += "".join(specimens.word_paragraph(f"（{mark}）{CHINESE}") for mark in "一二")
    specimens.docx(tmp_path / "a.docx", body)

    reading = read(tmp_path / "a.docx")

    assert labels(reading) == ["1", "2", "3", "4", "5", "6", "6.1", "6.2"]
    assert {one.lang for one in reading.passages} == {"zh-Hans"}


def test_arabic_docx_with_automatic_numbers_keeps_its_order(tmp_path: Path) -> None:
    body = "".join(specimens.word_paragraph(ARABIC.strip(), level=0) for _ in range(5))
    body += specimens.word_paragraph(ARABIC.strip(), level=1)
    specimens.docx(tmp_path / "a.docx", body)

    reading = read(tmp_path / "a.docx")

    assert labels(reading) == ["1", "2", "3", "4", "5", "5.a"]
    assert reading.passages[3].text == ARABIC.strip()


def test_numbers_of_an_odt_and_of_text_agree(tmp_path: Path) -> None:
    texts = [specimens.sentence(n, 45) for n in range(1, 7)]
    items = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
    packages.odt(tmp_path / "a.odt", f'<text:list text:style-name="L1">{items}</text:list>')
    plain = "\n\n".join(f"{n}. {text}" for n, text in enumerate(texts, start=1))
    (tmp_path / "a.txt").write_text(plain, encoding="utf-8")

    assert labels(read(tmp_path / "a.odt")) == labels(read(tmp_path / "a.txt"))
