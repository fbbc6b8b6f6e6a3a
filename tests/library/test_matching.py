"""Which passage is which when a document is read again: cases from real documents, and laws."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.library.rules.matching import Matching, Piece, match

WORDS = ("fees", "workers", "visa", "border", "child", "school", "return", "data", "union", "city")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


@st.composite
def readings(draw: st.DrawFn) -> list[Piece]:
    """Passages with labels that differ, some of them numbered."""
    labels = draw(
        st.lists(
            st.sampled_from(["1", "2", "3", "12", "12.a", "s1.p1", "s1.p2", "h1"]), unique=True
        )
    )
    labels = labels or ["1"]
    return [Piece(label, label if label.isdigit() else "", draw(TEXTS)) for label in labels]


def _said(matching: Matching, before: list[Piece]) -> list[str]:
    """The label each present passage had before; empty for new ones."""
    return [
        before[matching.kept[at]].label if at in matching.kept else ""
        for at in range(len(matching.labels))
    ]


LONG = "The ministry pays the fees of workers who are recruited abroad and tells them so."
OTHER = "Consulates issue passports within ten days and keep no copy of any fingerprint."


def test_a_passage_whose_words_were_mended_keeps_its_label() -> None:
    before = [Piece("s1.p1", "", "Theministry pays the fe es of workers recruited abroad")]
    now = [Piece("s1.p1", "", "The ministry pays the fees of workers recruited abroad")]

    found = match(before, now)

    assert (dict(found.kept), list(found.labels)) == ({0: 0}, ["s1.p1"])


def test_a_passage_keeps_its_label_where_headings_are_counted_otherwise() -> None:
    before = [Piece("s2.p1", "", LONG), Piece("s2.p2", "", OTHER)]
    now = [
        Piece("s1.p1", "", "A new foreword."),
        Piece("s3.p1", "", LONG),
        Piece("s3.p2", "", OTHER),
    ]

    found = match(before, now)

    assert list(found.labels) == ["s1.p1", "s2.p1", "s2.p2"]


def test_a_paragraph_whose_number_was_not_seen_before_takes_the_label_of_its_number() -> None:
    found = match([Piece("s1.p4", "", LONG)], [Piece("12", "12", LONG)])

    assert list(found.labels) == ["12"]


def test_a_label_that_meant_another_passage_is_not_given_away() -> None:
    before = [Piece("11", "11", LONG), Piece("12", "12", OTHER)]
    now = [Piece("12", "12", LONG), Piece("13", "13", OTHER)]

    found = match(before, now)

    assert list(found.labels) == ["11", "13"]


def test_a_new_passage_under_a_label_in_use_gets_another_one() -> None:
    before = [Piece("s1.p1", "", LONG)]
    now = [Piece("s1.p1", "", "Something else was on top."), Piece("s1.p2", "", LONG)]

    found = match(before, now, former=frozenset({"s1.p1-2"}))

    assert list(found.labels) == ["s1.p1-3", "s1.p1"]


def test_what_is_printed_under_the_same_number_takes_the_label_of_what_is_gone() -> None:
    found = match([Piece("12", "12", LONG)], [Piece("12", "12", OTHER)])

    assert dict(found.kept) == {}
    assert (list(found.labels), dict(found.gone)) == (["12"], {0: 0})


def test_equal_texts_are_paired_in_their_order() -> None:
    before = [Piece("h1", "", "Actions"), Piece("h2", "", "Actions"), Piece("h3", "", "Actions")]
    now = [Piece("h4", "", "Actions"), Piece("h5", "", "Actions")]

    found = match(before, now)

    assert dict(found.kept) == {0: 0, 1: 1}
    assert list(found.gone) == [2]


def test_a_passage_that_was_cut_in_two_goes_with_its_larger_part() -> None:
    before = [Piece("s1.p1", "", f"{LONG} {LONG.upper()} {OTHER}")]
    now = [Piece("s1.p1", "", OTHER), Piece("s1.p2", "", f"{LONG} {LONG.upper()}")]

    found = match(before, now)

    assert _said(found, before) == ["", "s1.p1"]


def test_a_passage_that_was_joined_to_another_is_taken_in_by_it() -> None:
    before = [Piece("s1.p1", "", f"{LONG} {LONG}"), Piece("s1.p2", "", OTHER)]
    now = [Piece("s1.p1", "", f"{LONG} {LONG} {OTHER}")]

    found = match(before, now)

    assert dict(found.kept) == {0: 0}
    assert (dict(found.taken_in), dict(found.gone)) == ({1: 0}, {})


def test_chinese_is_compared_sign_by_sign() -> None:
    found = match(
        [Piece("5", "5", "移民工人不支付招聘费用")], [Piece("s1", "", "移民工人不付招聘费用。")]
    )

    assert dict(found.kept) == {0: 0}


def test_what_was_cut_into_small_parts_leads_to_the_largest_of_them() -> None:
    third = "Schools teach the language of the country to children who arrive in a year."
    before = [Piece("1", "1", "An opening."), Piece("s1.p2", "", f"{LONG} {third} {OTHER}")]
    now = [
        Piece("1", "1", "An opening."),
        Piece("s1.p2", "", third),
        Piece("s1.p3", "", LONG),
        Piece("s1.p4", "", OTHER),
    ]

    found = match(before, now)

    assert dict(found.gone) == {1: 2}
    assert list(found.labels) == ["1", "s1.p2-2", "s1.p3", "s1.p4"]


def test_what_is_gone_leads_to_what_came_before_it() -> None:
    before = [Piece("1", "1", LONG), Piece("s", "", "Page furniture xyz"), Piece("2", "2", OTHER)]
    now = [Piece("1", "1", LONG), Piece("2", "2", OTHER)]

    assert dict(match(before, now).gone) == {1: 0}


@settings(max_examples=300, deadline=None)
@given(
    before=readings(), now=readings(), former=st.frozensets(st.sampled_from(["2", "12", "h1-2"]))
)
def test_nothing_is_lost_and_no_label_is_given_twice(
    before: list[Piece], now: list[Piece], former: frozenset[str]
) -> None:
    former = former - {piece.label for piece in before}

    found = match(before, now, former=former)

    assert len(set(found.labels)) == len(now)
    assert sorted([*found.kept.values(), *found.gone, *found.taken_in]) == list(range(len(before)))
    assert all(0 <= at < len(now) for at in (*found.gone.values(), *found.taken_in.values()))
    assert not set(found.labels) & former


@settings(max_examples=200, deadline=None)
@given(before=readings(), now=readings())
def test_a_label_never_comes_to_mean_another_passage(before: list[Piece], now: list[Piece]) -> None:
    found = match(before, now)

    at_label = {piece.label: at for at, piece in enumerate(before)}
    for at, label in enumerate(found.labels):
        old = at_label.get(label)
        if old is not None and found.kept.get(at) != old:
            assert old in found.gone
            assert now[at].number == before[old].number != ""


@given(before=readings())
def test_reading_the_same_again_changes_nothing(before: list[Piece]) -> None:
    found = match(before, before)

    assert dict(found.kept) == {at: at for at in range(len(before))}
    assert list(found.labels) == [piece.label for piece in before]


@given(before=readings(), now=readings())
def test_reading_again_twice_changes_no_label_the_second_time(
    before: list[Piece], now: list[Piece]
) -> None:
    first = match(before, now)
    stored = [Piece(label, *piece[1:]) for label, piece in zip(first.labels, now, strict=True)]

    second = match(stored, now, former={piece.label for piece in before} - set(first.labels))

    assert list(second.labels) == list(first.labels)
