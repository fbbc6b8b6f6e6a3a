"""Paragraphs are found under their numbers, however these are written."""

from pathlib import Path

import pytest

from jalon.engines.reading import Passage, PassageKind, read
from jalon.engines.reading.numbering import Style, number_at
from tests.engines.reading import specimens

LONG = [" ".join(specimens.sentence(9 * n + step) for step in range(4)) for n in range(8)]
ZH = "该部保存招聘机构的公开登记册，各市在第一年免费提供语言课程，并逐年加以扩充。"


def paragraphs(path: Path) -> list[Passage]:
    return [one for one in read(path).passages if one.kind is PassageKind.PARAGRAPH]


@pytest.mark.parametrize(
    "form", ["{}.", "({})", "{})", "[{}]", "§{}", "§ {}.", "Article {}", "Para. {}", "{} –", "OP{}"]
)
def test_numbers_in_many_styles_are_paragraph_numbers(tmp_path: Path, form: str) -> None:
    rows = [f"<p>{form.format(n)} {text}</p>" for n, text in enumerate(LONG, start=1)]
    (tmp_path / "a.html").write_text(f"<html><body>{''.join(rows)}</body></html>")

    found = paragraphs(tmp_path / "a.html")

    shown = [("op" if "OP" in form else "") + str(n) for n in range(1, 9)]
    assert [(one.number, one.text) for one in found] == list(zip(shown, LONG, strict=True))


def test_numbers_of_several_parts_are_kept_whole(tmp_path: Path) -> None:
    numbers = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.2.1", "2.2.2", "3.1"]
    rows = [f"<p>{number} {text}</p>" for number, text in zip(numbers, LONG, strict=True)]
    (tmp_path / "a.html").write_text(f"<html><body>{''.join(rows)}</body></html>")

    found = paragraphs(tmp_path / "a.html")

    assert [one.label for one in found] == numbers


def test_short_items_in_brackets_stay_a_list(tmp_path: Path) -> None:
    items = "".join(f"<p>({n}) {specimens.sentence(n, 4)}</p>" for n in range(1, 6))
    rows = "".join(f"<p>{text}</p>" for text in LONG)
    (tmp_path / "a.html").write_text(f"<html><body>{rows}{items}</body></html>")

    kinds = [one.kind for one in read(tmp_path / "a.html").passages]

    assert kinds.count(PassageKind.LIST_ITEM) == 5


def test_operative_and_preambular_paragraphs_are_counted_apart(tmp_path: Path) -> None:
    names = ["PP1", "PP2", "PP3", "OP1", "OP2", "OP3", "OP4", "OP5"]
    rows = "\n\n".join(f"{name} {text}" for name, text in zip(names, LONG, strict=True))
    (tmp_path / "a.txt").write_text(rows)

    assert [one.label for one in paragraphs(tmp_path / "a.txt")] == [one.lower() for one in names]


def test_chinese_paragraphs_in_html_are_no_headings(tmp_path: Path) -> None:
    rows = "".join(f"<p>{n}. {ZH}</p>" for n in range(1, 9))
    (tmp_path / "a.html").write_text(f"<html><body>{rows}</body></html>", encoding="utf-8")

    assert [one.label for one in paragraphs(tmp_path / "a.html")] == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize(
    ("text", "label", "style"),
    [
        ("第十二条 各市提供语言课程", "12", Style.WORDED),
        ("Artículo 4 bis. El plan", "4bis", Style.WORDED),
        ("المادة ١٢ تحتفظ الوزارة", "12", Style.WORDED),
        ("Статья 7. Министерство", "7", Style.WORDED),
        ("2.10. The plan", "2.10", Style.DECIMAL),
    ],
)
def test_numbers_of_laws_are_told(text: str, label: str, style: Style) -> None:
    number = number_at(text)

    assert number
    assert (number.label, number.style) == (label, style)


@pytest.mark.parametrize("text", ["2.5 % of it", "Article 2.3 says", "Articles of 1990", "(a) one"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert number_at(text) is None
