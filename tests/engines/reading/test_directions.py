"""Lines that run from right to left: in what order their signs are read."""

import pytest

from jalon.engines.reading.directions import (
    Sign,
    join_glyph,
    put_in_order,
    runs_left,
    segments_of,
    vote_of,
)
from jalon.engines.reading.glyphs import Run
from jalon.engines.reading.layout import lines_of

WIDTH = 5.0


def signs_of(seen: str) -> list[Sign]:
    """Signs as they stand on a page, from its left."""
    signs: list[Sign] = []
    left = 0.0
    for char in seen:
        if char == " ":
            left += 0.6 * WIDTH
            continue
        index = 7 * len(signs)
        signs.append(Sign(
            text=char, index=index, last=index, left=left, right=left + WIDTH, size=10, home=left,
        ))  # fmt: skip
        left += WIDTH
    return signs


def mirrored(signs: list[Sign]) -> list[Sign]:
    """The same, with places counted from the right."""
    end = max(sign.right for sign in signs)
    for sign in signs:
        sign.left, sign.right = end - sign.right, end - sign.left
    return signs


def ordered(seen: str, *, left: bool = True, page_left: bool = True) -> list[Sign]:
    """The signs of a line in reading order."""
    signs = signs_of(seen)
    (segment,) = segments_of(mirrored(signs) if page_left else signs)
    return put_in_order(segment, left=left, page_left=page_left)


def text_of(signs: list[Sign]) -> str:
    return "".join(f" {sign.text}" if sign.spaced else sign.text for sign in signs)


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ةرجهلا ماع", "عام الهجرة"),
        (".2018 ماع يف", "في عام 2018."),
        ("2021-2019 نم", "من 2019-2021"),
        ("اصخش 1,234.5", "1,234.5 شخصا"),
        ("%50 ةبسن", "نسبة 50%"),
        ("19/12/2018 يف", "في 19/12/2018"),
        ("A/RES/73/195 رارقلا", "القرار A/RES/73/195"),
        ("(Global Compact) قافتا", "اتفاق (Global Compact)"),
        ("شكارم يف Global Compact (GCM) دمتعا", "اعتمد Global Compact (GCM) في مراكش"),
        ("صن .1", "1. نص"),
        ("صن (a)", "(a) نص"),
        ("(3 لودجلا رظنا)", "(انظر الجدول 3)"),
        ("םולש", "שלום"),
        ("50% םע", "עם 50%"),
        ("يف Compact of the River Towns دمتعا", "اعتمد Compact of the River Towns في"),
        (".)3 لودجلا", "الجدول 3)."),
        ("،(17) راب", "بار (17)،"),
    ],
)
def test_a_line_from_right_to_left_is_read_from_its_right(seen: str, read: str) -> None:
    signs = ordered(seen)

    assert text_of(signs) == read


def test_brackets_are_told_by_the_words_they_hold() -> None:
    drawn_mirrored, drawn_as_written = ")3 لودجلا(", "(3 لودجلا)"

    read = {text_of(ordered(seen)) for seen in (drawn_mirrored, drawn_as_written)}

    assert read == {"(الجدول 3)"}


def test_arabic_inside_an_english_line_is_turned_alone() -> None:
    signs = ordered("the word ةرجه means migration", left=False, page_left=False)

    assert text_of(signs) == "the word هجرة means migration"
    assert not any(sign.doubtful for sign in signs)


def test_an_arabic_line_on_an_english_page_keeps_its_room() -> None:
    signs = ordered("2018 ماع يف", left=True, page_left=False)

    assert text_of(signs) == "في عام 2018"
    assert signs[0].left == 0


@pytest.mark.parametrize("seen", ["SDG 10 نم", "هجرة من"])
def test_an_order_that_may_be_another_is_in_doubt(seen: str) -> None:
    signs = ordered(seen)

    assert any(sign.doubtful for sign in signs)


def test_full_stops_tell_the_direction_of_a_line() -> None:
    (to_the_left,) = segments_of(signs_of(".مالك اذه"))
    (to_the_right,) = segments_of(signs_of("مالك اذه."))

    assert vote_of(to_the_left) > 0 > vote_of(to_the_right)


@pytest.mark.parametrize(("first", "second"), [("ل", "ا"), ("ا", "ل")])
def test_the_letters_of_one_glyph_are_put_in_order(first: str, second: str) -> None:
    before, after = signs_of(first + second)

    join_glyph(before, after)

    assert before.text == "لا"
    assert (before.left, before.right) == (0, 2 * WIDTH)


def test_a_line_with_few_arabic_letters_on_an_arabic_page_is_in_doubt() -> None:
    (segment,) = segments_of(mirrored(signs_of("من Compact of the River Towns"[::-1])))

    left = runs_left(segment, page_left=True, mostly_left=True)

    assert left
    assert all(sign.doubtful for sign in segment)


@pytest.mark.parametrize("leftward", [0, 1])
def test_a_line_of_both_directions_is_in_doubt(leftward: int) -> None:
    place = {"bottom": 100.0, "top": 112.0, "size": 9.0, "base": 103.0}
    first = Run(text="The wells are open", left=50, right=150, **place)
    second = Run(text="الآبار مفتوحة", left=155, right=250, leftward=bool(leftward), **place)

    (line,) = lines_of([first, second], 1)

    assert line.doubtful is bool(leftward)
