"""The journey of files: sent, read while one looks on, and opened as documents."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

READING_MS = 60_000


def _files(name: str) -> list[FilePayload]:
    """A text that can be read, and a file that is not what its ending says."""
    text = f"Plan of the {name}\n\n1. Objective 6 asks for fair recruitment of the {name}.\n"
    good = FilePayload(name=f"{name}.txt", mimeType="text/plain", buffer=text.encode())
    bad = FilePayload(name=f"{name}.pdf", mimeType="application/pdf", buffer=b"PK\x03\x04 no PDF")
    return [good, bad]


def _send(page: Page, name: str) -> None:
    page.get_by_label("Files").set_input_files(_files(name))
    page.get_by_role("button", name="Send and read").click()


@pytest.mark.parametrize(("name", "script"), [("weavers", True), ("millers", False)])
def test_files_are_sent_and_read_and_a_bad_one_says_why(
    visit: Visit, name: str, *, script: bool
) -> None:
    page = visit("/en/documents/upload/", java_script_enabled=script, signed_in=True)

    _send(page, name)

    expect(page.get_by_role("heading", level=1)).to_have_text("Files on their way")
    expect(page.locator("#files")).to_contain_text("2 of 2 done", timeout=READING_MS)
    bad = page.locator(".file", has_text=f"{name}.pdf")
    expect(bad).to_contain_text("is not what its ending says")
    page.get_by_role("link", name="Open the document").click()
    expect(page).to_have_url(re.compile(rf"/en/documents/[\w-]*{name}[\w-]*/"))
    expect(page.locator("[data-passage] .tag-line").first).to_contain_text("6")


def test_a_form_without_files_says_what_is_missing(
    context_of: Callable[..., BrowserContext],
) -> None:
    page = context_of(signed_in=True).new_page()
    page.goto("/en/documents/upload/")

    page.evaluate("document.querySelector('[type=file]').required = false")
    page.get_by_role("button", name="Send and read").click()

    expect(page.get_by_role("alert").filter(has_text="Choose")).to_be_visible()
