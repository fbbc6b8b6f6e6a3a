"""How much of each kind of request one visitor may send: the usual allowances, and what each holds.

An installation sets others with JALON_LIMITS. `docs/reference/limits.md` is written from here.
"""

from dataclasses import replace
from datetime import date

from jalon.kernel.limits import Allowance
from jalon.project import environment

AS_OF = date(2026, 11, 21)
"""Since when these numbers are the usual ones."""

USUAL = (
    Allowance(
        name="forms",
        amount=300,
        seconds=60,
        covers="Everything that is sent to be changed: decisions, drafts, signing in.",
    ),
    Allowance(
        name="uploads",
        amount=60,
        seconds=600,
        covers="Sendings of files; one holds 500 files at most.",
    ),
    Allowance(
        name="megabytes",
        amount=5_000,
        seconds=3600,
        covers="Megabytes (10^6 bytes) of files that are sent.",
    ),
    Allowance(
        name="searches",
        amount=240,
        seconds=60,
        covers="Searches, and lists and pages with words or filters in their address.",
    ),
    Allowance(
        name="reports",
        amount=30,
        seconds=60,
        covers="Previews and files of reports.",
    ),
    Allowance(
        name="downloads",
        amount=120,
        seconds=60,
        covers="Files of documents, and tables as files.",
    ),
    Allowance(
        name="pictures",
        amount=240,
        seconds=60,
        covers="Pages of documents beside their passages, and their pictures.",
    ),
    Allowance(name="api", amount=600, seconds=60, covers="All calls of the public API."),
)

READS = {
    "reviews:report": "reports",
    "reviews:download": "reports",
    "library:file": "downloads",
    "library:beside": "pictures",
    "library:picture": "pictures",
    "pages:matrix-csv": "downloads",
    "frameworks:crosswalk-csv": "downloads",
}
"""Addresses whose reading has an allowance of its own; others with a query are "searches"."""

ACTS = {"library:upload": "uploads"}
"""Addresses that take files; what is sent elsewhere is "forms", and small."""


def allowances() -> dict[str, Allowance]:
    """All allowances by name, as this installation has them.

    Raises:
        BadSetting: JALON_LIMITS cannot be understood.
    """
    usual = {allowance.name: allowance for allowance in USUAL}
    for name, (amount, seconds) in environment.limits(usual).items():
        usual[name] = replace(usual[name], amount=amount, seconds=seconds)
    return usual
