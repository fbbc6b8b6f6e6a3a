"""What is learned from decisions, when it is used, and the figures on its card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from jalon.engines.tagging.evaluation import Rate
from jalon.engines.tagging.learning import Outcome
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

LEAST_DOCUMENTS = 5
"""Documents with decisions, below which nothing is learned: they could not be split."""
LEAST_VERDICTS = 20
"""Confirmed and refused each, below which nothing is learned."""
LEAST_PASSAGES = 50
"""Passages that people decided through, below which nobody could tell what is better."""
MARGIN = 0.02
"""How much higher the F1 of suggestions must be than before."""
DRAWS = 1000
"""Times that documents are drawn anew for the interval of a difference."""
FEW = 20
"""True or suggested elements below which a share is shown as too few to say."""


class TooFewDecisions(JalonError):
    """There is not enough to learn from, or to tell whether it helps."""

    code = "too-few-decisions"
    sentence = _(
        "{passages} passages of {documents} documents are decided through, with {confirmed} tags "
        "confirmed and {refused} refused. Learning needs {least_passages} passages of "
        "{least_documents} documents, and {least_verdicts} of each. Nothing was changed."
    )


class NothingLearned(JalonError):
    """There is no learned model to go back from."""

    code = "nothing-learned"
    sentence = _("No learned model is in use for “{framework}”. Nothing was changed.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What decisions there are: tags, and passages that are decided through, with documents."""

    confirmed: int
    refused: int
    passages: int
    documents: int


def check_enough(counts: Counts) -> None:
    """Make sure that there is enough to learn from.

    Raises:
        TooFewDecisions: There is not.
    """
    short = counts.passages < LEAST_PASSAGES or counts.documents < LEAST_DOCUMENTS
    if short or min(counts.confirmed, counts.refused) < LEAST_VERDICTS:
        raise TooFewDecisions(
            passages=counts.passages,
            documents=counts.documents,
            confirmed=counts.confirmed,
            refused=counts.refused,
            least_passages=LEAST_PASSAGES,
            least_documents=LEAST_DOCUMENTS,
            least_verdicts=LEAST_VERDICTS,
        )


Figure = Mapping[str, Any]  # a value with what it was counted on, as JSON has it


def f1_of(outcomes: Iterable[Outcome]) -> float:
    """F1 of suggestions: 1 when exactly the true elements are suggested, 0 when none of them is.

    >>> one = Outcome(document="a", lang="en", true=frozenset("12"), suggested=frozenset("1"),
    ...               first="1")
    >>> round(f1_of([one]), 3)
    0.667
    """
    hits = said = true = 0
    for one in outcomes:
        hits += len(one.true & one.suggested)
        said += len(one.suggested)
        true += len(one.true)
    return 2 * hits / (said + true) if said + true else 0.0


def gain(
    before: Sequence[Outcome], after: Sequence[Outcome], *, draws: int = DRAWS
) -> tuple[float, float, float]:
    """How much F1 rose, and bounds that hold it 95 times in 100 when documents are drawn anew.

    Args:
        before: Outcomes on m passages.
        after: Outcomes on the same passages, in the same order.
        draws: Times that as many documents as there are are drawn, with return.
    """
    places: dict[str, list[int]] = {}
    for at, one in enumerate(before):
        places.setdefault(one.document, []).append(at)
    documents, chance = sorted(places), Random(7)  # noqa: S311 - the same bounds every time
    found = []
    for _draw in range(draws):
        drawn = [at for _ in documents for at in places[chance.choice(documents)]]
        risen = f1_of(after[at] for at in drawn) - f1_of(before[at] for at in drawn)
        found.append(risen)
    found.sort()
    value = f1_of(after) - f1_of(before)
    return value, found[int(0.025 * draws)], found[int(0.975 * draws)]


def is_better(value: float, low: float) -> bool:
    """Whether a model is used: F1 rises by the margin, and not by the chance of documents.

    >>> is_better(0.03, 0.01), is_better(0.03, -0.01), is_better(0.01, 0.005)
    (True, False, False)
    """
    return value >= MARGIN and low > 0


def figures(outcomes: Sequence[Outcome]) -> Mapping[str, Figure]:
    """The scores of a tagger on passages decided through, each with n and its interval."""
    hits = sum(len(one.true & one.suggested) for one in outcomes)
    with_true = [one for one in outcomes if one.true]
    return {
        "f1": {"value": round(f1_of(outcomes), 4), "n": len(outcomes)},
        "precision": _figure(Rate(hits=hits, n=sum(len(one.suggested) for one in outcomes))),
        "recall": _figure(Rate(hits=hits, n=sum(len(one.true) for one in outcomes))),
        "first": _figure(
            Rate(hits=sum(one.first in one.true for one in with_true), n=len(with_true))
        ),
    }


def _figure(rate: Rate) -> Figure:
    low, high = rate.interval
    return {
        "value": round(rate.value, 4),
        "n": rate.n,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def figures_by_element(
    before: Sequence[Outcome], after: Sequence[Outcome]
) -> list[Mapping[str, Any]]:  # Any: as JSON has it
    """Precision and recall of suggestions of each element, before and after."""
    codes = {code for one in (*before, *after) for code in one.true | one.suggested}
    return [
        {"code": code, "before": _of_element(before, code), "after": _of_element(after, code)}
        for code in codes
    ]


def _of_element(outcomes: Sequence[Outcome], code: str) -> Mapping[str, Figure]:
    hits = sum(code in one.true and code in one.suggested for one in outcomes)
    said = sum(code in one.suggested for one in outcomes)
    true = sum(code in one.true for one in outcomes)
    return {
        "precision": _figure(Rate(hits=hits, n=said)),
        "recall": _figure(Rate(hits=hits, n=true)),
    }


def figures_by_language(
    before: Sequence[Outcome], after: Sequence[Outcome]
) -> list[Mapping[str, Any]]:  # Any: as JSON has it
    """The scores on the passages of each language, before and after."""
    langs = sorted({one.lang for one in before})
    return [
        {
            "lang": lang,
            "before": figures([one for one in before if one.lang == lang]),
            "after": figures([one for one in after if one.lang == lang]),
        }
        for lang in langs
    ]
