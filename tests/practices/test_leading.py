import pytest

from jalon.practices.public import InitiativeFilter, counts_by_objective, leading_initiatives
from tests.factories import load_reference, make_document, make_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def collection() -> None:
    """Many new initiatives on one objective, and a few old ones on another; one has no year."""
    load_reference()
    document = make_document(slug="plan")
    for number in range(12):
        make_initiative(slug=f"new-{number:02}", year_from=2020, places=("PRT",))
    make_initiative(slug="old", year_from=1999, objectives=("gcm:7", "gcm:6"), document=document)
    make_initiative(slug="undated", objectives=("gcm:7",))


def _leading(keep: InitiativeFilter, most: int) -> dict[str, list[str]]:
    found = leading_initiatives(keep, counts_by_objective(keep), most=most)
    return {code: [row.id for row in rows] for code, rows in found.items()}


def test_each_objective_leads_with_its_newest_initiatives() -> None:
    assert _leading(InitiativeFilter(), 1) == {"gcm:6": ["new-00"], "gcm:7": ["old"]}


def test_those_without_a_year_come_last() -> None:
    assert _leading(InitiativeFilter(), 3)["gcm:7"] == ["old", "undated"]


def test_only_those_of_a_place_or_of_documents_lead_when_asked() -> None:
    assert set(_leading(InitiativeFilter(place="PRT"), 2)) == {"gcm:6"}
    assert _leading(InitiativeFilter(documents=("plan",)), 5) == {
        "gcm:6": ["old"],
        "gcm:7": ["old"],
    }


def test_nothing_leads_where_nothing_is_wanted() -> None:
    assert _leading(InitiativeFilter(), 0) == {}
