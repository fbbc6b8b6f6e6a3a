import pytest

from jalon.engines.reading.blocks import Block, Role
from jalon.engines.reading.titles import title_of


def headings(*texts: str) -> list[Block]:
    return [Block(text=text, role=Role.HEADING) for text in texts]


def test_the_title_is_that_of_the_item_on_the_agenda() -> None:
    blocks = headings("BUREAU INTERNATIONAL DU TRAVAIL", "PREMIÈRE QUESTION À L’ORDRE DU JOUR")
    blocks += headings("Un plan pour les jardins de la ville", "Objet du document")

    assert title_of(blocks, None) == "Un plan pour les jardins de la ville"


def test_conclusions_of_a_meeting_take_its_name_and_lose_the_symbol() -> None:
    blocks = headings("ORGANISATION INTERNATIONALE DU TRAVAIL TTMLM/2013/14")
    blocks += headings("Réunion technique sur les jardins", "Genève 4-8 mai 2013", "Conclusions")

    assert title_of(blocks, None) == "Conclusions: Réunion technique sur les jardins"


def test_capitals_over_several_lines_are_one_title_and_fragments_are_none() -> None:
    blocks = headings("L’ORGANISATION POUR LES JARDINS POSE")
    blocks.append(Block(text="LE PRINCIPE SELON LEQUEL LES JARDINS SONT BEAUX"))
    blocks += headings("ISSN 1726-4030 ISBN 978-92-9068-750-4", "UN PLAN POUR LES JARDINS DE LA")
    blocks += headings("VILLE ET DE SES ENVIRONS", "EN 2018", "REVUE DES JARDINS")

    assert (
        title_of(blocks, None) == "UN PLAN POUR LES JARDINS DE LA VILLE ET DE SES ENVIRONS EN 2018"
    )


def test_the_largest_heading_of_the_first_page_wins() -> None:
    blocks = [
        Block(text="Using this material", role=Role.HEADING, level=2, page=1),
        Block(text="Needs of gardens", role=Role.HEADING, level=1, page=1),
    ]

    assert title_of(blocks, None) == "Needs of gardens"


@pytest.mark.parametrize(
    "proposed",
    ["Microsoft Word - x.doc", "report_final_v2", "gardens.indd", "UNITED NATIONS", "A75542", "  "],
)
def test_names_of_files_and_organisations_are_no_titles(proposed: str) -> None:
    assert title_of([], proposed) is None


def test_the_title_of_the_properties_stands_when_the_document_says_it() -> None:
    blocks = [*headings("Gardens 2020"), Block(text="This is the annual report on gardens.")]

    assert title_of(blocks, "Annual report on gardens") == "Annual report on gardens"
    assert title_of(blocks, "Template of the ministry") == "Gardens 2020"
    assert title_of(headings("Gardens"), "Gardens | The site of the town") == "Gardens"
    assert title_of([], "gardens-plan", "gardens plan") is None
