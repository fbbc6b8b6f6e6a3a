"""Addresses on the web, as documents and people give them."""

WEB = ("https://", "http://")


def web_address(text: str) -> str:
    """An address that a page or a file may lead to; empty for anything but the web.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return text if text.lower().startswith(WEB) else ""
