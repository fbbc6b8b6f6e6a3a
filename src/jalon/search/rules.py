"""What a search asks for, and the words for what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jalon.kernel.errors import text_marker as _

TOGETHER = 20
"""Results on one page."""
MOST_VALUES = 50
"""Values of one filter that are taken from an address."""

KIND_WORDS: Mapping[str, str] = {
    "passage": _("Passages"),
    "document": _("Documents"),
    "initiative": _("Initiatives"),
    "objective": _("Objectives"),
    "place": _("Places"),
}
TOLD_IN_SEVERAL = ("initiative", "objective", "place")
"""Kinds whose cards hold the texts of all languages, and are shown in that of the page."""

REASON_WORDS: Mapping[str, str] = {
    "word": _("word"),
    "phrase": _("phrase"),
    "prefix": _("begins with"),
    "equivalent": _("the same as"),
    "typo": _("another spelling"),
    "synonym": _("synonym"),
    "family": _("the same family of words"),
    "concept": _("the same concept"),
    "name": _("another name"),
    "other language": _("other language"),
}
"""Why something was found, by kind of the reason."""

FACET_TITLES: Mapping[str, str] = {
    "kind": _("Kind"),
    "element": _("Objective, confirmed or suggested"),
    "place": _("Place"),
    "document": _("Document"),
    "lang": _("Language"),
    "year": _("Year"),
}
"""Facets in the order a page shows them; the name is also the parameter of the address."""


LONGEST_VALUE = 100
"""Characters of a value of a filter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a person searches for: words, one page of results, and values that narrow them.

    `only` leaves out other words of the same meaning, and with them other languages.
    """

    text: str = ""
    page: int = 1
    only: bool = False
    kind: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    element: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    year: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not self.text and not self.is_narrow

    @property
    def is_narrow(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) for name in FACET_TITLES)

    def has(self, facet: str, value: str) -> bool:
        """Whether a value of a facet is among those asked for."""
        return value in map(str, getattr(self, facet))


def _is_usual(value: str) -> bool:
    """Whether a value of a filter can be one: not empty, not endless, no control characters."""
    return 0 < len(value) <= LONGEST_VALUE and value.isprintable()


def asked_of(
    text: str, *, page: int = 1, only: bool = False, lists: Mapping[str, Sequence[str]]
) -> Asked:
    """What is asked, from words and lists of values by facet.

    A bare number of an element is one of the Compact; a year that is no number is left out.

    >>> asked_of("x", lists={"element": ["6", "sdg:10.7"], "year": ["2020", "soon"]}).element
    ('gcm:6', 'sdg:10.7')
    """
    kept = {
        name: tuple(value for value in lists.get(name, ()) if _is_usual(value))[:MOST_VALUES]
        for name in FACET_TITLES
    }
    years = tuple(int(year) for year in kept.pop("year") if year.isdecimal() and len(year) == 4)
    elements = tuple(code if ":" in code else f"gcm:{code}" for code in kept.pop("element"))
    places = tuple(code.upper() for code in kept.pop("place"))
    return Asked(
        text=text, page=page, only=only, element=elements, place=places, year=years, **kept
    )
