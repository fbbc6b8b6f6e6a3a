"""Chromium on an installation made once a run; half a minute is the longest wait."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import installation
from tests.browser.installation import Site
from tests.browser.papers import write_papers
from tests.browser.visitor import Visitor
from tests.conftest import leave_out

LONGEST_WAIT_MS = 30_000
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program Chromium as the system has it; nothing is downloaded."""
    found = shutil.which("chromium")
    if not found:
        leave_out("browser", "the program “chromium” is not installed.")
    return str(found)


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running installation with reference data, the starter collection and a few documents."""
    folder = tmp_path_factory.mktemp("installation")
    write_papers(folder / "papers")
    port = installation.free_port()
    process = installation.start(folder / "home", port)
    try:
        slugs = installation.ingest(folder / "home", folder / "papers")
        visitor = Visitor(f"http://127.0.0.1:{port}")
        visitor.open_first_account(installation.first_invitation(folder / "home"))
        for objective in (6, 20):
            shown = f"?show=suggested&objective={objective}"
            visitor.confirm_first_suggestion(f"/en/documents/{slugs['fair-work.pdf']}/{shown}")
        facts = {"batch": visitor.send_empty_file(), **visitor.staff_facts()}
        facts |= installation.hidden_facts(
            folder / "home", person=facts["leaving"], body=facts["body"]
        )
        yield Site(
            url=f"http://127.0.0.1:{port}",
            documents=slugs,
            facts=facts,
            signed_in=visitor.cookies,
            home=folder / "home",
        )
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium for one module: while Playwright is open, Django refuses to touch its tables."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=LONGEST_WAIT_MS)
        opened = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """One window of an editor for all tests of a module that only look; its cache stays warm."""
    with browser.new_context(base_url=site.url, locale="en-GB", service_workers="block") as context:
        context.add_cookies(site.signed_in)
        context.set_default_timeout(LONGEST_WAIT_MS)
        yield context.new_page()


@pytest.fixture
def context_of(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Make visitors with an empty cache: `context_of(java_script_enabled=False)`.

    With `signed_in=True` they are the first account of the installation, who may decide.
    """
    made: list[BrowserContext] = []

    def make(*, signed_in: bool = False, **options: Any) -> BrowserContext:  # Any: as Playwright
        options = {"service_workers": "block", **options}
        context = browser.new_context(base_url=site.url, locale="en-GB", **options)
        if signed_in:
            context.add_cookies(site.signed_in)
        context.set_default_timeout(LONGEST_WAIT_MS)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def visit(context_of: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Open a path in a new window; at the end nothing may have gone wrong in its console."""
    errors: list[str] = []

    def open_path(path: str, **options: Any) -> Page:  # Any: as Playwright has them
        page = context_of(**options).new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_path
    assert errors == []
