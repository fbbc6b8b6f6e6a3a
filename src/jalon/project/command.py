"""The `jalon` command: finds the command of a room by its name and runs it."""

import os
import sys
from importlib.util import find_spec

from jalon import __version__

WRONG_USE = 2

COMMANDS = {
    "start": "create what is missing, load reference data, start web server and worker",
    "setup": "create the database and load reference data and the starter collection",
    "worker": "run the background worker alone",
    "invite": "a one-time link that opens an account with duties",
    "unlock": "take a lost second factor off an account",
    "read": "documents to numbered passages, on standard output",
    "tag": "passages on standard input to ranked elements",
    "ingest": "read, tag, store and index documents",
    "reread": "read kept documents again with the reader as it is now",
    "learn": "learn from decisions, and use it where it suggests better",
    "terms": "terms to avoid in documents or a text, with what to write instead",
    "search": "ranked passages and records, with why",
    "matrix": "coverage of elements by document, place or year",
    "crosswalk": "the crosswalk between two frameworks",
    "report": "the review report of a place, as DOCX, PDF or HTML",
    "check": "do database, index and files agree?",
    "bench": "one benchmark on generated data",
}
"""Commands of Jalon and what each does; `docs/reference/commands.md` is generated from them."""


def main() -> None:
    """Run `jalon NAME ARGUMENTS`; `jalon manage ...` passes on to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.project.settings")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(_help())
    elif arguments[0] == "--version":
        sys.stdout.write(f"jalon {__version__}\n")
    elif arguments[0] == "manage" or arguments[0] in COMMANDS:
        _run(arguments[1:] if arguments[0] == "manage" else arguments)
    else:
        sys.stderr.write(f"There is no command “{arguments[0]}”.\n\n{_help()}")
        sys.exit(WRONG_USE)


def _help() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  jalon {name:<{width}}  {what}" for name, what in COMMANDS.items()]
    head = "Jalon: commitments on migration governance, implemented, followed and reviewed.\n"
    tail = "`jalon NAME --help` tells the options; with --json every command prints JSON.\n"
    return "\n".join((head, *lines, "", tail))


def _run(arguments: list[str]) -> None:
    """Hand over to Django's command machinery, with refusals about settings as sentences."""
    from jalon.kernel.errors import JalonError

    if find_spec("django") is None:
        sys.stderr.write("Django is not installed: run `make setup` first.\n")
        sys.exit(1)
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["jalon", *arguments])
    except JalonError as refusal:
        sys.stderr.write(f"{refusal} [{refusal.code}]\n")
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
