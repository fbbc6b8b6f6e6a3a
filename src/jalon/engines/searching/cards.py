"""Records that go into the index, ask it, and come out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A card told in another language.

    Attributes:
        lang: BCP 47 tag of both texts.
        title: The title in that language; may be empty.
        text: The text in that language.
    """

    lang: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One thing people can find: a passage, an initiative, an objective, a place.

    Attributes:
        id: Stable and unique in the index, such as "passage:123"; replaces the card of the same id.
        kind: What it is, such as "passage".
        title: Counts more than the text when results are ranked.
        text: What is searched and quoted; any length.
        lang: BCP 47 tag of the text; "und" or empty when unknown.
        url: Address of its page.
        place: ISO 3166-1 alpha-3 or UN M49 codes.
        element: Element codes with their framework, such as "gcm:6.c". Name the parents too
            ("gcm:6") when a filter on the parent should find the card.
        document: Slug of its document; empty when it has none.
        year: Calendar year; None when it has none.
        state: "confirmed" ranks slightly higher than any other.
        citation: How it is cited, such as "A/75/542, paragraph 12"; its words are found too.
        access: Mark of who may find it, such as "body:3"; empty for everybody.
        doubt: Why its text may be wrong, "doubtful" or "recognised"; empty when nothing is known.
        versions: The same in other languages; a hit shows one of them.
    """

    id: str
    kind: str
    title: str
    text: str = ""
    lang: str = ""
    url: str = ""
    place: tuple[str, ...] = ()
    element: tuple[str, ...] = ()
    document: str = ""
    year: int | None = None
    state: str = ""
    citation: str = ""
    access: str = ""
    doubt: str = ""
    versions: tuple[Version, ...] = ()


class Order(StrEnum):
    """How results are sorted."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, kw_only=True, slots=True)
class Expansion:
    """Other words for words of a query, such as their translation.

    Attributes:
        of: The words of the query it stands beside ("work"); empty for the whole query.
        terms: The other words; several words in one term are searched as a phrase.
        reason: What people are told when it is why something was found: "language: travail".
        weight: Share of the score of the typed words, 0 to 1.
        lang: BCP 47 tag of the other words; empty when they may be in any language.
        slop: How many words may stand between those of one term.
    """

    terms: tuple[str, ...]
    reason: str
    of: str = ""
    weight: float = 0.6
    lang: str = ""
    slop: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """What somebody searches for. Values of one filter widen it, several filters narrow it.

    Attributes:
        text: See `docs/reference/search.md`; empty finds everything the filters keep.
        limit: Results on the page, 0 (only counts) to 1,000.
        offset: Results before the page, at most 100,000.
        facets: Whether to count values of kind, lang, document, element, place, year and state.
        tolerant: Whether to try other spellings, then any of the words, when nothing has all words.
        expansions: Alternatives of words, each with its reason.
        prefer: BCP 47 tag of the language in which cards of several languages are shown.
        access: Marks of the cards that may be found beside those for everybody; None for all.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    limit: int = 20
    offset: int = 0
    order: Order = Order.RELEVANCE
    facets: bool = True
    tolerant: bool = True
    expansions: tuple[Expansion, ...] = ()
    prefer: str = ""
    access: tuple[str, ...] | None = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why something was found.

    Attributes:
        kind: "word", "phrase", "prefix", "equivalent", "typo", or from an expansion.
        text: The words that were looked for, or the other words that were found instead.
    """

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" if self.text else self.kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One result.

    Attributes:
        card: The card as it was written; of several versions, title and text of the one shown.
        score: Higher is better; only comparable inside one answer.
        snippet: About 240 characters of the text, around the words that were found.
        marks: Half-open ranges of characters of the snippet that match, in order.
        title_marks: The same for the title.
        reasons: Why it was found, the main reason first; empty when only filters were asked for.
    """

    card: Card
    score: float
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def id(self) -> str:
        """The id of the card."""
        return self.card.id

    @property
    def why(self) -> str:
        """The reasons in one line, such as "word: droit; equivalent: ILO"."""
        return "; ".join(str(reason) for reason in self.reasons)


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """One page of results.

    Attributes:
        total: All cards that match.
        hits: At most `Query.limit`, best first.
        facets: For each facet its values and how many of all matching cards have them, most
            first, at most 50; years newest first.
        took_ms: Time inside the engine, milliseconds.
        relaxed: True when nothing had all words, and cards with some of them are shown.
        corrected: Pairs of a typed word and the spelling that was searched instead.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    relaxed: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
