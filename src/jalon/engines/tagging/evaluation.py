"""How well a tagger does on passages whose elements are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt

import yaml

from jalon.engines.tagging.records import PassageText, State, Suggestion
from jalon.engines.tagging.tagger import Tagger


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A passage and the codes it is about, the main one first; no code when none fits."""

    text: str
    lang: str
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """A share, `hits` of `n`; 0 when n is 0."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Bounds that hold the true share 95 times in 100 (Wilson's interval).

        >>> low, high = Rate(hits=8, n=10).interval
        >>> round(low, 2), round(high, 2)
        (0.49, 0.94)
        """
        if not self.n:
            return 0.0, 1.0
        z, share, n = 1.96, self.value, self.n
        middle = share + z * z / (2 * n)
        spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quality:
    """Scores of a tagger on cases.

    Attributes:
        first: Passages whose first element is one of the true ones, of passages that have one.
        three: Passages with a true element among the first three, of the same.
        precision: Suggested elements that are true, of all suggested.
        recall: True elements that were suggested, of all true.
        silence: Passages without any suggestion, of passages about no element.
    """

    first: Rate
    three: Rate
    precision: Rate
    recall: Rate
    silence: Rate

    def rows(self) -> dict[str, dict[str, float | int]]:
        """Named scores for a benchmark: value, n, and the bounds of the 95 % interval."""
        named = {
            "first_right": self.first,
            "among_first_three": self.three,
            "suggested_precision": self.precision,
            "suggested_recall": self.recall,
            "silent_when_none": self.silence,
        }
        return {
            name: {
                "value": round(rate.value, 4),
                "n": rate.n,
                "low": round(rate.interval[0], 4),
                "high": round(rate.interval[1], 4),
            }
            for name, rate in named.items()
        }


def assess(tagger: Tagger, cases: Sequence[Case]) -> Quality:
    """Tag the cases and compare; only ranked elements count, not actions and principles."""
    answers = tagger.tag([PassageText(text=case.text, lang=case.lang) for case in cases])
    ranked = frozenset(tagger.codes)
    rankings = [[found for found in answer if found.code in ranked] for answer in answers]
    with_code = [
        (case, ranking) for case, ranking in zip(cases, rankings, strict=True) if case.codes
    ]
    without = [ranking for case, ranking in zip(cases, rankings, strict=True) if not case.codes]
    stood = [
        (found.code, case.codes)
        for case, ranking in zip(cases, rankings, strict=True)
        for found in _suggested(ranking)
    ]
    right = sum(code in codes for code, codes in stood)
    return Quality(
        first=_within(with_code, 1),
        three=_within(with_code, 3),
        precision=Rate(hits=right, n=len(stood)),
        recall=Rate(hits=right, n=sum(len(case.codes) for case in cases)),
        silence=Rate(hits=sum(not _suggested(ranking) for ranking in without), n=len(without)),
    )


def _within(rows: Sequence[tuple[Case, list[Suggestion]]], most: int) -> Rate:
    """Passages with a true element among the first few."""
    hits = sum(any(found.code in case.codes for found in ranking[:most]) for case, ranking in rows)
    return Rate(hits=hits, n=len(rows))


def _suggested(ranking: Sequence[Suggestion]) -> list[Suggestion]:
    return [suggestion for suggestion in ranking if suggestion.state == State.SUGGESTED]


def check_cases(framework: str) -> list[Case]:
    """The passages that Jalon carries to check the tagging of a framework; empty when none."""
    path = files("jalon") / "data" / "evaluation" / f"{framework}-passages.yaml"
    if not path.is_file():
        return []
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Case(
            text=row["text"],
            lang=row["lang"],
            codes=tuple(f"{framework}:{code}" for code in row["codes"]),
        )
        for row in sheet["passages"]
    ]
