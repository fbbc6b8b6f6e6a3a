"""Journeys by keyboard alone: skip, search, matrix, document; and without motion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Press Tab until something that fits has the focus."""
    for _turn in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(it) => document.activeElement.matches(it)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {most} tabs")


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit("/fr/matrix/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_from_the_search_key_to_a_narrowed_result_and_its_passage(visit: Visit) -> None:
    page = visit("/en/")

    page.keyboard.press("/")
    page.keyboard.type("recruitment fees")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    tab_to(page, ".facets a[href*='kind=passage']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("kind=passage"))
    expect(page.locator(".kind")).to_have_text("Passages")
    tab_to(page, ".hit-title a", most=80)
    page.keyboard.press("Enter")

    expect(page.locator("[data-passage]")).to_be_visible()


@pytest.mark.parametrize(("language", "ahead"), [("fr", "ArrowRight"), ("ar", "ArrowLeft")])
def test_arrows_follow_the_direction_of_the_matrix(visit: Visit, language: str, ahead: str) -> None:
    page = visit(f"/{language}/matrix/")
    row = page.locator("tr", has=page.locator("td.cell.is-confirmed")).first
    row.locator("th a").focus()

    page.keyboard.press(ahead)
    expect(row.locator("td.is-total a")).to_be_focused()
    page.keyboard.press(ahead)
    expect(row.locator("td:not(.is-total) a").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#sheet .citation").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(row.locator("td:not(.is-total) a").first).to_be_focused()


def test_a_focused_cell_is_not_hidden_behind_the_heads(visit: Visit) -> None:
    page = visit("/fr/matrix/?by=place", viewport={"width": 360, "height": 640})
    page.locator("tbody tr").last.locator("td a").last.focus()

    page.keyboard.press("ArrowUp")

    assert page.evaluate(
        """() => { const box = document.activeElement.getBoundingClientRect();
          const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return document.activeElement.contains(at); }"""
    )


def test_a_document_is_read_passage_by_passage(visit: Visit, site: Site) -> None:
    page = visit(site.reading("fair-work.pdf"))

    for _step in range(3):
        page.keyboard.press("j")
    third = page.evaluate("document.activeElement.id")
    page.keyboard.press("k")

    assert third.startswith("p-")
    expect(page.locator(f"#{third}")).not_to_be_focused()
    expect(page.locator("[data-passage]:focus")).to_be_in_viewport()


def test_nothing_moves_for_who_wants_no_motion(visit: Visit) -> None:
    page = visit("/en/styleguide/", reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const look = getComputedStyle(one);
      return look.scrollBehavior === "smooth" || parseFloat(look.transitionDuration) > 0
        || look.animationName !== "none"; }).length"""

    assert page.evaluate(moving) == 0


def test_a_citation_is_copied_and_said(visit: Visit) -> None:
    page = visit(
        "/en/search/?q=recruitment+fees", permissions=["clipboard-write", "clipboard-read"]
    )
    button = page.get_by_role("button", name=re.compile("^Copy")).first

    button.press("Enter")

    expect(page.locator("#news")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")
