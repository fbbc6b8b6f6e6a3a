"""Bodies: ministries, UN entities, unions, cities and others that people act for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class BodyKind(StrEnum):
    """What a body is."""

    MINISTRY = "ministry"
    UN_ENTITY = "un-entity"
    REGIONAL = "regional"
    UNION = "union"
    EMPLOYERS = "employers"
    CITY = "city"
    NGO = "ngo"
    RESEARCH = "research"
    FUND = "fund"
    OTHER = "other"


BODY_WORDS: Mapping[BodyKind, str] = {
    BodyKind.MINISTRY: _("ministry or public agency"),
    BodyKind.UN_ENTITY: _("United Nations entity"),
    BodyKind.REGIONAL: _("regional organisation"),
    BodyKind.UNION: _("trade union"),
    BodyKind.EMPLOYERS: _("employers’ organisation"),
    BodyKind.CITY: _("city or local authority"),
    BodyKind.NGO: _("non-governmental organisation"),
    BodyKind.RESEARCH: _("university or research institute"),
    BodyKind.FUND: _("fund secretariat"),
    BodyKind.OTHER: _("other body"),
}
"""Kinds of bodies as people read them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyRecord:
    """A body: `name` by language; `place` an ISO 3166-1 alpha-3 code or empty.

    `is_keeper` marks the one body that keeps this installation: what has no owner is in its care.
    """

    id: int
    slug: str
    kind: BodyKind
    name: Mapping[str, str]
    place: str = ""
    website: str = ""
    is_keeper: bool = False
    is_closed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyDraft:
    """What people type of a body."""

    kind: BodyKind
    name: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    website: str = ""


class UnknownBody(JalonError):
    """No body has this address."""

    code = "unknown-body"
    sentence = _("No body here has the address “{value}”. Look at the list of bodies.")


class NamelessBody(JalonError):
    """A body needs a name in at least one language."""

    code = "nameless-body"
    sentence = _("A body needs a name in at least one language.")


class KeeperStays(JalonError):
    """The body that keeps the installation cannot be closed."""

    code = "keeper-stays"
    sentence = _("{body} keeps this installation and cannot be closed.")


class ClosedBody(JalonError):
    """A closed body gets no more people."""

    code = "closed-body"
    sentence = _("{body} is closed: nobody acts for it any more. Choose another body.")


def check_draft(draft: BodyDraft) -> None:
    """A body has a name.

    Raises:
        NamelessBody: In no language.
    """
    if not any(text.strip() for text in draft.name.values()):
        raise NamelessBody


KEEPER_NAME: Mapping[str, str] = {
    "ar": "أمانة هذا الموقع",
    "en": "Secretariat of this installation",
    "es": "Secretaría de esta instalación",
    "fr": "Secrétariat de cette installation",
    "ru": "Секретариат этого сайта",
    "zh-Hans": "本站秘书处",
}
"""What the keeping body is called until somebody names it (ar, es, ru, zh-Hans: to be reviewed)."""
