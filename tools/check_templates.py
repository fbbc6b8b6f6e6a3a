"""Every template compiles, is not too long, and carries no style or script of its own."""

import os
import re
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.project.settings")

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "jalon"
LONGEST = 150
FORBIDDEN = {
    r"\sstyle=": "a style attribute (the content policy forbids it; use a class)",
    r"<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>": "a script inside the page",
    r"\son(?!ly=)[a-z]+=": "a handler inside the page",
    r"https?://(?!www\.w3\.org)[^\s\"'<>]+\.(?:js|css|woff2?)": "a file of another host",
}
STANDALONE = {"reviews/report_file.html", "base/500.html", "500.html"}
"""Templates that are files of their own, or shown when nothing else works; style is inside."""


def main() -> None:
    """Print what is wrong and fail if anything is."""
    import django
    from django.template.loader import get_template

    django.setup()
    problems = []
    for file in sorted(PACKAGE.rglob("templates/**/*.html")):
        name = str(file.relative_to(next(p for p in file.parents if p.name == "templates")))
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST:
            problems.append(f"{name}: longer than {LONGEST} lines")
        get_template(name)
        if name not in STANDALONE:
            problems += [
                f"{name}: {why}" for rule, why in FORBIDDEN.items() if re.search(rule, text)
            ]
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
