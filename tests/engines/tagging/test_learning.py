"""Learning a correction from decisions, and laying it over a tagger."""

from collections.abc import Sequence

import numpy as np
import pytest

from jalon.engines.tagging import PassageText, Reason, ReasonKind, State, Suggestion
from jalon.engines.tagging.correcting import (
    BUCKETS,
    CorrectedTagger,
    Correction,
    Reading,
    from_bytes,
    to_bytes,
)
from jalon.engines.tagging.learning import Decided, Learned, learn

CODES = ("x:1", "x:2")
BENCH, FEES = "bank loan for a bench", "fees of a recruiter"


class Stub:
    """A tagger that always suggests the first element, whatever the passage says."""

    codes = CODES

    def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        """Rank the elements for each passage."""
        return [
            [
                Suggestion(code="x:1", score=0.6, state=State.SUGGESTED),
                Suggestion(code="x:2", score=0.3, state=State.RANKED),
                Suggestion(code="x:1.a", score=0.9, state=State.SUGGESTED),
            ]
            for _passage in passages
        ]


def _decided(text: str, document: int, *, first: bool) -> Decided:
    return Decided(
        passage=PassageText(text=text, lang="en"),
        document=f"d{document}",
        verdicts={"x:1": first},
        is_whole=True,
    )


@pytest.fixture(scope="module")
def learned() -> Learned:
    words = ("river", "school", "harbour", "office", "market", "valley")
    passages = [
        _decided(f"The {word} {number} {FEES if good else BENCH}.", number % 6, first=good)
        for number, word in enumerate(words * 10)
        for good in (True, False)
    ]
    return learn(passages, Stub())


def _tag(correction: Correction, text: str) -> dict[str, Suggestion]:
    (found,) = CorrectedTagger(Stub(), correction).tag([PassageText(text=text, lang="en")])
    return {one.code: one for one in found}


def test_words_that_people_decided_on_change_what_is_suggested(learned: Learned) -> None:
    good = _tag(learned.correction, f"A new text on {FEES}.")
    bad = _tag(learned.correction, f"A new text on a {BENCH}.")

    assert good["x:1"].state is State.SUGGESTED
    assert bad["x:1"].state is State.RANKED
    assert good["x:1"].score > bad["x:1"].score


def test_a_learned_suggestion_says_by_which_word(learned: Learned) -> None:
    text = f"A new text on {FEES}."

    why = _tag(learned.correction, text)["x:1"].why

    (reason,) = [one for one in why if one.kind is ReasonKind.LEARNED]
    assert text[reason.start : reason.end] == reason.text
    assert reason.text in {"fees", "recruiter"}


def test_outcomes_come_from_documents_that_were_not_learned_from(learned: Learned) -> None:
    before = [one.suggested == one.true for one in learned.before]
    after = [one.suggested == one.true for one in learned.after]

    assert len(before) == len(after) == 120
    assert sum(before) == 60
    assert sum(after) > 110


def test_what_is_not_ranked_and_what_is_named_stay_as_they_are(learned: Learned) -> None:
    named = Suggestion(
        code="x:1",
        score=0.97,
        state=State.SUGGESTED,
        why=(Reason(kind=ReasonKind.MENTION, text="objective 1"),),
    )

    class Naming(Stub):
        def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
            """Rank the elements for each passage."""
            return [[named, *found[1:]] for found in super().tag(passages)]

    corrected = CorrectedTagger(Naming(), learned.correction)
    (found,) = corrected.tag([PassageText(text=BENCH, lang="en")])

    assert found[0] is named
    assert found[-1].code == "x:1.a"


def test_elements_with_few_decisions_learn_no_words(learned: Learned) -> None:
    assert not learned.correction.weights[1].any()
    assert learned.correction.weights[0].any()


def test_learning_twice_gives_the_same_file() -> None:
    passages = [
        _decided(f"{FEES} {number}", number % 5, first=number % 2 == 0) for number in range(40)
    ]

    one, two = (to_bytes(learn(passages, Stub()).correction) for _ in range(2))

    assert one == two
    assert to_bytes(from_bytes(one)) == one


@pytest.mark.parametrize(
    "arrays",
    [
        {"codes": np.array(["x:1"])},
        {
            "codes": np.array(["x:1"]),
            "scale": np.ones(2),
            "shift": np.ones(1),
            "weights": np.zeros((1, BUCKETS)),
            "least": np.ones(1),
        },
        {"codes": np.array([object()], dtype=object)},
    ],
)
def test_a_file_that_is_no_model_is_refused(arrays: dict[str, object]) -> None:
    import io

    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]  # arrays by name

    with pytest.raises(ValueError, match=r"learned|fit|pickle"):
        from_bytes(file.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK", b"not an archive", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_bytes(content)


def test_a_passage_without_words_has_no_buckets() -> None:
    places, values = Reading().buckets(PassageText(text="… 12 —", lang="en"))

    assert (len(places), len(values)) == (0, 0)
