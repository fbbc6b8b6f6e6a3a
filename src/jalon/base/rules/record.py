"""The record of acts: what a line of it holds, and how lines are chained."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

FIRST_HASH = "0" * 64
"""What the first line of the record is chained to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActRecord:
    """One line of the record: who did what to which record, when, and why.

    `before` and `after` hold what changed, as JSON values; `digest` chains it to the line before;
    `person` is the number of the account that acted.
    """

    number: int
    at: datetime
    actor: str
    body: str
    act: str
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    why: str
    digest: str
    person: int | None = None


class BrokenRecord(JalonError):
    """The chain of the record of acts does not hold."""

    code = "broken-record"
    sentence = _(
        "The record of acts does not hold from line {number} on: that line or one before it was "
        "changed or removed. Compare with a backup made before."
    )


def digest_of(previous: str, line: Mapping[str, Any]) -> str:
    """The SHA-256 of a line chained to the digest of the line before, in hexadecimal.

    >>> digest_of(FIRST_HASH, {"act": "x"}) == digest_of(FIRST_HASH, {"act": "x"})
    True
    """
    text = json.dumps(line, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Seal:
    """What a line of the record was at a moment, kept in a file outside the database."""

    number: int
    digest: str
    day: str


class RecordCut(JalonError):
    """A line of the record that was sealed is gone or has been written anew."""

    code = "record-cut"
    sentence = _(
        "Line {number} of the record of acts is not as it was sealed on {day}: it was removed, or "
        "the record was written anew from there or before. Compare with a backup made before."
    )


def seal_line(seal: Seal) -> str:
    """A seal as a line of the file of seals.

    >>> seal_line(Seal(number=7, digest="ab", day="2026-11-21"))
    '7 ab 2026-11-21'
    """
    return f"{seal.number} {seal.digest} {seal.day}"


def seals_of(text: str) -> list[Seal]:
    r"""The seals in a file, oldest first; a line that was cut short by a crash is left out.

    >>> [seal.number for seal in seals_of("7 ab 2026-11-21\n9 c")]
    [7]
    """
    parts = (line.split() for line in text.splitlines())
    return [
        Seal(number=int(one[0]), digest=one[1], day=one[2])
        for one in parts
        if len(one) == len(("number", "digest", "day")) and one[0].isdecimal()
    ]
