"""Passages and initiatives as lines of a list."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from jalon.atlas.public import places
from jalon.kernel.languages import direction, pick
from jalon.library.public import PassageRecord, TagRecord, TagState
from jalon.pages.rules import EvidenceLine, InitiativeLine, Mark, excerpt, years_text
from jalon.practices.public import InitiativeRecord, SourceRecord

REASONS_SHOWN = 3


def place_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """Names of places in a language, by code, in one statement; none when nothing is asked."""
    wanted = set(codes)
    found = places(wanted) if wanted else {}
    return {code: pick(place.name, language) for code, place in found.items()}


def evidence_lines(
    passages: Iterable[PassageRecord], *, names: Mapping[str, str], marks: Mapping[str, Mark]
) -> list[EvidenceLine]:
    """Passages as lines of evidence, in their order.

    Args:
        passages: Passages with the tags that count, best first.
        names: Names of the places they name, by code.
        marks: Marks of the elements to show with each passage; none when empty.
    """
    return [_evidence_line(passage, names, marks) for passage in passages]


def _evidence_line(
    passage: PassageRecord, names: Mapping[str, str], marks: Mapping[str, Mark]
) -> EvidenceLine:
    text = excerpt(passage.text)
    confirmed = any(tag.state is TagState.CONFIRMED for tag in passage.tags)
    return EvidenceLine(
        citation=passage.citation,
        url=reverse("library:passage", kwargs={"slug": passage.document, "label": passage.label}),
        text=text,
        lang=passage.lang,
        direction=direction(passage.lang),
        state=(TagState.CONFIRMED if confirmed else TagState.SUGGESTED).value,
        score=max((tag.score for tag in passage.tags), default=0.0),
        why=_why(passage.tags),
        spans=_spans(passage.tags, len(text)),
        places=tuple((code, names[code]) for code in passage.places if code in names),
        marks=tuple(marks[tag.code] for tag in passage.tags if tag.code in marks),
        statement=passage.statement,
        says_year=passage.says_year,
    )


def _why(tags: Sequence[TagRecord]) -> str:
    """The words that the strongest tag rests on."""
    words = [str(reason.get("text", "")) for tag in tags[:1] for reason in tag.why]
    return ", ".join(list(dict.fromkeys(filter(None, words)))[:REASONS_SHOWN])


def _spans(tags: Sequence[TagRecord], length: int) -> tuple[tuple[int, int], ...]:
    found = [(tag.start, tag.end) for tag in tags]
    return tuple(
        (start, end)
        for start, end in found
        if start is not None and end is not None and end <= length
    )


def initiative_lines(
    records: Iterable[InitiativeRecord], *, names: Mapping[str, str], marks: Mapping[str, Mark]
) -> list[InitiativeLine]:
    """Initiatives as lines of a list, in their order."""
    return [
        InitiativeLine(
            title=record.title,
            summary=record.summary,
            kind=record.kind.value,
            places=tuple((code, names[code]) for code in record.places if code in names),
            marks=tuple(marks[code] for code in record.objectives if code in marks),
            years=years_text(record.year_from, record.year_to),
            url=reverse("practices:initiative", args=[record.id]),
            citation=record.source.citation,
            source_url=_source_url(record.source),
            figures=tuple((figure.value, figure.unit) for figure in record.figures),
        )
        for record in records
    ]


def _source_url(source: SourceRecord) -> str:
    """The page of the document, at the paragraph when one is named; else the page of the web."""
    if not source.document:
        return source.url
    page = reverse("library:document", kwargs={"slug": source.document})
    return f"{page}#p-{source.paragraph}" if source.paragraph[:1].isdigit() else page
