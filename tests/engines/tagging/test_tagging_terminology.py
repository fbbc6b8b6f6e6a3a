"""Terms to avoid: found where they are meant, and left alone where they are others' words."""

import pytest

from jalon.engines.tagging.terminology import check_terms, terms


def found(text: str, lang: str) -> list[str]:
    return [caution.term.id for caution in check_terms(text, lang)]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_every_form_of_every_term_is_found(lang: str) -> None:
    for term in terms():
        for form in term.avoid[lang]:
            assert term.id in found(f"... {form} ...", lang), form


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Illegal immigrants came.", "en", ["illegal-migrant"]),
        ("Illegal immigration fell.", "en", ["illegal-migration"]),
        ("Les migrantes clandestines", "fr", ["illegal-migrant"]),
        ("le trafic d’êtres humains", "fr", ["trafficking-smuggling"]),
        ("los inmigrantes ilegales", "es", ["illegal-migrant"]),
        ("las trabajadoras poco calificadas", "es", ["low-skilled"]),
        ("The contract was illegal.", "en", []),
        ("migrants in situations of vulnerability", "en", []),
    ],
)
def test_plural_and_gender_do_not_matter(text: str, lang: str, wanted: list[str]) -> None:
    assert found(text, lang) == wanted


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("He spoke of “illegal migrants”.", "en"),
        ("l’expression « migrants clandestins »", "fr"),
        ('el término "inmigrante ilegal"', "es"),
        ("le Protocole contre le trafic illicite de migrants", "fr"),
    ],
)
def test_quotations_and_names_of_instruments_are_left_alone(text: str, lang: str) -> None:
    assert found(text, lang) == []


def test_languages_without_terms_have_no_cautions() -> None:
    assert check_terms("незаконные мигранты", "ru") == []


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_each_term_says_what_to_write_and_why(lang: str) -> None:
    assert all(term.prefer[lang] and term.why[lang].endswith((".", "»")) for term in terms())


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_what_is_preferred_is_not_itself_a_term_to_avoid(lang: str) -> None:
    assert [found(term.prefer[lang], lang) for term in terms()] == [[] for _ in terms()]


def test_a_plural_in_aux_is_the_same_term() -> None:
    (found,) = check_terms("Les migrants illégaux sont comptés.", "fr")

    assert (found.text, found.term.id) == ("migrants illégaux", "illegal-migrant")
