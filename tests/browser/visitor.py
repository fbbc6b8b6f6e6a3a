"""Someone who opens an account and sends forms without a browser."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
from typing import Any

from tests.browser.installation import LOCAL
from tests.codes import code_now

NAME, PASSWORD = "Amal Reader", "a long and calm password 7"


class Visitor:
    """Someone who sends forms without a browser."""

    def __init__(self, url: str) -> None:
        self._cookies = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self._cookies)
        self._open = urllib.request.build_opener(LOCAL, cookies).open
        self._url = url

    @property
    def cookies(self) -> list[dict[str, Any]]:
        """The cookies of this visitor as Playwright takes them."""
        return [{"name": one.name, "value": one.value, "url": self._url} for one in self._cookies]

    def open_first_account(self, invitation: str) -> None:
        """Take up the duties of a new installation, with a second factor."""
        email = "amal@example.org"
        signing_up, _page = self._post(invitation)
        self._post(signing_up, email=email, name=NAME, password1=PASSWORD)
        adding = f"{self._url}/en/account/second-factor/totp/activate/"
        page = self._read(adding)
        secret = _first(r'id="authenticator_secret" value="(\w+)"', page)
        _url, page = self._send(adding, page, code=code_now(secret))
        assert "authenticator_secret" not in page, page

    def staff_facts(self) -> dict[str, str]:
        """What paths of pages about people hold: a body, a person, an invitation that stands."""
        body = _first(r"/en/bodies/(?!new/)([\w-]+)/", self._read(f"{self._url}/en/bodies/"))
        person = _first(r"/en/people/(\d+)/", self._read(f"{self._url}/en/people/"))
        people = f"{self._url}/en/bodies/{body}/people/"
        _url, page = self._post(people, email="guest@example.org", duties="reviewer")
        return {"body": body, "leaving": person, "secret": _first(r"/invitations/([\w-]+)/", page)}

    def confirm_first_suggestion(self, path: str) -> None:
        """Confirm the first suggestion on a page of a document."""
        page = self._read(self._url + path)
        address = _first(r'action="(/en/documents/tags/\d+/)"', page)
        self._send(self._url + address, page, wanted="confirmed")

    def send_empty_file(self) -> str:
        """Send one empty file; gives the name of its batch."""
        path = f"{self._url}/en/documents/upload/"
        page = self._read(path)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)"', page))
        fields |= {"csrfmiddlewaretoken": self._token(page), "access": "everybody"}
        parts = [f'name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts.append(
            'name="documents"; filename="empty.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        )
        body = "".join(f"--x\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
        head = {"Content-Type": "multipart/form-data; boundary=x"}
        sending = urllib.request.Request(path, f"{body}--x--\r\n".encode(), head)  # noqa: S310 - our own server
        with self._open(sending) as answer:
            return str(answer.url).rstrip("/").rsplit("/", 1)[-1]

    def _read(self, url: str) -> str:
        with self._open(url) as answer:
            return str(answer.read().decode())

    def _post(self, url: str, **fields: str) -> tuple[str, str]:
        """Open a page and send its form; gives where it led and what stands there."""
        return self._send(url, self._read(url), **fields)

    def _send(self, url: str, page: str, **fields: str) -> tuple[str, str]:
        sent = {"csrfmiddlewaretoken": self._token(page), **fields}
        with self._open(url, urllib.parse.urlencode(sent).encode()) as answer:
            return str(answer.url), str(answer.read().decode())

    @staticmethod
    def _token(page: str) -> str:
        return _first(r'name="csrfmiddlewaretoken" value="(\w+)"', page)


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, (pattern, page)
    return str(found[1])
