"""A10 and A08: the server asks no address that people bring, and runs nothing that they bring."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.source import PACKAGE, imported, name_of, python_files, tree

SPEAKING = (
    *("socket", "ssl", "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp"),
    *("ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc", "paramiko", "websockets"),
    *("asyncio", "pycurl", "socketserver"),
)
"""Modules that speak to other machines."""
RUNNING = ("subprocess", "os.system", "os.popen", "pty", "code", "runpy")
"""Modules that run programs or code."""
UNPACKING = (
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "joblib",
    "cloudpickle",
    "shutil.unpack_archive",
)
"""Modules that may run what they unpack."""

ALLOWED = {
    "jalon.base.frames.sign_on": {
        "requests": "asks the provider of single sign-on, which the operator names",
    },
    "jalon.engines.reading.recognising": {
        "subprocess": "asks tesseract, where the machine has it; a picture of ours is its input",
    },
    "jalon.project.management.commands.start": {
        "socket": "looks whether its own port is free",
        "subprocess": "starts the web server and the worker, from a list of ours",
    },
}
"""Who may use such a module, and why. Mail goes by Django and single sign-on by allauth, both to
addresses that only the operator of the machine sets."""

MEASURING = "jalon.project.benchmarks."
"""Benchmarks may start processes: they measure ours, and no request leads there."""

CALLS = {"eval", "exec", "__import__", "compile"}
TRUSTED = {
    "mark_safe": {
        "jalon.base.templatetags.jalon": "every part is escaped there",
        "jalon.reviews.building.html": "our own stylesheet",
    },
    "SafeString": {"jalon.base.templatetags.jalon": "a constant"},
    "csrf_exempt": {"jalon.base.views.notices": "the link of a mail is signed (RFC 8058)"},
}
"""What turns a protection off: where it may be called, and why."""


def _used(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Modules of ours with what they import of these names."""
    for file in python_files():
        for found in imported(file):
            for name in names:
                if found == name or found.startswith(f"{name}."):
                    yield name_of(file), name


def test_nothing_speaks_runs_or_unpacks_but_where_it_may() -> None:
    used = {*_used(SPEAKING), *_used(RUNNING), *_used(UNPACKING)}
    used -= {(module, "subprocess") for module, _name in used if module.startswith(MEASURING)}

    wrong = {(module, name) for module, name in used if name not in ALLOWED.get(module, {})}

    assert wrong == set()


def test_what_is_allowed_is_used() -> None:
    used = {*_used(SPEAKING), *_used(RUNNING)}

    assert {(m, n) for m, names in ALLOWED.items() for n in names} - used == set()


def _called() -> Iterator[tuple[str, str]]:
    """Modules of ours with the bare names they call or decorate with."""
    for file in python_files():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield name_of(file), node.func.id
            for one in getattr(node, "decorator_list", ()):
                if isinstance(one, ast.Name):
                    yield name_of(file), one.id


def test_nothing_evaluates_text_or_turns_protection_off() -> None:
    called = set(_called())

    assert {(module, name) for module, name in called if name in CALLS} == set()
    for name, where in TRUSTED.items():
        assert {module for module, found in called if found == name} == set(where), name


def test_templates_escape_everything() -> None:
    off = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off")
    files = [file for file in PACKAGE.rglob("templates/**/*") if file.suffix in {".html", ".txt"}]

    found = [
        file.relative_to(PACKAGE).as_posix()
        for file in files
        if off.search(file.read_text(encoding="utf-8"))
    ]

    plain = re.compile(r"/(?:mail|email|messages)/[\w-]+\.txt$")  # shown as text, escaped there
    assert [name for name in found if not plain.search(name)] == []
    assert len(files) > 50


def test_report_templates_read_and_fetch_nothing() -> None:
    reaching = re.compile(
        r"@preview|@local|\b(?:eval|read|plugin|image|csv|yaml|toml|xml)\(|https?:"
    )
    files = list(PACKAGE.rglob("*.typ"))

    found = {file.name: reaching.findall(file.read_text(encoding="utf-8")) for file in files}

    assert {name for name, calls in found.items() if calls} == set()
    assert files


def test_yaml_is_read_by_a_safe_loader() -> None:
    for file in python_files():
        text = Path(file).read_text(encoding="utf-8")
        if "yaml.load(" in text:
            assert "CSafeLoader" in text or "SafeLoader" in text, name_of(file)


def test_raw_statements_hold_marks_and_no_values() -> None:
    writing = {"execute", "executemany", "raw", "extra", "RawSQL"}
    calls = (
        (name_of(file), node.func)
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
    )
    raw = {
        m for m, called in calls if getattr(called, "attr", getattr(called, "id", "")) in writing
    }

    assert raw <= {
        "jalon.library.queries.counting",  # marks for values only
        "jalon.base.actions.record",  # a lock with one number
    }, raw
