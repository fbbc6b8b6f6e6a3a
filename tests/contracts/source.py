"""The source tree, parsed once for all contract tests."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent.parent / "src" / "jalon"
TESTS = PACKAGE.parent.parent / "tests"


def python_files(folder: Path = PACKAGE) -> list[Path]:
    """Our own files: migrations are generated."""
    return [file for file in sorted(folder.rglob("*.py")) if "migrations" not in file.parts]


@cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def name_of(file: Path) -> str:
    """The module's dotted name."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path) -> Iterator[str]:
    """Modules that a file imports, also inside functions."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
