"""Who finds what stands or falls with a document."""

from collections.abc import Iterable, Mapping

from jalon.library.models import Document
from jalon.search.public import access_mark


def access_marks(slugs: Iterable[str]) -> Mapping[str, str]:
    """The marks that cards about documents bear, by slug: of all documents, as the index asks."""
    rows = Document.objects.filter(slug__in=set(slugs))
    return {
        slug: access_mark(owner, is_public=is_public)
        for slug, owner, is_public in rows.values_list("slug", "owner_id", "is_public")
    }
