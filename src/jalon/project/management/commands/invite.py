"""`jalon invite`: a link for an account, made by whoever runs the machine."""

from argparse import ArgumentTypeError
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.base.frames.links import marked, path_of
from jalon.base.public import SYSTEM, DutyKind, body, invite, invite_keeper


class Command(JalonCommand):
    help = "Make a link that opens an account with duties, once: by default for an administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "email", nargs="?", type=_address, help="Who is meant; may be left out."
        )
        parser.add_argument("--body", default="", help="The ADDRESS in /bodies/ADDRESS/.")
        parser.add_argument(
            "--duty",
            action="append",
            choices=[kind.value for kind in DutyKind],
            help="A duty for that body; may be given several times.",
        )

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        path = path_of(marked(_secret(options)))
        return {"path": path, "link": f"{settings.JALON_ADDRESS}{path}"}

    def say(self, result: Mapping[str, Any]) -> str:
        return str(result["link"])


def _secret(options: Mapping[str, Any]) -> str:
    email = options["email"] or ""
    if not options["body"]:
        return invite_keeper(email=email, actor=SYSTEM)
    kinds = [DutyKind(value) for value in options["duty"] or [DutyKind.FOCAL_POINT]]
    body_id = body(options["body"]).id
    return invite(email=email, body_id=body_id, duties=kinds, actor=SYSTEM)


def _address(text: str) -> str:
    """An argument that is an e-mail address.

    Raises:
        ArgumentTypeError: It is not.
    """
    try:
        validate_email(text)
    except ValidationError as error:
        raise ArgumentTypeError(f"“{text}” is not an e-mail address") from error
    return text
