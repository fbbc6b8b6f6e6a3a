"""Which files of the folders that a person named are documents."""

import os
from collections.abc import Iterable
from pathlib import Path

ENDINGS = frozenset(
    {".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".odt", ".epub", ".rtf"}
)
"""Endings of files taken from a folder; a file named itself is taken whatever it ends in."""


def document_files(paths: Iterable[Path]) -> list[Path]:
    """Files that were named, and documents below folders that were named; each once, in order.

    Hidden files and folders, and the lock files of office programs, are left out of folders.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if _is_document(file, path))
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def shown_name(path: Path) -> str:
    """The name of a file as people and databases can take it: any bytes, on one line."""
    name = os.fsencode(path.name).decode("utf-8", errors="replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def _is_document(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    is_left_out = any(part.startswith((".", "~$")) for part in parts)
    return file.suffix.lower() in ENDINGS and not is_left_out and file.is_file()
