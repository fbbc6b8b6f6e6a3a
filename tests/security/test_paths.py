"""A01: no path, name or number leads out of where it should."""

import re
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as now
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jalon.library.actions.files import kept_path
from jalon.library.models import Document, Intake
from tests import walk
from tests.factories import make_document
from tests.security.conftest import Facts

pytestmark = pytest.mark.django_db

OUTSIDE = "root-of-everything"
CLIMBING = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "..\\..\\..\\etc\\passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "\x00",
    "a\x00.html",
    "a\r\nSet-Cookie: evil=1",
    "'; DROP TABLE library_document; --",
    "<script>alert(1)</script>",
    "9" * 40,
    "-1",
    "٣",
    "a" * 3000,
    "\u202egpj.exe",
)


def _led_astray(client: Client, example: walk.Example, path: str) -> str:
    """What is wrong with the answer to a path; empty when it is an answer or a refusal."""
    answer = client.post(path) if example.posted else client.get(path)
    text = answer.getvalue().decode() if answer.streaming else answer.content.decode()
    leaked = "root:x:0" in text or "evil" in str(answer.cookies)
    return str(answer.status_code) if leaked or answer.status_code >= 500 else ""


def test_no_part_of_a_path_leads_out(stranger: Client, facts: Facts) -> None:
    wrong = {}
    for example in walk.EXAMPLES:
        names = sorted(set(re.findall(r"{(\w+)}", example.path)) - {"language"})
        for name, attack in product(names, CLIMBING):
            path = example.path.format_map(Facts(facts | {name: quote(attack, safe="")}))
            astray = _led_astray(stranger, example, path)
            wrong.update({path: astray} if astray else {})

    assert wrong == {}


@pytest.mark.parametrize("attack", CLIMBING, ids=range(len(CLIMBING)))
def test_no_code_in_a_path_leads_out(stranger: Client, attack: str) -> None:
    places = ("/en/places/{}/", "/en/initiatives/{}/", "/en/frameworks/{}/", "/static/{}", "/{}")
    data = ("/api/v1/elements/{}", "/api/v1/places/{}", "/api/v1/crosswalks/gcm/{}")

    statuses = {
        stranger.get(place.format(quote(attack, safe=""))).status_code for place in places + data
    }

    assert statuses <= {301, 302, 400, 404}


NAMES = (
    "../../x",
    "..\\..\\x.txt",
    "/etc/x.txt",
    "a/b/../../x.txt",
    "C:\\x",
    ".",
    "..",
    "x\x00.txt",
)


def test_a_file_lies_below_the_files_folder_whatever_its_name(editor: Client, facts: Facts) -> None:
    home = Path(now.JALON_FILES).parent.parent
    before = set(home.rglob("*"))
    for name in NAMES:
        sent = SimpleUploadedFile("plan.txt", f"1. A plan {name}.\n".encode())
        sent._name = name  # what a browser may send; Django would tidy it here already
        typed = {"documents": sent, "place": "", "access": "everybody"}

        answer = editor.post("/en/documents/upload/", typed)

        assert answer.status_code in {302, 400}, name
    made = set(home.rglob("*")) - before
    assert [file for file in made if not file.is_relative_to(now.JALON_FILES)] == []
    names = Intake.objects.exclude(batch=facts["batch"]).values_list("name", flat=True)
    assert names
    assert not [known for known in names if "/" in known or "\x00" in known]


@pytest.mark.parametrize("name", ["x.html/../../y", "x.\x00", "x.a/b", "x." + "a" * 50, "x.é é"])
def test_the_place_of_a_file_comes_from_its_content(name: str) -> None:
    kept = kept_path("ab" * 32, name)

    assert Path(kept).parts[0] == "ab"
    assert len(Path(kept).parts) == 2
    assert ".." not in kept
    assert "\x00" not in kept


def test_a_file_outside_the_folder_is_never_handed_out(stranger: Client, facts: Facts) -> None:
    outside = Path(now.JALON_FILES).parent / "outside.txt"
    outside.write_text(OUTSIDE, encoding="utf-8")
    (Path(now.JALON_FILES) / "link.txt").symlink_to(outside)
    document = make_document(slug="spoilt", file_name="x.txt", media_type="text/plain")

    for file in ("../outside.txt", "/etc/passwd", "ab/../../outside.txt", "link.txt"):
        Document.objects.filter(pk=document.pk).update(file=file)
        answer = stranger.get("/en/documents/spoilt/file")

        assert answer.status_code == 404, file
        assert OUTSIDE.encode() not in answer.content


def test_numbers_of_others_lead_nowhere(stranger: Client, facts: Facts) -> None:
    document = Document.objects.get(slug="fair-work")

    pages = (f"{document.pk}/", "upload/0/", "fair-work/p/-1")
    paths = (f"/api/v1/documents/{document.pk}", *(f"/en/documents/{page}" for page in pages))
    for path in paths:
        assert stranger.get(path).status_code in {302, 404}, path


@pytest.mark.parametrize(
    "path", ["/en/search/?q=%00", "/en/places/a%00b/", "/api/v1/search?q=a%00", "/%00"]
)
def test_a_nul_is_refused_before_any_database_sees_it(path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code == 400
    assert not path.startswith("/api") or answer.json()["code"] == "bad-request"
