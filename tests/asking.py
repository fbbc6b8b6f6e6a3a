"""Asking for the examples of addresses: who may, and what they hear."""

from collections.abc import Mapping

from django.test import Client

from tests import walk
from tests.roles import Role
from tests.rules_of_addresses import ADDRESSES, ROLES_OF

ASKERS = (Role.KEEPER, Role.FOCAL_POINT, Role.ADMINISTRATOR, Role.VALIDATOR, Role.MODERATOR)
"""Who asks for an example that not everybody may ask for: the first who may."""


def allowed(example: walk.Example) -> frozenset[Role]:
    """The roles that may ask for an example."""
    gate = ROLES_OF[ADDRESSES[example.name]]
    return gate if example.only is None else gate & example.only


def asker(example: walk.Example) -> Role:
    """Somebody who may ask for an example."""
    may = allowed(example)
    return next(role for role in (*ASKERS, *Role) if role in may)


def ask(
    client: Client, example: walk.Example, facts: Mapping[str, object], *, htmx: bool = False
) -> int:
    """The status of the answer to an example, whose body is read to the end."""
    path = example.path.format(**facts)
    headers = {"HX-Request": "true"} if htmx else {}
    if example.kind is walk.Kind.ACT:
        posted = {name: value.format(**facts) for name, value in example.posted}
        return client.post(path, posted, headers=headers).status_code
    answer = client.get(path, headers=headers)
    if answer.streaming:
        b"".join(answer)  # type: ignore[arg-type]  # served at once; the client closes it then
    return answer.status_code
