"""No locked part has a known weakness, but those accepted in requirements/accepted-weaknesses.md.

Asks an advisory service by pip-audit, without installing anything. Where no service can be reached
it says so and passes, unless JALON_REQUIRE names “audit”.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
LOCKS = ("main.lock", "dev.lock")
SERVICES = ("osv", "pypi")
"""Where advisories come from; the first that knows the parts is enough."""
SECONDS = 60
"""Time for one service to answer about all parts."""
SILENCE = 5
"""Seconds after which a service that says nothing counts as out of reach."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weakness:
    """A known weakness of a locked part, by the names it goes by."""

    part: str
    version: str
    names: tuple[str, ...]
    mended_in: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What a service said: weaknesses, and how many parts it knew of how many."""

    service: str
    known: int
    parts: int
    weaknesses: tuple[Weakness, ...] = ()


def audit_of(service: str, report: Mapping[str, Any]) -> Audit:
    """The answer of pip-audit as JSON; a part that the service does not know was not audited."""
    parts = report.get("dependencies", [])
    found = [
        Weakness(
            part=part["name"],
            version=part["version"],
            names=(one["id"], *one.get("aliases", [])),
            mended_in=tuple(one.get("fix_versions", [])),
        )
        for part in parts
        for one in part.get("vulns", [])
    ]
    known = sum("skip_reason" not in part for part in parts)
    return Audit(service=service, known=known, parts=len(parts), weaknesses=tuple(found))


def accepted(text: str) -> dict[tuple[str, str], date]:
    """Last days by name of the weakness and part, from the lines of the table.

    >>> accepted("| PYSEC-1 | lxml | not called | 2026-12-31 |")
    {('PYSEC-1', 'lxml'): datetime.date(2026, 12, 31)}
    """
    lines = re.findall(
        r"^\| ([A-Z][\w-]+) \| ([\w.-]+) \| [^|]*\w[^|]* \| (\d{4}-\d\d-\d\d) \|$",
        text,
        re.MULTILINE,
    )
    return {(name, part.lower()): date.fromisoformat(until) for name, part, until in lines}


def problems(audit: Audit, until: Mapping[tuple[str, str], date], *, today: date) -> list[str]:
    """A sentence for each weakness that is not accepted today."""
    told = []
    for weak in audit.weaknesses:
        days = [
            until[name, weak.part.lower()]
            for name in weak.names
            if (name, weak.part.lower()) in until
        ]
        if days and max(days) >= today:
            continue
        since = f" (accepted until {max(days)})" if days else ""
        mended = f"; mended in {', '.join(weak.mended_in)}" if weak.mended_in else ""
        told.append(f"{weak.part} {weak.version}: {', '.join(weak.names)}{mended}{since}")
    return told


def ask(service: str, *, command: Sequence[str] = ()) -> Audit | None:
    """What a service says of all locked parts; None when it cannot be reached."""
    locks = [argument for lock in LOCKS for argument in ("-r", str(FOLDER / lock))]
    asked = command or (
        *(sys.executable, "-m", "pip_audit", *locks, "--require-hashes", "--disable-pip"),
        *("-s", service, "-f", "json", "--aliases", "on", "--desc", "off"),
        *("--progress-spinner", "off", "--timeout", str(SILENCE)),
    )
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=SECONDS, check=False)
        report = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return audit_of(service, report) if isinstance(report, dict) else None


def verdict(
    audits: Iterable[Audit], until: Mapping[tuple[str, str], date], *, today: date, required: bool
) -> tuple[list[str], bool]:
    """What is said, and whether the check fails.

    Args:
        audits: Answers, the best service first.
        until: Accepted weaknesses with their last days.
        today: The day.
        required: Whether it fails when not all parts could be audited.
    """
    answered = list(audits)
    best = max(answered, key=lambda audit: audit.known, default=None)
    if best is None or not best.known:
        return ["not audited: no advisory service can be reached from here."], required
    told = problems(best, until, today=today)
    fails = bool(told)
    if best.known < best.parts:
        missing = best.parts - best.known
        told.append(f"not audited: {missing} of {best.parts} parts, unknown to {best.service}.")
        fails = fails or required
    return told, fails


def _answers() -> Iterable[Audit]:
    """Answers of the services, until one knows all parts."""
    for service in SERVICES:
        found = ask(service)
        if found is not None:
            yield found
            if found.parts and found.known == found.parts:
                return


def main() -> None:
    """Say what was found, and fail on a weakness that is not accepted."""
    until = accepted((FOLDER / "accepted-weaknesses.md").read_text(encoding="utf-8"))
    required = "audit" in os.environ.get("JALON_REQUIRE", "").split()
    today = datetime.now(UTC).date()
    told, fails = verdict(_answers(), until, today=today, required=required)
    print("\n".join(told), end="\n" if told else "")
    sys.exit(fails)


if __name__ == "__main__":
    main()
