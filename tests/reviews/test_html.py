"""Reports as HTML, read back with lxml."""

import itertools
import re
from dataclasses import replace

import pytest
from django.conf import settings
from lxml import html

from jalon.reviews.building.wording import worded
from jalon.reviews.rules import TEMPLATES, Format
from tests.reviews.makers import (
    TEXTS,
    built,
    full_report,
    make_initiative,
    make_report,
    make_section,
    make_source,
    make_statement,
)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(built(Format.HTML).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_confirmed_statement_is_followed_by_its_citation(page: html.HtmlElement) -> None:
    statements = page.find_class("report-statement")

    assert len(statements) == len(TEXTS)
    for at, (statement, text) in enumerate(zip(statements, TEXTS.values(), strict=True)):
        quote, cite = statement.findall("p")
        assert text in words(quote)
        assert words(cite).startswith(f"A/75/542 §{60 + at}, p. 14")


def test_quotes_say_their_language_and_direction(page: html.HtmlElement) -> None:
    statement = page.find_class("report-statement")[2]

    assert statement.get("dir") == "rtl"
    assert statement.find("p").get("lang") == "ar"


def test_suggestions_bear_the_word_and_no_look_of_a_fact(page: html.HtmlElement) -> None:
    suggestions = page.find_class("report-suggestion")

    assert {words(item.find("b")) for item in suggestions} == {"Suggestion"}
    assert all("report-statement" not in item.get("class") for item in suggestions)


def test_the_chart_stands_in_its_table(page: html.HtmlElement) -> None:
    rows = page.find_class("report-coverage")[0].findall("tbody/tr")

    assert [words(cell) for cell in rows[0].findall("td")] == ["5", "1", "1"]
    assert len(rows[0].findall(".//rect")) == 2
    assert not rows[2].findall(".//svg")


def test_headings_do_not_skip_a_level(page: html.HtmlElement) -> None:
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]

    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_links_inside_lead_somewhere(page: html.HtmlElement) -> None:
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}

    assert targets
    assert targets <= set(page.xpath("//@id"))


def test_the_file_asks_the_network_for_nothing(page: html.HtmlElement) -> None:
    assert not page.xpath("//script | //link | //img | //@src")
    assert "url(http" not in built(Format.HTML).decode()


def test_text_of_documents_is_escaped() -> None:
    hostile = make_statement(text="<script>alert(1)</script> was written.")

    content = built(Format.HTML, make_report(make_section(confirmed=(hostile,)))).decode()

    assert "&lt;script&gt;" in content


def test_only_web_addresses_become_links() -> None:
    source = replace(make_source(), url="javascript:alert(1)")

    content = built(Format.HTML, full_report(sources=(source,))).decode()

    assert "javascript:" not in content


def test_a_source_that_is_not_public_says_so() -> None:
    source = replace(make_source(), is_public=False)

    content = built(Format.HTML, full_report(sources=(source,))).decode()

    assert "not public" in content
    assert "not public" not in built(Format.HTML).decode()


def test_an_arabic_report_runs_from_right_to_left() -> None:
    page = html.document_fromstring(built(Format.HTML, full_report(language="ar")).decode())

    assert page.get("dir") == "rtl"
    assert page.find(".//h1").text == "البرتغال"


def test_colours_are_those_of_the_pages() -> None:
    package = settings.PACKAGE / "base" / "static" / "base" / "jalon.css"
    tokens = dict(
        re.findall(r"--area-(\d): ([\d ]+);", package.read_text()[:4000].split("dark")[0])
    )
    own = (settings.PACKAGE / "reviews" / "static" / "reviews" / "report.css").read_text()
    drawn = (settings.PACKAGE / "reviews" / "templates" / "reviews" / "coverage.typ").read_text()

    for area, channels in tokens.items():
        assert f"var(--area-{area}, {channels})" in own
        assert "#{:02x}{:02x}{:02x}".format(*map(int, channels.split())) in drawn


def test_words_follow_the_language_of_the_report_not_of_the_reader() -> None:
    french = worded(full_report(language="fr"))

    assert french.made_on.endswith("20 novembre 2026")
    assert french.objectives[0].title.text == "Titre de l’objectif 6"
    assert french.objectives[0].confirmed.statements[0].foreign.endswith("anglais")
    assert french.objectives[0].confirmed.statements[1].foreign == ""


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        ("recognised", "recognised from a picture; compare with the page"),
        ("doubtful", "may be read wrongly; compare with the page"),
        ("", ""),
    ],
)
def test_a_citation_says_that_its_words_may_be_wrong(doubt: str, words: str) -> None:
    report = full_report()
    section = report.sections[0]
    statement = replace(section.confirmed[0], doubt=doubt)
    section = replace(section, confirmed=(statement, *section.confirmed[1:]))

    found = worded(replace(report, sections=(section, *report.sections[1:])))

    assert found.objectives[0].confirmed.statements[0].foreign == words


def test_an_overview_leaves_out_what_it_does_not_quote() -> None:
    section = make_section(confirmed=(make_statement(),), confirmed_count=9, suggested_count=4)
    report = make_report(section, template=TEMPLATES["overview"])

    content = built(Format.HTML, report).decode()

    assert "8 more are not shown here." in content
    assert "Suggestions, not confirmed" not in content


def test_an_objective_with_initiatives_alone_is_not_called_silent() -> None:
    content = built(
        Format.HTML, make_report(make_section(initiatives=(make_initiative(),)))
    ).decode()

    assert "No passage found in 5 documents." in content
    assert "This does not mean that nothing exists." not in content
