from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.kernel.texts import (
    Hand,
    Texts,
    Told,
    UnknownLanguage,
    shown_language,
    statuses,
    stored,
    texts_of,
    wanted_language,
    written,
)

MONDAY, TUESDAY, FRIDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 8)


def _two() -> Texts:
    """A French original and its English translation, both of Monday."""
    texts = written(Texts(original="fr"), "fr", "Droit au travail", on=MONDAY)
    return written(texts, "en", "Right to work", on=MONDAY)


def test_a_translation_fits_the_original_it_was_made_from() -> None:
    texts = _two()

    assert not texts.is_older("en")
    assert texts.told["en"].of
    assert texts.told["fr"].of == ""


def test_a_translation_is_older_from_the_day_the_original_changed() -> None:
    texts = written(_two(), "fr", "Droit à un travail décent", on=TUESDAY)
    texts = written(texts, "fr", "Droit au travail décent", on=FRIDAY)

    assert texts.told["en"].older_since == "2026-05-05"
    assert not texts.is_older("fr")


def test_an_original_that_is_taken_back_makes_its_translation_fit_again() -> None:
    texts = written(_two(), "fr", "Droit à un travail décent", on=TUESDAY)

    back = written(texts, "fr", "Droit au travail", on=FRIDAY)

    assert not back.is_older("en")


def test_a_comma_in_an_older_translation_does_not_make_it_fit() -> None:
    texts = written(_two(), "fr", "Droit à un travail décent", on=TUESDAY)

    mended = written(texts, "en", "Right to work,", on=FRIDAY)

    assert mended.told["en"].older_since == "2026-05-05"
    assert mended.text("en") == "Right to work,"


@pytest.mark.parametrize("text", ["Right to work", "Right to decent work"])
def test_a_translation_that_somebody_compared_fits(text: str) -> None:
    texts = written(_two(), "fr", "Droit à un travail décent", on=TUESDAY)

    compared = written(texts, "en", text, on=FRIDAY, fits=True)

    assert not compared.is_older("en")
    assert compared.told["en"].on == "2026-05-08"


def test_an_empty_text_takes_the_language_away() -> None:
    assert list(written(_two(), "en", "  ", on=TUESDAY).told) == ["fr"]


def test_a_text_that_stays_keeps_its_day() -> None:
    same = written(_two(), "en", "Right to work ", on=FRIDAY)

    assert same == _two()


def test_what_a_machine_translated_is_not_among_what_people_wrote() -> None:
    texts = written(_two(), "ar", "الحق في العمل", on=MONDAY, by=Hand.MACHINE)

    assert set(texts.by_people) == {"fr", "en"}
    assert set(texts.by_language) == {"fr", "en", "ar"}


def test_a_machine_text_that_a_person_checked_is_theirs() -> None:
    texts = written(_two(), "ar", "الحق في العمل", on=MONDAY, by=Hand.MACHINE)

    checked = written(texts, "ar", "الحق في العمل", on=FRIDAY)

    assert "ar" in checked.by_people


def test_an_original_is_never_a_machines() -> None:
    texts = written(Texts(original="fr"), "fr", "Droit", on=MONDAY, by=Hand.MACHINE)

    assert texts.told["fr"].by is Hand.PERSON


def test_a_record_says_in_which_state_each_language_is() -> None:
    title = written(_two(), "fr", "Droit au travail décent", on=TUESDAY)
    summary = written(Texts(original="fr"), "fr", "Un accord.", on=MONDAY)
    summary = written(summary, "ar", "اتفاق", on=MONDAY, by=Hand.MACHINE)

    french, arabic, english = statuses([title, summary, Texts(original="fr")])

    assert (french.is_original, french.is_older, french.is_complete) == (True, False, True)
    assert (arabic.translated_from, arabic.is_by_machine, arabic.is_complete) == ("fr", True, False)
    assert (english.older_since, english.is_by_machine) == ("2026-05-05", False)


@pytest.mark.parametrize(
    ("asked", "interface", "shown"),
    [
        ("", "en", "en"),
        ("", "fr", "fr"),
        ("", "zh-hans", "fr"),
        ("en", "fr", "en"),
        ("xx", "en", "en"),
        ("", "ar", "fr"),
        ("ar", "en", "ar"),
    ],
)
def test_the_language_shown_is_asked_for_or_the_interfaces_or_the_original(
    asked: str, interface: str, shown: str
) -> None:
    texts = written(_two(), "ar", "الحق", on=MONDAY, by=Hand.MACHINE)

    assert shown_language(statuses([texts]), asked=asked, interface=interface) == shown


def test_a_record_without_a_word_is_shown_in_the_language_of_the_interface() -> None:
    assert shown_language([], interface="es") == "es"


@given(st.lists(st.tuples(st.sampled_from(["fr", "en", "ar"]), st.text(max_size=5))))
def test_texts_come_back_from_where_they_are_kept(steps: list[tuple[str, str]]) -> None:
    texts = Texts(original="fr")
    for language, text in steps:
        texts = written(texts, language, text, on=MONDAY)

    assert texts_of(stored(texts)) == texts


@pytest.mark.parametrize("value", [None, "x", 3, {"told": {"fr": "odd"}}])
def test_what_is_kept_oddly_is_an_empty_text(value: object) -> None:
    assert texts_of(value).by_language in ({}, {"told": "{'fr': 'odd'}"})


def test_a_plain_mapping_is_a_text_too() -> None:
    assert texts_of({"en": "Right", "fr": "Droit"}, original="fr") == Texts(
        original="fr", told={"en": Told(text="Right"), "fr": Told(text="Droit")}
    )


def test_records_are_written_in_the_six_languages() -> None:
    assert wanted_language("zh-hans") == "zh-Hans"
    with pytest.raises(UnknownLanguage, match="“de”"):
        wanted_language("de")
