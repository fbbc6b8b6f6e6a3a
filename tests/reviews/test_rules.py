"""How passages are quoted, and which templates there are."""

import pytest

from jalon.reviews.rules import (
    TEMPLATES,
    Part,
    UnknownFormat,
    UnknownTemplate,
    format_named,
    named_at,
    quote_of,
    sentence_ends,
    template_named,
)

LONG = " ".join(
    f"Sentence number {n} says what was done in the year {n}." for n in range(2000, 2040)
)


def test_a_short_passage_is_quoted_whole() -> None:
    quote = quote_of("Portugal adopted a plan of 97 measures.")

    assert quote.text == "Portugal adopted a plan of 97 measures."
    assert not quote.cut_before
    assert not quote.cut_after


def test_a_long_passage_stops_at_the_end_of_a_sentence() -> None:
    quote = quote_of(LONG)

    assert len(quote.text) <= 600
    assert quote.text.endswith(".")
    assert LONG.startswith(quote.text)
    assert quote.cut_after


def test_a_quote_holds_the_words_its_tag_rests_on() -> None:
    start = LONG.index("2035")

    quote = quote_of(LONG, keep=[start])

    assert "2035" in quote.text
    assert quote.text.startswith("Sentence number")
    assert quote.text in LONG
    assert quote.cut_before


def test_a_quote_holds_the_place_before_the_words_of_the_tag() -> None:
    place, words = LONG.index("2038"), LONG.index("2012")

    quote = quote_of(LONG, keep=[place, words])

    assert "2038" in quote.text
    assert "2012" not in quote.text


def test_a_quote_holds_place_and_words_when_both_fit() -> None:
    place, words = LONG.index("2038"), LONG.index("2032")

    quote = quote_of(LONG, keep=[place, words])

    assert "2032" in quote.text
    assert "2038" in quote.text


def test_a_name_is_found_as_a_whole_word() -> None:
    assert named_at("Nigeria and Niger", ["Niger"]) == 12
    assert named_at("Nigeria", ["Niger"]) is None


def test_only_white_space_is_joined() -> None:
    assert quote_of("One line\nand another.\n\tThird.").text == "One line and another. Third."


def test_a_text_without_sentences_is_cut_between_words() -> None:
    quote = quote_of("word " * 400)

    assert quote.text.endswith("word")
    assert quote.cut_after


def test_chinese_sentences_end_without_a_space() -> None:
    text = "葡萄牙通过了国家计划。" * 90

    quote = quote_of(text)

    assert quote.text.endswith("。")
    assert text.startswith(quote.text)


@pytest.mark.parametrize(
    "text",
    [
        "See p. 4 of the plan",
        "Art. 5 says so",
        "M. Dupont spoke",
        "It rose to 3. 5 more came, e.g. two",
    ],
)
def test_a_short_form_does_not_end_a_sentence(text: str) -> None:
    ends = [text[:end].rsplit(maxsplit=1)[-1] for end in sentence_ends(text)]

    assert not {"p.", "Art.", "M.", "e.g."} & set(ends)


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownTemplate, match=r"“poster”\. There are: objectives, overview"):
        template_named("poster")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match="docx, pdf, html"):
        format_named("odt")


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_ends_with_its_sources_or_how_it_was_made(name: str) -> None:
    assert TEMPLATES[name].parts[-1] in {Part.SOURCES, Part.METHOD}
    assert Part.SILENCE in TEMPLATES[name].parts
