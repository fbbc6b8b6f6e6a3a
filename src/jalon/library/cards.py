"""What the library lets people find: documents and passages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jalon.kernel.codes import with_parents
from jalon.library import queries
from jalon.library.models import Document
from jalon.library.queries.passages import all_passage_ids, passage_ids
from jalon.library.rules import FINDABLE_KINDS, DocumentRecord, PassageRecord, TagState
from jalon.search.public import Card, CardSource, access_mark


def _passage_card(passage: PassageRecord, document: DocumentRecord) -> Card:
    kept = [tag for tag in passage.tags if tag.state is not TagState.REFUSED]
    confirmed = any(tag.state is TagState.CONFIRMED for tag in kept)
    return Card(
        id=f"passage:{passage.id}",
        kind="passage",
        title=passage.section.rsplit(" › ", 1)[-1],
        text=passage.text,
        lang=passage.lang,
        url=f"/documents/{passage.document}/p/{passage.label}",
        place=passage.places,
        element=with_parents(tag.code for tag in kept),
        document=passage.document,
        year=document.year,
        state="confirmed" if confirmed else "suggested" if kept else "",
        citation=passage.citation,
        access=access_mark(document.owner, is_public=document.is_public),
        doubt=passage.doubt or "",
    )


def _passage_cards(ids: Sequence[str]) -> Iterator[Card]:
    found = queries.passages_with_ids(int(key) for key in ids)
    passages = [passage for passage in found if passage.kind in FINDABLE_KINDS]
    slugs = {passage.document for passage in passages}
    found_in = queries.documents(slugs=slugs, counted=False)
    documents = {document.slug: document for document in found_in}
    return (_passage_card(passage, documents[passage.document]) for passage in passages)


def _document_cards(ids: Sequence[str]) -> Iterator[Card]:
    for document in queries.documents(slugs=ids, counted=False):
        yield Card(
            id=f"document:{document.slug}",
            kind="document",
            title=document.title,
            text=" ".join((document.symbol, document.body)).strip(),
            lang=document.language,
            url=f"/documents/{document.slug}",
            place=(document.place,) if document.place else (),
            document=document.slug,
            year=document.year,
            citation=document.name,
            access=access_mark(document.owner, is_public=document.is_public),
        )


def document_labels(slugs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Short names of documents, by slug; the same in every language."""
    return {slug: {"en": found.name} for slug, found in queries.document_names(slugs).items()}


def _passage_ids() -> Iterable[str]:
    return map(str, all_passage_ids())


def _document_ids() -> Iterable[str]:
    return Document.objects.order_by("id").values_list("slug", flat=True)


def _passages_of(slug: str) -> Iterable[str]:
    return map(str, passage_ids(slug))


def _itself(slug: str) -> Iterable[str]:
    return (slug,)


PASSAGE_CARDS = CardSource(
    kind="passage", cards=_passage_cards, ids=_passage_ids, of_document=_passages_of
)
DOCUMENT_CARDS = CardSource(
    kind="document", cards=_document_cards, ids=_document_ids, of_document=_itself
)
