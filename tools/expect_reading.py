"""Compare the reading of the shared documents with what is expected, and keep the marks of faults.

Usage: python -m tools.expect_reading SHARED [--mark]

Prints what is found otherwise than expected and not marked as known. With --mark, the numbers of
known faults that got better are brought up to date in `known_faults.yaml` and mended ones are
taken out; what got worse, and what is new, is only printed: a person mends it or says why.
"""

import sys
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

from jalon.kernel.errors import JalonError

HEAD = """# What the reader does not yet read as expected: what is found, and why.
# Kept by tools/expect_reading.py; a new fault is written in by hand, with its reason.
"""


def main(shared: Path, *, mark: bool) -> int:
    """Print what is new or worse; returns how many there are."""
    kept: dict[str, dict[str, dict[str, str]]] = {}
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
    if mark:
        FAULTS.write_text(HEAD + yaml.safe_dump(kept, allow_unicode=True, width=140), "utf-8")
    print(f"{trouble} new or worse, {sum(map(len, kept.values()))} known")
    return trouble


def _is_trouble(name: str, one: Finding, known: dict[str, str] | None) -> bool:
    """Print a fault that is new or worse than known."""
    if known and not one.is_worse_than(known["found"]):
        return False
    print(f"{name}: {one.check}: {one.found}" + (f" (was {known['found']})" if known else ""))
    return True


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]), mark="--mark" in sys.argv)))
