"""The lock files hold all that requirements/*.in ask for, with hashes and without addresses."""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"


def _names(text: str) -> set[str]:
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def main() -> None:
    """Print what is wrong and fail if anything is."""
    problems = []
    for wanted in sorted(FOLDER.glob("*.in")):
        lock = wanted.with_suffix(".lock").read_text(encoding="utf-8")
        missing = _names(wanted.read_text(encoding="utf-8")) - _names(lock)
        problems += [f"{wanted.name}: {name} is not locked" for name in sorted(missing)]
        if "://" in lock:
            problems.append(f"{wanted.stem}.lock: holds an address")
        without = [line for line in lock.splitlines() if "==" in line and not line.endswith("\\")]
        problems += [f"{wanted.stem}.lock: no hash: {line}" for line in without]
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
