"""From draft to the public and back: journeys, and that drafts are nowhere but with their body."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from jalon.base.models import Notice
from jalon.base.public import SYSTEM
from jalon.practices.actions.loading import load_starter
from jalon.practices.models import Initiative
from jalon.search.public import flush_all, rebuild
from tests.factories import load_reference, make_initiative, make_person
from tests.practices.staff import (
    SECRETS,
    SECTIONS,
    SUMMARY,
    TITLE,
    Staff,
    begin,
    edition,
    fill,
    make_staff,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Iterator[Staff]:
    load_reference()
    rebuild()
    yield make_staff()
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def _draft(staff: Staff) -> str:
    """A complete draft, whose address does not hold the words of its title."""
    slug = begin(staff, title="Plain")
    fill(staff, slug)
    return slug


def _change(staff: Staff, slug: str, summary: str) -> None:
    typed = SECTIONS["what"] | {"summary": summary, "edition": edition(slug)}
    staff.post("writer", f"{slug}/edit/what/", **typed)


def test_an_initiative_goes_from_draft_to_the_public_and_into_the_archive(staff: Staff) -> None:
    slug = _draft(staff)
    staff.move("writer", slug, "submit")
    staff.move("validator", slug, "return", note="Say what came of it.")
    assert "Say what came of it." in staff.page("writer", f"initiatives/{slug}/draft/")
    _change(staff, slug, "It greets workers. Half of them found work.")
    publish(staff, slug)
    assert "Half of them found work." in staff.page("visitor", f"initiatives/{slug}/")

    staff.move("writer", slug, "begin-anew")
    _change(staff, slug, "It greets workers. Most of them found work.")
    assert "Half of them found work." in staff.page("visitor", f"initiatives/{slug}/")
    publish(staff, slug)
    assert "Most of them found work." in staff.page("visitor", f"initiatives/{slug}/")

    staff.move("validator", slug, "archive", note="It ended.")
    page = staff.page("visitor", f"initiatives/{slug}/", 410)
    assert "was public here until" in page
    assert TITLE not in staff.page("visitor", "initiatives/")


def test_what_is_published_is_a_row_with_owner_version_and_source(staff: Staff) -> None:
    slug = _draft(staff)
    publish(staff, slug)

    row = Initiative.objects.get(slug=slug)

    assert (row.owner_id, row.version, row.paragraph) == (staff.body.pk, 1, "12")
    assert row.published_at is not None
    assert {place.code for place in row.places.all()} == {"PRT", "MAR"}
    assert {element.code for element in row.elements.all()} == {"gcm:6", "gcm:21"}


def test_a_page_of_the_web_is_a_source_too(staff: Staff) -> None:
    slug = _draft(staff)
    source = {"source_url": "https://example.org/report", "source_title": "Annual report"}
    staff.post("writer", f"{slug}/edit/source/", edition=edition(slug), **source)
    publish(staff, slug)

    pages = [staff.page("visitor", path) for path in ("initiatives/", f"initiatives/{slug}/")]
    pages += [staff.page("visitor", path) for path in ("objectives/6/", "places/PRT/")]

    for page in pages:
        assert "https://example.org/report" in page
        assert "Annual report" in page
    assert "Annual report" in staff.page("visitor", "report/?place=PRT")


def test_who_is_waited_for_stands_on_the_draft_and_in_their_work(staff: Staff) -> None:
    slug = _draft(staff)
    staff.move("writer", slug, "submit")

    page = staff.page("writer", f"initiatives/{slug}/draft/")

    assert "Waits for" in page
    assert "validator" in page
    assert "(Chloe)" in page
    assert TITLE in staff.page("validator", "work/").partition("Waiting for others")[0]
    assert TITLE in staff.page("writer", "work/").partition("Waiting for others")[2]
    assert TITLE in staff.page("validator", "")
    assert TITLE not in staff.page("stranger", "work/")
    assert Notice.objects.get(person=staff.people["validator"]).facts["title"] == {"en": TITLE}


BUTTONS = {
    "writer": {"submit", "lay-aside"},
    "reviewer": set(),
    "validator": set(),
}


@pytest.mark.parametrize("who", BUTTONS)
def test_buttons_are_only_where_somebody_may_act(staff: Staff, who: str) -> None:
    slug = _draft(staff)

    page = staff.page(who, f"initiatives/{slug}/draft/")

    found = {name for name in ("submit", "lay-aside", "approve") if f'value="{name}"' in page}
    assert found == BUTTONS[who]
    assert ("/edit/what/" in page) is (who == "writer")


PUBLIC_PLACES = (
    *("initiatives/", "objectives/6/", "places/PRT/", "matrix/", "report/?place=PRT", ""),
    *("search/?q=greets+workers", "initiatives/?text=desk", "documents/report/"),
)
MACHINE_PLACES = (
    "/api/v1/initiatives",
    "/api/v1/initiatives?text=desk",
    "/api/v1/search?q=greets+workers",
    "/api/v1/counts",
)


def _everything(client: Client, slug: str) -> Iterator[tuple[str, str]]:
    """All that somebody may read that could name an initiative."""
    for path in (*PUBLIC_PLACES, f"initiatives/{slug}/", f"history/initiative/{slug}/"):
        yield path, client.get(f"/en/{path}").content.decode()
    for path in (*MACHINE_PLACES, f"/api/v1/initiatives/{slug}"):
        yield path, client.get(path).content.decode()


@pytest.mark.parametrize("who", ["visitor", "reader", "stranger"])
@pytest.mark.parametrize("stage", ["draft", "submitted", "approved", "laid aside"])
def test_drafts_are_named_nowhere_to_others(staff: Staff, who: str, stage: str) -> None:
    slug = _draft(staff)
    moves = {"draft": [], "laid aside": ["lay-aside"], "submitted": ["submit"]}
    for name in moves.get(stage, ["submit", "approve"]):
        staff.move("validator" if name == "approve" else "writer", slug, name)
    flush_all()

    told = [
        path
        for path, page in _everything(staff.client(who), slug)
        for secret in SECRETS
        if secret in page
    ]

    assert told == []


@pytest.mark.parametrize("who", ["visitor", "reader", "stranger"])
def test_the_next_version_is_named_nowhere_to_others(staff: Staff, who: str) -> None:
    slug = begin(staff, title="Plain desk")
    fill(staff, slug)
    plain = SECTIONS["what"] | {"title": "Plain desk", "summary": "It greets workers."}
    staff.post("writer", f"{slug}/edit/what/", edition=edition(slug), **plain)
    publish(staff, slug)
    staff.move("writer", slug, "begin-anew")
    _change(staff, slug, SUMMARY)
    flush_all()

    told = [path for path, page in _everything(staff.client(who), slug) if "uollberry" in page]

    assert told == []
    assert "on its way" not in staff.page(who, f"initiatives/{slug}/")
    assert "on its way" in staff.page("reviewer", f"initiatives/{slug}/")


def test_what_is_published_is_found_and_counted(staff: Staff) -> None:
    slug = _draft(staff)
    before = staff.client("visitor").get("/api/v1/counts").json()["data"]["initiatives"]
    publish(staff, slug)
    flush_all()

    found = dict(_everything(staff.client("visitor"), slug))

    for path in ("initiatives/", "objectives/6/", "places/PRT/", "search/?q=greets+workers"):
        assert TITLE in found[path]
    assert TITLE in found["/api/v1/search?q=greets+workers"]
    after = staff.client("visitor").get("/api/v1/counts").json()["data"]["initiatives"]
    assert after == before + 1


def test_the_api_tells_owner_version_languages_and_source(staff: Staff) -> None:
    slug = _draft(staff)
    typed = {"title_fr": "Guichet", "summary_fr": "Il accueille.", "edition": edition(slug)}
    staff.post("writer", f"{slug}/edit/languages/", **typed)
    publish(staff, slug)

    told = Client().get(f"/api/v1/initiatives/{slug}").json()["data"]

    assert (told["owner"], told["version"], told["state"]) == ("ministry", 1, "published")
    assert [one["language"] for one in told["languages"]] == ["en", "fr"]
    assert told["languages"][1]["translated_from"] == "en"
    assert told["source"]["citation"] == "X/1 §12"


def test_everybody_reads_when_it_was_published_and_what_changed_but_not_who(staff: Staff) -> None:
    slug = _draft(staff)
    staff.move("writer", slug, "submit")
    staff.move("validator", slug, "return", note="Internal remark.")
    publish(staff, slug)
    staff.move("writer", slug, "begin-anew")
    _change(staff, slug, "It greets quollberry workers. It pays them.")
    publish(staff, slug)

    public = staff.page("visitor", f"history/initiative/{slug}/")
    own = staff.page("reviewer", f"history/initiative/{slug}/")

    assert public.count("Published") == 2
    assert "Ministry of Numbers" in public
    assert "pays" in public
    for hidden in ("Internal remark.", "Amal", "Chloe", "Submitted"):
        assert hidden not in public
        assert hidden in own


def test_the_history_of_what_is_archived_can_be_read(staff: Staff) -> None:
    slug = _draft(staff)
    publish(staff, slug)
    staff.move("validator", slug, "archive", note="It ended.")

    page = staff.page("visitor", f"history/initiative/{slug}/")

    assert "It ended." in page
    assert "Archived" in page


def test_a_loaded_initiative_is_written_on_by_the_keeping_body_only(staff: Staff) -> None:
    from jalon.base.models import Body
    from jalon.base.public import DutyKind, ensure_keeper

    make_initiative(slug="loaded", title={"en": "Loaded", "fr": "Chargée"})
    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    staff.people["keeper"] = make_person(DutyKind.FOCAL_POINT, body=keeper)

    staff.move("writer", "loaded", "begin-anew", status=403)
    staff.move("keeper", "loaded", "begin-anew")
    page = staff.page("keeper", "initiatives/loaded/draft/")

    assert "Loaded" in page
    assert "What is public: version 1" in page
    assert "Came with the starter collection" in staff.page("visitor", "initiatives/loaded/")


def test_loading_again_leaves_what_people_wrote_on(staff: Staff) -> None:
    load_starter(actor=SYSTEM)
    slug = Initiative.objects.values_list("slug", flat=True)[0]
    _as_keeper(staff).move("keeper", slug, "archive", note="Wrong.")

    loaded = load_starter(actor=SYSTEM)

    assert loaded["changed"] == 0
    assert not Initiative.objects.filter(slug=slug).exists()


def _as_keeper(staff: Staff) -> Staff:
    from jalon.base.models import Body
    from jalon.base.public import DutyKind, ensure_keeper

    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    staff.people["keeper"] = make_person(DutyKind.VALIDATOR, body=keeper)
    return staff


def test_an_address_that_never_was_and_one_of_another_body_are_told_alike(staff: Staff) -> None:
    slug = _draft(staff)

    for path in ("initiatives/{}/", "initiatives/{}/draft/", "history/initiative/{}/"):
        theirs = staff.page("stranger", path.format(slug), 404).replace(slug, "x")
        nothing = staff.page("stranger", path.format("nothing-abcde"), 404)
        assert _told(theirs) == _told(nothing.replace("nothing-abcde", "x"))


def _told(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]
