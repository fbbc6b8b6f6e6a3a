"""Pages that people take to meetings: nothing is cut off on paper, and the address stands below."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.installation import Site
from tests.browser.test_accessibility import STANDS_OUT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAPER = {"width": 680, "height": 1000}
WIDE_PAPER = {"width": 1030, "height": 700}
"""A4 within its margins, in CSS pixels, upright and lying; a matrix is printed lying."""

PRINTED = {
    "/fr/": PAPER,
    "/fr/objectives/6/": PAPER,
    "/ar/places/PRT/": PAPER,
    "/fr/report/?place=PRT": PAPER,
    "/fr/matrix/": WIDE_PAPER,
    "/ar/matrix/?by=place": WIDE_PAPER,
}


@pytest.mark.parametrize("path", PRINTED)
def test_a_page_fits_on_paper(path: str, page: Page) -> None:
    page.set_viewport_size(PRINTED[path])  # type: ignore[arg-type]  # a size
    page.goto(path)
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(STANDS_OUT) == []
    assert page.evaluate("document.querySelector('.is-matrix')?.scrollWidth ?? 0") <= 1030
    expect(page.locator("header.site")).to_be_hidden()
    expect(page.locator(".foot")).to_contain_text(re.compile(r"http://127.0.0.1:\d+/"))


def test_a_document_keeps_its_margin_on_paper(page: Page, site: Site) -> None:
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]  # a size
    page.goto(site.reading("fair-work.pdf"))
    page.emulate_media(media="print")

    passage = page.locator(".passage", has=page.locator(".tag")).first
    text, margin = (passage.locator(part).bounding_box() for part in (".passage-text", ".tag"))

    assert text
    assert margin
    assert margin["x"] > text["x"] + text["width"] / 2
    expect(page.locator(".tag-acts").first).to_be_hidden()
