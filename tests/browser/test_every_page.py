"""What holds on every page: light, quiet, and alone with its server."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from jalon.base.frames.access import Access, access_of
from tests import walk
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MOST_BYTES = 100_000

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


def _asks_for_an_account(path: str) -> bool:
    """Whether an address is open only to those who are signed in."""
    try:
        access = access_of(resolve(path.partition("?")[0]).func)
    except Resolver404:
        return False
    return access is not Access.EVERYONE


@every_page
def test_a_first_visit_is_light_quiet_and_asks_no_other_host(
    example: walk.Example,
    context_of: Callable[..., BrowserContext],
    site: Site,
    record_property: Callable[[str, object], None],
) -> None:
    stranger = not _asks_for_an_account(site.path(example))
    seen = _first_visit(context_of(signed_in=not stranger).new_page(), site, example)

    record_property("kB of a first visit", {example.title: round(seen.bytes / 1000, 1)})
    refused = f"status of {example.status}"  # Chromium reports a refused page as an error
    assert [said for said in seen.errors if refused not in said] == []
    assert seen.elsewhere == []
    assert 1_000 < seen.bytes <= MOST_BYTES
