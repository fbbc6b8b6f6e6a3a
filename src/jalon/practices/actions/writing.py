"""Writing initiatives: beginning one, and saving a section of its draft."""

from django.db import transaction

from jalon.base.public import Actor, Content, VersionRecord, begin_record, save_draft
from jalon.practices.queries.pages import subject_of
from jalon.practices.rules import InitiativeDraft, content_of, new_slug


@transaction.atomic
def begin_initiative(draft: InitiativeDraft, *, body_id: int | None, actor: Actor) -> str:
    """Begin an initiative of a body; its slug, which never changes.

    Raises:
        NotAllowed: The actor does not write for the body.
    """
    slug = new_slug(draft.title.text(draft.original))
    begin_record(subject_of(slug), content_of(draft), body_id=body_id, actor=actor)
    return slug


@transaction.atomic
def save_section(slug: str, changed: Content, *, edition: int, actor: Actor) -> VersionRecord:
    """Save some fields of the draft of an initiative.

    Raises:
        UnknownCode: There is none, or it is another body's.
        NotAllowed: The actor does not write for its body.
        NotEditable: It is not a draft now.
        ChangedMeanwhile: Somebody else saved since.
    """
    return save_draft(subject_of(slug), changed, edition=edition, actor=actor)
