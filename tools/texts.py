"""Interface texts: collect them from code and templates, check translations, compile them.

Usage: python tools/texts.py update | check | compile
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "jalon"
LOCALES = PACKAGE / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_t": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "text_marker": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_CALL = re.compile(r"(?<![\w.])(?:_|gettext|ngettext|pgettext|npgettext)\s*\(")

Found = tuple[str | tuple[str, ...], str | None, str]
"""Message (singular and plural where it has both), context, place."""


def main() -> None:
    """Do what the first argument says."""
    actions = {"update": update, "check": check, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        print(__doc__)
        sys.exit(2)
    actions[sys.argv[1]]()


def languages() -> list[str]:
    """Folders of translations, such as "fr" and "zh_Hans"."""
    return sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())


def _po(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def messages() -> Catalog:
    """All texts of the interface, from code and templates."""
    catalog = Catalog(project="jalon", charset="utf-8")
    for message, context, place in sorted(
        _all_found(), key=lambda found: (found[2], str(found[0]))
    ):
        file, _, line = place.rpartition(":")
        catalog.add(message, context=context, locations=[(file, int(line))])
    return catalog


def _all_found() -> Iterator[Found]:
    for file in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield from _in_source(file.read_bytes(), file, 0)
    for file in sorted(PACKAGE.rglob("templates/**/*.html")):
        yield from _in_template(file)


def _in_source(source: bytes, file: Path, offset: int) -> Iterator[Found]:
    rows = extract("python", io.BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for line, message, _comments, context in rows:
        yield message, context, f"{file.relative_to(PACKAGE.parent)}:{line + offset}"


def _in_template(file: Path) -> Iterator[Found]:
    """Texts of a template: Django turns its tags into calls, which are read one by one."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    text = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    for match in _CALL.finditer(text):
        call = _call_at(text, match.start())
        line = text.count("\n", 0, match.start())
        yield from _in_source(call.encode(), file, line)


def _call_at(text: str, start: int) -> str:
    """The call that begins here, up to its closing bracket, quoted text passed over."""
    depth, at = 0, text.index("(", start)
    pattern = re.compile(r"""u?"(?:[^"\\]|\\.)*"|u?'(?:[^'\\]|\\.)*'|[()]""", re.DOTALL)
    while match := pattern.search(text, at):
        at = match.end()
        depth += {"(": 1, ")": -1}.get(match.group(), 0)
        if depth == 0:
            return text[start:at]
    return text[start:]


def read(language: str) -> Catalog:
    """The translations of a language, given as its folder is named."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def update() -> None:
    """Bring new texts into all translation files; translations of gone texts are dropped."""
    template = messages()
    for language in languages():
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with _po(language).open("wb") as file:
            write_po(
                file, catalog, width=100, sort_output=True, omit_header=False, no_location=True
            )
        print(f"{language}: {len(_missing(catalog))} of {len(catalog)} texts lack a translation")


def _missing(catalog: Catalog) -> list[str]:
    """Texts without a translation; a guess ("fuzzy") is none, as it is not compiled."""
    return [
        str(item.id) for item in catalog if item.id and (item.fuzzy or not _translated(item.string))
    ]


def _translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def check() -> None:
    """Fail when a text is missing in a translation file, or has no translation."""
    found = problems()
    for problem in found[:40]:
        print(problem)
    if found:
        print(f"{len(found)} problems; `make texts` collects what is new.")
        sys.exit(1)


def problems() -> list[str]:
    """What is wrong in the translation files, one sentence each: language, what, which text."""
    wanted = {(item.id, item.context) for item in messages() if item.id}
    found = []
    for language in languages():
        catalog = read(language)
        there = {(item.id, item.context) for item in catalog if item.id}
        found += [f"{language}: not collected: {text}" for text, _context in wanted - there]
        found += [f"{language}: not used any more: {text}" for text, _context in there - wanted]
        found += [f"{language}: not translated: {text}" for text in _missing(catalog)]
        found += _wrong_facts(language, catalog)
    return found


def _wrong_facts(language: str, catalog: Catalog) -> Iterator[str]:
    """Translations that name other facts in braces or percent signs than their original.

    A form for one thing may leave a fact out ("cited once"); the last form names them all.
    """
    pattern = re.compile(r"\{(\w*)\}|%\((\w+)\)")
    for item in catalog:
        ids, strings = forms(item.id), forms(item.string)
        if not all(ids) or not all(strings):
            continue
        known = {fact for text in ids for fact in pattern.findall(text)}
        for text in strings:
            if set(pattern.findall(text)) - known:
                yield f"{language}: unknown fact in: {text}"
        if set(pattern.findall(ids[-1])) - set(pattern.findall(strings[-1])):
            yield f"{language}: a fact is lost in: {strings[-1]}"


def forms(text: str | tuple[str, ...] | list[str] | None) -> Sequence[str]:
    """The forms of a text: singular and plural where it has both, else the text alone."""
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def compile_all() -> None:
    """Write the compiled files that Django reads."""
    for language in languages():
        catalog = read(language)
        with _po(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


if __name__ == "__main__":
    main()
