"""Bringing versions of initiatives to the public: this room's tables hold what is published."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from jalon.atlas.public import place_ids
from jalon.base.public import (
    EVERYONE,
    SEES_ALL,
    Content,
    Loaded,
    Versioning,
    VersionRecord,
    configured,
    seeing,
)
from jalon.frameworks.public import element_ids
from jalon.kernel.errors import UnknownCode
from jalon.kernel.texts import Texts, Told, stored, texts_of
from jalon.library.public import document_ids
from jalon.practices.models import Initiative
from jalon.practices.queries.published import initiatives_with_ids
from jalon.practices.rules import (
    InitiativeDraft,
    InitiativeRecord,
    SourceNotPublic,
    check_complete,
    content_of,
    draft_of,
    is_web_address,
    words_of,
)
from jalon.search.public import queue_cards


def check_content(content: Content) -> None:
    """A version may be submitted and published: it is complete, and cites what everybody may see.

    Raises:
        IncompleteInitiative: Something is missing.
        SourceNotPublic: It cites a document that not everybody may see.
        UnknownCode: It names a place or objective that is not stored here.
    """
    draft = draft_of(content)
    check_complete(draft)
    _document_id(draft)
    _place_ids(draft)
    _ids(draft.objectives, element_ids())


def publish_version(version: VersionRecord) -> None:
    """Bring a version to the table of initiatives, in the transaction of the act."""
    draft = draft_of(version.content)
    check_complete(draft)
    slug = version.key
    values = _values(draft, version)
    row, is_new = Initiative.objects.update_or_create(slug=slug, defaults=values)
    if draft.places or not is_new:
        row.places.set(_place_ids(draft))
    row.elements.set(_ids(draft.objectives, element_ids()))
    queue_cards([f"initiative:{slug}"])


def withdraw_initiative(slug: str) -> None:
    """Take an initiative out of the table; its versions stay."""
    Initiative.objects.filter(slug=slug).delete()
    queue_cards([f"initiative:{slug}"])


def _values(draft: InitiativeDraft, version: VersionRecord) -> Mapping[str, Any]:  # Any: as stored
    title, summary = dict(draft.title.by_people), dict(draft.summary.by_people)
    document = _document_id(draft)
    return {
        "title": title,
        "summary": summary,
        "words": words_of(title, summary, draft.who),
        "texts": {"title": stored(draft.title), "summary": stored(draft.summary)},
        "kind": draft.kind.value,
        "who": list(draft.who),
        "year_from": draft.year_from,
        "year_to": draft.year_to,
        "objectives_named": draft.objectives_named,
        "figures": content_of(draft)["figures"],
        "document_id": document,
        "paragraph": draft.paragraph if document else "",
        "page": draft.page if document else "",
        "section": draft.section if document else "",
        "source_url": "" if document else draft.source_url,
        "source_title": "" if document else draft.source_title,
        "owner_id": version.body_id,
        "version": version.number,
        "published_at": version.published_at,
    }


def _document_id(draft: InitiativeDraft) -> int | None:
    """The number of the document that is cited, which everybody may see; None for a web page."""
    if not draft.document:
        return None
    with seeing(EVERYONE):
        found = document_ids([draft.document])
    if draft.document not in found:
        raise SourceNotPublic(document=draft.document)
    return found[draft.document]


def _place_ids(draft: InitiativeDraft) -> list[int]:
    return _ids(draft.places, place_ids()) if draft.places else []


def _ids(codes: tuple[str, ...], known: Mapping[str, int]) -> list[int]:
    for code in codes:
        if code not in known:
            raise UnknownCode(value=code)
    return [known[code] for code in codes]


def loaded_initiative(slug: str) -> Loaded | None:
    """What an initiative says that was loaded, not written: so that people can write on it."""
    with seeing(SEES_ALL):
        found = initiatives_with_ids([slug])
    if not found:
        return None
    return Loaded(content=content_of(_as_draft(found[0])), body_id=found[0].owner_id)


def _as_draft(record: InitiativeRecord) -> InitiativeDraft:
    original = "en" if "en" in record.title else min(record.title, default="en")
    return InitiativeDraft(
        kind=record.kind,
        title=_loaded_texts(record.title, original),
        summary=_loaded_texts(record.summary, original),
        who=record.who,
        year_from=record.year_from,
        year_to=record.year_to,
        objectives=record.objectives,
        objectives_named=record.objectives_named,
        places=record.places,
        figures=record.figures,
        document=record.source.document,
        paragraph=record.source.paragraph,
        page=record.source.page,
        section=record.source.section,
        source_url=record.source.url if is_web_address(record.source.url) else "",
        source_title=record.source.name if not record.source.document else "",
    )


def _loaded_texts(texts: Mapping[str, str], original: str) -> Texts:
    """Texts of the starter collection: written by its editors in several languages at once."""
    return Texts(original=original, told={tag: Told(text=text) for tag, text in texts.items()})


def titles_of(content: Content) -> Mapping[str, str]:
    """What a version is called, by language."""
    return texts_of(content.get("title")).by_language


def _draft_url(slug: str) -> str:
    return reverse("practices:draft", args=[slug])


INITIATIVE_VERSIONING = Versioning(
    stages=configured(),
    check=check_content,
    publish=publish_version,
    withdraw=withdraw_initiative,
    loaded=loaded_initiative,
    title=titles_of,
    url=_draft_url,
)
"""Approved by somebody else than who submitted, then published."""
