"""A full installation with somebody in every role: what tests of all addresses walk through."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jalon.base.actions.bodies import ensure_keeper
from jalon.base.actions.people import invite
from jalon.base.models import Body, Duty, Invitation, Person
from jalon.base.public import SEES_ALL, SYSTEM, DutyKind, seeing
from jalon.base.queries.mailboxes import mail_token
from jalon.base.queries.versions import version_record
from jalon.base.rules.stages import Stage
from jalon.kernel.texts import Texts, Told, stored
from jalon.library import public as library
from jalon.library.actions.rounds import open_round
from jalon.library.forms.documents import seen_of
from jalon.library.models import Passage, Tag
from jalon.library.rules import DocumentState, TagState
from jalon.practices.actions.publishing import publish_version
from jalon.search.public import rebuild
from tests import factories
from tests.engines.reading.specimens import lines_pdf
from tests.roles import OWN, Role

OBJECTIVES = tuple(f"gcm:{number}" for number in range(1, 24))
PLACES = ("PRT", "MAR", "PHL", "CAN", "002")


KEEPING = (DutyKind.ADMINISTRATOR, DutyKind.FOCAL_POINT, DutyKind.VALIDATOR)
KNOWN = "a-75-542"
"""A document that is known by its description only."""
INITIATIVE = "recruitment-cost-surveys"
PDF: dict[str, Any] = {"media_type": "application/pdf", "pages": 3}  # Any: values of fields
HIDDEN_WORDS = "quokkaberry"
"""A word that stands in nothing that is public."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Crowd:
    """The facts that paths of examples hold, and the people by role."""

    facts: Mapping[str, object]
    people: Mapping[Role, Person | None]

    def client(self, role: Role) -> Client:
        """A client in which somebody of a role is signed in."""
        client = Client()
        person = self.people[role]
        if person is not None:
            client.force_login(person)
        return client


@contextmanager
def crowded() -> Iterator[Crowd]:
    """About 50 documents, one of 40 passages, 50 initiatives, two bodies and their people."""
    factories.load_reference()
    folder = Path(settings.JALON_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("fair-work.pdf", "hidden.pdf"):
        lines_pdf(folder / name, [[f"{n}. A paragraph."] for n in range(1, 4)])
    owner, other = factories.make_body(slug="ministry"), factories.make_body(slug="union")
    people = make_people(owner, other)
    facts = (
        _public()
        | _hidden(owner)
        | _round(owner, people)
        | _drafts(owner, people)
        | _staff(owner, other, people)
        | _told(people)
    )
    rebuild()
    crowd = Crowd(facts=facts | {"language": "en"}, people=people)
    batch = _upload(crowd.client(Role.KEEPER), "")
    hidden_batch = _upload(crowd.client(Role.FOCAL_POINT), "ministry")
    yield Crowd(
        facts=crowd.facts | {"batch": batch, "hidden_batch": hidden_batch}, people=crowd.people
    )
    shutil.rmtree(settings.JALON_INDEX, ignore_errors=True)


def make_people(owner: Body, other: Body) -> dict[Role, Person | None]:
    """Somebody in every role."""
    keeper = Body.objects.get(slug=ensure_keeper(actor=SYSTEM).slug)
    focal_point = DutyKind.FOCAL_POINT
    return {
        Role.VISITOR: None,
        Role.READER: factories.make_person(),
        Role.SLEEPER: factories.make_person(focal_point, body=owner, second_factor=False),
        **{role: factories.make_person(duty, body=owner) for role, duty in OWN.items()},
        Role.STRANGER: factories.make_person(focal_point, body=other),
        Role.STRANGE_ADMINISTRATOR: factories.make_person(DutyKind.ADMINISTRATOR, body=other),
        Role.KEEPER: factories.make_person(*KEEPING, body=keeper),
        Role.KEEPER_MODERATOR: factories.make_person(DutyKind.MODERATOR, body=keeper),
    }


def _public() -> dict[str, object]:
    main = factories.make_document(slug="fair-work", file="fair-work.pdf", body="Ministry", **PDF)
    factories.make_document(slug=KNOWN, state=DocumentState.KNOWN)
    documents = [main] * 40 + [factories.make_document(year=2000 + n % 20) for n in range(48)] * 2
    for number, document in enumerate(documents):
        _speak(document, number)
    for number in range(50):
        factories.make_initiative(
            slug=INITIATIVE if number == 0 else f"initiative-no-{number}",
            objectives=(OBJECTIVES[number % 23], "gcm:6"),
            places=(PLACES[number % 5],),
            document=documents[-number],
        )
    factories.make_gone_passage(main, label="gone")
    tag = Tag.objects.filter(document=main, state=TagState.SUGGESTED).latest("id")
    return {
        "document": main.slug,
        "second": documents[40].slug,
        "tag": tag.id,
        "passage": tag.passage_id,
        "code": tag.element.code,
    }


def _hidden(owner: Body) -> dict[str, object]:
    """A document of the owning body that is not public."""
    title = f"The {HIDDEN_WORDS} plan"
    document = factories.make_document(
        slug="hidden-plan", title=title, file="hidden.pdf", owner=owner, is_public=False, **PDF
    )
    text = f"The {HIDDEN_WORDS} fees of recruitment are paid by employers."
    passage = factories.make_passage(document, label="1", number="1", text=text, order=0)
    tag = factories.make_tag(passage, code="gcm:6")
    factories.make_mention(passage, "PRT")
    lost = factories.make_lost_decision(factories.make_gone_passage(document))
    return {
        "hidden": document.slug,
        "hidden_tag": tag.id,
        "hidden_passage": passage.id,
        "hidden_seen": _seen(document.slug),
        "lost": lost.id,
    }


def _seen(slug: str) -> str:
    """What the form of a description says of the one it shows."""
    with seeing(SEES_ALL):
        return seen_of(library.document(slug))


def _round(owner: Body, people: Mapping[Role, Person | None]) -> dict[str, object]:
    """A round of two readers over a document of the owning body that is not public."""
    first, second = people[Role.FOCAL_POINT], people[Role.REVIEWER]
    assert first is not None
    assert second is not None
    document = factories.make_document(slug="read-apart", owner=owner, is_public=False)
    passages = [factories.make_passage(document, order=number) for number in range(3)]
    for passage in passages:
        factories.make_tag(passage, code="gcm:6")
    made = open_round(
        title=f"The {HIDDEN_WORDS} round",
        documents=[document.slug],
        readers=(first.pk, second.pk),
        actor=SYSTEM,
    )
    return {"round": made, "round_passage": passages[0].pk}


def _drafts(owner: Body, people: Mapping[Role, Person | None]) -> dict[str, object]:
    """Initiatives of the owning body on their way, one at each stage, and one published."""
    writer = people[Role.FOCAL_POINT]
    assert writer is not None
    facts: dict[str, object] = {}
    for stage in (Stage.DRAFT, Stage.RETURNED, Stage.SUBMITTED, Stage.APPROVED, Stage.ARCHIVED):
        slug = f"{stage.value}-{HIDDEN_WORDS}"
        title = Texts(original="en", told={"en": Told(text=f"The {HIDDEN_WORDS} {stage.value}")})
        factories.make_version(
            slug,
            stage=stage,
            body=owner,
            author=writer,
            submitted_by=writer,
            says={"title": stored(title)},
        )
        facts[stage.value] = slug
    public = factories.make_version("published-plan", body=owner, stage=Stage.PUBLISHED)
    publish_version(version_record(public))
    return facts | {"published": "published-plan"}


def _staff(owner: Body, other: Body, people: Mapping[Role, Person | None]) -> dict[str, object]:
    """A duty to end, an invitation, and somebody whose duties can be handed over."""
    leaving = factories.make_person(DutyKind.REVIEWER, body=owner)
    idle = factories.make_person()
    duty = Duty.objects.get(person=leaving)
    secret = invite(email="", body_id=owner.pk, duties=[DutyKind.REVIEWER], actor=SYSTEM)
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    administrator = people[Role.ADMINISTRATOR]
    assert administrator is not None
    return {
        "body": owner.slug,
        "other_body": other.slug,
        "duty": duty.pk,
        "secret": secret,
        "invitation": Invitation.objects.get().pk,
        "leaving": leaving.pk,
        "idle": idle.pk,
        "taker": administrator.email,
        "body_id": owner.pk,
    }


def _told(people: Mapping[Role, Person | None]) -> dict[str, object]:
    """An inbox of the keeper with 60 notices, a third of them due or read; a second session."""
    keeper = people[Role.KEEPER]
    assert keeper is not None
    now = timezone.now()
    for number in range(60):
        due = now.date() + timedelta(days=number - 20) if number % 6 == 0 else None
        factories.make_notice(keeper, due_on=due, read_at=now if number % 6 == 1 else None)
    notice = factories.make_notice(keeper, due_on=now.date())
    elsewhere = factories.make_session(keeper)
    return {"notice": notice.pk, "mail_token": mail_token(keeper.pk), "session": elsewhere.pk}


def _speak(document: Any, number: int) -> Passage:  # Any: a document of the library
    """A passage with a decided tag, two suggestions and the mention of a place."""
    label = str(number + 1)
    text = f"Fees of recruitment {number} are paid by employers."
    passage = factories.make_passage(document, label=label, number=label, text=text, order=number)
    factories.make_tag(passage, code="gcm:6", state=TagState.CONFIRMED)
    for code in (OBJECTIVES[number % 23], OBJECTIVES[(number + 7) % 23]):
        if code != "gcm:6":
            factories.make_tag(passage, code=code, why=[{"kind": "words", "text": "fees"}])
    factories.make_mention(passage, PLACES[number % 5])
    return passage


def _upload(client: Client, owner: str) -> str:
    files = [SimpleUploadedFile(f"{n}.txt", f"1. Text {n}.".encode()) for n in range(20)]
    sent = {"documents": files, "place": "", "owner": owner, "access": "body"}
    answer = client.post("/en/documents/upload/", sent)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"]).rstrip("/").rsplit("/", 1)[-1]
