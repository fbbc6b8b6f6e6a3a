"""A03: texts of documents and people stay text in reports, whatever the format makes of signs."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from lxml import html

from tests import factories
from tests.security.conftest import HOSTILE, Facts, dangers

pytestmark = pytest.mark.django_db

TYPST = '#eval("1+1") #read("/etc/passwd") #import "@preview/x:1.0.0": * $x^2$ *bold* <end> @ref \\'
WORD = "&lt;w:p/&gt; ]]> <w:instrText>INCLUDETEXT</w:instrText> \x0b\x1f\ufffe\ud83d \U0001f600"
ADDRESS = "javascript:alert(1)"


@pytest.fixture
def library(facts: Facts) -> Facts:
    """Passages that would do something in Typst, Word and HTML; confirmed, so they are quoted."""
    texts = (TYPST, WORD.encode("utf-16", "surrogatepass").decode("utf-16", "ignore"), HOSTILE)
    document = factories.make_document(
        slug="hostile", title=f"{TYPST} {HOSTILE}"[:400], symbol='X"/1', url=ADDRESS,
        place_id=factories.atlas.place_ids()["PRT"],
    )  # fmt: skip
    for order, text in enumerate(texts):
        passage = factories.make_passage(
            document, order=order, label=str(order + 1), text=f"{text} Employers pay the fees."
        )
        factories.make_tag(passage, state=factories.TagState.CONFIRMED)
        factories.make_mention(passage, "PRT")
    return facts


def _report(client: Client, wanted: str) -> bytes:
    answer = client.get("/en/report/download/", {"place": "PRT", "format": wanted})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].endswith("sandbox")
    return answer.content


def test_a_web_report_runs_and_loads_nothing(stranger: Client, library: Facts) -> None:
    page = _report(stranger, "html").decode()

    odd = [found for found in dangers(page) if found != "<style>"]
    assert [found for found in odd if "href=http" not in found] == ["<meta http-equiv>"]
    assert "&lt;script&gt;alert(1)" in page
    policy = html.document_fromstring(page).xpath("//meta[@http-equiv]/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_a_printed_report_shows_signs_of_typst_as_text(stranger: Client, library: Facts) -> None:
    import pypdfium2

    data = _report(stranger, "pdf")

    with pypdfium2.PdfDocument(data) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "#eval(" in re.sub(r"\s", "", text)
    assert "root:x:0" not in text
    assert b"/JavaScript" not in data
    assert b"/Launch" not in data
    assert b"javascript:" not in data


def test_a_word_report_is_well_formed_and_has_no_fields_of_others(
    stranger: Client, library: Facts
) -> None:
    data = _report(stranger, "docx")

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314 - made here
        body = package.read("word/document.xml").decode()
        links = package.read("word/_rels/document.xml.rels").decode()
    assert "INCLUDETEXT</w:instrText>" not in body
    assert "&lt;w:instrText&gt;INCLUDETEXT" in body
    assert "javascript:" not in links
    assert "vbaProject" not in "".join(package.namelist())


def test_an_address_that_runs_script_is_no_link(stranger: Client, library: Facts) -> None:
    for path in ("/en/documents/hostile/", "/en/report/?place=PRT", "/en/documents/?q=eval"):
        page = stranger.get(path).content.decode()

        assert not re.search(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", page), path
