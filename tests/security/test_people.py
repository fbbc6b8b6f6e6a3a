"""A03 and A07: what people type stays text, in mail too; strangers learn nobody's address."""

import re

import pytest
from django.core import mail
from django.test import Client

from jalon.base.models import Body, Person
from tests import factories
from tests.security.conftest import HOSTILE, Facts, dangers

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery-staple"  # noqa: S105 - an example
MANY_LINES = "Ministry\r\nBcc: everybody@example.org\r\n\r\nGive me your password"


def _invite(client: Client, body: str, email: str = "new@example.org") -> int:
    typed = {"email": email, "duties": ["focal-point"]}
    return client.post(f"/en/bodies/{body}/people/", typed).status_code


def test_the_name_of_a_body_adds_no_header_to_a_mail(editor: Client, facts: Facts) -> None:
    body = Body.objects.get(slug=str(facts["body"]))
    sent = {"kind": "ministry", "name_en": MANY_LINES, "place": "", "website": ""}

    described = editor.post(f"/en/bodies/{body.slug}/describe/", sent)
    invited = _invite(editor, body.slug)

    assert (described.status_code, invited) in {(302, 200), (400, 200), (302, 302)}
    for message in mail.outbox:
        head = message.message().as_string().partition("\n\n")[0]
        assert "\nBcc:" not in head
        assert message.recipients() == ["new@example.org"]
    assert mail.outbox


def test_a_name_with_several_lines_is_kept_on_one(editor: Client, facts: Facts) -> None:
    sent = {"kind": "ministry", "name_en": MANY_LINES, "place": "", "website": ""}

    editor.post(f"/en/bodies/{facts['body']}/describe/", sent)

    assert "\n" not in Body.objects.get(slug=str(facts["body"])).name["en"]


def test_the_website_of_a_body_is_on_the_web(editor: Client, facts: Facts) -> None:
    for website in ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://x.example"):
        sent = {"kind": "ministry", "name_en": "M", "place": "", "website": website}

        editor.post(f"/en/bodies/{facts['body']}/describe/", sent)
        page = editor.get(f"/en/bodies/{facts['body']}/").content.decode()

        assert f'href="{website}' not in page


def test_hostile_names_are_text_on_every_page_of_people(editor: Client, facts: Facts) -> None:
    Body.objects.update(name={"en": HOSTILE})
    Person.objects.update(name=HOSTILE[:150])
    paths = ("bodies/", f"bodies/{facts['body']}/", f"bodies/{facts['body']}/people/", "people/",
             "account/", f"people/{facts['person']}/hand-over/", "work/", "inbox/")  # fmt: skip

    for path in paths:
        page = editor.get(f"/en/{path}").content.decode()

        assert dangers(page) == [], path


@pytest.mark.parametrize("path", ["/en/account/login/", "/en/account/password/reset/"])
def test_a_stranger_cannot_tell_who_has_an_account(path: str) -> None:
    factories.make_person(email="amal@example.org", password=PASSWORD)
    shown = {}
    for email in ("amal@example.org", "nobody@example.org"):
        client = Client()
        client.get(path)
        answer = client.post(
            path, {"login": email, "email": email, "password": "wrong wrong wrong"}, follow=True
        )
        text = re.sub(r'value="[^"]*"|X-Request-ID', "", answer.content.decode())
        shown[email] = (answer.status_code, text.replace(email, "EMAIL"))

    assert shown["amal@example.org"] == shown["nobody@example.org"]


def test_a_link_to_set_a_password_names_this_host_and_is_for_one_use() -> None:
    factories.make_person(email="amal@example.org", password=PASSWORD, second_factor=False)
    client = Client(raise_request_exception=False)

    path, typed = "/en/account/password/reset/", {"email": "amal@example.org"}
    wrong = client.post(path, typed, headers={"host": "evil.example"})
    client.post(path, typed)

    assert wrong.status_code == 400
    links = [link for message in mail.outbox for link in re.findall(r"https?://\S+", message.body)]
    assert links
    assert all(link.startswith("http://testserver/") for link in links)


def _signs_in(password: str, address: str) -> bool:
    typed = {"login": "amal@example.org", "password": password}
    return Client(REMOTE_ADDR=address).post("/en/account/login/", typed).status_code == 302


def test_guessing_is_slowed_and_locks_nobody_else_out() -> None:
    factories.make_person(email="amal@example.org", password=PASSWORD, second_factor=False)

    guesses = [_signs_in(f"guess number {n}", "203.0.113.1") for n in range(8)]

    assert not any(guesses)
    assert not _signs_in(PASSWORD, "203.0.113.1")
    assert _signs_in(PASSWORD, "203.0.113.2")
