"""`jalon setup`: create the database and load reference data and the starter collection."""

from collections.abc import Mapping
from typing import Any

from jalon.base.frames.commands import JalonCommand
from jalon.project.installing import set_up


class Command(JalonCommand):
    help = "Create or migrate the database and load reference data; safe to run twice."
    needs_database = False

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:  # noqa: ARG002 - as all commands
        return set_up()

    def say(self, result: Mapping[str, Any]) -> str:
        return (
            f"Ready: {result['places']} places, {result['frameworks']} frameworks with "
            f"{result['elements']} elements, {result['links']} crosswalk rows, "
            f"{result['initiatives']} initiatives."
        )
