import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.base.rules.history import (
    WORDS_COMPARED,
    Edit,
    Field,
    Piece,
    Shape,
    differences,
    sentences,
    text_difference,
    words,
)

FIELDS = {
    "title": Field(label="Title", shape=Shape.TEXTS),
    "note": Field(label="Note", shape=Shape.WORDS),
    "who": Field(label="Who", shape=Shape.LIST),
    "objectives": Field(label="Objectives", shape=Shape.CODES),
    "year": Field(label="Year"),
    "kind": Field(label="Kind", shape=Shape.CODE),
}


def _told(before: str, after: str) -> str:
    """A difference in one line: [-removed-] and {+added+}."""
    marks = {Edit.SAME: "{}", Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}"}
    return "".join(marks[p.edit].format(p.text) for p in text_difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Fees are low.", "Fees are banned.", "Fees are [-low-]{+banned+}."),
        ("", "New", "{+New+}"),
        ("Old", "", "[-Old-]"),
        ("The old fee rule", "The new law rule", "The [-old fee-]{+new law+} rule"),
        ("A b c", "A c", "A [-b -]c"),
        ("حقوق العمال", "حقوق المهاجرين", "حقوق [-العمال-]{+المهاجرين+}"),
        ("حُقوق العمّال", "حُقوق كل العمّال", "حُقوق {+كل +}العمّال"),
        ("移民有权利", "移民没有权利", "移民{+没+}有权利"),
        ("移民权利公约。", "移徙权利公约。", "移[-民-]{+徙+}权利公约。"),
        ("Права людей", "Права мигрантов", "Права [-людей-]{+мигрантов+}"),
        ("L’accord", "L’entente", "L’[-accord-]{+entente+}"),
    ],
)
def test_a_difference_names_the_words_that_changed(before: str, after: str, told: str) -> None:
    assert _told(before, after) == told


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = text_difference(before, after)

    assert "".join(p.text for p in pieces if p.edit is not Edit.ADDED) == before
    assert "".join(p.text for p in pieces if p.edit is not Edit.REMOVED) == after


@given(st.text(max_size=300))
def test_cutting_a_text_loses_nothing(text: str) -> None:
    assert "".join(words(text)) == text
    assert "".join(sentences(text)) == text


def test_the_same_text_is_one_piece() -> None:
    assert text_difference("Same.", "Same.") == (Piece(Edit.SAME, "Same."),)


def test_long_texts_are_compared_by_sentences() -> None:
    long = "A word and another. " * WORDS_COMPARED

    pieces = text_difference(long, long.replace("another", "more", 1))

    assert [p.text.strip() for p in pieces if p.edit is not Edit.SAME] == [
        "A word and another.",
        "A word and more.",
    ]


def test_each_language_of_a_text_is_compared_on_its_own() -> None:
    before = {"title": {"original": "fr", "told": {"fr": {"text": "Droit"}}}}
    told = {"fr": {"text": "Droits"}, "ar": {"text": "حق", "by": "machine"}}
    after = {"title": {"original": "fr", "told": told}}

    french, arabic = differences(before, after, FIELDS)

    assert (french.label, french.language, french.by_machine) == ("Title", "fr", False)
    assert (arabic.language, arabic.by_machine) == ("ar", True)
    assert arabic.pieces == (Piece(Edit.ADDED, "حق"),)


def test_lists_say_what_came_and_what_went() -> None:
    before = {"who": ["ILO", "IOM"], "objectives": ["gcm:6"]}
    after = {"who": ["IOM", "Union"], "objectives": ["gcm:6", "gcm:16"]}

    who, objectives = differences(before, after, FIELDS)

    assert (who.before, who.after) == (("ILO",), ("Union",))
    assert (objectives.before, objectives.after) == ((), ("gcm:16",))


def test_another_order_of_a_list_is_no_difference() -> None:
    assert differences({"who": ["a", "b"]}, {"who": ["b", "a"]}, FIELDS) == ()


def test_values_are_shown_whole_and_absent_ones_are_empty() -> None:
    year, kind = differences({"kind": "law"}, {"kind": "plan", "year": 2020}, FIELDS)

    assert (year.before, year.after) == ((), ("2020",))
    assert (kind.before, kind.after) == (("law",), ("plan",))


def test_fields_nobody_named_are_left_out() -> None:
    assert differences({"secret": 1}, {"secret": 2}, FIELDS) == ()


@pytest.mark.parametrize(("before", "after"), [("x", ["x"]), (None, []), (None, ""), (None, {})])
def test_what_means_the_same_is_no_difference(before: object, after: object) -> None:
    state = {"who": before, "note": None, "title": before if before is None else None}

    assert differences(state, {"who": after, "note": "", "title": {}}, FIELDS) == ()
