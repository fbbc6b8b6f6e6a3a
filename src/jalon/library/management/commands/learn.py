"""`jalon learn`: learn from decisions, use it where it suggests better, or go back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jalon.base.frames.commands import CommandParser, JalonCommand
from jalon.base.public import SYSTEM
from jalon.library.actions.learning import go_back, learn_from_decisions


class Command(JalonCommand):
    help = "Learn from decisions; what was learned is used only if it suggests better."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--framework", default="gcm", help="Slug of a framework.")
        parser.add_argument("--dry-run", action="store_true", help="Say how it would do; no more.")
        parser.add_argument(
            "--back", action="store_true", help="Use what was used before the present model."
        )

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        framework = str(options["framework"])
        if options["back"]:
            return {"framework": framework, "in_use": go_back(framework, actor=SYSTEM)}
        return learn_from_decisions(framework, dry_run=bool(options["dry_run"]), actor=SYSTEM)

    def say(self, result: Mapping[str, Any]) -> str:
        if "in_use" in result:
            return _("In use now: {model}").format(model=result["in_use"] or _("as it comes"))
        words = _("used from now on") if result["is_used"] else _("not used: not better enough")
        said = _(
            "F1 of suggestions {before} before, {after} after, {gain} ({low} to {high}) on "
            "{passages} passages of {documents} documents: {words}."
        )
        return said.format(
            before=result["before"]["f1"]["value"],
            after=result["after"]["f1"]["value"],
            gain=f"{result['gain']['value']:+.3f}",
            low=f"{result['gain']['low']:+.3f}",
            high=f"{result['gain']['high']:+.3f}",
            passages=result["decisions"]["passages"],
            documents=result["decisions"]["documents"],
            words=words,
        )
