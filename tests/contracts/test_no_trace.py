"""What a body has not published leaves no trace: every answer is the one given without it.

Each address, and many ways to look for it, is asked while a hidden document is there and again
after it is gone. Both answers must be the same, counts included, for everybody but its owners.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from jalon.base.models import Body
from jalon.base.remembering import forget
from jalon.engines.reading import read
from jalon.library.models import Document, Mention, Passage, Tag
from jalon.library.rules import TagState
from jalon.search.public import rebuild
from tests import factories, walk
from tests.crowd import Crowd, crowded
from tests.roles import OWNERS, Role

SLUG, WORD, SYMBOL, YEAR = "zebrafinch-plan", "zebrafinch", "ZF/7", 1987
TELLING = (WORD, WORD.capitalize(), SYMBOL, str(YEAR))
ASKERS = (Role.VISITOR, Role.READER, Role.STRANGER, Role.KEEPER)
"""Whose answers are compared; all roles but the owners are in `test_access.py`."""

SEARCHES = (
    WORD, f"{WORD} fees", f'"{WORD} fees"', "zebrafincj", "zebrafincj fees", "zebra*", "fees",
    "recruitment", f"document:{SLUG}", "place:AND", f"year:{YEAR}", "element:gcm:19",
    "kind:document", "-fees", SYMBOL, "lang:ru",
)  # fmt: skip
MORE = (
    *(f"/en/search/?q={quote(text)}" for text in SEARCHES),
    *(f"/api/v1/search?q={quote(text)}" for text in SEARCHES),
    *(f"/en/documents/?q={quote(text)}" for text in (WORD, "Z", SYMBOL)),
    *(f"/api/v1/documents?text={quote(text)}" for text in (WORD, "Z", SYMBOL)),
    f"/en/search/?document={SLUG}",
    f"/en/documents/{SLUG}/",
    f"/en/documents/{SLUG}/p/1",
    f"/en/documents/{SLUG}/file",
    f"/en/documents/{SLUG}/publish/",
    f"/en/documents/{SLUG}/withdraw/",
    f"/en/history/document/{SLUG}/",
    f"/documents/{SLUG}/p/1",
    f"/api/v1/documents/{SLUG}",
    f"/api/v1/documents/{SLUG}/tags",
    f"/api/v1/documents/{SLUG}/passages",
    f"/api/v1/documents/{SLUG}/passages/1",
    f"/api/v1/passages?document={SLUG}",
    "/api/v1/passages?place=AND",
    f"/api/v1/passages?year={YEAR}",
    f"/api/v1/matrix?by=document&document={SLUG}",
    "/api/v1/matrix?by=document",
    "/api/v1/matrix?by=place",
    "/api/v1/matrix?by=year",
    f"/api/v1/initiatives?document={SLUG}",
    f"/en/initiatives/?document={SLUG}",
    "/en/objectives/19/",
    f"/en/objectives/19/?document={SLUG}",
    "/en/objectives/6/?place=AND",
    "/en/places/AND/",
    "/en/places/?q=Andorra",
    "/en/matrix/?by=year",
    f"/en/matrix/cell/?element=gcm:19&document={SLUG}",
    f"/en/matrix/cell/?element=gcm:19&year={YEAR}",
    "/en/matrix/cell/?element=gcm:19&place=AND",
    *(
        f"/en/matrix.{end}?by={by}"
        for end in ("csv", "xlsx")
        for by in ("document", "place", "year")
    ),
    *(f"/en/report/download/?place=all&format={end}" for end in ("html", "docx", "pdf")),
    f"/en/report/?document={SLUG}",
    "/en/report/?place=AND",
)
WHERE_OWNERS_MEET_IT = (
    "/en/search/?q=fees+recruitment&place=AND",
    "/api/v1/search?q=fees&place=AND",
    "/en/documents/",
    "/api/v1/documents",
    "/en/objectives/19/",
    "/en/places/AND/",
    "/en/matrix/?by=year",
    "/en/matrix.csv?by=document",
    "/en/matrix.xlsx?by=document",
    "/en/matrix/cell/?element=gcm:19&place=AND",
    "/api/v1/passages?place=AND",
    "/en/report/?place=AND",
    *(f"/en/report/download/?place=AND&format={end}" for end in ("html", "docx", "pdf")),
)
"""Some of the answers above, by which the test shows that it looks where there is something."""

OFFICE_TEXT = re.compile(r"word/document\.xml|xl/(?:worksheets/.*|sharedStrings)\.xml")
"""Parts of files for text and tables that hold what they say, and not when they were made."""
BY_THEMSELVES = frozenset({"base:sessions", "library:batch"})
"""Pages that tell how long ago something was."""
CHANGING = (
    r'name="csrfmiddlewaretoken" value="[^"]+"',
    r'"took_ms": [\d.e-]+|"score": [\d.e-]+',
    r"\b\d+(?:[.,]\d+)?\xa0?ms\b",
)
"""What differs between any two answers: tokens, times, and scores, which weigh all cards' words."""


@pytest.fixture
def crowd(db: None) -> Iterator[Crowd]:
    """A full installation with somebody in every role, and in it a document made to be noticed."""
    with crowded() as made:
        _hide(Body.objects.get(slug=made.facts["body"]))
        rebuild()
        yield made


def _hide(owner: Body) -> None:
    """A document with words, tags, a place, a year and a language that nothing else has."""
    (Path(settings.JALON_FILES) / "zebrafinch.txt").write_text("1. Zebrafinch.\n", encoding="utf-8")
    document = factories.make_document(
        slug=SLUG, title="The Zebrafinch plan", symbol=SYMBOL, year=YEAR, date=f"{YEAR}-05-01",
        language="ru", file="zebrafinch.txt", owner=owner, is_public=False,
    )  # fmt: skip
    for number in range(3):
        label = str(number + 1)
        text = f"The {WORD} fees of recruitment {number} are paid by zebrafinches."
        passage = factories.make_passage(
            document, label=label, number=label, text=text, order=number, lang="ru"
        )
        for code in ("gcm:6", "gcm:19", "gcm:6.a"):
            factories.make_tag(passage, code=code, state=TagState.CONFIRMED)
        factories.make_mention(passage, "AND")
        factories.make_mention(passage, "PRT")


def _forget_the_document() -> None:
    document = Document.objects.get(slug=SLUG)
    for table in (Tag, Passage):
        rows = table.objects.filter(document=document)
        if table is Passage:
            Mention.objects.filter(passage__in=rows).delete()
        rows.delete()
    document.delete()
    forget()
    rebuild()


def _answers(crowd: Crowd) -> Mapping[tuple[str, str], str]:
    """What each asker hears at each address, without what changes by itself.

    An owner asks first, so that answers which are kept would be there to be given to others.
    """
    forget()
    found = {}
    examples = [one for one in (*walk.PAGES, *walk.DATA) if one.name not in BY_THEMSELVES]
    paths = [example.path.format(**crowd.facts) for example in examples]
    for role in (Role.REVIEWER, *ASKERS):
        client = crowd.client(role)
        for path in dict.fromkeys([*paths, *MORE]):
            found[role, path] = _settled(client, path)
    return {key: text for key, text in found.items() if key[0] in ASKERS}


def _settled(client: Client, path: str) -> str:
    answer = client.get(path)
    text = f"{answer.status_code} {answer.get('Location', '')} {_text_of(answer)}"
    for changing in CHANGING:
        text = re.sub(changing, "", text)
    return text


def _text_of(answer: HttpResponseBase) -> str:
    content = b"".join(answer)  # type: ignore[arg-type]  # Django's responses are read so
    kind = answer.get("Content-Type", "")
    if "openxmlformats" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [name for name in parts.namelist() if OFFICE_TEXT.search(name)]
            return "".join(parts.read(name).decode() for name in names)
    if "pdf" in kind:
        path = Path(settings.JALON_FILES) / "answer.pdf"
        path.write_bytes(content)
        return "\n".join(passage.text for passage in read(path).passages)
    return content.decode(errors="replace")


def test_every_answer_is_the_one_given_without_it(crowd: Crowd) -> None:
    assert OWNERS.isdisjoint(ASKERS)
    told = _answers(crowd)
    _forget_the_document()
    untold = _answers(crowd)

    assert len(told) > 400
    assert [key for key, text in told.items() if text != untold[key]] == []
    assert [key for key, text in told.items() if _names_it(key[1], text)] == []


def _names_it(path: str, text: str) -> bool:
    """Whether an answer has a word of the document that was not in the address itself."""
    return any(word in text and word not in path for word in TELLING)


def test_an_initiative_that_cites_it_does_not_name_it(crowd: Crowd) -> None:
    hidden = Document.objects.get(slug=SLUG)
    factories.make_initiative(slug="fair-fees", title={"en": "Fair fees"}, document=hidden)
    rebuild()
    asked = (
        "/en/initiatives/fair-fees/", "/api/v1/initiatives/fair-fees", "/en/initiatives/?text=fair",
        "/api/v1/initiatives?text=fair", "/en/search/?q=fair+fees&kind=initiative",
        "/api/v1/search?q=fair+fees&kind=initiative",
    )  # fmt: skip
    by_source = (f"/en/initiatives/?document={SLUG}", f"/api/v1/initiatives?document={SLUG}")

    for role in ASKERS:
        client = crowd.client(role)
        texts = {path: _settled(client, path) for path in (*asked, *by_source)}
        assert [path for path in asked if "fair-fees" not in texts[path]] == []
        assert [path for path in by_source if "fair-fees" in texts[path]] == []
        assert [path for path in texts if _names_it(path, texts[path])] == []


def test_its_owners_meet_it(crowd: Crowd) -> None:
    client = crowd.client(Role.REVIEWER)
    silent = [path for path in WHERE_OWNERS_MEET_IT if not _names_it("", _settled(client, path))]

    assert silent == []
