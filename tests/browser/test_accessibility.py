"""axe-core finds nothing to mend on any page: in each language, from the right, light and dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests import walk
from tests.browser.installation import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COLOURS = ["color-contrast"]
"""Rules of axe that look at colours: all that can differ between light and dark."""


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


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("example", walk.PAGES, ids=lambda example: example.title)
def test_a_page_is_for_everybody(
    example: walk.Example, language: str, page: Page, site: Site
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site.path(example, language))
    page.evaluate(AXE_SCRIPT)
    found = {"light": _violations(page)}

    page.emulate_media(color_scheme="dark")
    found["dark"] = _violations(page, COLOURS)
    if language == "en":
        page.evaluate("document.documentElement.dir = 'rtl'")
        found["from the right"] = _violations(page)

    assert {what: lines for what, lines in found.items() if lines} == {}
