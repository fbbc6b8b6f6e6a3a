"""Deciding one by one: by keyboard alone, without script, by thumb; and a round looked at."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _queue(site: Site, file: str) -> str:
    return f"/en/review/?document={site.documents[file]}&order=document"


def _asked(page: Page) -> str:
    return page.locator("#asked").inner_text()


def _press(page: Page, key: str, said: str) -> None:
    """Press a key, and wait until the next question can be answered."""
    page.keyboard.press(key)
    expect(page.locator(".review-state")).to_contain_text(said)
    expect(page.locator("[data-at]")).to_be_focused()


def test_all_is_decided_by_keyboard_alone(visit: Visit, site: Site) -> None:
    page = visit(_queue(site, "one-by-one.txt"), signed_in=True)
    page.evaluate("window.sameOne = true")

    first = _asked(page)
    _press(page, "j", "2 suggestions wait")
    expect(page.locator("#asked")).not_to_have_text(first)
    _press(page, "k", "2 suggestions wait")
    expect(page.locator("#asked")).to_have_text(first)
    _press(page, "y", "saved Confirmed")
    _press(page, "u", "Taken back")
    _press(page, "s", "1 of them left for later")
    _press(page, "1", "saved Changed")
    page.keyboard.press("c")
    expect(page.get_by_label("Objective or principle, by number or words")).to_be_focused()
    page.keyboard.type("17")
    page.keyboard.press("Enter")

    expect(page.locator("#review")).to_contain_text("Nothing waits for you here")
    assert page.evaluate("window.sameOne")


def test_all_is_decided_without_script(visit: Visit, site: Site) -> None:
    page = visit(_queue(site, "plain-forms.txt"), java_script_enabled=False, signed_in=True)
    state = page.locator(".review-state")

    page.get_by_role("link", name="Next one").click()
    page.get_by_role("button", name="Refuse").click()
    expect(state).to_contain_text("saved Refused")
    page.get_by_role("button", name="Undo").click()
    expect(state).to_contain_text("Taken back")
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("What stands around it").click()
    expect(page.locator(".near-here")).to_be_visible()
    page.locator(".answers-choices .act").first.click()

    expect(page.locator("#review")).to_contain_text("Nothing waits for you here")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_answers_can_be_reached_by_thumb(
    context_of: Callable[..., BrowserContext], site: Site, width: int
) -> None:
    size = {"width": width, "height": 640}
    page = context_of(signed_in=True, viewport=size, has_touch=True).new_page()
    page.goto("/fr/review/")

    boxes = [one.bounding_box() for one in page.locator(".answers-main .button").all()]

    assert len(boxes) == 3
    assert all(box and box["height"] >= 44 for box in boxes)
    if width == 360:
        assert all(box and box["y"] + box["height"] <= 640 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("look", [("fr", "light"), ("fr", "dark"), ("ar", "light"), ("ar", "dark")])
@pytest.mark.parametrize("path", ["review/?round={round}", "review/rounds/{round}/"])
def test_a_round_is_for_everybody(
    context_of: Callable[..., BrowserContext], site: Site, path: str, look: tuple[str, str]
) -> None:
    language, colours = look
    page = context_of(signed_in=True, color_scheme=colours, bypass_csp=True).new_page()
    page.goto(f"/{language}/{path.format(**site.facts)}")
    page.evaluate(AXE_SCRIPT)

    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]

    assert [f"{one['id']} {one['nodes'][0]['target']}" for one in found] == []
    expect(page).to_have_url(re.compile(r"/review/"))
