"""Every page is for everybody: axe-core finds nothing to mend, and small or enlarged windows fit.

Each page is loaded once in French and once in Arabic, and looked at in light and dark, at desk
width, enlarged to 200 % and 400 %, and on
a phone.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests import walk
from tests.browser.conftest import LONGEST_WAIT_MS
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COLOURS = ["color-contrast"]
"""Rules of axe that look at colours: all that can differ between light and dark."""

DESK = {"width": 1280, "height": 800}
NARROW = {
    "at 200 %": {"width": 640, "height": 400},
    "on a phone": {"width": 360, "height": 640},
    "at 400 %": {"width": 320, "height": 256},
}
"""Windows in CSS pixels: 1280 enlarged to 200 % leaves 640, to 400 % leaves 320."""

PRIMARY = (
    ".button, .act, .brand, .theme, .menu > summary, .languages > summary, .facets a, .jumps a, "
    ".band > a, .cell > a, .objectives a, .pagination a, .matrix tbody th a, .citation, select, "
    "input:not([type='checkbox'], [type='radio'], [type='hidden'])"
)
"""What people press on a phone: each at least 44 pixels high and 24 wide."""


@pytest.fixture(scope="module")
def hand(browser: Browser, site: Site) -> Iterator[Page]:
    """One window with a touch screen, of somebody who may decide; its cache stays warm."""
    with browser.new_context(base_url=site.url, has_touch=True, service_workers="block") as context:
        context.add_cookies(site.signed_in)
        context.set_default_timeout(LONGEST_WAIT_MS)
        yield context.new_page()


def _violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds on a page that holds its script, one line for each rule and element."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'][:160]}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("example", walk.PAGES, ids=lambda example: example.title)
def test_a_page_is_for_everybody(
    example: walk.Example, language: str, hand: Page, site: Site
) -> None:
    hand.set_viewport_size(DESK)
    hand.emulate_media(color_scheme="light")
    hand.goto(site.path(example, language))

    found = colours_and_names(hand) | sizes(hand)

    assert {what: lines for what, lines in found.items() if lines} == {}


def colours_and_names(page: Page) -> dict[str, list[str]]:
    """What axe finds in light and in dark."""
    page.evaluate(AXE_SCRIPT)
    found = {"light": _violations(page)}
    page.emulate_media(color_scheme="dark")
    return found | {"dark": _violations(page, COLOURS)}


def sizes(page: Page) -> dict[str, list[str]]:
    """What stands out of small windows, and what is too small for a finger."""
    found = {}
    for name, size in NARROW.items():
        page.set_viewport_size(size)
        found[name] = list(page.evaluate(STANDS_OUT))
        if name == "on a phone":
            found["to be pressed"] = list(page.evaluate(_TOO_SMALL, PRIMARY))
    return found


STANDS_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const framed = (one) => { for (let at = one.parentElement; at; at = at.parentElement)
    if (getComputedStyle(at).overflowX !== "visible") return true; return false; };
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    return (box.right > root.clientWidth + 0.5 || box.left < -0.5) && !framed(one); });
  return [`${root.scrollWidth} > ${root.clientWidth}`,
    ...out.slice(0, 8).map((one) =>
      `${one.tagName}.${one.className} ${one.textContent.slice(0, 40)}`)];
}"""
"""What makes a page scroll sideways: nothing, or the elements that stand out of the window."""

_TOO_SMALL = """(primary) => [...document.querySelectorAll(primary)].filter((one) => {
    if (!one.checkVisibility() || one.closest(".visually-hidden")) return false;
    const { height, width } = one.getBoundingClientRect();
    return height < 43.5 || width < 24; })
  .slice(0, 8).map((one) => {
    const { height, width } = one.getBoundingClientRect();
    return `${one.tagName}.${one.className} ${Math.round(width)}x${Math.round(height)} `
      + one.textContent.trim().slice(0, 40); })"""
