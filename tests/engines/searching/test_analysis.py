from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jalon.engines.searching.analysis import Analyser, analyser, chunk_pieces, prepare
from jalon.engines.searching.analysis import _alphabetic_pieces as long_way
from jalon.engines.searching.stems import stem, stem_language

LANGUAGES = st.sampled_from(["en", "fr", "es", "ru", "ar", "zh-Hans", "", "und", "pt"])
WORDS = st.text(
    st.sampled_from("aeéœIlns dqu'’-/.()%0123456789²мйё٣هجرة移民\u00ad\u0301«,"), max_size=60
)


@pytest.mark.parametrize(
    ("lang", "text", "terms"),
    [
        ("fr", "L’accord d'août", ["accord", "aout"]),
        ("fr", "jusqu’à l'OIT", ["a", "oit"]),
        ("fr", "d ’examen qu 'on", ["examen", "on"]),
        ("fr", "l’ accord", ["accord"]),
        ("en", "migrants’ and the migrant's rights", ["migrant", "and", "the", "migrant", "right"]),
        ("en", "ILO’s", ["ilo"]),
        ("en", "A/75/542 and C189", ["a", "75", "542", "and", "c", "189"]),
        ("en", "10.7.1 6(c)", ["10", "7", "1", "6", "c"]),
        ("en", "Compact²⁶ x²", ["compact", "x"]),
        ("fr", "sécurités", ["securit"]),
        ("es", "migraciones", ["migracion"]),
        ("ru", "миграции", ["миграц"]),
        ("ar", "والهجرة", ["هجر"]),
        ("ar", "للمهاجرين", ["مهاجر"]),
        ("zh-Hans", "移民政策", ["移", "民", "政", "策"]),
        ("zh-Hans", "和ILO签署C189", ["和", "ilo", "签", "署", "c", "189"]),
    ],
)
def test_a_text_becomes_these_terms(lang: str, text: str, terms: list[str]) -> None:
    assert [piece.term for piece in analyser(lang).pieces(text)] == terms


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("(A/75/542)", "a/75/542"),
        ("C189,", "c189"),
        ("10.7.1.", "10.7.1"),
        ("97 %", "97%"),
        ("97\u202f%", "97%"),
        ("1,000", "1000"),
        ("non-discrimination", "non-discrimination"),
        ("l’OIT", "^oit"),
        ("SDGs", "^sdg"),
        ("МОТ", "^мот"),
        ("移民政策", "民政"),
    ],
)
def test_symbols_acronyms_and_pairs_stay_whole(text: str, whole: str) -> None:
    _, words = analyser("fr").fields(text)

    assert whole in words.split()


def test_small_words_and_headings_are_not_acronyms() -> None:
    _, words = analyser("en").fields("a I un RECOMMENDATIONS هجرة")

    assert "^" not in words


def test_an_accent_makes_no_difference_to_a_stem() -> None:
    for lang in ("fr", "es"):
        plain = analyser(lang).pieces("securites migraciones etaient")
        accented = analyser(lang).pieces("sécurités migraciónes étaient")

        assert [p.term for p in plain] == [p.term for p in accented]


@given(WORDS | st.text(max_size=80), LANGUAGES)
@settings(max_examples=300)
def test_marking_sees_the_terms_that_are_indexed(text: str, lang: str) -> None:
    body, _ = analyser(lang).fields(text)

    assert body.split() == [piece.term for piece in analyser(lang).pieces(text)]


@given(WORDS | st.text(max_size=80), LANGUAGES)
@settings(max_examples=300)
def test_pieces_stand_in_order_inside_the_text(text: str, lang: str) -> None:
    pieces = analyser(lang).pieces(text)

    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    assert all(a.start <= b.start for a, b in pairwise(pieces))
    assert all(piece.term and not piece.term.isspace() for piece in pieces)


@given(st.text(max_size=30), LANGUAGES)
@example("«sécurité»,", "fr")
@example("(OIT)", "fr")
def test_the_short_way_gives_what_the_long_way_gives(text: str, lang: str) -> None:
    latin = stem_language(lang)
    for chunk in text.split():
        pieces = chunk_pieces(chunk, latin)

        if not any(character >= "\u3040" for character in chunk):
            assert list(pieces) == long_way(chunk, 0, latin)


@given(WORDS)
def test_preparing_keeps_the_length(text: str) -> None:
    assert len(prepare(text)) == len(text)


@given(st.text(max_size=40), LANGUAGES)
def test_a_stem_is_never_empty(word: str, lang: str) -> None:
    assert not word or stem(word, stem_language(lang))


def test_an_analyser_forgets_when_it_has_met_too_many_chunks(monkeypatch) -> None:
    monkeypatch.setattr("jalon.engines.searching.analysis._MOST_REMEMBERED", 3)
    terms = Analyser("en")

    for number in range(10):
        assert terms.fields(f"word{number}")[0] == f"word {number}"

    assert len(terms._body) <= 3
