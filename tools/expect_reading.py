"""Compare readings of specimens and shared documents with what they say; keep marks of faults.

Usage: python -m tools.expect_reading [SHARED] [--mark]

Prints what is read otherwise than expected and not marked as known. With --mark, the numbers of
known faults that got better are brought up to date in `known_scores.yaml` (specimens) and
`known_faults.yaml` (shared documents), and mended ones are taken out; what got worse, and what is
new, is only printed: a person mends it, or writes it in with its reason.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml
from tests.engines.reading.expectations import (
    FAULTS,
    Finding,
    expectations,
    findings,
    known_faults,
    readings,
)
from tests.engines.reading.scores import FAULTS as SCORES
from tests.engines.reading.scores import all_specimens, known_scores, shortfalls

from jalon.kernel.errors import JalonError

HEAD = """# What the reader does not yet read as it should: what is found, and why.
# Kept by tools/expect_reading.py; a new fault is written in by hand, with its reason.
"""
ENOUGH = 0.002
"""Share by which a known score may be lower by rounding."""
Marks = dict[str, dict[str, dict[str, object]]]


def main(arguments: list[str]) -> int:
    """Print what is new or worse; returns how many there are."""
    mark = "--mark" in arguments
    with tempfile.TemporaryDirectory() as folder:
        trouble, kept = _specimens(Path(folder))
    _keep(SCORES, kept, mark=mark)
    for name in arguments:
        if not name.startswith("--"):
            more, kept = _shared(Path(name))
            trouble += more
            _keep(FAULTS, kept, mark=mark)
    print(f"{trouble} new or worse")
    return trouble


def _keep(file: Path, kept: Marks, *, mark: bool) -> None:
    print(f"{sum(map(len, kept.values()))} known in {file.name}")
    if mark:
        text = yaml.safe_dump(kept, allow_unicode=True, width=140)
        file.write_text(HEAD + text, encoding="utf-8")


def _specimens(folder: Path) -> tuple[int, Marks]:
    kept: Marks = {}
    trouble = 0
    for made in all_specimens(folder):
        known = known_scores().get(made.path.name, {})
        for measure, share in shortfalls(made).items():
            was = known.get(measure)
            if was:
                kept.setdefault(made.path.name, {})[measure] = {**was, "share": share}
            if not was or share < float(was["share"]) - ENOUGH:
                trouble += 1
                before = f" (was {was['share']})" if was else ""
                print(f"{made.path.name}: {measure}: {share}{before}")
    return trouble, kept


def _shared(shared: Path) -> tuple[int, Marks]:
    kept: Marks = {}
    trouble = 0
    for name, reading in sorted(readings(shared / "corpus").items()):
        if isinstance(reading, JalonError):
            print(f"{name}: {reading}")
            trouble += 1
            continue
        known = known_faults().get(name, {})
        for one in findings(expectations()[name], reading):
            if one.right:
                continue
            trouble += _is_trouble(name, one, known.get(one.check))
            if one.check in known:
                kept.setdefault(name, {})[one.check] = {**known[one.check], "found": one.found}
    return trouble, kept


def _is_trouble(name: str, one: Finding, known: Mapping[str, str] | None) -> bool:
    """Print a fault that is new or worse than known."""
    if known and not one.is_worse_than(known["found"]):
        return False
    print(f"{name}: {one.check}: {one.found}" + (f" (was {known['found']})" if known else ""))
    return True


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
