"""Names and acronyms of one thing in several languages; words too usual to insist on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from jalon.engines.searching.analysis import analyser
from jalon.engines.searching.folding import fold

DATA = Path(__file__).parents[2] / "data" / "search"


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One thing with all its names.

    Attributes:
        note: What it is.
        acronyms: As written; texts have them in capitals.
        names: (language, name) pairs.
        only_capitals: Acronyms that are also usual words.
    """

    note: str
    acronyms: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    only_capitals: frozenset[str] = frozenset()


class Equivalents:
    """Finds the group that a word or a name belongs to.

    Args:
        groups: No acronym or name may be in two groups; the first wins.
        usual: Folded words a query of several words does not insist on.
    """

    def __init__(self, groups: Iterable[Group] = (), usual: Iterable[str] = ()) -> None:
        self._usual = frozenset(usual)
        self._groups: dict[str, Group] = {}
        self._only_capitals: set[str] = set()
        for group in groups:
            for name in (*group.acronyms, *(text for _, text in group.names)):
                self._groups.setdefault(key(name), group)
            self._only_capitals.update(key(name) for name in group.only_capitals)
        self.longest_name = max((name.count(" ") + 1 for name in self._groups), default=0)

    def group(self, text: str, *, in_capitals: bool) -> Group | None:
        """The group of a word or name; a usual word (“un”) is a name only in capitals."""
        name = key(text)
        if name in self._only_capitals and not in_capitals:
            return None
        return self._groups.get(name)

    def is_only_capitals(self, text: str) -> bool:
        """Whether the word stands for its group only in capitals."""
        return key(text) in self._only_capitals

    def is_usual(self, word: str) -> bool:
        """Whether a query of several words does not insist on this folded word."""
        return word in self._usual


def key(text: str) -> str:
    """The form by which names are compared.

    >>> key("L’Organisation Internationale")
    'organisation internationale'
    """
    return " ".join(piece.surface for piece in analyser("").pieces(text))


@cache
def standard_equivalents() -> Equivalents:
    """The groups and usual words that come with Jalon."""
    return Equivalents(_groups(_read("equivalents.yaml")), _usual(_read("stopwords.yaml")))


def _read(name: str) -> Mapping[str, object]:
    loaded: Mapping[str, object] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return loaded


def _groups(data: Mapping[str, object]) -> list[Group]:
    rows = data["groups"]
    if not isinstance(rows, list):
        return []
    return [
        Group(
            note=row["note"],
            acronyms=tuple(row.get("acronyms", ())),
            names=tuple((lang, name) for lang, ns in row.get("names", {}).items() for name in ns),
            only_capitals=frozenset(row.get("only_capitals", ())),
        )
        for row in rows
    ]


def _usual(data: Mapping[str, object]) -> list[str]:
    words = data["words"]
    return (
        [fold(str(word)) for ws in words.values() for word in ws] if isinstance(words, dict) else []
    )
