"""`jalon unlock`: takes a lost second factor off an account, by whoever runs the machine."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.base.public import SYSTEM, take_off_factors


class Command(JalonCommand):
    help = "Take the second factor off an account whose owner lost it. Be sure who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email", help="Address of the account.")
        parser.add_argument("--why", default="", help="The reason, for the record.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        email = str(options["email"])
        return {"taken_off": take_off_factors(email, why=str(options["why"]), actor=SYSTEM)}

    def say(self, result: Mapping[str, Any]) -> str:
        n = int(result["taken_off"])
        told = ngettext("{n} second factor taken off.", "{n} second factors taken off.", n)
        return told.format(n=n)
