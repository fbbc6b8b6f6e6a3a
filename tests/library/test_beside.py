"""A passage beside its page: the picture, the outline, who sees it, and what is kept on disk."""

import os
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from jalon.base.models import Body
from jalon.base.public import DutyKind
from jalon.engines.reading import read
from jalon.engines.reading.picturing import Picture, picture_page
from jalon.library.actions import picturing
from jalon.library.models import Document, Passage
from jalon.library.queries.leaves import page_source
from tests.engines.reading.specimens import lines_pdf
from tests.factories import make_body, make_document, make_passage, make_person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
WEBP = b"WEBP"
SAID = (
    "Recruiters charge no fee to workers.",
    "Consulates issue passports within ten days.",
    "Schools teach children who arrive during the year.",
)


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> Path:
    """Files and pictures of this test alone."""
    settings.JALON_FILES = tmp_path / "files"
    settings.JALON_PICTURES = tmp_path / "pictures"
    settings.JALON_FILES.mkdir()
    return tmp_path


@pytest.fixture
def document(folders: Path) -> Document:
    """A PDF of three pages with a numbered paragraph each, as it is read."""
    path = folders / "files" / "plan.pdf"
    lines_pdf(path, [[f"{n}. {said}"] for n, said in enumerate(SAID, start=1)])
    row = make_document(
        slug="plan", file="plan.pdf", file_name="Plan.pdf", media_type="application/pdf", pages=3
    )
    for found in read(path).passages:
        sides = asdict(found.box) if found.box else None
        make_passage(
            row, order=found.order, label=found.label, page=found.page, text=found.text, box=sides
        )
    return row


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every drawing fails the test."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise AssertionError("drawn once more")

    monkeypatch.setattr(picturing, "picture_page", fail)


def _beside(client: Client, query: str = "", **headers: str) -> str:
    address = f"/en/documents/plan/p/2/page{query}"
    return client.get(address, headers=headers).content.decode()


@pytest.mark.usefixtures("document")
def test_a_passage_is_shown_beside_its_page_and_outlined(client: Client) -> None:
    page = _beside(client)

    assert "Consulates issue passports within ten days." in page
    assert 'src="/en/documents/plan/pages/2.webp"' in page
    assert "an outline marks" in page
    assert page.count("<rect ") == 1


@pytest.mark.usefixtures("document")
def test_htmx_gets_the_page_alone(client: Client) -> None:
    fragment = _beside(client, **HTMX)

    assert fragment.startswith('<section class="leaf"')
    assert "data-close" in fragment
    assert "<html" not in fragment


@pytest.mark.usefixtures("document")
def test_other_pages_are_shown_without_an_outline_and_tell_what_begins_there(
    client: Client,
) -> None:
    page = _beside(client, "?page=3")

    assert 'src="/en/documents/plan/pages/3.webp"' in page
    assert "<rect " not in page
    assert "/p/3/page" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page


@pytest.mark.usefixtures("document")
def test_a_page_that_does_not_exist_is_said_beside_the_text(client: Client) -> None:
    answer = client.get("/en/documents/plan/p/2/page?page=9")

    assert answer.status_code == 200
    assert "“Plan.pdf” has 3 pages; there is no page 9." in answer.content.decode()
    assert "Consulates issue passports within ten days." in answer.content.decode()


def test_a_file_that_is_gone_is_said_beside_the_text(client: Client, document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(file="elsewhere.pdf")

    page = _beside(client)

    assert "is not on this installation" in page
    assert "Consulates issue passports within ten days." in page


def test_a_damaged_file_is_named_as_people_know_it(
    client: Client, document: Document, folders: Path
) -> None:
    (folders / "files" / document.file).write_bytes(b"%PDF-1.7 and nothing more")

    answer = client.get("/en/documents/plan/pages/1.webp")

    assert answer.status_code == 400
    assert "“Plan.pdf”" in answer.content.decode()


def test_a_format_without_pages_shows_the_lines_of_the_file(client: Client) -> None:
    row = make_document(slug="note", media_type="text/html")
    make_passage(row, label="2", page=None, page_label="", text="One two.", raw="One\ntwo.<b>")

    page = client.get("/en/documents/note/p/2/page").content.decode()
    picture = client.get("/en/documents/note/pages/1.webp")

    assert "This format has no pages." in page
    assert "One\ntwo.&lt;b&gt;</pre>" in page
    assert picture.status_code == 404


def test_a_passage_that_goes_over_the_page_says_so(client: Client, document: Document) -> None:
    Passage.objects.filter(document=document, label="1").update(page=2, raw="a\nb", box=_box(24))
    Passage.objects.filter(document=document, label="2").update(raw="\n".join("abcdef"))

    assert "It goes on in another column or on the next page." in _beside(client)


def _box(height: float) -> dict[str, float]:
    return {"left": 70.0, "right": 200.0, "bottom": 700.0, "top": 700.0 + height}


@pytest.mark.usefixtures("document")
def test_a_picture_is_drawn_once(client: Client, request: pytest.FixtureRequest) -> None:
    first = client.get("/en/documents/plan/pages/2.webp")
    request.getfixturevalue("no_drawing")

    second = client.get("/fr/documents/plan/pages/2.webp")

    assert first["Content-Type"] == "image/webp"
    assert first.content[8:12] == WEBP
    assert second.content == first.content


@pytest.mark.usefixtures("document", "no_drawing")
def test_a_browser_that_has_the_picture_gets_none(client: Client) -> None:
    tag = f'"{picturing.picture_tag(page_source("plan"), 2)}"'

    answer = client.get("/en/documents/plan/pages/2.webp", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert answer["ETag"] == tag
    assert answer["Cache-Control"] == "public, max-age=3600"


def test_pictures_of_hidden_documents_are_for_their_body_and_for_no_cache(
    client: Client, document: Document
) -> None:
    owner = make_body()
    Document.objects.filter(pk=document.pk).update(is_public=False, owner=owner)
    tag = f'"{_tag_seen_by(owner)}"'
    inside = Client()
    inside.force_login(make_person(DutyKind.REVIEWER, body=owner))

    seen = inside.get("/en/documents/plan/pages/2.webp")
    strange = client.get("/en/documents/plan/pages/2.webp", headers={"If-None-Match": tag})

    assert seen["Cache-Control"] == "private, no-cache"
    assert "Cookie" in seen["Vary"]
    assert (seen["ETag"], strange.status_code) == (tag, 404)
    assert client.get("/en/documents/plan/p/2/page").status_code == 404


def _tag_seen_by(owner: Body) -> str:
    from jalon.base.public import Viewer, seeing

    with seeing(Viewer(bodies=frozenset({owner.pk}))):
        return picturing.picture_tag(page_source("plan"), 2)


def test_the_cache_makes_room_for_what_is_new(
    client: Client, document: Document, settings: Settings
) -> None:
    client.get("/en/documents/plan/pages/1.webp")
    client.get("/en/documents/plan/pages/2.webp")
    folder = Path(settings.JALON_PICTURES)
    oldest, newer = (
        folder / f"{picturing.picture_tag(page_source('plan'), n)}.page" for n in (1, 2)
    )
    os.utime(oldest, (1, 1))
    settings.JALON_PICTURES_BYTES = newer.stat().st_size * 2 + 400

    client.get("/en/documents/plan/pages/3.webp")

    assert not oldest.exists()
    assert newer.exists()


def test_a_broken_picture_is_drawn_anew(
    client: Client, document: Document, settings: Settings
) -> None:
    tag = picturing.picture_tag(page_source("plan"), 1)
    Path(settings.JALON_PICTURES).mkdir()
    (Path(settings.JALON_PICTURES) / f"{tag}.page").write_bytes(b"")

    answer = client.get("/en/documents/plan/pages/1.webp")

    assert answer.content[8:12] == WEBP


def test_two_that_ask_at_once_draw_once(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = picture_page
    source = page_source("plan")

    def counted(path: Path, page: int, **options: Any) -> Picture:  # Any: as it is drawn
        drawn.append(page)
        return draw(path, page, **options)

    monkeypatch.setattr(picturing, "picture_page", counted)
    askers = [threading.Thread(target=picturing.kept_picture, args=(source, 2)) for _ in range(3)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert drawn == [2]


def test_who_waits_too_long_is_told_so(
    client: Client, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = page_source("plan")
    monkeypatch.setattr(picturing, "LONGEST_WAIT", 0.0)

    with picturing._turn(picturing.picture_tag(source, 2), source, 2):
        answer = client.get("/en/documents/plan/pages/2.webp")

    assert answer.status_code == 503
    assert "many pages are asked for" in answer.content.decode()


def test_passages_of_a_pdf_lead_to_their_page(client: Client, document: Document) -> None:
    page = client.get("/en/documents/plan/").content.decode()

    passage = Passage.objects.get(document=document, label="2")
    assert f'hx-target="#leaf-{passage.pk}"' in page
    assert 'href="/en/documents/plan/p/2/page"' in page
