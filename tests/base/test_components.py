"""The components of pages: what they show, and what they never do."""

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

import jalon.base

BASE = Path(jalon.base.__file__).parent
STANDALONE = {"reviews/document.html"}
"""Files to download, which carry their style with them and are not shown under our policy."""
TEMPLATES = sorted(
    path
    for path in BASE.parent.rglob("templates/**/*.html")
    if f"{path.parent.name}/{path.name}" not in STANDALONE
)
LARGEST_STYLESHEET_BYTES = 60_000
LARGEST_SCRIPT_BYTES = 9_216


def show(name: str, **values: object) -> str:
    request = RequestFactory().get("/en/list/?q=fees")
    text = render_to_string(f"base/{name}.html", values, request)
    return " ".join(text.split())


def test_a_mark_carries_number_area_and_name():
    shown = show("_objective_mark", number="6", area="area-4", title="Recruitment")

    assert 'class="mark area-4"' in shown
    assert "Recruitment</span>" in shown


def test_a_bar_says_its_counts_in_words():
    shown = show("_bar", confirmed=3, suggested=1, area=2)

    assert shown.count("<i class") == 8
    assert "3 confirmed, 1 suggestion<" in shown


def test_an_empty_bar_says_that_nothing_was_found():
    assert "nothing found" in show("_bar", confirmed=0, suggested=0)


def test_each_band_of_a_pole_is_a_link_that_says_its_state():
    band = {"number": "6", "title": "Recruitment", "url": "/en/6/", "state": "none", "area": 4}

    shown = show("_pole", bands=[band], label="Evidence")

    assert 'class="band area-4 is-none"' in shown
    assert "Recruitment</span>" in shown
    assert "nothing found" in shown


def test_a_suggested_tag_offers_both_decisions_by_a_form():
    tag = {"number": "6", "title": "Recruitment", "area": 4, "state": "suggested", "score": 0.91}
    tag |= {"confirm_url": "/yes", "refuse_url": "/no"}

    shown = show("_tag", tag=tag, target="#p-64")

    assert "suggestion" in shown
    assert "0.91" in shown
    assert re.findall(r'<form method="post" action="([^"]+)" hx-post', shown) == ["/yes", "/no"]


def test_a_tag_is_decided_without_script_when_there_is_no_target():
    tag = {"number": "6", "title": "Recruitment", "state": "confirmed", "undo_url": "/undo"}

    shown = show("_tag", tag=tag)

    assert "hx-post" not in shown
    assert 'action="/undo"' in shown


def test_a_citation_opens_the_passage():
    shown = show("_citation", document="A/75/542", label="64", page=14, url="/p/64")

    assert shown == '<a class="citation" href="/p/64"><bdi>A/75/542 §64, p. 14</bdi></a>'


def test_the_steps_of_a_list_keep_the_search():
    page = Paginator(range(100), 25).page(2)

    shown = show("_pagination", page=page)

    assert "Page 2 of 4" in shown
    assert "?q=fees&amp;page=3" in shown


def test_a_chart_stands_beside_its_table():
    shown = show("_chart_table", title="Passages, 2020", svg="", heads=["A"], rows=[["x", 3]])

    assert '<th scope="row">x</th>' in shown
    assert '<td class="num">3</td>' in shown


def test_facets_lead_to_addresses_with_and_without_a_value():
    values = [{"value": "law", "label": "Laws", "count": 1204, "chosen": False}]

    shown = show("_facets", facets=[{"title": "Kind", "name": "kind", "values": values}])

    assert 'href="?q=fees&amp;kind=law"' in shown
    assert "1,204" in shown


def test_a_refusal_gives_its_sentence_escaped_and_its_code():
    shown = show("_refusal", sentence="The file “<b>” is empty.", code="empty-file")

    assert "“&lt;b&gt;” is empty" in shown
    assert "<code>empty-file</code>" in shown


OWN_STYLE_OR_SCRIPT = (
    r"\sstyle=|<style|\son(?!ly=)[a-z]+=|hx-on"
    r"|<script(?![^>]*\s(?:src=|type=\"application/json\"))"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(
        r"\sstyle=|<style|\son(?!ly=)[a-z]+=|hx-on|<script(?![^>]*\s(?:src=|type=\"application/json\"))",
        text,
    )


def test_stylesheet_and_script_stay_small():
    assert (BASE / "static/base/jalon.css").stat().st_size <= LARGEST_STYLESHEET_BYTES
    assert (BASE / "static/base/jalon.js").stat().st_size <= LARGEST_SCRIPT_BYTES


def test_the_stylesheet_knows_no_left_and_right():
    rules = (BASE / "static/base/jalon.css").read_text(encoding="utf-8")

    physical = (
        r"[\s;{](?:margin|padding|border)-(?:left|right)\b|[\s;{](?:left|right):|: (?:left|right);"
    )
    assert not re.search(physical, rules)


def test_a_band_with_an_initiative_alone_does_not_say_that_nothing_was_found():
    band = {"number": "6", "title": "Work", "url": "/", "state": "none", "initiatives": 2}

    shown = show("_pole", bands=[band], key=True, reported=True)

    assert "is-none is-reported" in shown
    assert shown.count("initiative reported, no passage found") == 2
