"""Reports as PDF, read back with pypdfium2."""

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest

from jalon.reviews.building.pdf import write_pdf
from jalon.reviews.building.wording import worded
from jalon.reviews.rules import TEMPLATES, Format
from tests.reviews.makers import (
    TEXTS,
    built,
    full_report,
    make_report,
    make_section,
    make_statement,
)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    texts = []
    for page in document:
        words = page.get_textpage()
        texts.append(words.get_text_range())
        words.close()
        page.close()
    document.close()
    return re.sub(r"\s+", " ", " ".join(texts))


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(built(Format.PDF))


@pytest.fixture
def opened() -> Iterator[Any]:
    document = pypdfium2.PdfDocument(built(Format.PDF))
    yield document
    document.close()


@pytest.mark.parametrize(("at", "language"), [(0, "en"), (1, "fr"), (4, "ru")])
def test_every_confirmed_statement_is_followed_by_its_citation(
    text: str, at: int, language: str
) -> None:
    after = text[text.index(TEXTS[language]) + len(TEXTS[language]) :]

    assert after[2:60].lstrip("”» ").startswith(f"A/75/542 §{60 + at}, p. 14")


def test_parts_stand_in_their_order(text: str) -> None:
    marks = (
        *("At a glance", "Coverage by objective", "Title of objective 6", "Confirmed", TEXTS["en"]),
        *("Suggestions, not confirmed", "SUGGESTION", "A centre was opened.", "National plan"),
        *("Resting on suggestions alone", "Nothing found in 5 documents.", "Sources"),
    )

    at = 0
    for mark in marks:
        at = text.index(mark, at)


def test_chinese_and_arabic_words_do_not_break_the_file(text: str) -> None:
    assert f"A/75/542 §{60 + list(TEXTS).index('ar')}" in text
    assert f"A/75/542 §{60 + list(TEXTS).index('zh-Hans')}" in text


def test_a_machine_without_fonts_still_gets_its_file_and_is_told() -> None:
    content = write_pdf(worded(full_report()), system_fonts=False)

    assert "This machine has no font for some of the quoted words" in text_of(content)
    assert b"pdfuaid" not in content


def test_a_report_in_latin_letters_needs_no_font_of_the_machine() -> None:
    report = make_report(make_section(confirmed=(make_statement("fr"), make_statement("ru"))))

    content = write_pdf(worded(report), system_fonts=False)

    assert "no font" not in text_of(content)
    assert b"pdfuaid" in content


def test_the_file_has_bookmarks_title_and_page_numbers(opened: Any, text: str) -> None:
    marks = [mark.get_title() for mark in opened.get_toc()]

    assert "Coverage by objective" in marks
    assert any("Title of objective 6" in mark for mark in marks)
    assert opened.get_metadata_dict()["Title"].startswith("Portugal")
    assert "Page 1 of" in text


def test_the_file_follows_the_standard_for_accessible_documents() -> None:
    content = built(Format.PDF)

    assert b"pdfuaid" in content
    assert b"/StructTreeRoot" in content or b"/MarkInfo" in content


def test_the_same_report_gives_the_same_bytes() -> None:
    assert built(Format.PDF) == built(Format.PDF)


def test_an_empty_report_says_that_nothing_was_found() -> None:
    text = text_of(built(Format.PDF, make_report(make_section(6))))

    assert "Nothing found in 5 documents. This does not mean that nothing exists." in text


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh-Hans"])
def test_every_template_is_set_in_every_direction(template: str, language: str) -> None:
    report = full_report(language=language, template=TEMPLATES[template])

    assert built(Format.PDF, report).startswith(b"%PDF")
