import pytest

from jalon.atlas import queries
from jalon.atlas.packaged import packaged_places, searchable_names
from jalon.atlas.rules import PlaceKind
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import Language
from tests.factories import load_reference


def test_every_country_has_a_name_in_six_languages() -> None:
    countries = [place for place in packaged_places() if place.kind is PlaceKind.COUNTRY]

    lacking = [place.code for place in countries if set(place.name) != set(Language)]

    assert len(countries) > 240
    assert lacking == []


def test_both_congos_can_be_found_by_their_names() -> None:
    names = searchable_names()

    assert "République démocratique du Congo" in names["COD"]
    assert "République du Congo" in names["COG"]
    assert "001" not in names


@pytest.mark.django_db
def test_places_are_loaded_once() -> None:
    load_reference()
    load_reference()

    assert queries.place("NER").name["fr"] == "Niger"
    assert len(queries.all_places()) == len(packaged_places())
    assert set(queries.places(["PRT", "XXX"])) == {"PRT"}
    with pytest.raises(UnknownCode, match="XXX"):
        queries.place("XXX")
