from django.utils.translation import override

from jalon.base.public import worded
from jalon.library.rules import InvalidMove, TagState


def test_words_of_ours_inside_a_sentence_are_translated_too() -> None:
    refusal = InvalidMove(state=TagState.CONFIRMED.value, wanted=TagState.REFUSED.value)

    with override("fr"):
        told = worded(refusal.sentence, refusal.facts)

    assert "confirmed" not in told
    assert "refused" not in told


def test_names_in_a_sentence_stay_as_they_are() -> None:
    with override("fr"):
        told = worded("“{file}” is {state}.", {"file": "Documents", "state": ""})

    assert "Documents" in told
