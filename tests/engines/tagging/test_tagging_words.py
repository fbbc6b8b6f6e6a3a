"""Words, stems, concepts and votes."""

import pytest

from jalon.engines.tagging.concepts import ASIDE, Concept, Lexicon, load_lexicon
from jalon.engines.tagging.finding import ConceptFinder
from jalon.engines.tagging.words import Stems, fold, guess_language, words_of

TERMS = {
    "en": ("recruitment fee", "AVRR", "child & school"),
    "fr": ("retour volontaire", "retour", "traite personnes"),
    "zh-Hans": ("移民数据",),
    "ar": ("الحماية القنصلية",),
}


def make_lexicon() -> Lexicon:
    concept = Concept(element="1", name="test", weight=1, terms=TERMS)
    return Lexicon(
        framework="test",
        version="1",
        concepts=(concept,),
        misleading={"fr": ("retour d’expérience",)},
        generic={},
        held_down={},
    )


def found(text: str, lang: str) -> list[str]:
    words = words_of(text)
    hits = ConceptFinder(make_lexicon(), Stems(lang)).find(words).hits
    return [" ".join(words[hit.first : hit.last + 1]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Recruitment fees are forbidden", "en", ["Recruitment fees"]),
        ("the AVRR programme", "en", ["AVRR"]),
        ("the avrr programme", "en", []),
        ("un retour d’expérience utile", "fr", []),
        ("les retours volontaires", "fr", ["retours volontaires"]),
        ("RETOUR VOLONTAIRE", "fr", ["RETOUR VOLONTAIRE"]),
        ("la traite des personnes", "fr", ["traite des personnes"]),
        ("le traitement des personnes", "fr", []),
        ("schools welcome every child", "en", ["schools welcome every child"]),
        ("收集移民数据", "zh-Hans", ["移 民 数 据"]),
        ("تعزيز الحماية القنصلية", "ar", ["الحماية القنصلية"]),
        ("rien", "fr", []),
    ],
)
def test_terms_are_found_by_stems(text: str, lang: str, expected: list[str]) -> None:
    assert found(text, lang) == expected


def test_two_sides_that_are_far_apart_do_not_meet() -> None:
    middle = " ".join(f"word{number}" for number in range(20))

    assert found(f"child {middle} school", "en") == []


def test_a_family_stands_for_its_words_in_a_pair() -> None:
    terms = {"en": ("survey & migra",)}
    concept = Concept(element="1", name="test", weight=1, terms=terms)
    families = {"en": {"migra": ("migration", "immigrant")}}
    lexicon = Lexicon(
        framework="test",
        version="1",
        concepts=(concept,),
        misleading={},
        generic={},
        held_down={},
        families=families,
    )

    finder = ConceptFinder(lexicon, Stems("en"))

    assert len(finder.find(words_of("a survey of immigrants")).hits) == 1
    assert finder.find(words_of("a survey of migraines")).hits == []


def test_accents_and_plurals_do_not_matter() -> None:
    french, spanish = Stems("fr"), Stems("es")

    assert french.stem("Sécurités") == french.stem("securite")
    assert spanish.stem("migraciones") == spanish.stem("migracion")
    assert french.stem("visas") != french.stem("viser")
    assert spanish.stem("período") != spanish.stem("periodistas")
    assert fold("Œuvre") == "oeuvre"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the rights of all migrants", "en"),
        ("les droits de tous les migrants", "fr"),
        ("los derechos de todas las personas migrantes", "es"),
        ("права всех мигрантов", "ru"),
        ("حقوق جميع المهاجرين", "ar"),
        ("所有移民的权利", "zh-Hans"),
        ("123", "und"),
    ],
)
def test_the_language_is_guessed_from_letters_and_small_words(text: str, lang: str) -> None:
    assert guess_language(words_of(text)) == lang


def test_a_framework_without_a_lexicon_has_none() -> None:
    assert load_lexicon("no-such-framework") is None


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_each_objective_has_terms_enough(lang: str) -> None:
    lexicon = load_lexicon("gcm")
    assert lexicon is not None

    counts = {str(number): 0 for number in range(1, 24)}
    for concept in (concept for concept in lexicon.concepts if concept.element != ASIDE):
        counts[concept.element] += len(concept.terms.get(lang, ()))

    assert min(counts.values()) >= 25, counts


@pytest.mark.parametrize("lang", ["ar", "ru", "zh-Hans"])
def test_each_objective_has_some_terms_in_the_other_languages(lang: str) -> None:
    lexicon = load_lexicon("gcm")
    assert lexicon is not None

    counts = {str(number): 0 for number in range(1, 24)}
    for concept in (concept for concept in lexicon.concepts if concept.element != ASIDE):
        counts[concept.element] += len(concept.terms.get(lang, ()))

    assert min(counts.values()) >= 5, counts
