"""Valid records for tests: say only what differs.

They come without an act, so that answers which are kept until the next act are forgotten.
"""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from jalon.atlas import public as atlas
from jalon.base.models import Body, Duty, Notice, Person, Version
from jalon.base.public import Actor, BodyKind, DutyKind, Holding, forget
from jalon.base.rules.stages import SETTLED, USUAL, Stage, waits_for
from jalon.frameworks import public as frameworks
from jalon.kernel.texts import Texts, Told
from jalon.library.models import Document, LostDecision, Mention, Passage, Tag
from jalon.library.rules import DocumentState, Method, TagState
from jalon.practices.models import Initiative
from jalon.practices.rules import InitiativeDraft, content_of, words_of
from jalon.search.models import PendingCard

_numbers = count(9001)

reader = Actor(
    name="Amal",
    holdings=tuple(
        Holding(body_id=0, body="keeper", duty=duty, is_keeper=True)
        for duty in (DutyKind.FOCAL_POINT, DutyKind.VALIDATOR, DutyKind.ADMINISTRATOR)
    ),
)
"""Somebody who may do everything with what has no owner."""


def make_body(**values: Any) -> Body:
    number = next(_numbers)
    standard: dict[str, Any] = {
        "slug": f"body-{number}",
        "kind": BodyKind.MINISTRY,
        "name": {"en": f"Ministry {number}", "fr": f"Ministère {number}"},
    }
    forget()
    return Body.objects.create(**(standard | values))


def make_person(
    *duties: DutyKind, body: Body | None = None, second_factor: bool = True, **values: Any
) -> Person:
    """Somebody with an account; with duties for a body, and a second factor unless told."""
    number = next(_numbers)
    standard: dict[str, Any] = {"name": f"Person {number}", "email": f"p{number}@example.org"}
    person = Person.objects.create_user(**(standard | values))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if second_factor:
        secret = {"secret": "JBSWY3DPEHPK3PXP"}
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=secret)
    for duty in duties:
        assert body is not None
        Duty.objects.create(person=person, body=body, kind=duty, since=timezone.now().date())
    forget()
    return person


def make_session(person: Person, **values: Any) -> UserSession:
    """A session of somebody in another browser."""
    store = SessionStore()
    store["person"] = person.pk
    store.create()
    standard: dict[str, Any] = {
        "session_key": store.session_key,
        "ip": "192.0.2.7",
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    }
    return UserSession.objects.create(user=person, **(standard | values))


def make_notice(person: Person, **values: Any) -> Notice:
    number = next(_numbers)
    standard: dict[str, Any] = {
        "sentence": "{who} submitted plan {number}.",
        "facts": {"who": "Amal", "number": str(number)},
        "address": "/documents/",
    }
    return Notice.objects.create(person=person, **(standard | values))


def load_reference() -> None:
    """Places, frameworks and crosswalks, as an installation has them, but not in the index."""
    atlas.load_packaged(actor=reader)
    frameworks.load_packaged(actor=reader)
    PendingCard.objects.all().delete()


def make_document(**values: Any) -> Document:
    number = next(_numbers)
    standard: dict[str, Any] = {
        "slug": f"doc-{number}",
        "title": f"Report {number}",
        "symbol": f"X/{number}",
        "date": "2020-10-26",
        "year": 2020,
        "language": "en",
        "state": DocumentState.READ,
    }
    forget()
    return Document.objects.create(**(standard | values))


def make_passage(document: Document | None = None, **values: Any) -> Passage:
    number = next(_numbers)
    document = document or make_document()
    standard: dict[str, Any] = {
        "document": document,
        "order": number,
        "label": str(number),
        "number": str(number),
        "page": 3,
        "page_label": "3",
        "section": "Chapter",
        "lang": "en",
        "kind": "paragraph",
        "is_evidence": True,
        "text": f"The ministry opened centre {number} for returning workers.",
    }
    forget()
    return Passage.objects.create(**(standard | values))


def make_gone_passage(document: Document, **values: Any) -> Passage:
    """A passage that a later reading no longer has; nearest to the first one of its document."""
    present = Passage.objects.filter(document=document, gone_at=None).order_by("order").first()
    standard = {"gone_at": timezone.now(), "heir": present}
    return make_passage(document, **(standard | values))


def make_lost_decision(passage: Passage, *, code: str = "gcm:6", **values: Any) -> LostDecision:
    standard: dict[str, Any] = {
        "document": passage.document,
        "passage": passage,
        "element_id": frameworks.element_ids()[code],
        "state": TagState.CONFIRMED,
        "method": Method.PERSON,
        "decided_by": "Amal",
        "decided_at": timezone.now(),
        "reason": "It names the fees.",
    }
    forget()
    return LostDecision.objects.create(**(standard | values))


def make_tag(
    passage: Passage | None = None,
    *,
    code: str = "gcm:6",
    state: TagState = TagState.SUGGESTED,
    **values: Any,
) -> Tag:
    passage = passage or make_passage()
    decided = state is not TagState.SUGGESTED
    standard: dict[str, Any] = {
        "passage": passage,
        "document": passage.document,
        "element_id": frameworks.element_ids()[code],
        "score": 0.8,
        "state": state,
        "method": Method.MACHINE,
        "decided_by": reader.name if decided else "",
        "decided_at": timezone.now() if decided else None,
    }
    forget()
    return Tag.objects.create(**(standard | values))


def make_mention(passage: Passage, code: str) -> Mention:
    forget()
    return Mention.objects.create(passage=passage, place_id=atlas.place_ids()[code], start=0, end=3)


def make_initiative(*, objectives: tuple[str, ...] = ("gcm:6",), places: tuple[str, ...] = (), **values: Any) -> Initiative:  # fmt: skip  # noqa: E501
    number = next(_numbers)
    standard: dict[str, Any] = {
        "slug": f"initiative-{number}",
        "title": {"en": f"Initiative {number}", "fr": f"Initiative {number} (fr)"},
        "summary": {"en": "It does one thing. It does it well.", "fr": "Une chose. Bien faite."},
        "kind": "programme",
        "who": ["Ministry of Labour"],
        "objectives_named": True,
        "document": values.pop("document", None) or make_document(),
        "paragraph": "12",
    }
    forget()
    facts = standard | values
    facts["words"] = words_of(facts["title"], facts["summary"], facts["who"])
    made = Initiative.objects.create(**facts)
    ids, place_ids = frameworks.element_ids(), atlas.place_ids()
    made.elements.set([ids[code] for code in objectives])
    made.places.set([place_ids[code] for code in places])
    return made


def make_version(slug: str, *, stage: Stage = Stage.DRAFT, **values: Any) -> Version:
    """A version of an initiative that could be published as it is; `says` changes its content."""
    number = next(_numbers)
    title = Texts(original="en", told={"en": Told(text=f"Initiative {number}", on="2026-05-04")})
    summary = Texts(original="en", told={"en": Told(text="It does one thing.", on="2026-05-04")})
    draft = InitiativeDraft(
        title=title,
        summary=summary,
        who=("Ministry of Labour",),
        objectives=("gcm:6",),
        source_url="https://example.org/report",
        source_title="Annual report",
    )
    waits = waits_for(USUAL, stage) if stage not in SETTLED else None
    standard: dict[str, Any] = {
        "subject": f"initiative:{slug}",
        "number": 1,
        "stage": stage.value,
        "content": content_of(draft) | values.pop("says", {}),
        "waits_for": waits.value if waits else "",
        "published_at": timezone.now() if stage is Stage.PUBLISHED else None,
    }
    forget()
    return Version.objects.create(**(standard | values))
