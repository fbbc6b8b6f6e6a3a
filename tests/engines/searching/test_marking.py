from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.searching.asking import read_query
from jalon.engines.searching.equivalents import standard_equivalents
from jalon.engines.searching.marking import find_all, snippet
from jalon.engines.searching.meaning import wishes


def shown(text: str, query: str) -> tuple[str, list[str]]:
    wanted = wishes(read_query(query).clauses, equivalents=standard_equivalents())
    part, marks = snippet(text, find_all(text, "en", wanted))
    return part, [part[start:end] for start, end in marks]


def test_a_snippet_shows_where_most_words_are() -> None:
    text = "return " + "filler " * 100 + "safe return of migrant workers " + "filler " * 100

    part, marks = shown(text, "safe return workers")

    assert marks == ["safe", "return", "workers"]
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(part) <= 250


def test_a_short_text_is_shown_whole() -> None:
    assert shown("Safe return\nof migrants", "return") == ("Safe return of migrants", ["return"])


def test_a_symbol_is_marked_as_a_whole() -> None:
    assert shown("See A/75/542, paragraph 6 (c).", "A/75/542 6(c)")[1] == ["A/75/542", "6 (c"]


def test_a_phrase_is_marked_only_where_it_stands() -> None:
    assert shown("work that is decent work", '"decent work"')[1] == ["decent work"]


def test_a_snippet_starts_and_ends_with_whole_words() -> None:
    part, _ = shown("alphabet " * 40 + "return " + "omegas " * 60, "return")

    assert set(part.strip("… ").split()) <= {"alphabet", "return", "omegas"}


@given(st.text(max_size=600), st.text(max_size=20))
def test_marks_lie_in_the_snippet_and_in_order(text: str, query: str) -> None:
    wanted = wishes(read_query(query).clauses, equivalents=standard_equivalents())

    part, marks = snippet(text, find_all(text, "fr", wanted))

    assert all(0 <= start < end <= len(part) for start, end in marks)
    assert list(marks) == sorted(marks)
    assert len(part) <= 250
