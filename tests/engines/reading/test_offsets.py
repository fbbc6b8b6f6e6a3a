import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.reading import offsets_of, read
from tests.engines.reading import scores

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéñßжш", min_size=3, max_size=12)
FORMS = {
    "plain": lambda word: (word, word),
    "cut": lambda word: (word, f"{word[:2]}-\n{word[2:]}"),
    "called": lambda word: (word, f"{word}\ue00012\ue001"),
    "linked": lambda word: (word, f"{word} https://example.org/{len(word)}"),
    "ligature": lambda word: (f"{word}ffi", f"{word}ﬃ"),
    "apart": lambda word: (word, unicodedata.normalize("NFD", word)),
    "torn": lambda word: (word, f"{word[:1]} {word[1:]}"),
}
PIECES = st.lists(st.tuples(WORDS, st.sampled_from(sorted(FORMS))), min_size=1, max_size=30)


def letters(text: str) -> str:
    whole = "".join(unicodedata.normalize("NFKD", text).split())
    return "".join(char for char in whole if not unicodedata.combining(char))


@given(PIECES)
def test_each_word_is_found_where_the_file_has_it(pieces: list[tuple[str, str]]) -> None:
    words = [(f"{'x' * 3}{place}{word}", form) for place, (word, form) in enumerate(pieces)]
    forms = [FORMS[form](word) for word, form in words]
    text, raw = " ".join(word for word, _ in forms), "  ".join(given for _, given in forms)

    offsets = offsets_of(text, raw)

    here = there = 0
    for word, spelt in forms:
        span = offsets.in_raw(here, here + len(word))
        assert span is not None
        assert span[0] == there
        assert span[1] <= there + len(spelt)
        here, there = here + len(word) + 1, there + len(spelt) + 2


@given(st.text(max_size=80), st.text(max_size=120))
def test_runs_agree_and_follow_each_other(text: str, raw: str) -> None:
    runs = offsets_of(text, raw).runs

    for run in runs:
        ours = letters(text[run.text_start : run.text_end])
        theirs = letters(raw[run.raw_start : run.raw_end])
        assert sorted(ours) == sorted(theirs) or ours in theirs or theirs in ours
    ends = [(run.text_start, run.text_end, run.raw_start, run.raw_end) for run in runs]
    assert all(one[1] <= two[0] and one[3] <= two[2] for one, two in pairwise(ends))


@given(PIECES, st.data())
def test_a_span_goes_to_the_raw_text_and_back(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    words = [(f"{place}x{word}", form) for place, (word, form) in enumerate(pieces)]
    forms = [FORMS[form](word) for word, form in words]
    text, raw = " ".join(word for word, _ in forms), "\n".join(given for _, given in forms)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    offsets = offsets_of(text, raw)

    there = offsets.in_raw(start, end)

    if there is not None:
        back = offsets.in_text(*there)
        assert back is not None
        assert letters(text[start:end]) in letters(text[back[0] : back[1]])
        assert len(letters(text[back[0] : back[1]])) <= len(letters(text[start:end])) + 4


def test_a_span_of_nothing_has_no_place() -> None:
    offsets = offsets_of("rice and salt", "1. rice  and salt")

    assert offsets.in_raw(4, 5) is None
    assert offsets.in_raw(3, 3) is None
    assert offsets.in_text(0, 3) is None
    assert offsets.in_text(3, 8) == (0, 4)


@pytest.mark.parametrize("ending", [".docx", ".epub", ".html", ".odt", ".pdf", ".rtf"])
def test_nearly_all_letters_of_specimens_are_found(ending: str) -> None:
    paths = [one.path for one in scores.produced() if one.path.suffix == ending]
    passages = [passage for path in paths for passage in read(path).passages]

    lost = whole = 0
    for passage in passages:
        runs = offsets_of(passage.text, passage.raw).runs
        whole += len(letters(passage.text))
        found = sum(len(letters(passage.text[one.text_start : one.text_end])) for one in runs)
        lost += len(letters(passage.text)) - found

    assert lost <= 0.005 * whole
