"""Journeys of people who compare passages with their pages, and mend what the machine read."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DRAWN = "(image) => image.complete && image.naturalWidth > 0"
PLACES = """(picture) => {
  const box = (name) => picture.querySelector(name).getBoundingClientRect();
  const [image, outline] = [box("img"), box("rect")];
  return { top: (outline.top - image.top) / image.height, height: outline.height / image.height,
           left: (outline.left - image.left) / image.width, width: outline.width / image.width };
}"""


def test_the_page_opens_beside_the_passage_and_closes_again(visit: Visit, site: Site) -> None:
    page = visit(site.reading("fair-work.pdf"))
    page.evaluate("window.sameOne = true")
    passage = page.locator("#p-2")

    passage.locator(".page-link").click()
    picture = passage.locator(".page-picture img")
    expect(picture).to_be_visible()
    page.wait_for_function(DRAWN, arg=picture.element_handle())
    expect(page.locator("#news")).to_contain_text("Page 1 is shown.")
    passage.get_by_role("button", name="Close").click()

    expect(picture).to_have_count(0)
    expect(passage.locator(".page-link")).to_be_focused()
    assert page.evaluate("window.sameOne")


def test_the_outline_lies_where_the_words_are(visit: Visit, site: Site) -> None:
    page = visit(f"{site.reading('fair-work.pdf')}p/2/page")

    place = page.locator(".page-picture").evaluate(PLACES)

    assert 0.1 < place["top"] < 0.2  # the second of lines that begin 740 points up on a page of 842
    assert 0.01 < place["height"] < 0.06
    assert 0.09 < place["left"] < 0.13
    assert place["left"] + place["width"] < 1


def test_pages_are_turned_in_place_and_by_keyboard(visit: Visit, site: Site) -> None:
    page = visit(site.reading("fair-work.pdf"))
    page.locator("#p-2").focus()

    page.keyboard.press("p")
    leaf = page.locator("#p-2 .leaf")
    expect(leaf).to_contain_text("Page 1 of 4")
    leaf.get_by_role("link", name="Next page").click()

    expect(leaf).to_contain_text("Page 2 of 4")
    expect(leaf.locator("rect")).to_have_count(0)
    leaf.get_by_role("link", name="Page of the passage").click()
    expect(leaf.locator("rect")).to_have_count(1)


def test_without_script_the_page_stands_beside_the_passage(visit: Visit, site: Site) -> None:
    page = visit(site.reading("fair-work.pdf"), java_script_enabled=False)

    page.locator("#p-2 .page-link").click()

    expect(page.get_by_role("heading", name="As it was read")).to_be_visible()
    expect(page.get_by_role("img", name="an outline marks")).to_be_visible()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 4")).to_be_visible()


def test_on_a_phone_the_picture_stands_under_the_text(visit: Visit, site: Site) -> None:
    page = visit(site.reading("fair-work.pdf"), viewport={"width": 360, "height": 740})

    page.locator("#p-2 .page-link").click()
    expect(page.locator("#p-2 .page-picture img")).to_be_visible()

    text = page.locator("#p-2 .passage-text").bounding_box()
    picture = page.locator("#p-2 .page-picture").bounding_box()
    assert text is not None
    assert picture is not None
    assert picture["y"] >= text["y"] + text["height"]
    assert picture["x"] + picture["width"] <= 360


def test_a_description_is_mended_and_the_history_tells(visit: Visit, site: Site) -> None:
    page = visit(site.reading("script.txt"), signed_in=True)

    page.get_by_text("Who says so").click()
    page.get_by_role("link", name="Mend the description").click()
    page.get_by_label("Symbol").fill("X/2026/1")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".kicker").first).to_contain_text("X/2026/1")
    page.get_by_text("Who says so").click()
    expect(page.locator(".origin.is-person")).to_have_count(1)
    page.get_by_role("link", name="History").first.click()
    expect(page.locator("main")).to_contain_text("Description mended")
