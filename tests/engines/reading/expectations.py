"""What the shared documents say, without their words: hashes of beginnings, counts, labels.

A beginning is `hash` or `hash:letters`: the first eight digits of the SHA-256 of its first 24
letters and digits, and how many letters and digits the passage has. `?` before it: some passage of
any kind begins here; `~`: one may begin here. What is found otherwise stands in
`known_faults.yaml`, with the reason; `tools/expect_reading.py` writes what is found there.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from jalon.engines.reading import Passage, PassageKind, Reading, is_evidence, read_many
from jalon.kernel.errors import JalonError

FOLDER = Path(__file__).parents[2] / "specimens" / "reading" / "expectations"
FAULTS = FOLDER.with_name("known_faults.yaml")
KEY = 24
NEAR = 0.02
"""Share by which the letters of a passage may differ."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at: what was found, and whether it is right."""

    check: str
    found: str
    right: bool

    def counts(self) -> tuple[int, int, int]:
        """Right, too many and too long or short beginnings, as numbers."""
        words = self.found.replace(",", "").split()
        return int(words[0]), int(words[3]), int(words[6])

    def is_worse_than(self, known: str) -> bool:
        """Whether it is not even as right as it was known to be."""
        if not self.check.startswith("starts."):
            return self.found != known
        right, many, length = self.counts()
        was_right, was_many, was_length = Finding(
            check=self.check, found=known, right=False
        ).counts()
        return right < was_right or many > was_many or length > was_length


@cache
def expectations() -> Mapping[str, Mapping[str, Any]]:
    """Expectations by path below the corpus."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        found |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@cache
def known_faults() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What is not yet read as expected, by path and check: what is found, and why."""
    found = yaml.safe_load(FAULTS.read_text(encoding="utf-8")) or {}
    return dict(found)


@cache
def readings(corpus: Path) -> Mapping[str, Reading | JalonError]:
    """All documents of the corpus, read once."""
    paths = [corpus / name for name in expectations()]
    return {str(path.relative_to(corpus)): reading for path, reading in read_many(paths)}


def letters(text: str) -> str:
    """Its letters and digits alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def digest(text: str, *, whole: bool = False) -> str:
    """The hash of a text, or of its beginning."""
    said = letters(text) if whole else letters(text)[:KEY]
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def findings(expected: Mapping[str, Any], reading: Reading) -> Iterator[Finding]:
    """What was looked at in a reading, check by check."""
    for check, found, wanted in _plain(expected, reading):
        said = ", ".join(found) if isinstance(found, list) else str(found)
        yield Finding(check=check, found=said, right=found == wanted)
    title = digest(reading.metadata.title or "", whole=True)
    yield Finding(check="title", found=title, right=_has(expected.get("title"), title))
    foreign = _foreign(expected, reading)
    yield Finding(
        check="foreign", found=str(foreign), right=foreign in _range(expected.get("foreign", "0"))
    )
    drawn = {str(one.page) for one in reading.notices if one.code == "text-drawn"}
    missed = sorted(set(_names(expected.get("drawn", ""))) - drawn)
    yield Finding(check="drawn", found=", ".join(missed), right=not missed)
    for page, tokens in expected["starts"].items():
        yield _starts(page, tokens.split(), reading, partial=expected.get("partial", False))


def _plain(expected: Mapping[str, Any], reading: Reading) -> Iterator[tuple[str, object, object]]:
    metadata, passages = reading.metadata, reading.passages
    notes = [one.label[2:] for one in passages if one.kind is PassageKind.FOOTNOTE]
    called = {call[2:] for one in passages for call in one.calls}
    repeated = [str(one.page) for one in reading.notices if one.code == "page-repeated"]
    yield "kind", metadata.media_type, expected["kind"]
    yield "pages", metadata.page_count, expected.get("pages")
    yield "language", metadata.language, expected["language"]
    yield "symbol", metadata.symbol, expected.get("symbol")
    yield "repeated", repeated, _names(expected.get("repeated", ""))
    if "date" in expected:
        yield "date", metadata.date, expected["date"]
    if "numbered" in expected:
        yield "numbered", _numbers(passages), _names(expected["numbered"])
    if "footnote_count" in expected:
        yield "footnote_count", len(notes), expected["footnote_count"]
        return
    uncalled = set(_names(expected.get("uncalled", "")))
    wanted = set(_names(expected.get("footnotes", "")))
    yield "footnotes", _sorted({*notes}), _sorted(wanted | uncalled)
    yield "called", _sorted(called), _sorted(wanted)
    if "contents" in expected:
        count = sum(one.kind is PassageKind.CONTENTS for one in passages)
        yield "contents", count, expected["contents"]


def _starts(page: int, tokens: Sequence[str], reading: Reading, *, partial: bool) -> Finding:
    """Beginnings found in order, beginnings that are none, and lengths that differ."""
    here = [one for one in reading.passages if (one.page or 0) == page]
    must = [token.partition(":") for token in tokens if token[0] not in "?~"]
    optional = {token[1:] for token in tokens if token[0] in "?~"}
    any_kind = [token[1:] for token in tokens if token[0] == "?"]
    begun = [(digest(one.text), one) for one in here if is_evidence(one.kind)]
    order = [key for key, _ in begun]
    wanted = [key for key, _, _ in must]
    everything = {digest(one.text) for one in here}
    right = _common(wanted, order) + sum(key in everything for key in any_kind)
    many = 0 if partial else len([key for key in order if key not in {*wanted, *optional}])
    sized = [(key, int(length)) for key, _, length in must if length and key in order]
    off = sum(
        all(_differs(one, length) for begun_by, one in begun if begun_by == key)
        for key, length in sized
    )
    total = len(wanted) + len(any_kind)
    return Finding(
        check=f"starts.{page}", found=f"{right} of {total}, {many} too many, {off} other lengths",
        right=right == total and not many and not off,
    )  # fmt: skip


def _differs(passage: Passage, length: int) -> bool:
    return abs(len(letters(passage.text)) - length) > max(3, NEAR * length)


def _common(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Length of the longest sequence that both have in the same order."""
    before = [0] * (len(found) + 1)
    for one in wanted:
        row = [0]
        for place, other in enumerate(found):
            row.append(before[place] + 1 if one == other else max(row[-1], before[place + 1]))
        before = row
    return before[-1]


def _foreign(expected: Mapping[str, Any], reading: Reading) -> int:
    return sum(
        one.lang != expected["language"]
        for one in reading.passages
        if one.kind is not PassageKind.FOOTNOTE
    )


def _numbers(passages: Sequence[Passage]) -> list[str]:
    return [
        one.label for one in passages if one.kind is PassageKind.PARAGRAPH and one.label.isdigit()
    ]


def _has(allowed: str | None, found: str) -> bool:
    return found in allowed.split() if allowed else found == digest("")


def _range(text: str) -> range:
    first, _, last = str(text).partition("-")
    return range(int(first), int(last or first) + 1)


def _names(text: str) -> list[str]:
    """Names and ranges of numbers, one by one.

    >>> _names("a, 1-3")
    ['a', '1', '2', '3']
    """
    found: list[str] = []
    for part in str(text).replace(" ", "").split(","):
        known = part.replace("-", "").isdigit()
        found += map(str, _range(part)) if known else [part] * bool(part)
    return found


def _sorted(names: set[str]) -> list[str]:
    numbers = {name: int(name) if name.isdigit() else 0 for name in names}
    return sorted(names, key=lambda name: (not name.isdigit(), numbers[name], name))
