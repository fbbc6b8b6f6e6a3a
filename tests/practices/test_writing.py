"""Writing initiatives in the browser: sections, errors, saving over each other, languages."""

from datetime import date

import pytest

from jalon.base.models import Act, Version
from jalon.practices.models import Initiative
from tests.factories import load_reference, make_document
from tests.practices.staff import (
    SECTIONS,
    SUMMARY,
    TITLE,
    Staff,
    begin,
    edition,
    fill,
    make_staff,
    publish,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def staff() -> Staff:
    load_reference()
    return make_staff()


def _content(slug: str) -> dict[str, object]:
    return dict(Version.objects.filter(subject=f"initiative:{slug}").latest("number").content)


def test_a_draft_begins_with_its_title_in_the_language_chosen(staff: Staff) -> None:
    form = staff.page("writer", "initiatives/new/", language="ar")
    slug = begin(staff)

    assert '<option value="ar" selected>' in form
    assert slug.startswith("numbatfield-desk-")
    assert _content(slug)["title"]["original"] == "en"  # type: ignore[index]  # JSON


def test_who_writes_for_no_body_is_told_who_does(staff: Staff) -> None:
    assert "You write for no body" in staff.page("validator", "initiatives/new/")
    assert "Write an initiative" not in staff.page("validator", "initiatives/")
    assert "Write an initiative" in staff.page("writer", "initiatives/")


def test_a_body_of_others_is_refused(staff: Staff) -> None:
    fields = {"body": staff.body.pk, "language": "en", "kind": "law", "title": "T"}

    staff.post("stranger", "new/", 403, **fields)

    assert not Version.objects.exists()


def test_sections_lead_to_each_other_and_to_the_draft(staff: Staff) -> None:
    slug = begin(staff)
    fields = {"edition": edition(slug), **SECTIONS["what"]}

    onward = staff.post("writer", f"{slug}/edit/what/", **fields)
    fields["edition"] = edition(slug)
    again = staff.post("writer", f"{slug}/edit/what/", then="stay", **fields)
    whole = staff.post("writer", f"{slug}/edit/what/", then="draft", **fields)

    assert onward.endswith("/edit/who/")
    assert again.endswith("/edit/what/")
    assert whole.endswith("/draft/")


def test_everything_typed_is_in_the_draft(staff: Staff) -> None:
    slug = begin(staff)
    fill(staff, slug)

    page = staff.page("reviewer", f"initiatives/{slug}/draft/")

    for told in (TITLE, SUMMARY, "Union", "1,204", "workers", "X/1 §12", "Portugal", "Morocco"):
        assert told in page
    assert "/en/objectives/21/" in page
    assert "The source itself names these objectives" in page


@pytest.mark.parametrize("section", ["who", "places", "figures", "languages"])
def test_an_empty_section_may_be_saved(staff: Staff, section: str) -> None:
    slug = begin(staff)

    staff.post("writer", f"{slug}/edit/{section}/", edition=edition(slug))


def test_a_draft_says_what_is_missing_and_where_it_is_written(staff: Staff) -> None:
    slug = begin(staff)

    page = staff.page("writer", f"initiatives/{slug}/draft/")
    refused = staff.move("writer", slug, "submit", status=400)

    assert "4 things are missing" in page
    assert f"/en/initiatives/{slug}/edit/source/" in page
    assert "at least one objective" in refused


ODD = [
    ("who", {"year_from": "2021", "year_to": "2020"}, "lies before the first"),
    ("who", {"year_from": "twenty"}, "whole number"),
    ("places", {"places": ["Portugal", "Atlantis"]}, "Atlantis"),
    ("source", {"document": "No such report"}, "No public document of the library"),
    ("source", {"source_url": "javascript:alert(1)"}, "valid URL"),
    ("source", {"source_url": "ftp://example.org/x"}, "not the address of a page of the web"),
    ("figures", {"value_0": "many", "unit_0": "workers"}, "not a number"),
    ("figures", {"value_0": "12", "unit_0": ""}, "needs a number and a unit"),
    ("objectives", {"objectives": ["gcm:99"]}, "gcm:99"),
    ("what", {"title": "x" * 301, "kind": "law", "language": "en"}, "at most 300"),
]


@pytest.mark.parametrize(("section", "typed", "told"), ODD)
def test_what_is_typed_oddly_is_kept_and_told(
    staff: Staff, section: str, typed: dict[str, object], told: str
) -> None:
    slug = begin(staff)
    before = _content(slug)

    page = staff.post("writer", f"{slug}/edit/{section}/", 400, edition=1, **typed)

    assert told in page
    for value in typed.values():
        one = value[-1] if isinstance(value, list) else str(value)
        assert f'value="{one}"' in page or f">{one}</textarea>" in page or section == "objectives"
    assert _content(slug) == before


def test_a_document_is_found_by_symbol_title_or_slug(staff: Staff) -> None:
    slug = begin(staff)
    make_document(slug="report", symbol="X/1", title="Report on desks")

    for typed in ("X/1", "Report on desks", "report", "X/1 · Report on desks"):
        fields = {"document": typed, "paragraph": typed[:3], "edition": edition(slug)}
        staff.post("writer", f"{slug}/edit/source/", **fields)
        assert _content(slug)["document"] == "report"


def test_a_document_that_is_not_public_is_not_cited(staff: Staff) -> None:
    slug = begin(staff)
    hidden = make_document(slug="plan", symbol="P/1", owner=staff.body, is_public=False)
    fields = {"document": "P/1", "paragraph": "1", "edition": 1}

    assert "No public document" in staff.post("writer", f"{slug}/edit/source/", 400, **fields)

    fill(staff, slug)
    Version.objects.update(content=_content(slug) | {"document": hidden.slug})
    assert "is not public" in staff.move("writer", slug, "submit", status=400)


def test_nobody_saves_over_another_unseen(staff: Staff) -> None:
    slug = begin(staff)
    old = edition(slug)
    theirs = SECTIONS["what"] | {"summary": "It greets all workers."}
    staff.post("colleague", f"{slug}/edit/what/", edition=old, **theirs)

    page = staff.post("writer", f"{slug}/edit/what/", 409, edition=old, **SECTIONS["what"])

    assert "Bao saved this draft while you wrote" in page
    assert "It greets all workers." not in _typed(page)
    assert SUMMARY in _typed(page)
    assert "<del>" in page
    assert f'name="edition" value="{old + 1}"' in page


def _typed(page: str) -> str:
    """What stands in the field of the summary."""
    return page.partition("</textarea>")[0].rpartition(">")[2]


def test_what_was_looked_at_can_be_saved_over(staff: Staff) -> None:
    slug = begin(staff)
    old = edition(slug)
    theirs = SECTIONS["what"] | {"summary": "It greets all workers."}
    staff.post("colleague", f"{slug}/edit/what/", edition=old, **theirs)
    staff.post("writer", f"{slug}/edit/what/", edition=old + 1, **SECTIONS["what"])

    acts = list(Act.objects.filter(act="edit initiative").order_by("id"))

    assert _content(slug)["summary"]["told"]["en"]["text"] == SUMMARY  # type: ignore[index]  # JSON
    assert [act.after["version"] for act in acts] == [1, 1]


def test_a_draft_saves_itself_while_somebody_writes(staff: Staff) -> None:
    slug = begin(staff)
    client = staff.client("writer")
    path = f"/en/initiatives/{slug}/edit/what/"

    saved = client.post(path, {"edition": 1, **SECTIONS["what"]}, headers=HTMX).content.decode()
    odd = client.post(path, {"edition": 2, "kind": "no", "language": "en"}, headers=HTMX)
    late = client.post(path, {"edition": 1, **SECTIONS["what"], "title": "T"}, headers=HTMX)

    assert "Saved at" in saved
    assert 'value="2"' in saved
    assert "Not saved yet" in odd.content.decode()
    assert (odd.status_code, late.status_code) == (200, 409)
    assert "<html" not in saved + late.content.decode()


def test_saving_again_and_again_is_one_line_of_history(staff: Staff) -> None:
    slug = begin(staff)
    for title in ("One", "Two", "Three"):
        typed = SECTIONS["what"] | {"title": title, "edition": edition(slug)}
        staff.post("writer", f"{slug}/edit/what/", **typed)

    page = staff.page("writer", f"history/initiative/{slug}/")

    assert page.count("Draft written") == 1
    assert "Three" in page
    assert "Two" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("reviewer", 403), ("validator", 403), ("stranger", 404), ("reader", 403)]
)
def test_only_writers_of_the_body_write(staff: Staff, who: str, status: int) -> None:
    slug = begin(staff)

    staff.page(who, f"initiatives/{slug}/edit/what/", status)
    staff.post(who, f"{slug}/edit/what/", status, edition=1, **SECTIONS["what"])

    assert _content(slug)["summary"] == {"original": "en", "told": {}}


def test_what_is_submitted_is_not_written(staff: Staff) -> None:
    slug = begin(staff)
    fill(staff, slug)
    staff.move("writer", slug, "submit")

    page = staff.page("writer", f"initiatives/{slug}/edit/what/", 400)

    assert "cannot be written now" in page


def test_an_unknown_section_or_move_is_not_found(staff: Staff) -> None:
    slug = begin(staff)

    staff.page("writer", f"initiatives/{slug}/edit/nothing/", 404)
    staff.move("writer", slug, "fly", status=404)


def _translate(staff: Staff, slug: str, **typed: object) -> None:
    staff.post("writer", f"{slug}/edit/languages/", edition=edition(slug), **typed)


def test_a_translation_that_is_older_says_so_until_somebody_compares(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = begin(staff)
    fill(staff, slug)
    _translate(staff, slug, title_fr="Guichet", summary_fr="Il accueille.")
    changed = SECTIONS["what"] | {"summary": "It closed.", "edition": edition(slug)}
    monkeypatch.setattr("jalon.practices.forms.writing.today", lambda: date(2026, 5, 4))
    staff.post("writer", f"{slug}/edit/what/", **changed)

    older = staff.page("writer", f"initiatives/{slug}/draft/?lang=fr")
    _translate(staff, slug, title_fr="Guichet", summary_fr="Il a fermé.", fits_fr="on")
    compared = staff.page("writer", f"initiatives/{slug}/draft/?lang=fr")

    assert "The original has changed since May 4, 2026" in older
    assert "Translated from English." in older
    assert "The original has changed" not in compared


def test_a_machine_translation_is_never_shown_as_a_persons(staff: Staff) -> None:
    slug = begin(staff)
    fill(staff, slug)
    _translate(staff, slug, title_ar="مكتب", summary_ar="يستقبل العمال.", machine_ar="on")
    publish(staff, slug)

    row = Initiative.objects.get()
    arabic = staff.page("visitor", f"initiatives/{slug}/", language="ar")
    asked = staff.page("visitor", f"initiatives/{slug}/?lang=ar")

    assert set(row.title) == {"en"}
    assert f'<h1 lang="en" dir="ltr">{TITLE}</h1>' in arabic
    assert '<h1 lang="ar" dir="rtl">مكتب</h1>' in asked
    assert "by a machine; nobody has checked it" in asked
    assert "مكتب" not in staff.page("visitor", "initiatives/", language="ar")


def test_the_language_of_the_original_can_be_mended_but_not_taken(staff: Staff) -> None:
    slug = begin(staff)
    typed = SECTIONS["what"] | {"title": "Guichet", "summary": "Il accueille."}
    _translate(staff, slug, title_es="Ventanilla")

    taken = {**typed, "language": "es", "edition": edition(slug)}
    assert "a translation into this language" in staff.post("writer", f"{slug}/edit/what/", 400, **taken)  # fmt: skip  # noqa: E501

    staff.post("writer", f"{slug}/edit/what/", **{**taken, "language": "fr"})
    title = _content(slug)["title"]
    assert title["original"] == "fr"  # type: ignore[index]  # JSON
    assert set(title["told"]) == {"fr", "es"}  # type: ignore[index]  # JSON


def test_titles_of_drafts_cannot_bring_markup(staff: Staff) -> None:
    slug = begin(staff, title="<script>alert(1)</script>")

    pages = staff.page("writer", f"initiatives/{slug}/draft/")
    pages += staff.page("writer", f"initiatives/{slug}/edit/what/")
    pages += staff.page("writer", "work/") + staff.page("writer", f"history/initiative/{slug}/")

    assert "<script>alert" not in pages


SHOWN = [
    ("what", [TITLE, SUMMARY]),
    ("who", ["Ministry of Numbers\nUnion", 'value="2021"']),
    ("objectives", ['value="gcm:21" checked', 'value="gcm:6" checked']),
    ("places", ['value="Portugal"', 'value="Morocco"', '<option value="Zambia">']),
    ("source", ['value="X/1"', '<option value="X/1 · Report on desks">', 'value="12"']),
    ("figures", ['value="1204"', 'value="workers"', 'value="1,204 workers"']),
    ("languages", ['value="Guichet"', "Il accueille.", "older than its original since", SUMMARY]),
]


@pytest.mark.parametrize(("section", "told"), SHOWN)
def test_each_section_shows_what_was_saved(staff: Staff, section: str, told: list[str]) -> None:
    slug = begin(staff)
    fill(staff, slug)
    _translate(staff, slug, title_fr="Guichet", summary_fr="Il accueille.")
    if section == "languages":
        changed = SECTIONS["what"] | {"title": "Another desk", "edition": edition(slug)}
        staff.post("writer", f"{slug}/edit/what/", **changed)

    page = staff.page("writer", f"initiatives/{slug}/edit/{section}/")

    missing = [one for one in told if one not in page]
    assert missing == []


def test_the_unit_in_other_languages_stays_while_it_is_the_same(staff: Staff) -> None:
    slug = begin(staff)
    figure = {"value": 3.5, "unit": {"en": "offices", "fr": "bureaux"}, "raw": ""}
    Version.objects.update(content=_content(slug) | {"figures": [figure]})
    typed = {"value_0": "4", "unit_0": "offices", "value_1": "2,5", "unit_1": "years"}

    staff.post("writer", f"{slug}/edit/figures/", edition=1, **typed)

    first, second = _content(slug)["figures"]  # type: ignore[misc]  # JSON
    assert first["unit"] == {"en": "offices", "fr": "bureaux"}
    assert second == {"value": 2.5, "unit": {"en": "years"}, "raw": ""}
