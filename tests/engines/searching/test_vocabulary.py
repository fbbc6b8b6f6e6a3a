import pytest

from jalon.engines.searching import Vocabulary, WordList, packaged_words, standard_equivalents

WORDS = WordList(
    groups=[
        {"en": ["remittances"], "fr": ["envois de fonds"], "es": ["remesas"], "zh-Hans": ["汇款"]},
        {"en": ["search and rescue"], "fr": ["recherche et sauvetage"]},
    ],
    same="synonym",
)
CONCEPTS = WordList(
    groups=[{"en": ["rescue sea", "search rescue"], "fr": ["sauvetage mer", "naufrage"]}],
    same="concept",
    other="concept",
    loose=True,
    only_whole=True,
)
PLACES = WordList(groups=[{"en": ["Chad", "CAR"], "fr": ["Tchad"], "ru": ["Чад"]}], exact=True)


@pytest.fixture
def vocabulary() -> Vocabulary:
    usual = standard_equivalents().is_usual
    return Vocabulary([WORDS, PLACES, CONCEPTS], is_usual=usual)


def _told(vocabulary: Vocabulary, text: str) -> list[str]:
    return [expansion.reason for expansion in vocabulary.expansions(text)]


def test_a_word_in_any_form_and_language_finds_its_group(vocabulary: Vocabulary) -> None:
    assert _told(vocabulary, "remittance") == [
        "other language: envois de fonds",
        "other language: remesas",
        "other language: 汇款",
    ]
    assert "other language: remittances" in _told(vocabulary, "les ENVOIS de fonds")
    assert "other language: remittances" in _told(vocabulary, "汇款")


def test_small_words_do_not_matter_but_may_stand_between(vocabulary: Vocabulary) -> None:
    found = vocabulary.expansions("search rescue")

    assert found[0].terms == ("recherche sauvetage",)
    assert found[0].slop == 2
    assert [expansion.reason for expansion in found] == [
        "other language: recherche et sauvetage",
        "concept: rescue sea",
        "concept: sauvetage mer",
        "concept: naufrage",
    ]


def test_names_are_met_by_their_letters_and_acronyms_in_capitals(vocabulary: Vocabulary) -> None:
    assert "other language: Tchad" in _told(vocabulary, "chad")
    assert _told(vocabulary, "chads") == []
    assert "other language: Tchad" in _told(vocabulary, "CAR")
    assert _told(vocabulary, "car") == []


@pytest.mark.parametrize(
    "text", ["", '"remittances"', "-remittances", "remit*", "the of", "kind:x"]
)
def test_what_is_no_plain_word_has_no_other_words(vocabulary: Vocabulary, text: str) -> None:
    assert _told(vocabulary, text) == []


def test_only_the_languages_that_are_searched(vocabulary: Vocabulary) -> None:
    found = vocabulary.expansions("remittances", langs=("es",))

    assert [expansion.lang for expansion in found] == ["es"]


@pytest.mark.parametrize("section", ["groups", "families"])
def test_packaged_words_are_in_known_languages(section: str) -> None:
    for group in packaged_words(section):
        assert set(group) <= {"en", "fr", "es", "ar", "ru", "zh-Hans"}
        assert len(group) > 1
        assert all(term == term.strip() and term for terms in group.values() for term in terms)
