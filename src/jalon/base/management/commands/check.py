"""`jalon check`: do database, index and files agree?"""

from collections.abc import Mapping
from typing import Any

from jalon.base.frames.commands import REFUSED, CommandParser, JalonCommand
from jalon.base.registry import checks
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class InstallationDisagrees(JalonError):
    """A check found something that is still wrong."""

    code = "installation-disagrees"
    sentence = _("Problems found: {problems}; each line above says what to do.")


class Command(JalonCommand):
    help = "Check that database, record, index and files agree; --repair mends what it safely can."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--repair", action="store_true", help="Mend what can be mended safely.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        found = [
            {"check": check.name, "what": finding.what, "remedy": finding.remedy,
             "mended": finding.mended}
            for check in checks()
            for finding in check.run(bool(options["repair"]))
        ]  # fmt: skip
        problems = [finding for finding in found if not finding["mended"]]
        result = {"checks": [check.name for check in checks()], "findings": found}
        if problems:
            self.print_result(result, as_json=bool(options["json"]))
            if options["json"]:
                raise SystemExit(REFUSED)
            raise InstallationDisagrees(problems=len(problems))
        return result

    def say(self, result: Mapping[str, Any]) -> str:
        lines = [
            f"{finding['check']}: {finding['what']} "
            + ("(mended)" if finding["mended"] else finding["remedy"])
            for finding in result["findings"]
        ]
        return "\n".join([*lines, f"Checked: {', '.join(result['checks'])}."])
