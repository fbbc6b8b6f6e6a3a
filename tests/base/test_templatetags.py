"""Filters and tags of every template."""

from datetime import date

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from jalon.base.templatetags import jalon as tags


def show(template: str, query: str = "", **values: object) -> str:
    request = RequestFactory().get(f"/en/list/?{query}")
    return Template(template).render(Context({"request": request, **values}))


@pytest.mark.parametrize(
    ("language", "value", "decimals", "shown"),
    [
        ("en", 1204, None, "1,204"),
        ("fr", 1204, None, "1\u202f204"),
        ("fr", 0.914, 2, "0,91"),
        ("en", 0.914, None, "0.914"),
        ("zh-hans", 1204, 0, "1,204"),
        ("en", None, None, "–"),
        ("en", "", None, "–"),
    ],
)
def test_a_figure_is_written_as_the_language_does(language, value, decimals, shown):
    with override(language):
        assert tags.number(value, decimals) == shown


@pytest.mark.parametrize(
    ("language", "value", "decimals", "shown"),
    [
        ("fr", 0.61, 0, "61\u202f\xa0%"),
        ("en", 0.6149, 1, "61.5%"),
        ("en", 0.6149, 0, "61%"),
        ("en", None, 0, "–"),
    ],
)
def test_a_share_is_written_as_the_language_does(language, value, decimals, shown):
    with override(language):
        result = tags.percent(value, decimals)

    assert result.replace("\u202f", "").replace("\xa0", "") == shown.replace("\u202f", "").replace(
        "\xa0", ""
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2019", "2019"),
        ("2019-03", "mars 2019"),
        ("2019-03-15", "15 mars 2019"),
        (date(2019, 3, 15), "15 mars 2019"),
        ("spring 2019", "spring 2019"),
        ("2019-13", "2019-13"),
        (None, ""),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(value, shown):
    with override("fr"):
        assert tags.day(value) == shown


def test_a_text_is_picked_in_the_language_of_the_page_or_english():
    titles = {"en": "yes", "fr": "oui"}

    with override("fr"):
        assert (tags.pick(titles), tags.picked(titles)) == ("oui", "fr")
    with override("ar"):
        assert (tags.pick(titles), tags.picked(titles)) == ("yes", "en")
    with override("zh-hans"):
        assert tags.pick(titles | {"zh-Hans": "是"}) == "是"
    assert (tags.pick(None), tags.pick("plain")) == ("", "plain")


@pytest.mark.parametrize(
    ("label", "page", "shown"),
    [
        ("64", 14, "A/75/542 §64, p. 14"),
        ("12.a", None, "A/75/542 §12.a"),
        ("s3.p2", "iv", "A/75/542, p. iv"),
        ("", "", "A/75/542"),
    ],
)
def test_a_citation_has_one_steady_form(label, page, shown):
    assert tags.citation("A/75/542", label, page) == shown


def test_an_area_gives_its_class_from_a_number_or_a_code():
    given = [4, "area-2", "gcm:area-5", None, "x", 6]

    assert [tags.area_class(area) for area in given] == ["area-4", "area-2", "area-5", "", "", ""]


def test_every_state_has_its_word():
    words = [tags.state_word(state) for state in ("confirmed", "suggested", "none", "other")]

    assert words == ["confirmed", "suggestion", "nothing found", "other"]


def test_the_depth_of_a_cell_goes_from_nothing_to_four():
    assert [tags.depth(count, 12) for count in (None, 0, 1, 3, 4, 12, 99)] == [0, 0, 1, 1, 2, 4, 4]


def test_counts_are_told_in_words_with_the_signs_of_the_language():
    with override("en"):
        assert tags.evidence_words(3, 1) == "3 confirmed, 1 suggestion"
        assert tags.evidence_words(0, 0, 2) == "2 initiatives"
        assert tags.evidence_words() == ""
    with override("ar"):
        assert "، " in tags.evidence_words(3, 4)
        assert tags.listed([1, 2, 3]) == "1، 2، 3"


def test_a_text_of_another_direction_stands_apart():
    assert tags.isolated("envois") == "\u2068envois\u2069"
    assert tags.isolated("") == ""


@pytest.mark.parametrize(
    ("confirmed", "suggested", "most", "drawn"),
    [
        (0, 0, 10, (0, 0)),
        (1, 0, 1000, (1, 0)),
        (1, 1, 1000, (1, 1)),
        (4, 4, 8, (4, 4)),
        (999, 1, 0, (7, 1)),
        (1, 999, 0, (1, 7)),
        (10, 0, 0, (8, 0)),
        (30, 30, 10, (4, 4)),
        (1, 3, 16, (1, 3)),
        (25, 0, 100, (4, 0)),
    ],
)
def test_a_bar_shows_what_is_there_and_never_more_than_eight_bands(
    confirmed, suggested, most, drawn
):
    bands = tags.bands(confirmed, suggested, most)

    assert len(bands) == tags.BANDS
    assert (bands.count("confirmed"), bands.count("suggested")) == drawn


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([(0, 3)], "<mark>a&lt;b</mark> cd"),
        ([(4, 6), (0, 1)], "<mark>a</mark>&lt;b <mark>cd</mark>"),
        ([(0, 3), (1, 4)], "<mark>a&lt;b</mark><mark> </mark>cd"),
        ([(0, 3), (1, 2)], "<mark>a&lt;b</mark> cd"),
        (None, "a&lt;b cd"),
    ],
)
def test_marks_are_set_in_escaped_text(spans, shown):
    assert tags.marked("a<b cd", spans) == shown


def test_a_changed_query_keeps_the_rest_and_goes_back_to_the_first_page():
    shown = show("{% query_with kind='plan' lang=None %}", "q=fees&kind=law&lang=fr&page=3")

    assert QueryDict(shown.removeprefix("?").replace("&amp;", "&")).dict() == {
        "q": "fees",
        "kind": "plan",
    }


def test_a_page_is_changed_without_losing_repeated_values():
    shown = show("{% query_with page=2 %}", "kind=a&kind=b&page=1")

    assert shown == "?kind=a&amp;kind=b&amp;page=2"


def test_a_facet_is_added_and_removed():
    added = show("{% query_toggle 'kind' 'b' %}", "kind=a&page=2")
    removed = show("{% query_toggle 'kind' 'a' %}", "kind=a&kind=b")

    assert (added, removed) == ("?kind=a&amp;kind=b", "?kind=b")


def test_without_a_request_the_query_is_only_what_is_given():
    assert Template("{% query_with page=2 %}").render(Context()) == "?page=2"


def test_the_page_at_hand_is_marked_in_the_navigation():
    class Match:
        view_name = "pages:matrix"

    request = RequestFactory().get("/en/matrix/")
    request.resolver_match = Match()

    here = tags.current(Context({"request": request}), "pages:home", "pages:matrix")
    elsewhere = tags.current(Context({"request": request}), "pages:home")
    nowhere = tags.current(Context())

    assert (here, elsewhere, nowhere) == (' aria-current="page"', "", "")


def test_a_language_is_named_in_the_language_of_the_page() -> None:
    with override("fr"):
        assert tags.language_word("fr") == "français"
        assert tags.language_word("xx") == "xx"


def test_a_name_we_gave_is_translated_and_that_of_a_person_stays() -> None:
    with override("fr"):
        assert tags.actor_word("local reader") != "local reader"
        assert tags.actor_word("Amal") == "Amal"
