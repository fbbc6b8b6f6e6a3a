"""Whether somebody who acts may see a document: what they may not see is unknown to them."""

from jalon.base.public import Actor, viewer_of
from jalon.library.models import Document


def may_see(actor: Actor, row: Document) -> bool:
    """Whether a document is public, or of a body that somebody holds a duty for."""
    return row.is_public or viewer_of(actor).sees(row.owner_id)
