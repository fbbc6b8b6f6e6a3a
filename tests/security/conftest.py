"""A small installation to attack: a public library, a person with every duty, a stranger."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as now
from django.test import Client
from lxml import html

from jalon.base.models import Body
from jalon.base.public import DutyKind
from jalon.library.models import Intake
from jalon.library.rules import DocumentState
from jalon.search import queries as search
from jalon.search.public import rebuild
from tests import factories, walk

MARKUP = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>{{7*7}}{% debug %}#read("/etc")'
HOSTILE = f"{MARKUP}\x1c\ufffe\u202e"
"""A text that would do something in a page, a template or a report that is made carelessly."""


FRAMES = frozenset({"iframe", "frame", "object", "embed", "base", "applet", "math"})
LEADING = ("href", "src", "action", "formaction", "xlink:href", "data", "poster")


def dangers(page: str) -> list[str]:
    """What in a page could run, load or redirect: script, style, handlers, odd addresses."""
    whole = html.document_fromstring(page or "<p>")
    return [found for element in whole.iter() for found in _odd(element)]


def _odd(element: Any) -> Iterator[str]:  # Any: an element of lxml
    tag = str(element.tag)
    if tag in FRAMES or tag == "style" or (tag == "script" and not element.get("src")):
        yield f"<{tag}>"
    if element.get("http-equiv") and not element.get("content", "").isdecimal():
        yield f"<{tag} http-equiv>"
    for name, value in element.attrib.items():
        if name.startswith("on") or name in {"style", "srcdoc"}:
            yield f"<{tag} {name}={value[:40]}>"
        if name in LEADING and not value.startswith(("/", "#", "?", "http://testserver/")):
            yield f"<{tag} {name}={value[:40]}>"


class Facts(dict[str, object]):
    """Facts of paths; what is not known here leads nowhere."""

    def __missing__(self, key: str) -> str:
        return "nothing"


@pytest.fixture
def facts(db: None, settings: Any, tmp_path: Path) -> Iterator[Facts]:
    """A library in which every text that people or documents bring is hostile."""
    settings.JALON_INDEX, settings.JALON_FILES = tmp_path / "index", tmp_path / "files"
    settings.JALON_SECOND_FACTOR = False
    factories.load_reference()
    facts = _library()
    rebuild()
    yield facts
    search._index_at.cache_clear()
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def _library() -> Facts:
    document = factories.make_document(
        slug="fair-work", title=HOSTILE[:400], symbol="X/<b>1", body=HOSTILE[:150],
        file="ab/page.html", file_name='../"x\r\nSet-Cookie: a=b; <é>.html',
        media_type="text/html", passages=3, evidence=3,
    )  # fmt: skip
    kept = Path(now.JALON_FILES) / "ab" / "page.html"
    kept.parent.mkdir(parents=True)
    kept.write_text("<script>alert(1)</script>", encoding="utf-8")
    factories.make_document(slug=walk.KNOWN, state=DocumentState.KNOWN, title=HOSTILE)
    for order, label in enumerate(("1", "2", "3")):
        text = f"{HOSTILE} Fees of recruitment are paid by employers."
        passage = factories.make_passage(document, order=order, label=label, text=text,
                                         section=HOSTILE)  # fmt: skip
        why = [{"kind": "words", "text": HOSTILE, "start": 0, "end": 8}]
        tag = factories.make_tag(passage, code="gcm:6", why=why, reason=HOSTILE)
        factories.make_mention(passage, "PRT")
    factories.make_initiative(
        slug=walk.INITIATIVE, places=("PRT",), document=document, paragraph="1",
        title={"en": HOSTILE, "fr": HOSTILE}, summary={"en": HOSTILE, "fr": HOSTILE},
        who=[HOSTILE],
    )  # fmt: skip
    sent = Intake.objects.create(
        batch=uuid4().hex, name=HOSTILE[:255], state="waiting", actor="x", file_bytes=1
    )
    known = {"document": document.slug, "tag": tag.pk, "passage": passage.pk, "batch": sent.batch}
    return Facts(known | {"language": "en"})


@pytest.fixture
def editor(facts: Facts) -> Client:
    """Somebody with every duty of the keeping body, whose name is hostile."""
    body = Body.objects.filter(is_keeper=True).first() or factories.make_body(
        slug="keeper", is_keeper=True, name={"en": HOSTILE, "fr": HOSTILE}
    )
    person = factories.make_person(*DutyKind, body=body, name=HOSTILE[:150])
    facts |= {"body": body.slug, "person": person.pk}
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def stranger(facts: Facts) -> Client:
    """A visitor; what breaks is answered as in production."""
    return Client(raise_request_exception=False)
