"""Initiatives, to read by machine."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from jalon.base.frames.api import (
    DEFAULT_LIMIT,
    Answer,
    Limit,
    Listing,
    Next,
    Texts,
    answer,
    page_of_list,
    router_of,
    skipped,
)
from jalon.kernel.texts import Hand
from jalon.practices.queries import published as queries
from jalon.practices.rules import InitiativeFilter, InitiativeKind, InitiativeRecord

router = router_of("initiatives")
SOURCE = "The starter collection of Jalon; each initiative cites the document that reports it"


class InitiativeQuery(Schema):
    """What a list of initiatives is narrowed to."""

    objective: str = Field("", description="Full code of an objective, such as “gcm:6”.")
    place: str = Field("", description="ISO 3166-1 alpha-3 or UN M49.")
    kind: InitiativeKind | None = None
    document: str = Field("", description="Slug of the document that reports it.")
    text: str = Field("", description="Words of the title or the summary.", max_length=200)

    def keep(self) -> InitiativeFilter:
        """The filter that was asked for."""
        return InitiativeFilter(
            objective=self.objective,
            place=self.place,
            kind=self.kind.value if self.kind else "",
            document=self.document,
            text=self.text,
        )


class FigureShape(Schema):
    """A number that the source reports."""

    value: float = Field(description="The number, in `unit`.")
    unit: Texts
    raw: str = Field(description="As the source wrote it.")


class SourceShape(Schema):
    """The place in a document, or the page of the web, that reports an initiative."""

    document: str = Field(description="Slug of the document; empty for a page of the web.")
    url: str = Field(description="Address of the page of the web; empty for a document.")
    paragraph: str
    page: str = Field(description="Page as printed.")
    section: str
    citation: str = Field(description="The short form, such as “A/75/542 §12”.")


class LanguageShape(Schema):
    """A language that an initiative exists in, and in which state it is there."""

    language: str = Field(description="BCP 47 tag.")
    translated_from: str = Field(
        description="Tag of the original; empty for the original, and where it is not known."
    )
    by: Hand = Field(description="Who made it: a machine's work that nobody checked is told apart.")
    older_since: str = Field(
        description="Day from which the original says something else; empty if it fits."
    )
    is_complete: bool = Field(description="Everything the original says is there.")


class InitiativeShape(Schema):
    """Something that was done on objectives, with the paragraph that reports it."""

    id: str = Field(description="Stable id.")
    title: Texts = Field(description="By language, as people wrote it.")
    summary: Texts = Field(description="By language, as people wrote it.")
    languages: list[LanguageShape] = Field(
        description="All languages it exists in, machine translations too."
    )
    owner: str = Field(description="Slug of the body that it belongs to; empty for none.")
    version: int = Field(description="Which version this is, from 1.")
    state: str = Field(description="Always “published”: drafts are not public.")
    published_at: datetime | None = Field(description="Null for what was loaded, not written.")
    kind: InitiativeKind
    who: list[str] = Field(description="Bodies, by their official English names.")
    places: list[str] = Field(description="ISO 3166-1 alpha-3 or UN M49.")
    year_from: int | None = Field(description="Calendar year; null when the source gives none.")
    year_to: int | None = Field(description="Calendar year; null when open or not given.")
    objectives: list[str] = Field(description="Full codes of objectives.")
    objectives_named: bool = Field(
        description="The source itself names the objectives; else they are the editors' reading."
    )
    figures: list[FigureShape]
    source: SourceShape


@router.get("/initiatives", response=Listing[InitiativeShape])
def initiative_list(
    request: HttpRequest,  # noqa: ARG001 - as Django calls
    *,
    query: Query[InitiativeQuery],
    limit: Limit = DEFAULT_LIMIT,
    next: Next = "",  # noqa: A002 - the name in the address
) -> dict[str, object]:
    """Initiatives that a filter keeps, newest first."""
    skip = skipped(next)
    found = queries.initiatives(query.keep(), skip=skip, limit=limit + 1)
    return page_of_list(found, skip=skip, limit=limit, source=SOURCE)


@router.get("/initiatives/{id}", response=Answer[InitiativeShape])
def initiative_show(request: HttpRequest, id: str) -> dict[str, object]:  # noqa: A002, ARG001 - the name in the address; as Django calls
    """One initiative by its id."""
    found: InitiativeRecord = queries.initiative(id)
    return answer(found, source=found.source.citation)
