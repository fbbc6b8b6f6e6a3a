"""Finding a place by what people call it."""

import pytest

from jalon.atlas.public import UnknownPlace, find_place


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("PRT", "PRT"),
        ("portugal", "PRT"),
        ("Côte d'Ivoire", "CIV"),
        ("Corée du Sud", "KOR"),
        ("Marruecos", "MAR"),
        ("Россия", "RUS"),
        ("الجزائر", "DZA"),
        ("中国", "CHN"),
        ("The Gambia", "GMB"),
        ("Niger", "NER"),
        ("150", "150"),
    ],
)
def test_a_place_is_found_by_code_or_by_name_in_six_languages(typed: str, code: str) -> None:
    assert find_place(typed).code == code


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownPlace, match=r"“Portugall”\. Nearest names: Portugal") as refusal:
        find_place("Portugall")

    assert refusal.value.code == "unknown-place"


def test_a_name_like_no_other_is_refused_without_guessing() -> None:
    with pytest.raises(UnknownPlace, match="Nearest names: –"):
        find_place("Zzyzx Qwrt")
