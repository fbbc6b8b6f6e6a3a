"""Reports as DOCX, read back with python-docx."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from jalon.reviews.rules import Format
from tests.reviews.makers import (
    TEXTS,
    built,
    full_report,
    make_report,
    make_section,
    make_statement,
)


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(BytesIO(built(Format.DOCX)))


def styled(document: Any, style: str) -> list[str]:
    return [row.text for row in document.paragraphs if row.style.name == style]


def test_every_confirmed_statement_is_followed_by_its_citation(document: Any) -> None:
    statements = styled(document, "Statement")

    assert len(statements) == len(TEXTS)
    for at, (text, words) in enumerate(zip(statements, TEXTS.values(), strict=True)):
        assert f"A/75/542 §{60 + at}, p. 14" in text[text.index(words) :]


def test_suggestions_stand_apart_under_their_own_heading(document: Any) -> None:
    names = [row.text for row in document.paragraphs]
    suggestion = styled(document, "Suggestion")[0]

    assert suggestion.startswith("Suggestion: “A centre was opened.”")
    assert names.index("Suggestions, not confirmed") > names.index("Confirmed")
    assert names.index(suggestion) > names.index("Suggestions, not confirmed")
    assert document.styles["Suggestion"].font.italic


def test_headings_are_real_headings(document: Any) -> None:
    assert styled(document, "Title") == ["Portugal"]
    assert "Coverage by objective" in styled(document, "Heading 1")
    assert "6. Title of objective 6" in styled(document, "Heading 2")
    assert "Nothing found" in styled(document, "Heading 1")


def test_the_coverage_is_a_table_and_a_picture_with_words(document: Any) -> None:
    table = document.tables[0]
    picture = document.inline_shapes[0]._inline.docPr

    assert [cell.text for cell in table.rows[1].cells] == ["6  Short 6", "5", "1", "1"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "A bar for each objective" in picture.get("descr")


def test_citations_are_links_to_their_source(document: Any) -> None:
    links = {link.text: link.address for link in links_of(document)}

    assert links["A/75/542 §60, p. 14"] == "https://undocs.org/A/75/542"


def links_of(document: Any) -> list[Any]:
    return [link for row in document.paragraphs for link in row.hyperlinks]


def test_an_address_of_the_installation_leads_to_the_passage() -> None:
    report = full_report(site="https://jalon.example")

    document = Document(BytesIO(built(Format.DOCX, report)))

    assert links_of(document)[0].address == "https://jalon.example/documents/a-75-542/p/60"


def test_arabic_words_run_from_right_to_left_and_say_their_language(document: Any) -> None:
    row = next(p for p in document.paragraphs if TEXTS["ar"] in p.text)
    words = next(run for run in row.runs if TEXTS["ar"] in run.text)._r.rPr

    assert row._p.pPr.find(qn("w:bidi")) is not None
    assert words.find(qn("w:rtl")) is not None
    assert words.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"


def test_the_file_says_its_title_language_and_date(document: Any) -> None:
    properties = document.core_properties

    assert properties.title.startswith("Portugal")
    assert properties.language == "en"
    assert properties.created.date().isoformat() == "2026-11-20"


def test_pages_bear_numbers(document: Any) -> None:
    footer = document.sections[0].footer._element.xml

    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = built(Format.DOCX), built(Format.DOCX)

    assert first == second
    assert {part.date_time[0] for part in ZipFile(BytesIO(first)).infolist()} == {1980}


def test_an_empty_report_says_that_nothing_was_found() -> None:
    document = Document(BytesIO(built(Format.DOCX, make_report(make_section(6)))))
    texts = [row.text for row in document.paragraphs]

    assert "Nothing found in 5 documents. This does not mean that nothing exists." in texts
    assert "No source is cited." in texts


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    odd = make_statement(text="The plan\x00 has \uf0b7 97\x0b measures.")

    document = Document(BytesIO(built(Format.DOCX, make_report(make_section(confirmed=(odd,))))))

    assert styled(document, "Statement")[0].startswith("“The plan has 97 measures.”")
