"""`jalon crosswalk A B`: the crosswalk between two frameworks."""

from collections.abc import Mapping
from typing import Any

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.frameworks import packaged
from jalon.frameworks.rules import CrosswalkRecord
from jalon.kernel.codes import split_code
from jalon.kernel.errors import UnknownCode


class Command(JalonCommand):
    help = "Print the crosswalk between two frameworks, such as `jalon crosswalk gcm ilo-2018`."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("origin", help='The framework whose elements are rows, such as "gcm".')
        parser.add_argument("target", help='The framework that answers, such as "ilo-2018".')

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        found = _crosswalk(str(options["origin"]), str(options["target"]))
        return {
            "from": found.origin,
            "to": found.target,
            "source": found.source,
            "counts": found.counts(),
            "links": [
                {
                    "from": link.origin,
                    "to": list(link.targets),
                    "strength": link.strength.value,
                    "note": dict(link.note),
                    "source": link.source,
                    "state": "stored",
                    "status": link.status,
                }
                for link in found.links
            ],
        }

    def say(self, result: Mapping[str, Any]) -> str:
        lines = [f"{result['from']} to {result['to']}, source: {result['source']}"]
        for link in result["links"]:
            targets = ", ".join(split_code(code)[1] for code in link["to"]) or "-"
            lines.append(f"{link['from']:<12}{link['strength']:<10}{targets}")
        counts = ", ".join(f"{name} {count}" for name, count in result["counts"].items())
        return "\n".join([*lines, counts])


def _crosswalk(origin: str, target: str) -> CrosswalkRecord:
    """The stored crosswalk, or without a database the one that comes with Jalon.

    Raises:
        UnknownCode: There is none.
    """
    from jalon.base.frames.commands import NoDatabase, check_database
    from jalon.frameworks import queries

    try:
        check_database()
    except NoDatabase:
        return _packaged(origin, target)
    return queries.crosswalk(origin, target)


def _packaged(origin: str, target: str) -> CrosswalkRecord:
    for crosswalk in packaged.packaged_crosswalks():
        if (crosswalk.origin, crosswalk.target) == (origin, target):
            return crosswalk
    raise UnknownCode(value=f"{origin} {target}")
