import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.searching.folding import fold, readable


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sécurité", "securite"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("Niño", "nino"),
        ("ﬁnance", "finance"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("ЁЛКА", "елка"),
        ("международный", "международный"),
        ("и\u0306", "й"),
        ("الهِجْرَة", "الهجره"),
        ("إدارة أمن آمن", "اداره امن امن"),
        ("هجـــرة", "هجره"),
        ("٢٠١٨", "2018"),
        ("natu\u00adre", "nature"),
        ("e\u0301te\u0301", "ete"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same_characters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_case_of_usual_letters_does_not_matter(text: str) -> None:
    simple = "".join(c for c in text if len(c.upper()) == 1 and c.upper().lower() == c.lower())

    assert fold(simple.upper()) == fold(simple.lower())


@given(st.text(st.characters(), max_size=50))
def test_readable_text_can_always_be_encoded(text: str) -> None:
    clean = readable(text)

    assert "\0" not in clean
    assert clean.encode("utf-8").decode("utf-8") == clean
