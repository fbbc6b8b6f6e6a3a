"""Specimens that are made here, and those other programs made, with how right they are read."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from jalon.engines.reading import read
from jalon.kernel.errors import JalonError
from jalon.project.benchmarks.readers import by_jalon
from jalon.project.benchmarks.scoring import score
from jalon.project.benchmarks.specimens.collection import Made, make_all
from jalon.project.benchmarks.specimens.papers import Paper, Part, PartKind

FOLDER = Path(__file__).parents[2] / "specimens" / "reading"
FAULTS = FOLDER / "known_scores.yaml"
NOT_ASKED = {"words_unrepaired"}


def produced() -> Iterator[Made]:
    """The files of other programs, each named after its paper and the program."""
    for path in sorted((FOLDER / "produced").iterdir()):
        name = path.name.split(".")[0]
        yield Made(path=path, paper=paper_of(FOLDER / "papers" / f"{name}.json"))


def paper_of(path: Path) -> Paper:
    """A paper that `tools.make_specimens` has written down."""
    said = json.loads(path.read_text(encoding="utf-8"))
    parts = tuple(
        Part(
            kind=PartKind(part["kind"]), text=part["text"], marker=part["marker"],
            label=part["label"], notes=tuple(part["notes"]),
        )
        for part in said["parts"]
    )  # fmt: skip
    return Paper(name=path.stem, lang=said["lang"], parts=parts, head=said["head"])


def all_specimens(folder: Path) -> Iterator[Made]:
    """Those made into a folder, then those of other programs."""
    yield from make_all(folder)
    yield from produced()


def shortfalls(made: Made) -> Mapping[str, float]:
    """Shares of right answers below one, by what was asked; a refused file has none right."""
    try:
        said = by_jalon(made.path)
    except JalonError as refusal:
        return {refusal.code: 0.0}
    shares = score(made.paper, said).shares()
    found = {
        name: float(share["value"])
        for name, share in shares.items()
        if share["value"] < 1 and name not in NOT_ASKED
    }
    if made.paper.lang == "ar" and made.path.suffix == ".pdf":
        found["flagged_as_doubtful"] = doubtful(made)
    return {name: share for name, share in found.items() if share < 1}


def doubtful(made: Made) -> float:
    """Share of the passages with a word that the paper does not have that say so themselves."""
    said = {word for part in made.paper.parts for text in _texts(part) for word in _words(text)}
    wrong = [one for one in read(made.path).passages if set(_words(one.text)) - said]
    return round(sum(one.doubtful for one in wrong) / len(wrong), 4) if wrong else 1.0


def _texts(part: Part) -> tuple[str, ...]:
    return part.plain, part.marker, *part.notes


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


@cache
def known_scores() -> Mapping[str, Mapping[str, Mapping[str, float | str]]]:
    """What is known to be read less than right, by file and measure: share and reason."""
    return dict(yaml.safe_load(FAULTS.read_text(encoding="utf-8")) or {})
