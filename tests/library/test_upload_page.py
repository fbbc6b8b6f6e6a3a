import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from jalon.library.actions import read_waiting
from jalon.library.models import Document, Intake
from tests.engines.reading.specimens import lines_pdf
from tests.factories import load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PLAN = (
    b"National plan\n\n1. Fees of recruitment are paid by employers.\n\n2. Remittances cost less.\n"
)


@pytest.fixture
def reference() -> None:
    load_reference()


def _send(client: Client, *files: tuple[str, bytes], place: str = "") -> HttpResponse:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    facts = {"place": place, "access": "everybody"}
    return client.post("/en/documents/upload/", {"documents": sent, **facts})


def _progress(client: Client, answer: HttpResponse, **headers: str) -> str:
    return client.get(answer["Location"], headers=headers).content.decode()


def test_the_form_says_what_it_takes(editor: Client) -> None:
    page = editor.get("/en/documents/upload/").content.decode()

    assert "PDF, DOCX, HTML or plain text, at most 250 MB each" in page
    assert 'enctype="multipart/form-data"' in page
    assert " multiple" in page


def test_the_page_of_a_place_leads_to_a_form_that_names_it(editor: Client) -> None:
    page = editor.get("/en/documents/upload/?place=PRT&access=everybody").content.decode()

    assert '<option value="PRT" selected>' in page
    assert not re.search(r'value="everybody"[^>]* checked', page)


def test_files_are_kept_and_their_progress_is_shown(editor: Client) -> None:
    answer = _send(editor, ("plan.txt", PLAN), ("other.txt", PLAN + b"\n3. More.\n"))

    page = _progress(editor, answer)

    assert answer.status_code == 302
    assert "0 of 2 done" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'hx-trigger="every 2s"' in page


def test_files_on_their_way_are_found_again_from_the_documents_until_they_are_done(
    editor: Client, client: Client
) -> None:
    answer = _send(editor, ("plan.txt", PLAN), ("other.txt", PLAN + b"\n3. More.\n"))

    here, elsewhere = (one.get("/en/documents/").content.decode() for one in (editor, client))
    read_waiting()
    after = editor.get("/en/documents/").content.decode()

    assert answer["Location"] in here
    assert "0 of 2 done" in here
    assert "Files on their way" not in elsewhere
    assert answer["Location"] not in after


def test_a_finished_batch_stops_asking_and_leads_to_its_documents(editor: Client) -> None:
    answer = _send(editor, ("plan.txt", PLAN), place="PRT")
    read_waiting()

    part = _progress(editor, answer, **{"HX-Request": "true"})

    document = Document.objects.get(state="read")
    assert "<html" not in part
    assert "hx-get" not in part
    assert f"/en/documents/{document.slug}/" in part
    assert document.place is not None


def test_bad_files_are_refused_with_a_sentence_and_good_ones_are_read(
    editor: Client, tmp_path: Path
) -> None:
    lines_pdf(tmp_path / "locked.pdf", [["secret"]], encrypt="password")
    locked = (tmp_path / "locked.pdf").read_bytes()
    answer = _send(
        editor,
        ("empty.pdf", b""),
        ("renamed.pdf", b"PK\x03\x04 no pdf"),
        ("locked.pdf", locked),
        ("plan.txt", PLAN),
    )
    read_waiting()

    page = _progress(editor, answer)

    assert "4 of 4 done" in page
    assert "“empty.pdf” is empty." in page
    assert "“renamed.pdf” is not what its ending says" in page
    assert "“locked.pdf” is locked by a password." in page
    assert "Read and stored." in page


def test_a_file_that_is_too_large_is_refused_and_the_others_are_kept(
    editor: Client, settings: Settings
) -> None:
    settings.JALON_LARGEST_FILE_BYTES = 2_000_000

    answer = _send(editor, ("huge.txt", b"x" * 3_000_000), ("plan.txt", PLAN))

    page = _progress(editor, answer)
    assert "“huge.txt” has 3 MB; at most 2 MB are read." in page
    assert "1 of 2 done" in page


def test_the_name_of_a_file_cannot_bring_markup(editor: Client) -> None:
    answer = _send(editor, ("<img src=x onerror=alert(1)>.txt", b""))
    read_waiting()

    assert "<img src=x" not in _progress(editor, answer)


def test_the_same_file_twice_is_told_as_known(editor: Client) -> None:
    _send(editor, ("plan.txt", PLAN))
    read_waiting()
    again = _send(editor, ("copy.txt", PLAN))
    read_waiting()

    assert "nothing was doubled" in _progress(editor, again)


def test_a_form_without_files_says_what_is_missing(editor: Client) -> None:
    answer = editor.post("/en/documents/upload/", {"place": "PRT"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Choose one or more files." in page
    assert '<option value="PRT" selected>' in page


def test_an_unknown_place_is_an_error_of_the_form(editor: Client) -> None:
    answer = _send(editor, ("plan.txt", PLAN), place="XXX")

    assert answer.status_code == 400
    assert not Intake.objects.exists()


def test_files_that_nobody_takes_up_lead_to_a_hint(editor: Client) -> None:
    answer = _send(editor, ("plan.txt", PLAN))
    Intake.objects.update(received_at=timezone.now() - timedelta(minutes=5))

    assert "jalon start" in _progress(editor, answer)


def test_progress_of_many_files_asks_the_database_few_times(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    answer = _send(editor, *[(f"{n}.txt", PLAN + bytes([n])) for n in range(65, 85)])

    with django_assert_max_num_queries(15):
        _progress(editor, answer)
