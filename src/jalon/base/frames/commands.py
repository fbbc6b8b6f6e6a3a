"""The frame of every command: `--json`, one JSON object out, refusals as sentences, exit codes."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, connection
from django.utils.translation import gettext as _t

from jalon import __version__
from jalon.base.rules import SEES_ALL
from jalon.base.viewing import seeing
from jalon.base.wording import worded
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

DONE, REFUSED, WRONG_USE = 0, 1, 2


class NoDatabase(JalonError):
    """There is no database yet, or it is older than this program."""

    code = "no-database"
    sentence = _(
        "The database of this installation is missing or out of date. Run “jalon start” once."
    )


class DatabaseSilent(JalonError):
    """The database cannot be reached, or does not let itself be written to."""

    code = "database-silent"
    sentence = _(
        "The database does not answer as it should: {why}. What was stored before is kept. See "
        "that it runs and may be written to, and that JALON_DATABASE_URL is right if you set it."
    )


class JalonCommand(BaseCommand):
    """A command of ours: `run` gives a record (shown as JSON) and `say` puts it in words.

    Exit codes: 0 done, 1 refused (a sentence and its code), 2 wrong use. Standard output holds the
    result and nothing else; progress and messages go to standard error.
    """

    requires_system_checks = []
    suppressed_base_arguments = {"--settings", "--pythonpath", "--traceback"}
    needs_database = True

    def get_version(self) -> str:
        """The version of Jalon, not of Django."""
        return f"jalon {__version__}"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--json`, which every command has."""
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Do the work and give the result as JSON values, or None when `run` printed it."""
        raise NotImplementedError

    def say(self, result: Mapping[str, Any]) -> str:
        """The result in words, for a person at a terminal."""
        return json.dumps(result, ensure_ascii=False, indent=2)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run, print, and turn a refusal into its sentence."""
        try:
            if self.needs_database:
                check_database()
            with seeing(SEES_ALL):  # who may run commands on this machine may read its database
                result = self.run(options)
        except JalonError as refusal:
            self.refuse(refusal, as_json=bool(options["json"]))
        except OperationalError as error:
            self.refuse(_silent(error), as_json=bool(options["json"]))
        else:
            if result is not None:
                self.print_result(result, as_json=bool(options["json"]))

    def print_result(self, result: Mapping[str, Any], *, as_json: bool) -> None:
        """Print a result on standard output."""
        text = json.dumps(result, ensure_ascii=False, default=str) if as_json else self.say(result)
        self.stdout.write(text)

    def refuse(self, refusal: JalonError, *, as_json: bool) -> None:
        """Print a refusal and stop with exit code 1."""
        sentence = worded(refusal.sentence, refusal.facts)
        if as_json:
            self.stdout.write(json.dumps({"error": refusal.code, "sentence": sentence}))
        self.tell(f"{sentence} [{refusal.code}]")
        sys.exit(REFUSED)

    def tell(self, message: str) -> None:
        """A message for the person at the terminal, on standard error."""
        self.stderr.write(message, style_func=str)


def check_database() -> None:
    """Make sure the database answers and has the tables this program expects.

    Raises:
        NoDatabase: It lacks them.
        DatabaseSilent: The server does not answer.
    """
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (OperationalError, ProgrammingError) as error:
        if connection.vendor == "postgresql" and isinstance(error, OperationalError):
            raise _silent(error) from error
        raise NoDatabase from error
    if pending:
        raise NoDatabase


def _silent(error: OperationalError) -> DatabaseSilent:
    """The first line of what the database said; the rest is for its keepers."""
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return DatabaseSilent(why=first.rstrip("."))


def existing_path(text: str) -> Path:
    """An argument that names a file or folder that exists.

    Raises:
        ArgumentTypeError: There is none.
    """
    path = Path(text).expanduser()
    if not path.exists():
        raise ArgumentTypeError(_t("there is no file or folder “{path}”").format(path=text))
    return path


def positive(text: str) -> int:
    """An argument that is a whole number above zero.

    Raises:
        ArgumentTypeError: It is not.
    """
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(_t("“{value}” is not a whole number above zero").format(value=text))
    return int(text)


__all__ = [
    "CommandError",
    "CommandParser",
    "DatabaseSilent",
    "JalonCommand",
    "NoDatabase",
    "check_database",
    "existing_path",
    "positive",
]
