"""What the library tells of the history of its documents and passages."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.atlas.public import places
from jalon.base.public import Face, Field, RecordKind, Shape, viewer
from jalon.frameworks.public import elements_by_code
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import pick
from jalon.library.queries import passages_with_ids
from jalon.library.queries.visibility import documents
from jalon.library.rules import TagState


def _look_at_document(slug: str) -> Face | None:
    """A document; its people see who did what, everybody else what is public of it."""
    row = documents().filter(slug=slug).first()
    if row is None:
        return None
    url = reverse("library:document", kwargs={"slug": slug})
    title = {row.language: row.title}
    return Face(title=title, url=url, sees_all=viewer().sees(row.owner_id))


def _look_at_passage(key: str) -> Face | None:
    """A passage: how its tags were decided; by whom is read by people of its document's body."""
    found = passages_with_ids([int(key)]) if key.isdecimal() else []
    if not found:
        return None
    passage = found[0]
    owner = documents().filter(slug=passage.document).values_list("owner_id", flat=True).first()
    url = reverse("library:passage", kwargs={"slug": passage.document, "label": passage.label})
    return Face(title={passage.lang: passage.citation}, url=url, sees_all=viewer().sees(owner))


def _titles(field: str, codes: Iterable[str]) -> Mapping[str, str]:
    language = get_language() or "en"
    wanted = list(codes)
    if field == "element":
        return {
            code: f"{one.local} {pick(one.short or one.title, language)}"
            for code, one in elements_by_code(wanted).items()
        }
    if field == "place":
        return {code: pick(one.name, language) for code, one in places(wanted).items()}
    return {code: _t(_WORDS[code]) for code in wanted if code in _WORDS}


_WORDS = {state.value: state.value for state in TagState} | {"True": _("yes"), "False": _("no")}

DOCUMENT_HISTORY = RecordKind(
    kind="document",
    word=_("document"),
    look=_look_at_document,
    fields={
        "title": Field(label=_("Title"), shape=Shape.WORDS),
        "symbol": Field(label=_("Symbol")),
        "body": Field(label=_("Issued by")),
        "date": Field(label=_("Date")),
        "language": Field(label=_("Language")),
        "url": Field(label=_("Web address")),
        "file": Field(label=_("File")),
        "passages": Field(label=_("Passages")),
        "is_public": Field(label=_("Public"), shape=Shape.CODE),
        "place": Field(label=_("Place"), shape=Shape.CODE),
        "reader": Field(label=_("Version of the reader")),
        "new": Field(label=_("New passages")),
        "gone": Field(label=_("Passages that are gone")),
        "moved": Field(label=_("Passages at a new address")),
        "decisions_lost": Field(label=_("Decisions without a passage")),
    },
    titles=_titles,
    acts={
        "describe document": _("Described"),
        "mend description": _("Description mended"),
        "read document": _("Read"),
        "ask to read document again": _("Asked to be read again"),
        "read document again": _("Read again"),
        "fail to read document again": _("Could not be read again"),
        "look at lost decision": _("Decision without a passage looked at"),
        "publish document": _("Opened to everybody"),
        "withdraw document": _("Withdrawn from the public"),
    },
    public_acts=frozenset(
        {
            "describe document",
            "mend description",
            "read document",
            "read document again",
            "publish document",
        }
    ),
)
"""Documents: anybody reads when they were read and opened, their body also why they were hidden."""

PASSAGE_HISTORY = RecordKind(
    kind="passage",
    word=_("passage"),
    look=_look_at_passage,
    fields={
        "element": Field(label=_("Objective or action"), shape=Shape.CODE),
        "state": Field(label=_("State"), shape=Shape.CODE),
    },
    titles=_titles,
    acts={
        "confirm tag": _("Suggestion confirmed"),
        "refuse tag": _("Suggestion refused"),
        "add tag": _("Objective added"),
        "take back decision on tag": _("Decision taken back"),
    },
)
"""Passages: how their tags were decided."""
