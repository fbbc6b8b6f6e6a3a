"""The ceilings of style: what is larger needs a reason here, with a date."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.source import PACKAGE, TESTS, name_of, python_files, tree

LINES_PER_FUNCTION = 50
LINES_PER_FILE = 400
LINES_PER_TEST = 30
LINES_PER_VIEW = 20
PARAMETERS = 6
METHODS = 12
NESTING = 3

EXCEPTIONS: dict[str, str] = {}
"""Name of the module, function or class: reason and date."""

_BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith)


def _functions(file: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef))


def _length(node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    head = node.body[0].lineno - node.lineno
    return head + (body[-1].end_lineno or 0) - body[0].lineno + 1


def _parameters(node: ast.FunctionDef) -> int:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([argument for argument in named if argument.arg not in {"self", "cls"}])


def _depth(node: ast.AST, depth: int = 0) -> int:
    """How deep blocks stand in each other; an `elif` is no deeper than its `if`."""
    depths = [depth]
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deeper = isinstance(child, _BLOCKS) and not chained
        depths.append(_depth(child, depth + deeper))
    return max(depths)


def _is_public_method(member: ast.stmt) -> bool:
    return isinstance(member, ast.FunctionDef) and not member.name.startswith("_")


def _too_large(found: Iterator[tuple[str, int]], ceiling: int) -> list[str]:
    return [f"{name}: {size}" for name, size in found if size > ceiling and name not in EXCEPTIONS]


def _named(file: Path, node: ast.FunctionDef | ast.ClassDef) -> str:
    return f"{name_of(file)}.{node.name}"


def test_functions_fit_on_a_screen() -> None:
    found = ((_named(f, n), _length(n)) for f in python_files() for n in _functions(f))

    assert _too_large(found, LINES_PER_FUNCTION) == []


def test_functions_take_few_parameters() -> None:
    found = ((_named(f, n), _parameters(n)) for f in python_files() for n in _functions(f))

    assert _too_large(found, PARAMETERS) == []


def test_functions_are_not_nested_deeply() -> None:
    found = (
        (_named(f, n), max((_depth(child) for child in [n]), default=0))
        for f in python_files()
        for n in _functions(f)
    )

    assert _too_large(found, NESTING) == []


def test_files_are_a_few_screens() -> None:
    found = ((name_of(f), len(f.read_text("utf-8").splitlines())) for f in python_files())

    assert _too_large(found, LINES_PER_FILE) == []


def test_views_are_short() -> None:
    views = [f for f in python_files() if f.name == "views.py" or f.parent.name == "views"]
    found = ((_named(f, n), _length(n)) for f in views for n in _functions(f))

    assert _too_large(found, LINES_PER_VIEW) == []


def test_classes_hold_one_idea() -> None:
    found = (
        (_named(file, node), sum(_is_public_method(member) for member in node.body))
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
    )  # fmt: skip

    assert _too_large(found, METHODS) == []


def test_tests_are_short() -> None:
    files = sorted(TESTS.rglob("test_*.py"))
    found = (
        (f"{f.relative_to(TESTS)}:{n.name}", _length(n))
        for f in files
        for n in _functions(f)
        if n.name.startswith("test_")
    )

    assert _too_large(found, LINES_PER_TEST) == []


def test_exceptions_still_name_something() -> None:
    names = {name_of(f) for f in python_files()} | {
        _named(f, n) for f in python_files() for n in _functions(f)
    }

    assert [name for name in EXCEPTIONS if name not in names] == []
    assert PACKAGE.is_dir()
