"""Places named in texts."""

import pytest

from jalon.engines.tagging import PlaceFinder

FINDER = PlaceFinder(
    {
        "GIN": ["Guinea", "Guinée"],
        "GNQ": ["Equatorial Guinea", "Guinée équatoriale"],
        "GNB": ["Guinea-Bissau", "Guinée-Bissau"],
        "COG": ["Congo", "Congo-Brazzaville"],
        "COD": ["Democratic Republic of the Congo", "République démocratique du Congo", "RDC"],
        "TCD": ["Chad", "Tchad"],
        "CIV": ["Côte d’Ivoire"],
        "JOR": ["Jordan", "الأردن"],
        "PRT": ["Portugal", "Португалия", "葡萄牙", "البرتغال"],
        "NER": ["Niger"],
        "NGA": ["Nigeria"],
        "GEO": ["Georgia"],
        "USG": ["Georgia"],
    }
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("from Equatorial Guinea to Guinea and Guinea-Bissau", ["GNQ", "GIN", "GNB"]),
        ("le Congo et la République démocratique du Congo", ["COG", "COD"]),
        ("En RDC, au Tchad et en Côte d'Ivoire", ["COD", "TCD", "CIV"]),
        ("the chad of the ballot", []),
        ("le rdc de l’immeuble", []),
        ("NIGER AND NIGERIA", ["NER", "NGA"]),
        ("piracy in the Gulf of Guinea", []),
        ("в Португалии", ["PRT"]),
        ("葡萄牙政府", ["PRT"]),
        ("Georgia", []),
        ("nothing here", []),
    ],
)
def test_the_longest_name_wins_and_names_have_capitals(text: str, codes: list[str]) -> None:
    assert [mention.code for mention in FINDER.find(text)] == codes


def test_arabic_prefixes_are_taken_off() -> None:
    assert [mention.code for mention in FINDER.find("والأردن بالبرتغال", "ar")] == ["JOR", "PRT"]


def test_offsets_cover_the_name() -> None:
    text = "En Guinée équatoriale, rien."

    [mention] = FINDER.find(text)

    assert text[mention.start : mention.end] == mention.text == "Guinée équatoriale"


def test_a_finder_without_names_finds_nothing() -> None:
    assert PlaceFinder({}).find("Portugal") == []
