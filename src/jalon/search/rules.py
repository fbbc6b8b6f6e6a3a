"""What a search asks for, and the words for what it answers."""

from collections.abc import Iterable, Mapping, Sequence
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


KEEPERS_MARK = "keeper"
"""Who may find what has no owner and is not public: people of the keeping body."""


def access_mark(owner: int | None, *, is_public: bool) -> str:
    """The mark of who may find a card: nothing for everybody, else the body that owns it.

    >>> access_mark(3, is_public=True), access_mark(3, is_public=False)
    ('', 'body:3')
    """
    if is_public:
        return ""
    return KEEPERS_MARK if owner is None else f"body:{owner}"


def marks_of(bodies: Iterable[int], *, keeps: bool) -> tuple[str, ...]:
    """The marks of what people of some bodies find beside what is public.

    >>> marks_of({5, 3}, keeps=True)
    ('body:3', 'body:5', 'keeper')
    """
    own = tuple(access_mark(body, is_public=False) for body in sorted(bodies))
    return (*own, KEEPERS_MARK) if keeps else own


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
