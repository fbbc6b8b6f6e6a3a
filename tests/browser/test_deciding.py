"""Journeys of people who decide what the machine suggested: by mouse, and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _same_page(page: Page) -> None:
    """Marks the page now, and holds later only when it was not loaded anew."""
    page.evaluate("window.sameOne = true")


def _tag(page: Page, passage: str) -> Locator:
    return page.locator(f"#p-{passage} .tag").first


def test_a_suggestion_is_confirmed_undone_and_refused_by_mouse(visit: Visit, site: Site) -> None:
    page = visit(site.reading("mouse.txt"), signed_in=True)
    _same_page(page)
    tag = _tag(page, "1")

    tag.get_by_role("button", name="Confirm").click()
    expect(tag).to_contain_class("is-confirmed")
    expect(page.locator("#decided")).to_contain_text("saved")
    tag.get_by_role("button", name="Undo").click()
    expect(tag).to_contain_class("is-suggested")
    tag.get_by_role("button", name="Refuse").click()
    expect(tag).to_contain_class("is-refused")

    expect(page.locator("#news")).to_contain_text("Saved.")
    assert page.evaluate("window.sameOne")
    page.reload()
    expect(_tag(page, "1")).to_contain_class("is-refused")


def test_an_objective_is_added_by_mouse(visit: Visit, site: Site) -> None:
    page = visit(site.reading("mouse.txt"), signed_in=True)
    _same_page(page)

    passage = page.locator("#p-3")
    passage.locator("summary").click()
    passage.get_by_label("Objective or principle, by number or words").fill("17")
    passage.get_by_role("button", name="Add").click()

    expect(_tag(page, "3")).to_contain_class("is-confirmed")
    expect(_tag(page, "3").locator(".tag-line")).to_contain_text("17")
    assert page.evaluate("window.sameOne")


def test_everything_is_decided_by_keyboard_alone(visit: Visit, site: Site) -> None:
    page = visit(site.reading("keys.txt"), signed_in=True)
    press = page.keyboard.press

    press("j")
    press("j")
    expect(page.locator("#p-1")).to_be_focused()
    press("y")
    expect(_tag(page, "1")).to_contain_class("is-confirmed")
    expect(page.locator("#p-1")).to_be_focused()
    press("u")
    expect(_tag(page, "1")).to_contain_class("is-suggested")
    press("n")
    expect(_tag(page, "1")).to_contain_class("is-refused")
    press("j")
    press("j")
    press("k")
    expect(page.locator("#p-2")).to_be_focused()


def test_an_objective_is_added_by_keyboard(visit: Visit, site: Site) -> None:
    page = visit(site.reading("keys.txt") + "#p-3", signed_in=True)
    page.locator("#p-3").focus()

    page.keyboard.press("a")
    expect(page.get_by_label("Objective or principle, by number or words").last).to_be_focused()
    page.keyboard.type("17")
    page.keyboard.press("Enter")

    expect(_tag(page, "3")).to_contain_class("is-confirmed")
    expect(page.locator("#p-3")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#p-3 .tag.is-confirmed")).to_have_count(0)


def test_an_unknown_objective_is_refused_and_the_page_stays(
    context_of: Callable[..., BrowserContext], site: Site
) -> None:
    page = context_of(signed_in=True).new_page()
    page.goto(site.reading("fair-work.pdf"))

    page.locator("#p-2 summary").click()
    page.locator("#p-2").get_by_label("Objective or principle, by number or words").fill("99")
    page.locator("#p-2").get_by_role("button", name="Add").click()

    expect(page.locator("#refusals")).to_contain_text("99")
    expect(page.locator("#p-2 input[name=code]")).to_have_value("99")


def test_the_keys_are_explained(visit: Visit, site: Site) -> None:
    page = visit(site.reading("fair-work.pdf"))

    page.keyboard.press("?")

    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
