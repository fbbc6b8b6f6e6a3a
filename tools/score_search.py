"""Score the search against written queries: is what people expect found, and is it found first?

Makes an installation in a temporary folder, brings in the shared corpus and the starter collection,
asks every query of `tests/search/relevance/queries.yaml` and compares with the expected answers.
Prints nDCG@10 and success@3 by kind of query, and fails below the floors written there.

nDCG@10 rewards expected answers the more the higher they stand, 1 when all stand first. Success@3
is the share of queries with an expected answer among the first three. A query that expects nothing
scores 1 when nothing has all of its words, else 0.
"""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "search" / "relevance" / "queries.yaml"
CORPUS = Path(os.environ.get("JALON_SHARED", ROOT.parent / "shared")) / "corpus"
DEPTH = 10
TOP = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One query, what it should find, and what it found.

    Attributes:
        kind: Kind of query, such as "typo".
        text: As it is typed.
        expected: Ids of cards, all of the same worth.
        found: Ids of cards in the order of the search.
        firm: Whether the cards have all words as typed, in other names or in other languages.
    """

    kind: str
    text: str
    expected: frozenset[str]
    found: tuple[str, ...]
    firm: bool

    @property
    def ndcg(self) -> float:
        """Normalised discounted cumulative gain of the first ten."""
        if not self.expected:
            return float(not (self.found and self.firm))
        gain = sum(
            1 / math.log2(place + 2)
            for place, card in enumerate(self.found[:DEPTH])
            if card in self.expected
        )
        best = sum(1 / math.log2(place + 2) for place in range(min(DEPTH, len(self.expected))))
        return gain / best

    @property
    def success(self) -> bool:
        """Whether one of the first three was expected."""
        if not self.expected:
            return self.ndcg == 1
        return not self.expected.isdisjoint(self.found[:TOP])


def main() -> int:
    """Score, print, and tell by the exit code whether every floor holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, help="Keep the installation here, for the next run.")
    parser.add_argument("--own-language", action="store_true", help="Search without expansions.")
    parser.add_argument("--worst", type=int, default=0, help="Show so many of the worst queries.")
    parser.add_argument("--json", action="store_true", help="Print JSON.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jalon-relevance-") as folder:
        os.environ["JALON_HOME"] = str(options.home or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "jalon.project.settings"
        os.environ.pop("JALON_DATABASE_URL", None)  # never into a database in use
        written = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
        asked = ask_all(written, slugs=installed(CORPUS), expand=not options.own_language)
    scores = scored(asked)
    low = below(scores, written["floors"])
    if options.json:
        print(json.dumps({"scores": scores, "below": low}))
    else:
        tell(scores, low)
        tell_worst(asked, options.worst)
    return 1 if low else 0


def installed(corpus: Path) -> Mapping[str, str]:
    """Make the installation; slugs of documents by their path in the corpus."""
    import django

    django.setup()
    from jalon.base.public import SYSTEM
    from jalon.library.actions import ingest_files
    from jalon.library.actions.walking import document_files
    from jalon.project.installing import set_up
    from jalon.search.public import flush_all

    set_up()
    outcomes = list(ingest_files(document_files([corpus]), actor=SYSTEM))
    flush_all()
    return {outcome.path.relative_to(corpus).as_posix(): outcome.document for outcome in outcomes}


def ask_all(
    written: Mapping[str, Any],  # Any: as YAML has it
    *,
    slugs: Mapping[str, str],
    expand: bool,
) -> list[Asked]:
    """Ask every query.

    Args:
        written: What the file of queries says.
        slugs: Slugs of documents by their path in the corpus.
        expand: Whether words of the same meaning are searched too.

    Raises:
        SystemExit: An answer means no card; the query or the reading of a document is wrong.
    """
    from jalon.search.public import Query, find

    answers = Answers({short: slugs[path] for short, path in written["documents"].items()})
    asked = []
    for kind, rows in written["queries"].items():
        for row in rows:
            query = Query(text=row["q"], kinds=tuple(row.get("kinds", ())), limit=DEPTH)
            results = find(query, other_languages=expand)
            asked.append(
                Asked(
                    kind=kind,
                    text=row["q"],
                    expected=frozenset(card for text in row["find"] for card in answers.ids(text)),
                    found=tuple(hit.id for hit in results.hits),
                    firm=not results.relaxed,
                )
            )
    if answers.missing:
        sys.exit("Expected, but not in the installation: " + "; ".join(answers.missing))
    return asked


class Answers:
    """Finds the cards that an expected answer means.

    Args:
        documents: Slugs of documents by their short names.
    """

    def __init__(self, documents: Mapping[str, str]) -> None:
        from jalon.search.queries import all_cards

        self._documents = documents
        cards = list(all_cards())
        self._ids = {card.id for card in cards}
        self._by_url = {card.url: card.id for card in cards if card.kind == "passage"}
        self._texts = [(card.text.casefold(), card.id) for card in cards if card.kind == "passage"]
        self.missing: list[str] = []

    def ids(self, answer: str) -> Sequence[str]:
        """The ids of an answer; one that means no card is kept in `missing`."""
        found = [card for card in self._meant(answer) if card in self._ids]
        if not found:
            self.missing.append(answer)
        return found

    def _meant(self, answer: str) -> Iterable[str]:
        if answer.startswith("~"):
            words = answer[1:].strip().casefold()
            return [card for text, card in self._texts if words in text]
        kind, _, key = answer.partition(":")
        if key:
            return [f"{kind}:{self._documents.get(key, key)}"]
        document, _, label = answer.partition(" ")
        return [self._by_url.get(f"/documents/{self._documents[document]}/p/{label}", "")]


def scored(asked: Sequence[Asked]) -> dict[str, dict[str, float]]:
    """Means by kind of query, and of all."""
    kinds = {kind: [one for one in asked if one.kind == kind] for kind in _kinds(asked)}
    return {
        kind: {
            "ndcg": round(mean(one.ndcg for one in ones), 3),
            "success": round(mean(one.success for one in ones), 3),
            "n": len(ones),
        }
        for kind, ones in (*kinds.items(), ("all", list(asked)))
    }


def _kinds(asked: Iterable[Asked]) -> list[str]:
    return list(dict.fromkeys(one.kind for one in asked))


def below(
    scores: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """What is below its floor, in words."""
    return [
        f"{kind}: {measure} {scores[kind][measure]} is below {floor}"
        for kind, row in floors.items()
        for measure, floor in row.items()
        if scores[kind][measure] < floor
    ]


def tell(scores: Mapping[str, Mapping[str, float]], low: Sequence[str]) -> None:
    """Print the scores as a table."""
    print(f"{'kind':<10} {'n':>4} {'nDCG@10':>8} {'success@3':>10}")
    for kind, row in scores.items():
        print(f"{kind:<10} {row['n']:>4} {row['ndcg']:>8.3f} {row['success']:>10.3f}")
    for line in low:
        print(line)


def tell_worst(asked: Sequence[Asked], count: int) -> None:
    """Print the queries with the lowest scores, with what was missed and what came instead."""
    for one in sorted(asked, key=lambda one: one.ndcg)[:count]:
        missed = sorted(one.expected.difference(one.found[:DEPTH]))
        print(f"{one.ndcg:.2f} {one.kind}: {one.text}")
        print(f"     missed {missed}")
        print(f"     found  {list(one.found[:5])}{'' if one.firm else ' (some of the words)'}")


if __name__ == "__main__":
    sys.exit(main())
