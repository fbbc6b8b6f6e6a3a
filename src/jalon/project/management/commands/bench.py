"""`jalon bench NAME`: one benchmark on generated data."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from jalon.base.frames.commands import CommandParser, JalonCommand, positive

NAMES = ("reading", "tagging", "cluster", "ingest", "search", "pages")


class Command(JalonCommand):
    help = "Run one benchmark on generated data and print its figures."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", choices=NAMES, help="What is measured.")
        parser.add_argument("--size", type=positive, help="How much data; a usual amount without.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        benchmark = import_module(f"jalon.project.benchmarks.{options['name']}")
        result: Mapping[str, Any] = benchmark.bench(options["size"] or benchmark.DEFAULT_SIZE)
        return result
