"""The one search, by machine."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query as Asked
from ninja import Schema
from pydantic import Field

from jalon.base.frames.api import (
    DEFAULT_LIMIT,
    INSTALLATION,
    QUOTED_LICENCE,
    Limit,
    Listing,
    Next,
    page_of_list,
    router_of,
    skipped,
)
from jalon.engines.searching import Hit, Order, Query
from jalon.search import queries

router = router_of("search")
UNSTABLE = ("data.score", "data.why", "took_ms")
LARGEST_SKIP = 100_000
Values = Annotated[list[str], Field(max_length=50)]
Year = Annotated[int, Field(ge=1, le=9999)]


class SearchQuery(Schema):
    """What is searched for. Several values of one filter widen it; several filters narrow it."""

    q: str = Field(
        "", description="Words, “phrases”, -left -out; empty keeps what filters keep.",
        max_length=2000,
    )  # fmt: skip
    kind: Values = Field([], description="passage, document, initiative, objective, place ...")
    lang: Values = Field([], description="BCP 47 tags of the text.")
    element: Values = Field([], description="Full codes, such as “gcm:6”.")
    place: Values = Field([], description="ISO 3166-1 alpha-3 or UN M49.")
    document: Values = Field([], description="Slugs of documents.")
    year: list[Year] = Field([], description="Calendar years.", max_length=50)
    order: Order = Order.RELEVANCE
    only: bool = Field(
        False, description="Leave out other words of the same meaning, and other languages."
    )

    def asked(self, *, skip: int, limit: int) -> Query:
        """The query as the engine takes it, with one result more to see whether there are."""
        return Query(
            text=self.q,
            kinds=tuple(self.kind),
            langs=tuple(self.lang),
            elements=tuple(self.element),
            places=tuple(self.place),
            documents=tuple(self.document),
            years=tuple(self.year),
            order=self.order,
            limit=limit + 1,
            offset=min(skip, LARGEST_SKIP),
        )


class HitShape(Schema):
    """One result."""

    id: str = Field(description="Kind and id, such as “passage:123”.")
    kind: str
    title: str
    snippet: str = Field(description="About 240 characters around the words that were found.")
    marks: list[tuple[int, int]] = Field(
        description="Half-open ranges of characters of the snippet that match."
    )
    lang: str = Field(description="BCP 47 tag of the text; “und” when unknown.")
    url: str = Field(description="Address of its page on this server.")
    citation: str
    doubt: str = Field(
        description="Why the text may be wrong: “doubtful”, “recognised” from a picture, or empty."
    )
    year: int | None = Field(description="Calendar year of its document.")
    state: str = Field(
        description="“confirmed” where a person confirmed it; else empty or another."
    )
    score: float = Field(description="Higher is better; only comparable inside one answer.")
    why: str = Field(description="Why it was found.")


class FacetShape(Schema):
    """A value, and how many of all results have it."""

    value: str
    count: int


class SearchAnswer(Listing[HitShape]):
    """One page of results, best first."""

    total: int = Field(description="All results.")
    facets: dict[str, list[FacetShape]]
    took_ms: float = Field(description="Time inside the engine, milliseconds.")
    relaxed: bool = Field(description="Nothing had all words; these have some of them.")
    corrected: list[tuple[str, str]] = Field(
        description="Typed words, each with the spelling that was searched instead."
    )


@router.get("/search", response=SearchAnswer)
def search(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    *,
    query: Asked[SearchQuery],
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Passages, documents, initiatives, objectives and places, best first, with why."""
    skip = skipped(next)
    found = queries.find(query.asked(skip=skip, limit=limit), other_languages=not query.only)
    page = page_of_list(
        map(_hit, found.hits),
        skip=skip,
        limit=limit,
        source=INSTALLATION,
        licence=QUOTED_LICENCE,
        unstable=UNSTABLE,
    )
    facets = {
        name: [{"value": value, "count": count} for value, count in values]
        for name, values in found.facets.items()
    }
    return page | {
        "total": found.total,
        "facets": facets,
        "took_ms": found.took_ms,
        "relaxed": found.relaxed,
        "corrected": found.corrected,
    }


def _hit(hit: Hit) -> dict[str, object]:
    card = hit.card
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "snippet": hit.snippet,
        "marks": hit.marks,
        "lang": card.lang,
        "url": card.url,
        "citation": card.citation,
        "doubt": card.doubt,
        "year": card.year,
        "state": card.state,
        "score": hit.score,
        "why": hit.why,
    }
