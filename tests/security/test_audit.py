"""A06: parts with known weaknesses are found before a release, and never overlooked silently."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tools import check_audit
from tools.check_audit import Audit, Weakness, accepted, ask, audit_of, problems, verdict

TODAY = date(2026, 11, 21)
WEAK = Weakness(part="lxml", version="5.0", names=("PYSEC-1", "CVE-2026-1"), mended_in=("5.1",))


def _audit(known: int, parts: int, *weaknesses: Weakness) -> Audit:
    return Audit(service="osv", known=known, parts=parts, weaknesses=weaknesses)


def _said(report: Any) -> list[str]:
    """A command that prints a report as pip-audit does."""
    return [sys.executable, "-c", f"print({json.dumps(report)!r})"]


def test_the_report_of_the_service_is_understood() -> None:
    report = {
        "dependencies": [
            {"name": "a", "version": "1", "vulns": []},
            {"name": "b", "skip_reason": "not found"},
            {"name": "lxml", "version": "5.0", "vulns": [
                {"id": "PYSEC-1", "aliases": ["CVE-2026-1"], "fix_versions": ["5.1"]}]},
        ]
    }  # fmt: skip

    assert audit_of("osv", report) == _audit(2, 3, WEAK)


def test_a_weakness_fails_the_check() -> None:
    told, fails = verdict([_audit(9, 9, WEAK)], {}, today=TODAY, required=False)

    assert fails
    assert told == ["lxml 5.0: PYSEC-1, CVE-2026-1; mended in 5.1"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("| PYSEC-1 | lxml | we never call it | 2026-11-21 |", 0),
        ("| CVE-2026-1 | LXML | we never call it | 2027-01-31 |", 0),
        ("| PYSEC-1 | lxml | we never call it | 2026-11-20 |", 1),
        ("| PYSEC-1 | lxml |  | 2027-01-31 |", 1),
        ("| PYSEC-1 | other | we never call it | 2027-01-31 |", 1),
        ("| PYSEC-2 | lxml | we never call it | 2027-01-31 |", 1),
    ],
)
def test_a_weakness_is_accepted_by_name_with_a_reason_and_until_a_day(line: str, told: int) -> None:
    assert len(problems(_audit(9, 9, WEAK), accepted(line), today=TODAY)) == told


def test_no_answer_is_told_and_fails_only_where_it_is_required() -> None:
    said = ["not audited: no advisory service can be reached from here."]

    assert verdict([], {}, today=TODAY, required=False) == (said, False)
    assert verdict([], {}, today=TODAY, required=True) == (said, True)


def test_a_service_that_knows_no_part_counts_as_no_answer() -> None:
    told, fails = verdict([_audit(0, 97)], {}, today=TODAY, required=False)

    assert told == ["not audited: no advisory service can be reached from here."]
    assert not fails


def test_parts_that_were_not_audited_are_told() -> None:
    told, fails = verdict([_audit(90, 97)], {}, today=TODAY, required=True)

    assert told == ["not audited: 7 of 97 parts, unknown to osv."]
    assert fails


def test_a_service_out_of_reach_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_audit, "SECONDS", 0.2)

    assert ask("osv", command=[sys.executable, "-c", "raise SystemExit('no network')"]) is None
    assert ask("osv", command=[sys.executable, "-c", "import time; time.sleep(9)"]) is None
    assert ask("osv", command=["/nowhere/pip-audit"]) is None


def test_what_a_service_says_is_taken() -> None:
    report = {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}

    assert ask("osv", command=_said(report)) == _audit(1, 1)


def test_the_list_of_accepted_weaknesses_is_in_form() -> None:
    text = (check_audit.FOLDER / "accepted-weaknesses.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]

    assert len(accepted(text)) == len(rows)


def test_the_audit_is_part_of_the_check() -> None:
    script = Path(check_audit.__file__).with_name("check.sh").read_text(encoding="utf-8")

    assert "tools/check_audit.py" in script
