"""`jalon report`: the review report of a place or of documents, as a file."""

import os
import time
from argparse import ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _t

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.reviews.building import build
from jalon.reviews.queries import EVERYTHING, report
from jalon.reviews.rules import (
    DEFAULT_TEMPLATE,
    TEMPLATES,
    CannotWrite,
    Format,
    NothingChosen,
    ReportChoice,
    format_named,
)


class Command(JalonCommand):
    """Write a report in which every statement cites its passage."""

    help = "Write the report of a place or of documents, as DOCX, PDF or HTML."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "place",
            nargs="?",
            default="",
            metavar="PLACE",
            help="ISO code (PRT) or name in any of six languages; “all” for the whole library.",
        )
        parser.add_argument(
            "--document",
            action="append",
            default=[],
            metavar="SLUG",
            help="Only this document; may be repeated.",
        )
        parser.add_argument(
            "--objective",
            action="append",
            default=[],
            metavar="NUMBER",
            help="Only this objective, 1 to 23; may be repeated.",
        )
        parser.add_argument(
            "--template",
            default=DEFAULT_TEMPLATE,
            help=f"What the report holds: {', '.join(TEMPLATES)}.",
        )
        parser.add_argument(
            "--format", default="", help=f"{', '.join(Format)}; from the file name without it."
        )
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument(
            "--language",
            default="en",
            choices=languages,
            help="Language of the report's own words.",
        )
        parser.add_argument(
            "--site", type=web_address, metavar="ADDRESS", help="Where citations lead: your Jalon."
        )
        parser.add_argument(
            "-o",
            "--output",
            type=output_file,
            required=True,
            metavar="FILE",
            help="The file to write.",
        )

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        started = time.perf_counter()
        ending = options["output"].suffix.lstrip(".").lower()
        wanted = format_named(options["format"] or ending or Format.DOCX)
        if not (options["place"] or options["document"] or options["objective"]):
            raise NothingChosen
        choice = ReportChoice(
            place=options["place"],
            documents=tuple(options["document"]),
            objectives=tuple(options["objective"]),
            template=options["template"],
            language=options["language"],
        )
        found = report(choice, site=options["site"] or "")
        _write(options["output"], build(found, wanted))
        return {
            "file": str(options["output"]),
            "format": wanted.value,
            "place": found.place_code or EVERYTHING,
            "statements": len(found.statements),
            "suggestions": len(found.suggestions),
            "initiatives": len(
                {
                    (one.citation, *one.title.values())
                    for part in found.sections
                    for one in part.initiatives
                }
            ),
            "sources": len(found.sources),
            "seconds": round(time.perf_counter() - started, 3),
        }

    def say(self, result: Mapping[str, Any]) -> str:
        return _t(
            "{file}: {statements} confirmed statements, {suggestions} suggestions, "
            "{sources} sources, {seconds} s."
        ).format(**result)


def web_address(text: str) -> str:
    """An argument that is an address of the web; others would make links that do something else.

    Raises:
        ArgumentTypeError: It is not.
    """
    if not text.startswith(("https://", "http://")):
        raise ArgumentTypeError(f"“{text}” is not an address that begins with https:// or http://")
    return text


def output_file(text: str) -> Path:
    """An argument that names a file to write; standard output is for what the command says.

    Raises:
        ArgumentTypeError: It is “-”.
    """
    if text == "-":
        raise ArgumentTypeError("“-” is no file: name one, such as report.pdf")
    return Path(text)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        CannotWrite: The file system refuses.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotWrite(file=path, why=error.strerror) from error
