"""Sessions: what a browser says it is, and how exactly one is followed."""

import re
from datetime import timedelta

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

SEEN_EVERY = timedelta(minutes=10)
"""How often it is noted that a session is in use."""

BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Yandex", r"YaBrowser/"),
    ("UC Browser", r"UCBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chromium", r"Chromium/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
"""Browsers by what they say, the particular before what it says it is like."""

SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("ChromeOS", r"CrOS"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)
"""Systems by what browsers say."""


class UnknownSession(JalonError):
    """A session that is nobody's, somebody else's, or has ended."""

    code = "unknown-session"
    sentence = _("This session is not yours, or has ended already.")


def device_of(user_agent: str) -> tuple[str, str]:
    """Browser and system that a browser says it is; empty where it says nothing known.

    These are names, the same in every language. Whoever signs in may lie here: they help somebody
    to know their own devices again, nothing is decided by them.

    >>> device_of("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
    ('Firefox', 'Windows')
    >>> device_of("Mozilla/5.0 (iPhone; like Mac OS X) Version/18.5 Safari/604.1")
    ('Safari', 'iPhone')
    >>> device_of("curl/8.5.0")
    ('', '')
    """
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, signs in known if re.search(signs, text)), "")
