"""Words to think about: the list, the page on which a text is checked, the command, the API."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from jalon.engines.tagging import terms
from jalon.library.queries.terms import checked_text, term_lines, terms_found

TEXT = "Illegal migrants came. The law of 1980 on “illegal migrants” stays."


def test_a_text_is_cut_where_something_was_found() -> None:
    checked = checked_text(TEXT)

    assert "".join(piece.text for piece in checked.pieces) == TEXT
    assert (checked.pieces[0].text, checked.pieces[0].number) == ("Illegal migrants", 1)
    assert checked.lang == "en"


def test_a_text_in_a_language_without_terms_says_so() -> None:
    checked = checked_text("Незаконные мигранты пересекли границу.")

    assert (checked.lang, checked.is_known, checked.found) == ("ru", False, ())


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_each_term_has_all_its_words_in_each_language(lang: str) -> None:
    lines = term_lines(lang)

    assert len(lines) == len(terms())
    assert all(line.avoid and line.prefer and line.why for line in lines)


def test_terms_are_found_by_any_of_their_words() -> None:
    assert "illegal-migrant" in {line.id for line in term_lines("fr", "situation irreguliere")}
    assert term_lines("fr", "zèbre") == []


@pytest.mark.django_db
def test_a_text_is_checked_without_script(client: Client) -> None:
    page = client.post("/en/terms/", {"text": TEXT, "lang": "und"}).content.decode()

    assert "1 word to think about" in page
    assert "<mark>Illegal migrants</mark> → <b>migrant in an irregular situation</b>" in page
    assert page.count("<mark>") == 2


@pytest.mark.django_db
def test_nothing_of_a_checked_text_is_kept(client: Client) -> None:
    answer = client.post("/en/terms/", {"text": f"{TEXT} <b>bold</b>", "lang": "en"})
    after = client.get("/en/terms/").content.decode()

    assert "no-store" in answer["Cache-Control"]
    assert "&lt;b&gt;bold&lt;/b&gt;" in answer.content.decode()
    assert "The law of 1980" not in after


@pytest.mark.django_db
@pytest.mark.parametrize(("letters", "status"), [(20_000, 200), (20_001, 400)])
def test_a_text_is_as_long_as_said(client: Client, letters: int, status: int) -> None:
    answer = client.post("/en/terms/", {"text": "a" * letters, "lang": "en"})

    assert answer.status_code == status


@pytest.mark.django_db
def test_the_page_says_how_sure_each_advice_is(client: Client) -> None:
    page = client.get("/fr/terms/").content.decode()

    assert "migrant en situation irrégulière" in page
    states = [one.strip() for one in re.findall(r'<p class="kicker"><span>([^<:]+)', page)]
    assert len(states) == len(term_lines("fr"))
    assert set(states) == {"confirmé", "non confirmé"}


@pytest.mark.django_db
def test_terms_are_found_and_shown_in_a_language_of_choice(client: Client) -> None:
    found = client.get("/ar/terms/?lang=es&q=irregular").content.decode()
    nothing = client.get("/en/terms/?q=zebra").content.decode()

    assert "migrante en situación irregular" in found
    assert "No term has these words" in nothing


@pytest.mark.django_db
def test_machines_read_the_list(client: Client) -> None:
    answer = client.get("/api/v1/terms?lang=fr").json()

    first = answer["data"][0]
    assert first["id"] == "illegal-migrant"
    assert first["prefer"]["fr"] == "migrant en situation irrégulière"
    assert {row["status"] for row in answer["data"]} == {"confirmed", "unconfirmed"}


def _terms(*arguments: str) -> str:
    out = io.StringIO()
    call_command("terms", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_names_file_label_and_advice(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"1. Nothing here.\n\n2. {TEXT}\n\n3. The end.\n", encoding="utf-8")

    (find,) = json.loads(_terms(str(file), "--json"))["found"]

    assert (find["file"], find["label"], find["lang"]) == (str(file), "2", "en")
    assert find["prefer"] == "migrant in an irregular situation"
    assert f"{file} [2]: “Illegal migrants” → " in _terms(str(file))


def test_the_command_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("Une vague de migrants est arrivée dans la ville.")
    )

    (find,) = json.loads(_terms("-", "--json"))["found"]

    assert (find["file"], find["text"]) == ("-", "vague de migrants")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")

    told = json.loads(_terms(str(tmp_path), "--json"))

    assert [row["error"] for row in told["refused"]] == ["file-empty"]
    assert len(told["found"]) == 1


def test_a_language_in_full_is_understood() -> None:
    assert [one.text for one in terms_found("Los migrantes ilegales.", "es-MX")] == [
        "migrantes ilegales"
    ]
