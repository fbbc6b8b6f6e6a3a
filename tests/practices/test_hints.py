"""Words to think about are shown to those who write, and keep nobody from submitting."""

import pytest

from tests.factories import load_reference
from tests.practices.staff import Staff, begin, edition, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    load_reference()
    return make_staff()


def _written(staff: Staff, summary: str) -> str:
    slug = begin(staff)
    fields = {"kind": "law", "title": "Desk", "language": "en", "summary": summary}
    staff.post("writer", f"{slug}/edit/what/", edition=edition(slug), **fields)
    return slug


def test_a_word_to_think_about_is_shown_once_with_what_to_write(staff: Staff) -> None:
    slug = _written(staff, "It counts illegal migrants. Illegal migrants are counted.")

    page = staff.page("writer", f"initiatives/{slug}/draft/")

    assert "1 word to think about" in page
    assert "<mark>illegal migrants</mark> → <b>migrant in an irregular situation</b>" in page
    assert "keeps nobody from submitting" in page


def test_the_hint_stands_on_the_section_in_which_it_is_written(staff: Staff) -> None:
    slug = _written(staff, "It counts illegal migrants.")

    assert "to think about" in staff.page("writer", f"initiatives/{slug}/edit/what/")
    assert "to think about" not in staff.page("writer", f"initiatives/{slug}/edit/who/")


def test_other_words_and_quotations_have_no_hint(staff: Staff) -> None:
    slug = _written(staff, "It asks who wrote “illegal migrants” in 1980.")

    assert "to think about" not in staff.page("writer", f"initiatives/{slug}/draft/")
