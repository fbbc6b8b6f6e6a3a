import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.reading.blocks import mark_call
from jalon.engines.reading.language import language_of, languages_of
from jalon.engines.reading.metadata import date_in, symbol_in
from jalon.engines.reading.normalising import (
    has_ended,
    join_lines,
    runs_on,
    take_calls,
    take_links,
    tidy,
    words_of,
)


@given(st.text(max_size=300))
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(max_size=300))
def test_tidying_adds_no_lines_and_no_double_spaces(text: str) -> None:
    tidied = tidy(text)

    assert tidied.count("\n") == text.count("\n")
    assert "  " not in tidied


@given(st.text(max_size=200))
def test_taking_links_twice_finds_no_more(text: str) -> None:
    bare, _ = take_links(text)

    assert "https://" not in bare or take_links(bare)[0] == bare


@given(st.lists(st.text(alphabet="abc déè-’", max_size=30), max_size=10))
def test_joining_lines_keeps_every_letter_in_order(lines: list[str]) -> None:
    joined = join_lines(lines, words_of(lines))

    letters = [char for char in joined if char.isalpha()]
    assert letters == [char for line in lines for char in line if char.isalpha()]


@pytest.mark.parametrize(
    ("text", "bare", "links"),
    [
        ("See https://example.org/a, b.", "See, b.", ("https://example.org/a",)),
        ("Mail (to) me@example.org now", "Mail (to) now", ("me@example.org",)),
        ("At www. example.org.", "At.", ("www.example.org",)),
        ("At example.org/x/y today", "At today", ("example.org/x/y",)),
        ("Goal 10.7 and A/75/542.", "Goal 10.7 and A/75/542.", ()),
        ("No address here", "No address here", ()),
    ],
)
def test_web_addresses_leave_the_text(text: str, bare: str, links: tuple[str, ...]) -> None:
    assert take_links(text) == (bare, links)


def test_a_cut_web_address_is_joined_without_a_space() -> None:
    lines = ["see https://example.org/long_", "address/page.pdf for more"]

    assert (
        join_lines(lines, words_of(lines))
        == "see https://example.org/long_address/page.pdf for more"
    )


def test_calls_leave_the_text_and_keep_their_order() -> None:
    text = f"One{mark_call('1')}, two {mark_call('2')} and three."

    assert take_calls(text) == ("One, two and three.", ("1", "2"))


def test_chinese_lines_are_joined_without_spaces() -> None:
    assert join_lines(["安全有序", "正常移民"], words_of([])) == "安全有序正常移民"


def test_stray_spaces_around_apostrophes_and_hyphens_are_closed() -> None:
    assert tidy("l ’asile et COVID -19, celui -ci") == "l’asile et COVID-19, celui-ci"


def test_sentences_end_and_run_on() -> None:
    assert has_ended(f"The end.{mark_call('3')}")
    assert runs_on("the town and its", "gardens are old")
    assert not runs_on("The end.", "Then more")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The migrants and their families live in the town near the river.", "en"),
        ("Les migrants et leur famille vivent dans la ville près de la rivière.", "fr"),
        ("Los migrantes y sus familias viven en la ciudad cerca del río.", "es"),
        ("Мигранты и их семьи живут в городе у реки.", "ru"),
        ("المهاجرون وأسرهم يعيشون في المدينة", "ar"),
        ("移民及其家人住在河边的城市", "zh-Hans"),
        ("12.5 %", "und"),
    ],
)
def test_six_languages_are_told(text: str, tag: str) -> None:
    assert language_of(text) == tag


def test_short_passages_take_the_language_around_them() -> None:
    long = "Les migrants et leur famille vivent dans la ville près de la rivière depuis longtemps."

    assert languages_of([long, "Annexe", "12"]) == ["fr", "fr", "fr"]


def test_symbols_and_dates_are_found() -> None:
    assert symbol_in("United Nations\nA/75/542\n") == "A/75/542"
    assert symbol_in("as resolution 73/195 says") is None
    assert date_in("Distr.: General 26 October 2020") == "2020-10-26"
    assert date_in("Fecha: 3 de marzo de 2021") == "2021-03-03"
    assert date_in("no date at all") is None
