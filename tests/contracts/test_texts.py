import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale
from tools import texts

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
"""Languages of the interface that need a translation: the texts in the code are English."""

AGAINST_FRENCH_USE = re.compile(
    r"(?<!\u202f)[;?!](?=\s|$)|(?<!\u00a0):(?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»|[“”]|\w'\w"
)
"""Marks that French sets otherwise, as `docs/reference/translation.md` says."""


def _french() -> list[str]:
    catalog = texts.read(to_locale("fr"))
    forms = [form for item in catalog if item.id for form in texts.forms(item.string)]
    return [re.sub(r"\{\{.*\}\}|<[^>]*>|\S+://\S+", "", form) for form in forms]


def test_every_text_is_collected_and_translated() -> None:
    problems = texts.problems()

    assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_interface_has_a_catalogue(language: str) -> None:
    assert to_locale(language) in texts.languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_ready_to_be_compiled(language: str) -> None:
    catalog = texts.read(to_locale(language))

    guesses = [item.id for item in catalog if item.fuzzy]

    assert not catalog.fuzzy
    assert guesses == []


def test_french_is_set_as_french_is() -> None:
    odd = [text for text in _french() if AGAINST_FRENCH_USE.search(text)]

    assert odd == []


def test_a_translation_that_loses_a_fact_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid "p. {page}"\nmsgstr "page"\n', encoding="utf-8")
    monkeypatch.setattr(texts, "LOCALES", tmp_path)

    problems = texts.problems()

    assert "fr: a fact is lost in: page" in problems
