"""Journeys of people who read: from a question to the paragraph that answers it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BEGINNING_OF_FILE = {
    "Word (DOCX)": b"PK\x03\x04",
    "PDF": b"%PDF",
    "Web page (HTML)": b"<!doctype html",
}


def test_from_home_to_the_passage_that_is_evidence(visit: Visit, site: Site) -> None:
    page = visit("/en/")

    page.locator("#objectives a[href$='/objectives/6/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("recruitment")
    page.locator("#evidence .citation").first.click()

    expect(page).to_have_url(re.compile(rf"{site.reading('fair-work.pdf')}p/\d+$"))
    expect(page.locator("[data-passage] .passage-text")).to_contain_text("Recruiters charge no fee")
    expect(page.get_by_role("heading", name="To cite it")).to_be_visible()


def test_from_a_search_to_the_passage_in_its_document(visit: Visit, site: Site) -> None:
    page = visit("/en/")

    box = page.locator("#site-search")
    box.fill("prosecuted smuggling")
    box.press("Enter")
    page.locator(f".hit-title a[href^='{site.reading('fair-work.pdf')}p/']").first.click()
    page.get_by_role("link", name="Read on in the document").click()

    found = page.locator(f"#{page.url.partition('#')[2]}")
    expect(found).to_contain_text("Smuggling of migrants is prosecuted")
    expect(found).to_be_in_viewport()
    expect(page.locator("#p-1")).to_be_attached()


def test_what_was_searched_stays_in_the_box_and_nothing_found_says_so(visit: Visit) -> None:
    page = visit("/en/search/?q=xyzzyplugh")

    expect(page.locator("#site-search")).to_have_value("xyzzyplugh")
    expect(page.locator("#results")).to_contain_text("Nothing found for")


def test_a_cell_of_the_matrix_opens_beside_it_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("/en/matrix/")
    cell = page.locator("td.cell.is-confirmed a").nth(1)

    cell.click()

    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet.locator(".citation").first).to_be_visible()
    assert page.url.endswith("/en/matrix/")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(cell).to_be_focused()


def test_arrow_keys_move_in_the_matrix_and_enter_opens_a_cell(visit: Visit) -> None:
    page = visit("/en/matrix/")
    row = page.locator("tr", has=page.locator("td.cell.is-confirmed")).first
    row.locator("th a").focus()

    page.keyboard.press("ArrowRight")

    expect(row.locator("td a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(row.locator("td a").first).not_to_be_focused()
    expect(page.locator("td a:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_visible()


def test_another_language_shows_the_same_page(visit: Visit) -> None:
    page = visit("/en/matrix/?by=place")

    page.locator(".languages summary").click()
    page.get_by_role("link", name="Français").click()

    expect(page).to_have_url(re.compile(r"/fr/matrix/\?by=place$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("table.matrix")).to_be_visible()


def test_a_report_is_previewed_and_taken_along_in_three_formats(visit: Visit) -> None:
    page = visit("/en/report/")

    page.get_by_label("Place", exact=True).fill("Portugal")
    page.get_by_role("button", name="Show the report").click()

    expect(page.locator("article.report h1")).to_contain_text("Portugal")
    for name, beginning in BEGINNING_OF_FILE.items():
        assert _download(page, name).lower().startswith(beginning.lower())


def _download(page: Page, name: str) -> bytes:
    with page.expect_download(timeout=30_000) as coming:
        page.get_by_role("link", name=name).click()
    return bytes(coming.value.path().read_bytes())


def test_a_file_that_is_not_made_says_why_and_can_be_asked_for_again(
    context_of: Callable[..., BrowserContext],
) -> None:
    page = context_of().new_page()
    page.goto("/en/report/?place=PRT")
    link = page.get_by_role("link", name="PDF")

    page.route("**/report/download/**", lambda route: route.abort())
    link.click()
    expect(page.locator("#refusals")).to_contain_text("The line is gone")
    expect(link).to_have_text("PDF")
    page.unroute("**/report/download/**")

    assert _download(page, "PDF").startswith(b"%PDF")
    expect(page.locator("#refusals")).to_be_empty()


def test_a_form_that_was_sent_works_again_after_going_back(visit: Visit) -> None:
    page = visit("/en/report/")
    button = page.locator("form[data-busy] button")

    button.click()
    expect(page.locator("article.report")).to_be_visible()
    page.go_back()

    expect(button).to_have_text("Show the report")
    button.click()
    expect(page.locator("article.report")).to_be_visible()


def test_light_or_dark_is_remembered(visit: Visit) -> None:
    page = visit("/en/", color_scheme="light")

    page.get_by_role("button", name="Light or dark").click()
    page.goto("/en/objectives/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Light or dark")).to_have_attribute(
        "aria-pressed", "true"
    )
