"""Every address, asked as every role: who may hears an answer, everybody else a refusal."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jalon.base.frames.access import UndeclaredAddress, access_of
from jalon.base.remembering import forget
from tests import walk
from tests.asking import allowed, ask
from tests.crowd import HIDDEN_WORDS, Crowd, crowded
from tests.roles import ALL, Role
from tests.rules_of_addresses import ADDRESSES, FOREIGN, ROLES_OF

REFUSED = (302, 403, 404)
"""To sign in first; not allowed; as if there were nothing."""
DONE = (200, 201, 204, 302)


@pytest.fixture
def crowd(db: None) -> Iterator[Crowd]:
    """A full installation with somebody in every role."""
    with crowded() as made:
        yield made


def test_every_address_has_a_rule() -> None:
    assert set(walk.address_names()) - set(ADDRESSES) == set()
    assert set(walk.foreign_names()) - set(FOREIGN) == set()
    assert set(ADDRESSES) - set(walk.address_names()) == set()
    assert set(FOREIGN) - set(walk.foreign_names()) == set()


def test_views_declare_the_rule() -> None:
    declared = {name: access_of(view) for name, view in walk.views() if not walk.is_foreign(view)}

    assert {name: found for name, found in declared.items() if found is not ADDRESSES[name]} == {}


def test_a_view_that_declares_nothing_is_not_served(client: Client, settings: object) -> None:
    settings.ROOT_URLCONF = "tests.contracts.undeclared"  # type: ignore[attr-defined]  # pytest-django's settings

    with pytest.raises(UndeclaredAddress, match="silent"):
        client.get("/silent/")


def _as_told(role: Role, example: walk.Example, status: int) -> bool:
    """Whether an answer is what a role should hear."""
    if role in allowed(example):
        return status in DONE if example.kind is walk.Kind.ACT else status == example.status
    if role is Role.VISITOR and status == 302:
        return ADDRESSES[example.name] is not ADDRESSES["pages:home"]
    return status in REFUSED and status != 302


def _outcomes(crowd: Crowd, *, htmx: bool) -> Iterator[tuple[str, str, int, bool]]:
    """Example, role, status, and whether that is right; what an act changed is undone."""
    for role in Role:
        client = crowd.client(role)
        for example in walk.EXAMPLES:
            with transaction.atomic():
                status = ask(client, example, crowd.facts, htmx=htmx)
                transaction.set_rollback(True)
            forget()
            yield example.title, role, status, _as_told(role, example, status)


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_every_role_at_every_address(
    crowd: Crowd, *, htmx: bool, record_property: Callable[[str, object], None]
) -> None:
    found = list(_outcomes(crowd, htmx=htmx))

    name = "fragments" if htmx else "pages"
    record_property(f"Addresses asked as every role, {name}", {"answers": len(found)})
    wrong = [(title, role, status) for title, role, status, right in found if not right]
    assert wrong == []
    assert len(found) == len(Role) * len(walk.EXAMPLES)


def test_what_is_hidden_is_named_nowhere(crowd: Crowd) -> None:
    told = []
    for role in sorted(ALL - {role for example in walk.HIDDEN for role in allowed(example)}):
        client = crowd.client(role)
        for example in (*walk.PAGES, *walk.DATA):
            answer = client.get(example.path.format(**crowd.facts))
            text = b"".join(answer).decode(errors="replace")  # type: ignore[arg-type]  # Django's responses are read so
            told += [(role, example.title)] if HIDDEN_WORDS in text else []
        for query in (HIDDEN_WORDS, f"{HIDDEN_WORDS} plan", f'"{HIDDEN_WORDS}"'):
            for path in ("/en/search/", "/api/v1/search", "/en/documents/", "/api/v1/documents"):
                answer = client.get(path, {"q": query})
                told += [(role, path)] if f"{HIDDEN_WORDS} fees" in answer.content.decode() else []
                told += [(role, path)] if "hidden-plan" in answer.content.decode() else []

    assert told == []


def test_owners_find_what_is_hidden(crowd: Crowd) -> None:
    answer = crowd.client(Role.REVIEWER).get("/en/search/", {"q": HIDDEN_WORDS})

    assert "hidden-plan" in answer.content.decode()


CLOSED = sorted(name for name, gate in FOREIGN.items() if ROLES_OF[gate] != ALL)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CLOSED)
def test_pages_of_an_account_are_for_its_owner(client: Client, name: str) -> None:
    arguments = [1] if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else []
    answer = client.get(reverse(name, args=arguments))

    assert answer.status_code in {302, 404, 405}
    if answer.status_code == 302:
        assert "/account/login/" in answer["Location"]
