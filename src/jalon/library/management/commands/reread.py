"""`jalon reread [DOCUMENT...]`: read kept files again with the reader as it is now."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from jalon.base.frames.commands import REFUSED, CommandParser, JalonCommand
from jalon.base.public import SYSTEM
from jalon.library.actions.waiting import AgainOutcome, outdated, read_again
from jalon.search.public import flush_all

COUNTED = ("added", "gone", "moved", "decisions_lost")


class Command(JalonCommand):
    help = (
        "Read documents again from their kept files; addresses, decisions and mended descriptions "
        "stay. Safe to run twice and to interrupt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "documents",
            nargs="*",
            metavar="DOCUMENT",
            help="Their addresses, such as a-75-542; else those that an older reader has read.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Say which would be read.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        slugs = options["documents"] or outdated()
        if options["dry_run"]:
            return {"documents": list(slugs), "dry_run": True}
        outcomes = []
        for outcome in read_again(slugs, actor=SYSTEM):
            outcomes.append(outcome)
            if outcome.refusal:
                self.tell(f"{outcome.slug}: {outcome.refusal} [{outcome.refusal.code}]")
        flush_all()
        refused = sum(outcome.refusal is not None for outcome in outcomes)
        result = {
            "read": len(outcomes) - refused,
            "refused": refused,
            "documents": [_line(outcome) for outcome in outcomes],
        }
        if outcomes and refused == len(outcomes):
            self.print_result(result, as_json=bool(options["json"]))
            raise SystemExit(REFUSED)
        return result

    def say(self, result: Mapping[str, Any]) -> str:
        if result.get("dry_run"):
            return "\n".join(result["documents"])
        read = [line for line in result["documents"] if "error" not in line]
        total = {name: sum(line[name] for line in read) for name in COUNTED}
        return (
            f"{result['read']} read again, {result['refused']} refused; passages: "
            f"{total['added']} new, {total['gone']} gone, {total['moved']} at a new address; "
            f"{total['decisions_lost']} decisions lost their passage and wait to be looked at."
        )


def _line(outcome: AgainOutcome) -> Mapping[str, Any]:
    if outcome.again is not None:
        line = asdict(outcome.again)
        return {"document": line.pop("slug")} | line
    code = outcome.refusal.code if outcome.refusal else ""
    return {"document": outcome.slug, "error": code, "sentence": str(outcome.refusal)}
