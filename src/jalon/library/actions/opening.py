"""Who may see a document: its body publishes it, and takes it back with a reason."""

from django.db import transaction

from jalon.base.public import (
    Actor,
    Power,
    check_power,
    notify,
    people_with_power,
    record,
)
from jalon.kernel.errors import UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.library.actions.seeing import may_see
from jalon.library.models import Document
from jalon.library.rules import ReasonMissing
from jalon.search.public import queue_cards_of_document

WITHDRAWN = _("{person} withdrew the document “{title}” from the public: {reason}")


@transaction.atomic
def publish_document(*, slug: str, actor: Actor) -> None:
    """Let everybody see a document. A second time changes nothing.

    Raises:
        UnknownCode: There is no such document that they may see.
        NotAllowed: They may not publish for its owner.
    """
    row = _locked(slug, actor)
    actor = check_power(actor, Power.PUBLISH, body_id=row.owner_id)
    if not row.is_public:
        _open(row, is_public=True, act="publish document", actor=actor)


@transaction.atomic
def withdraw_document(*, slug: str, reason: str, actor: Actor) -> None:
    """Let only the people of its owner see a document, and tell them why.

    Withdrawing what is not public changes nothing. What was read or copied before stays with those
    who have it.

    Raises:
        UnknownCode: There is no such document that they may see.
        NotAllowed: They may not withdraw what its owner published.
        ReasonMissing: They do not say why; nothing was changed.
    """
    row = _locked(slug, actor)
    actor = check_power(actor, Power.WITHDRAW, body_id=row.owner_id)
    if not reason.strip():
        raise ReasonMissing(document=row.symbol or row.title)
    if row.is_public:
        _open(row, is_public=False, act="withdraw document", actor=actor, why=reason.strip())
        notify(
            to=people_with_power(Power.WRITE, body_id=row.owner_id),
            sentence=WITHDRAWN,
            facts={"person": actor.name, "title": row.title, "reason": reason.strip()},
            address=f"/documents/{slug}/",
            actor=actor,
            subject=f"document:{slug}",
            body_id=row.owner_id,
        )


def _locked(slug: str, actor: Actor) -> Document:
    row = Document.objects.select_for_update().filter(slug=slug).first()
    if row is None or not may_see(actor, row):
        raise UnknownCode(value=slug)
    return row


def _open(row: Document, *, is_public: bool, act: str, actor: Actor, why: str = "") -> None:
    """Change who may see a document; its cards change with it, and answers kept are of before."""
    row.is_public = is_public
    row.save(update_fields=["is_public"])
    record(
        act,
        subject=f"document:{row.slug}",
        actor=actor,
        before={"is_public": not is_public},
        after={"is_public": is_public},
        why=why,
    )
    queue_cards_of_document(row.slug)
