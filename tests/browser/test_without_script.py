"""Everything essential without JavaScript: read, search, decide, open a cell, take along."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _plain(visit: Visit, path: str) -> Page:
    return visit(path, java_script_enabled=False, signed_in=True)


def test_reading_and_searching(visit: Visit, site: Site) -> None:
    page = _plain(visit, "/en/")

    page.locator("#site-search").fill("smuggling")
    page.locator("#site-search").press("Enter")
    page.locator(f".hit-title a[href^='{site.reading('fair-work.pdf')}p/']").first.click()

    expect(page.locator("[data-passage] .passage-text")).to_contain_text("Smuggling of migrants")


def test_deciding_and_taking_it_back(visit: Visit, site: Site) -> None:
    page = _plain(visit, site.reading("script.txt"))
    tag = page.locator("#p-1 .tag").first

    tag.get_by_role("button", name="Confirm").click()
    expect(tag).to_contain_class("is-confirmed")
    expect(page).to_have_url(re.compile(rf"{site.reading('script.txt')}[^/]*#p-1$"))
    tag.get_by_role("button", name="Undo").click()
    expect(tag).to_contain_class("is-suggested")
    tag.get_by_role("button", name="Refuse").click()

    expect(tag).to_contain_class("is-refused")


def test_adding_an_objective(visit: Visit, site: Site) -> None:
    page = _plain(visit, site.reading("script.txt"))
    passage = page.locator("#p-3")

    passage.locator("summary").click()
    passage.get_by_label("Objective or principle, by number or words").fill("17")
    passage.get_by_role("button", name="Add").click()

    expect(passage.locator(".tag").first).to_contain_class("is-confirmed")


def test_a_cell_of_the_matrix_is_a_page(visit: Visit) -> None:
    page = _plain(visit, "/en/matrix/")

    page.locator("td.cell.is-confirmed a").nth(1).click()

    expect(page).to_have_url(re.compile("/en/matrix/cell/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Passages")
    expect(page.locator(".citation").first).to_be_visible()


def test_a_report_is_taken_along(visit: Visit) -> None:
    page = _plain(visit, "/en/report/")

    page.get_by_label("Place", exact=True).fill("Portugal")
    page.get_by_role("button", name="Show the report").click()
    with page.expect_download(timeout=30_000) as coming:
        page.get_by_role("link", name="Web page (HTML)").click()

    assert "Portugal" in coming.value.path().read_text(encoding="utf-8")


def test_the_menu_opens_on_a_phone(visit: Visit) -> None:
    page = visit("/en/", java_script_enabled=False, viewport={"width": 360, "height": 640})
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Matrix")

    expect(link).to_be_hidden()
    page.locator(".menu summary").click()
    link.click()

    expect(page).to_have_url(re.compile("/en/matrix/$"))
