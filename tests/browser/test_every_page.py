"""What holds on every page: light, quiet, alone with its server, and as wide as a phone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests import walk
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MOST_BYTES = 100_000
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}

every_page = pytest.mark.parametrize("example", walk.PAGES, ids=lambda example: example.title)


@dataclass
class Seen:
    """What crossed the line on a first visit, and what went wrong."""

    home: str
    bytes: float = 0
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def weigh(self, event: dict[str, Any]) -> None:  # Any: as the protocol has it
        """Something arrived: its bytes as they were transferred, heads included."""
        self.bytes += event["encodedDataLength"]

    def note_host(self, asked: Request) -> None:
        """Something was asked for, here or elsewhere."""
        if not asked.url.startswith((f"{self.home}/", "data:")):
            self.elsewhere.append(asked.url)

    def note_error(self, said: ConsoleMessage) -> None:
        """The console got a line; breaches of the security policy are errors there."""
        if said.type == "error":
            self.errors.append(said.text)


def _first_visit(page: Page, site: Site, example: walk.Example) -> Seen:
    """Load a page with an empty cache."""
    seen = Seen(home=site.url)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", seen.weigh)
    page.on("request", seen.note_host)
    page.on("console", seen.note_error)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    answer = page.goto(site.path(example))
    line.send("Runtime.getHeapUsage")  # events come in order: all are in when this is answered
    assert answer is not None
    assert answer.status == example.status
    return seen


@every_page
def test_a_first_visit_is_light_quiet_and_asks_no_other_host(
    example: walk.Example,
    context_of: Callable[..., BrowserContext],
    site: Site,
    record_property: Callable[[str, object], None],
) -> None:
    seen = _first_visit(context_of().new_page(), site, example)

    record_property("kB of a first visit", {example.title: round(seen.bytes / 1000, 1)})
    refused = f"status of {example.status}"  # Chromium reports a refused page as an error
    assert [said for said in seen.errors if refused not in said] == []
    assert seen.elsewhere == []
    assert 1_000 < seen.bytes <= MOST_BYTES


@every_page
def test_a_page_fits_a_phone_and_reads_from_the_right(
    example: walk.Example, page: Page, site: Site
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site.path(example))
    wide = {"phone": _stands_out(page)}

    page.evaluate("document.documentElement.dir = 'rtl'")
    wide["phone from the right"] = _stands_out(page)
    page.set_viewport_size(DESK)
    wide["desk from the right"] = _stands_out(page)

    assert wide == {"phone": [], "phone from the right": [], "desk from the right": []}


def _stands_out(page: Page) -> list[str]:
    """What makes a page scroll sideways: nothing, or the elements that stand out of the window."""
    return list(page.evaluate(_STANDS_OUT))


_STANDS_OUT = """() => {
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
