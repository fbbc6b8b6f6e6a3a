"""Who sees, decides on, publishes and withdraws which documents: a truth table."""

from collections.abc import Callable, Mapping

import pytest

from jalon.base.models import Body
from jalon.base.public import (
    NOBODY,
    SYSTEM,
    Actor,
    DutyKind,
    Holding,
    seeing,
    viewer_of,
)
from jalon.base.rules import SignInFirst
from jalon.kernel.errors import NotAllowed, UnknownCode
from jalon.library import queries
from jalon.library.actions import add_tag, decide_tag, publish_document, withdraw_document
from jalon.library.models import Document
from jalon.library.rules import TagState
from tests.factories import (
    load_reference,
    make_body,
    make_document,
    make_passage,
    make_person,
    make_tag,
)

pytestmark = pytest.mark.django_db

VISITOR, READER, SYSTEM_ITSELF = "visitor", "signed in, without duty", "system"
ROLES = {
    "focal point": ("owner", DutyKind.FOCAL_POINT),
    "alternate": ("owner", DutyKind.ALTERNATE),
    "reviewer": ("owner", DutyKind.REVIEWER),
    "validator": ("owner", DutyKind.VALIDATOR),
    "moderator": ("owner", DutyKind.MODERATOR),
    "administrator": ("owner", DutyKind.ADMINISTRATOR),
    "other focal point": ("other", DutyKind.FOCAL_POINT),
    "other validator": ("other", DutyKind.VALIDATOR),
    "keeper focal point": ("keeper", DutyKind.FOCAL_POINT),
    "keeper validator": ("keeper", DutyKind.VALIDATOR),
    "keeper moderator": ("keeper", DutyKind.MODERATOR),
    "keeper administrator": ("keeper", DutyKind.ADMINISTRATOR),
}
EVERY = {VISITOR, READER, SYSTEM_ITSELF, *ROLES}
OWNERS = {role for role, (body, _duty) in ROLES.items() if body == "owner"}
KEEPERS = {role for role, (body, _duty) in ROLES.items() if body == "keeper"}
DECIDE, DECIDE_OWNERLESS = {"focal point", "alternate", "reviewer"}, {"keeper focal point"}
TABLE: Mapping[tuple[str, str], Mapping[str, set[str]]] = {
    ("owned", "public"): {
        "see": EVERY,
        "decide": DECIDE,
        "publish": {"validator"},
        "withdraw": {"validator", "moderator", "keeper moderator"},
    },
    ("owned", "hidden"): {
        "see": OWNERS,
        "decide": DECIDE,
        "publish": {"validator"},
        "withdraw": {"validator", "moderator"},
    },
    ("without owner", "public"): {
        "see": EVERY,
        "decide": DECIDE_OWNERLESS,
        "publish": {"keeper validator"},
        "withdraw": {"keeper validator", "keeper moderator"},
    },
    ("without owner", "hidden"): {
        "see": KEEPERS,
        "decide": DECIDE_OWNERLESS,
        "publish": {"keeper validator"},
        "withdraw": {"keeper validator", "keeper moderator"},
    },
}
"""What the system may, is everything; it is left out of the sets."""


@pytest.fixture
def bodies() -> Mapping[str, Body]:
    load_reference()
    return {name: make_body(is_keeper=name == "keeper") for name in ("owner", "other", "keeper")}


def _actor(role: str, bodies: Mapping[str, Body]) -> Actor:
    if role in {VISITOR, SYSTEM_ITSELF}:
        return NOBODY if role == VISITOR else SYSTEM
    person = make_person().pk
    if role == READER:
        return Actor(name=role, person=person)
    name, duty = ROLES[role]
    body = bodies[name]
    held = Holding(body_id=body.pk, body=body.slug, duty=duty, is_keeper=body.is_keeper)
    return Actor(name=role, person=person, holdings=(held,))


def _document(kind: tuple[str, str], bodies: Mapping[str, Body]) -> Document:
    owner = bodies["owner"] if kind[0] == "owned" else None
    return make_document(slug="plan", owner=owner, is_public=kind[1] == "public")


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except (NotAllowed, SignInFirst, UnknownCode) as refusal:
        return refusal.code
    return "done"


def _expected(kind: tuple[str, str], act: str, role: str) -> str:
    if role == SYSTEM_ITSELF or role in TABLE[kind][act]:
        return "done"
    if role not in TABLE[kind]["see"]:
        return "unknown-code"
    return "sign-in-first" if role == VISITOR else "not-allowed"


@pytest.mark.parametrize("kind", TABLE, ids=" ".join)
@pytest.mark.parametrize("role", sorted(EVERY))
def test_who_may_do_what(kind: tuple[str, str], role: str, bodies: Mapping[str, Body]) -> None:
    document, actor = _document(kind, bodies), _actor(role, bodies)
    passage_id = make_passage(document).pk
    tag_id = make_tag(make_passage(document)).pk
    acts: Mapping[str, Callable[[], object]] = {
        "see": lambda: queries.document("plan"),
        "decide": lambda: decide_tag(tag_id=tag_id, wanted=TagState.CONFIRMED, actor=actor),
        "add": lambda: add_tag(passage_id=passage_id, code="gcm:7", actor=actor),
        "publish": lambda: publish_document(slug="plan", actor=actor),
        "withdraw": lambda: withdraw_document(slug="plan", reason="Draft.", actor=actor),
    }

    with seeing(viewer_of(actor)):
        found = {}
        for name, act in acts.items():
            Document.objects.update(is_public=kind[1] == "public")
            found[name] = _outcome(act)

    wanted = {name: _expected(kind, "decide" if name == "add" else name, role) for name in acts}
    assert found == wanted
