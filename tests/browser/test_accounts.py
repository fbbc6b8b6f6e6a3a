"""Journeys of accounts: the first link, an app, passkeys; by keyboard, and for everybody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import LONGEST_WAIT_MS, Visit
from tests.browser.installation import Site, invite
from tests.browser.test_accessibility import DESK, colours_and_names, sizes
from tests.browser.test_keyboard import tab_to
from tests.codes import code_now

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WORDS = "five plain words do well"


def _type_into(page: Page, label: str, text: str) -> None:
    """Go to a field by keyboard and type."""
    tab_to(page, f"#{page.get_by_label(label).first.get_attribute('id')}")
    page.keyboard.type(text)


def _press(page: Page, selector: str) -> None:
    """Go to a button or link by keyboard and use it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")


def test_the_first_link_leads_to_duties_that_are_awake_by_keyboard(
    visit: Visit, site: Site
) -> None:
    page = visit(invite(site.home))

    _press(page, "main .button.is-main")
    _type_into(page, "Your name", "Noor")
    _type_into(page, "E-mail address", "noor@example.org")
    _type_into(page, "Password", WORDS)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your duties sleep until your account has")).to_be_visible()

    _press(page, "a[href$='totp/activate/']")
    secret = page.get_by_label("Secret").input_value()
    _type_into(page, "Code", code_now(secret))
    page.keyboard.press("Enter")
    expect(page.locator("#recovery_codes li")).to_have_count(10)

    _press(page, "main .button.is-main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Noor")
    expect(page.get_by_text("Your duties sleep")).to_have_count(0)


@pytest.fixture
def by_name(context_of: Callable[..., BrowserContext], site: Site) -> Iterator[Page]:
    """A window at the name “localhost”, with a device that keeps passkeys: they need a name."""
    base = site.url.replace("127.0.0.1", "localhost")
    context = context_of()
    page = context.new_page()
    page.goto(base + "/en/")
    yield page
    context.close()


def _device(page: Page) -> tuple[Any, str]:
    """A device that keeps passkeys and knows its owner by a finger."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return line, made["authenticatorId"]


def _open_account(page: Page, site: Site, email: str) -> str:
    """Open an account by a link of its own; gives the address of the site by name."""
    base = page.url.removesuffix("/en/")
    page.goto(base + invite(site.home, email))
    page.get_by_role("button", name="Open an account").click()
    page.get_by_label("Your name").fill("Amina")
    page.get_by_label("Password").fill(WORDS)
    page.get_by_role("button", name="Open an account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina")
    return base


def test_a_passkey_is_added_and_signs_in_alone(by_name: Page, site: Site) -> None:
    page = by_name
    _device(page)
    base = _open_account(page, site, "amina@example.org")

    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_label("Name").fill("my phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    page.goto(f"{base}/en/account/second-factor/")
    expect(page.get_by_text("my phone", exact=True)).to_be_visible()
    page.goto(f"{base}/en/account/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    page.goto(f"{base}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Amina")
    expect(page.get_by_text("Your duties sleep")).to_have_count(0)


def test_a_passkey_confirms_after_the_password(by_name: Page, site: Site) -> None:
    page = by_name
    _device(page)
    base = _open_account(page, site, "amira@example.org")
    page.get_by_role("link", name="Use a passkey").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    page.context.clear_cookies()

    page.goto(f"{base}/en/account/login/")
    page.get_by_label("E-mail address").fill("amira@example.org")
    page.get_by_label("Password").fill(WORDS)
    page.locator("form.form button[type=submit]").click()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Amina")


def test_a_finger_that_is_not_known_is_told(by_name: Page) -> None:
    page = by_name
    line, device = _device(page)
    line.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto(page.url + "account/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert").filter(has_text="No passkey was used")).to_be_visible(
        timeout=2 * LONGEST_WAIT_MS
    )


def test_a_session_is_ended_from_another_browser(
    context_of: Callable[..., BrowserContext], site: Site
) -> None:
    here, there = context_of().new_page(), context_of().new_page()
    here.goto(f"{site.url}/en/")
    _open_account(here, site, "salma@example.org")
    there.goto("/en/account/login/")
    there.get_by_label("E-mail address").fill("salma@example.org")
    there.get_by_label("Password").fill(WORDS)
    there.locator("form.form button[type=submit]").click()
    expect(there.get_by_role("heading", level=1)).to_have_text("Amina")

    here.goto("/en/account/sessions/")
    expect(here.locator("li.record")).to_have_count(2)
    here.get_by_role("button", name="End this session").click()

    expect(here.get_by_text("The session has ended.")).to_be_visible()
    expect(here.locator("li.record")).to_have_count(1)
    there.reload()
    expect(there.get_by_role("heading", level=1)).to_have_text("Sign in")


ENTRANCE = (
    "login", "signup", "password/reset", "password/reset/done", "confirm-email", "inactive",
    "password/reset/key/1-set-password", "confirm-email/none", "single-sign-on/login/cancelled",
)  # fmt: skip
"""Pages on the way in."""

OWN = (
    "", "sessions", "password/change", "email", "second-factor", "second-factor/totp/activate",
    "second-factor/totp/deactivate", "second-factor/webauthn", "second-factor/webauthn/add",
    "second-factor/recovery-codes", "second-factor/recovery-codes/generate", "single-sign-on",
    "logout", "reauthenticate", "second-factor/reauthenticate",
)  # fmt: skip
"""Pages of one's own account."""


@pytest.fixture(scope="module")
def own(browser: Any, site: Site) -> Iterator[Page]:  # Any: Playwright's browser
    """A window of somebody who has just opened an account, so that nothing is asked again."""
    with browser.new_context(base_url=site.url, has_touch=True, service_workers="block") as context:
        context.set_default_timeout(LONGEST_WAIT_MS)
        page = context.new_page()
        page.goto(f"{site.url}/en/")
        _open_account(page, site, "own@example.org")
        yield page


def _found(page: Page, path: str, language: str) -> dict[str, list[str]]:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a size, as Playwright names it
    page.emulate_media(color_scheme="light")
    page.goto(f"/{language}/account/{path}/".replace("//", "/"))
    found = colours_and_names(page) | sizes(page)
    return {what: lines for what, lines in found.items() if lines}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("path", ENTRANCE)
def test_a_page_on_the_way_in_is_for_everybody(
    context_of: Callable[..., BrowserContext], path: str, language: str
) -> None:
    page = context_of(has_touch=True).new_page()

    assert _found(page, path, language) == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("path", OWN)
def test_a_page_of_an_account_is_for_everybody(own: Page, path: str, language: str) -> None:
    assert _found(own, path, language) == {}
