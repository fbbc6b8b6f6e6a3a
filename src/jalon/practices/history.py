"""What this room tells of the history of initiatives, and how they are published."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.atlas.public import places
from jalon.base.public import (
    Face,
    Field,
    RecordKind,
    Shape,
    last_public_version,
    own_version,
    public_version_acts,
    version_acts,
    viewer,
)
from jalon.frameworks.public import elements_by_code
from jalon.kernel.errors import UnknownCode
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import pick
from jalon.library.public import document_names
from jalon.practices.actions.publishing import INITIATIVE_VERSIONING, titles_of
from jalon.practices.models import Initiative
from jalon.practices.queries.pages import KIND, subject_of
from jalon.practices.rules import KIND_WORDS, InitiativeKind


def _look(slug: str) -> Face | None:
    """An initiative: everybody reads what was published, its body also what was drafted."""
    row = Initiative.objects.filter(slug=slug).values_list("title", "owner_id").first()
    if row is not None:
        url = reverse("practices:initiative", args=[slug])
        return Face(title=row[0], url=url, sees_all=viewer().sees(row[1]))
    try:
        version = own_version(subject_of(slug))
    except UnknownCode:
        return _face_of_archived(slug)
    url = reverse("practices:draft", args=[slug])
    return Face(title=titles_of(version.content), url=url, sees_all=True)


def _face_of_archived(slug: str) -> Face | None:
    last = last_public_version(subject_of(slug))
    if last is None:
        return None
    return Face(title=titles_of(last.content), url=reverse("practices:initiative", args=[slug]))


def _titles(field: str, codes: Iterable[str]) -> Mapping[str, str]:
    language = get_language() or "en"
    wanted = list(codes)
    if field == "objectives":
        return {
            code: f"{one.local} {pick(one.short or one.title, language)}"
            for code, one in elements_by_code(wanted).items()
        }
    if field == "places":
        return {code: pick(place.name, language) for code, place in places(wanted).items()}
    if field == "document":
        return {slug: named.name for slug, named in document_names(wanted).items()}
    words = {kind.value: KIND_WORDS[kind] for kind in InitiativeKind}
    return {code: _t(word) for code, word in (words | _YES_OR_NO).items() if code in wanted}


_YES_OR_NO = {"True": _("yes"), "False": _("no")}

INITIATIVE_HISTORY = RecordKind(
    kind=KIND,
    word=_("initiative"),
    look=_look,
    fields={
        "title": Field(label=_("Title"), shape=Shape.TEXTS),
        "summary": Field(label=_("Summary"), shape=Shape.TEXTS),
        "kind": Field(label=_("Kind"), shape=Shape.CODE),
        "who": Field(label=_("Who"), shape=Shape.LIST),
        "year_from": Field(label=_("First year")),
        "year_to": Field(label=_("Last year")),
        "objectives": Field(label=_("Objectives"), shape=Shape.CODES),
        "objectives_named": Field(label=_("Named by the source itself"), shape=Shape.CODE),
        "places": Field(label=_("Places"), shape=Shape.CODES),
        "document": Field(label=_("Document"), shape=Shape.CODE),
        "paragraph": Field(label=_("Paragraph")),
        "page": Field(label=_("Page")),
        "section": Field(label=_("Section")),
        "source_url": Field(label=_("Web address")),
        "source_title": Field(label=_("Title of the web page")),
        "figures": Field(label=_("Figures"), shape=Shape.LIST),
    },
    titles=_titles,
    acts=version_acts(KIND),
    public_acts=public_version_acts(KIND),
    versioning=INITIATIVE_VERSIONING,
)
"""Initiatives: written by bodies, approved by four eyes, published."""
