"""Who said what of the description of a document: a person, the machine, or its publisher."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _t

from jalon.atlas.public import places
from jalon.engines.reading import READER_VERSION
from jalon.kernel.errors import text_marker as _
from jalon.library.rules import DocumentRecord, Origin

FIELDS = {
    "title": _("Title"),
    "symbol": _("Symbol"),
    "body": _("Issued by"),
    "date": _("Date"),
    "language": _("Language"),
    "place": _("Place"),
}
"""Fields of a description and what they are called."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidField:
    """A field of a description: what it says, in words who said so, and how sure a machine was.

    Attributes:
        value: As it is stored; the name of a place in all languages is `names`.
        confidence: From 0 to 1; None for a person's word and where the machine does not tell.
    """

    name: str
    label: str
    value: str
    names: dict[str, str]
    by: str
    confidence: float | None

    @property
    def is_machine(self) -> bool:
        """Whether the machine read it and nobody has looked at it."""
        return self.by == Origin.MACHINE


def said_fields(document: DocumentRecord) -> Sequence[SaidField]:
    """All fields of a description with their origin, in order; one statement at the most."""
    named = places([document.place]) if document.place else {}
    return [
        _said(document, name, dict(one.name) if (one := named.get(document.place)) else {})
        for name in FIELDS
    ]


def _said(document: DocumentRecord, name: str, names: dict[str, str]) -> SaidField:
    origin = document.origins.get(name, {})
    sure = origin.get("confidence")
    return SaidField(
        name=name,
        label=_t(FIELDS[name]),
        value=str(getattr(document, name)),
        names=names if name == "place" else {},
        by=str(origin.get("by", "")),
        confidence=float(sure) if isinstance(sure, int | float) else None,
    )


def is_outdated(document: DocumentRecord) -> bool:
    """Whether an older reader has read a document whose file is here."""
    return document.has_file and document.reader != READER_VERSION
