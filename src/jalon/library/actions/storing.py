"""Storing what was read: document, passages, tags and places, whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

from django.db import transaction
from django.db.models import Q

from jalon.atlas.public import place_ids
from jalon.base.public import Actor, Power, check_power, record
from jalon.engines.reading import READER_VERSION, Reading, is_evidence
from jalon.engines.reading import Passage as ReadPassage
from jalon.engines.tagging import PassageText, PlaceMention, State, Suggestion
from jalon.frameworks.public import element_ids
from jalon.library.actions.finding import look_at_all, store_findings
from jalon.library.engine import place_finder, tagger, tagger_version
from jalon.library.models import Document, Mention, Passage, Tag
from jalon.library.rules import (
    UNSAID,
    DocumentState,
    Filing,
    Method,
    Origin,
    TagState,
    document_slug,
    same_title,
)
from jalon.search.public import queue_cards

UNSAID_VALUES = frozenset({"", "und"})
"""Values of a description that nobody has said yet."""
SHOWN_REASONS = 4
BATCH = 500
RESERVED = frozenset({"upload", "lost"})
"""Addresses beside documents, which no document may have."""
LONGEST_BEGINNING = 80
"""Letters of the address of a hidden document before what cannot be guessed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFile:
    """A file in the files folder, and what was said of it when it was given."""

    name: str
    kept: str
    digest: str
    bytes: int
    filing: Filing = UNSAID


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What storing a document added."""

    slug: str
    pages: int | None
    passages: int
    tags: int


@transaction.atomic
def describe_document(
    *, slug: str, values: dict[str, str], copies: Sequence[str] = (), actor: Actor
) -> str:
    """Make a document known by its description, or complete one; its text may come later.

    Args:
        slug: Part of its address.
        values: "title", "symbol", "body", "date", "language" and "url", as far as known.
        copies: SHA-256 digests of files known to be its text, in hexadecimal.
        actor: Who describes it.

    Returns:
        The slug.
    """
    actor = check_power(actor, Power.WRITE)
    row = Document.objects.filter(slug=slug).first()
    if row is None:
        row = Document(slug=slug, state=DocumentState.KNOWN, copies=list(copies))
        _fill(row, values)
        row.save()
        record("describe document", subject=f"document:{slug}", actor=actor, after=values)
        queue_cards([f"document:{slug}"])
    return row.slug


def _fill(row: Document, values: dict[str, str]) -> None:
    """Set what is not known yet; a person's or the publisher's word is not overwritten."""
    for name, value in values.items():
        if value and getattr(row, name) in UNSAID_VALUES:
            setattr(row, name, value)
    row.year = int(row.date[:4]) if row.date[:4].isdigit() else None


@transaction.atomic
def store_reading(reading: Reading, file: KeptFile, *, actor: Actor) -> Stored:
    """Store a document with its passages, suggested tags and places, and queue it for the index.

    A document known by its symbol and language gets its text; otherwise a new one is made. Who
    may do so was asked when the file was received, or runs commands on this machine.
    """
    row = _document_for(reading, file)
    _describe_reading(row, reading, file)
    row.save()
    passages = _store_passages(row, reading.passages)
    tags = _store_tags(row, passages)
    store_mentions(passages)
    queue_cards([f"document:{row.slug}", *(f"passage:{passage.pk}" for passage in passages)])
    after = {"file": file.name, "sha256": file.digest, "passages": len(passages), "tags": tags}
    record("read document", subject=f"document:{row.slug}", actor=actor, after=after)
    return Stored(slug=row.slug, pages=row.pages, passages=len(passages), tags=tags)


def _document_for(reading: Reading, file: KeptFile) -> Document:
    """The known document whose text this is, or a new one."""
    filing = file.filing
    likely = _likely(reading, filing)
    row = next((row for row in likely if _is_text_of(row, reading, file)), None)
    if row is None:
        symbol, title = reading.metadata.symbol or "", reading.metadata.title or ""
        row = Document(
            place_id=place_ids().get(filing.place),
            owner_id=filing.owner,
            is_public=filing.is_public,
        )
        wanted = document_slug(symbol, title, file.name)
        row.slug = _free_slug(wanted if filing.is_public else _not_to_be_guessed(wanted))
    return row


def _likely(reading: Reading, filing: Filing) -> list[Document]:
    """Known documents with the same symbol, or none either, and those of which copies are known.

    Only of the same owner and for the same readers: nobody completes the records of others, and a
    hidden text never comes into a public document.
    """
    alike = Q(symbol=reading.metadata.symbol or "") | ~Q(copies=[])
    rows = Document.objects.filter(alike, state=DocumentState.KNOWN)
    return list(rows.filter(owner_id=filing.owner, is_public=filing.is_public).order_by("id"))


def _is_text_of(row: Document, reading: Reading, file: KeptFile) -> bool:
    """Whether a file holds the text of a known document: a known copy, its symbol or its title."""
    found = reading.metadata
    if file.digest in row.copies:
        return True
    if row.language not in {found.language, "und"}:
        return False
    if found.symbol or row.symbol:
        return found.symbol == row.symbol
    return same_title(found.title or "", row.title)


def _not_to_be_guessed(wanted: str) -> str:
    """An address that nobody finds by trying, and that never stands in the way of another's."""
    return f"{wanted[:LONGEST_BEGINNING]}-{token_hex(4)}"


def _free_slug(wanted: str) -> str:
    taken = set(Document.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _describe_reading(row: Document, reading: Reading, file: KeptFile) -> None:
    row.state = DocumentState.READ
    row.sha256, row.file, row.file_name = file.digest, file.kept, file.name[:255]
    row.file_bytes = file.bytes
    describe_as_read(row, reading)


def describe_as_read(row: Document, reading: Reading) -> None:
    """Set what a reading says of a document; the word of a person or publisher stays."""
    found = reading.metadata
    read = {
        "title": (found.title or Path(row.file_name).stem)[:500],
        "symbol": (found.symbol or "")[:80],
        "body": (found.body or "")[:200],
        "date": found.date or "",
        "language": found.language,
    }
    sure: Mapping[str, float] = getattr(found, "confidence", None) or {}
    for name, value in read.items():
        by_machine = row.origins.get(name, {}).get("by") == Origin.MACHINE
        if (
            value
            and (by_machine or getattr(row, name) in UNSAID_VALUES)
            and not _by_person(row, name)
        ):
            setattr(row, name, value)
            row.origins[name] = {"by": Origin.MACHINE.value} | _sureness(sure.get(name))
    row.year = int(row.date[:4]) if row.date[:4].isdigit() else None
    row.media_type, row.pages = found.media_type, found.page_count
    row.passages = len(reading.passages)
    row.evidence = sum(is_evidence(passage.kind) for passage in reading.passages)
    row.reader_version, row.tagger_version = READER_VERSION, tagger_version()
    row.notices = [asdict(notice) for notice in reading.notices]


def _by_person(row: Document, name: str) -> bool:
    return bool(row.origins.get(name, {}).get("by") == Origin.PERSON)


def _sureness(confidence: float | None) -> dict[str, float]:
    return {} if confidence is None else {"confidence": round(confidence, 2)}


def _store_passages(document: Document, passages: Sequence[ReadPassage]) -> list[Passage]:
    rows = [passage_row(document, passage) for passage in passages]
    found = look_at_all(rows)
    saved = Passage.objects.bulk_create(rows, batch_size=BATCH)
    store_findings(saved, found)
    return saved


def passage_row(document: Document, passage: ReadPassage) -> Passage:
    """A passage as it was read, as a row that is not stored yet."""
    return Passage(
        document=document,
        order=passage.order,
        label=passage.label,
        number=passage.number or "",
        page=passage.page,
        page_label=passage.page_label or (str(passage.page) if passage.page else ""),
        box=asdict(passage.box) if passage.box else None,
        section=passage.section[:500],
        lang=passage.lang,
        kind=passage.kind.value,
        is_evidence=is_evidence(passage.kind),
        text=passage.text,
        raw=passage.raw if passage.raw != passage.text else "",
        notes=_notes(passage),
    )


def _notes(passage: ReadPassage) -> dict[str, object]:
    notes = {
        "calls": list(passage.calls),
        "links": list(passage.links),
        "doubtful": passage.doubtful,
        "recognised": getattr(passage, "recognised", False),
    }
    return {name: value for name, value in notes.items() if value}


def _store_tags(document: Document, passages: Sequence[Passage]) -> int:
    rows = suggestions_for(document, passages)
    Tag.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def suggestions_for(document: Document, passages: Sequence[Passage]) -> list[Tag]:
    """What the tagger stands behind, and nothing that it only ranks; not stored yet."""
    evidence = [passage for passage in passages if passage.is_evidence]
    texts = [
        PassageText(text=passage.text, lang=passage.lang, section=passage.section)
        for passage in evidence
    ]
    ids = element_ids()
    return [
        _suggested(document, passage, suggestion, ids[suggestion.code])
        for passage, ranked in zip(evidence, tagger().tag(texts), strict=True)
        for suggestion in ranked
        if suggestion.state is State.SUGGESTED and suggestion.code in ids
    ]


def _suggested(
    document: Document, passage: Passage, suggestion: Suggestion, element_id: int
) -> Tag:
    return Tag(
        passage=passage,
        document=document,
        element_id=element_id,
        score=round(suggestion.score, 4),
        state=TagState.SUGGESTED,
        method=Method.MACHINE,
        version=document.tagger_version,
        start=suggestion.start,
        end=suggestion.end,
        why=[
            {
                "kind": str(reason.kind),
                "text": reason.text,
                "start": reason.start,
                "end": reason.end,
            }
            for reason in suggestion.why[:SHOWN_REASONS]
        ],
    )


def store_mentions(passages: Sequence[Passage]) -> None:
    """Store which places passages name; there must be none of theirs yet."""
    Mention.objects.bulk_create(list(_mentions(passages)), batch_size=BATCH)


def _mentions(passages: Sequence[Passage]) -> Iterator[Mention]:
    """Places that passages name: each place once a passage, where it is named first."""
    ids, finder = place_ids(), place_finder()
    for passage in passages:
        if not passage.is_evidence:
            continue
        found: dict[str, PlaceMention] = {}
        for mention in finder.find(passage.text, passage.lang):
            found.setdefault(mention.code, mention)
        for code, mention in found.items():
            if code in ids:
                yield Mention(
                    passage=passage, place_id=ids[code], start=mention.start, end=mention.end
                )
