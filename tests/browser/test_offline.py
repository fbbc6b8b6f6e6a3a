"""Pages that were opened work again when the line is gone; nothing is kept of who is signed in."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_KEPT = """async () => (await (await caches.open("jalon-pages-1")).keys())
  .map((request) => new URL(request.url).pathname)"""
_READY = "navigator.serviceWorker.ready.then(() => true)"


def _begin(context: BrowserContext) -> Page:
    """Open the home page and wait until it is kept."""
    page = context.new_page()
    page.goto("/en/")
    page.evaluate(_READY)
    return page


def _open_and_keep(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_function(f"async () => (await ({_KEPT})()).includes('{path}')")


def test_a_page_that_was_opened_works_again_without_the_line(
    context_of: Callable[..., BrowserContext],
) -> None:
    context = context_of(service_workers="allow")
    page = _begin(context)
    _open_and_keep(page, "/en/objectives/6/")

    context.set_offline(offline=True)
    page.goto("/en/objectives/6/")

    expect(page.locator("#kept")).to_contain_text("shown from this device, as it was on")
    expect(page.locator("#kept time")).to_have_text(re.compile(r"\d{4}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("6")
    context.set_offline(offline=False)
    page.goto("/en/objectives/6/")
    expect(page.locator("#kept")).to_be_hidden()


def test_a_page_that_was_never_opened_says_so_and_leads_on(
    context_of: Callable[..., BrowserContext],
) -> None:
    context = context_of(service_workers="allow")
    page = _begin(context)
    _open_and_keep(page, "/en/matrix/")

    context.set_offline(offline=True)
    page.goto("/en/places/")

    expect(page.locator("main")).to_contain_text("was not opened on this device before")
    page.get_by_role("link", name="Matrix", exact=True).click()
    expect(page.locator("table.matrix")).to_be_visible()


def test_nothing_is_kept_while_somebody_is_signed_in(
    context_of: Callable[..., BrowserContext],
) -> None:
    context = context_of(service_workers="allow")
    page = _begin(context)
    _open_and_keep(page, "/en/matrix/")
    stranger = context.cookies()

    context.add_cookies(_editor(context_of))
    page.goto("/en/places/")
    expect(page.locator("body")).to_have_attribute("data-signed-in", "")

    page.wait_for_function(f"async () => (await ({_KEPT})()).length === 0")
    context.clear_cookies()
    context.add_cookies(stranger)  # type: ignore[arg-type]  # as they came
    _open_and_keep(page, "/en/objectives/")
    assert "/en/places/" not in page.evaluate(_KEPT)


def _editor(context_of: Callable[..., BrowserContext]) -> list[dict[str, object]]:
    return [dict(one) for one in context_of(signed_in=True).cookies()]


def test_acts_files_and_pages_of_accounts_are_never_kept(
    context_of: Callable[..., BrowserContext],
) -> None:
    page = _begin(context_of(service_workers="allow"))

    page.goto("/en/account/login/")
    page.goto("/en/bodies/")
    page.goto("/api/")
    page.evaluate("fetch('/en/matrix.csv').then((answer) => answer.text())")
    _open_and_keep(page, "/en/objectives/")

    assert set(page.evaluate(_KEPT)) <= {"/en/", "/en/objectives/"}
