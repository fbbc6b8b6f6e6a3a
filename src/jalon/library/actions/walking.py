"""Which files of the folders that a person named are documents."""

from collections.abc import Iterable
from pathlib import Path

ENDINGS = frozenset(
    {".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".odt", ".epub", ".rtf"}
)
"""Endings of files taken from a folder; a file named itself is taken whatever it ends in."""


def document_files(paths: Iterable[Path]) -> list[Path]:
    """Files that were named, and documents below folders that were named; each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if _is_document(file))
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def _is_document(file: Path) -> bool:
    return file.suffix.lower() in ENDINGS and file.is_file() and not file.name.startswith(".")
