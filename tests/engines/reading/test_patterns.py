"""No pattern of the reader takes more than its time on text that was made to tire it."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import jalon.engines.reading as package

LENGTH = 16_000
SECONDS = 0.5
"""Far more than a linear pattern takes; one that looks at each place twice takes longer."""
ATOMS = (
    ".", "a", "A", "1", " ", "-", "/", "(", ")", "*", "_", "`", "[", "]", "<", "|", "#", "\t", "\n",
    "é", "ا", "中", "一", "a ", "1 ", ". ", "A.", "A/", "a-", "a.", "a@", "www.", "http://", "’a",
    "{", "\\", "{\\", "[^", "![", "](", "…", "I", "iv", "1.", "1.1", "–", "<a", "<!--", "|-", "= ",
    "\ue000", "\ue002", "de ", "2020", " 19", "A.1/", "1–", "par ", "© ", "i ", "Ɵ", "aƟ", "\\a ",
)  # fmt: skip
_CALLED = re.compile(r"\b(\w+)\.(match|search|sub|finditer|findall|fullmatch)\b")


def patterns() -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """Each pattern of the package by name, with what is done with it."""
    found: dict[re.Pattern[str], tuple[str, set[str]]] = {}
    modules = [
        importlib.import_module(f"{package.__name__}.{one.name}")
        for one in pkgutil.iter_modules(package.__path__)
    ]
    for module in modules:
        used: dict[str, set[str]] = {}
        for name, what in _CALLED.findall(Path(module.__file__ or "").read_text("utf-8")):
            used.setdefault(name, set()).add(what)
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, re.Pattern):
                    place = f"{module.__name__.rpartition('.')[2]}.{name}.{len(found)}"
                    found.setdefault(one, (place, set()))[1].update(used.get(name, ()))
    return {name: (one, ways or {"search"}) for one, (name, ways) in found.items()}


ALL = patterns()


@pytest.fixture
def alarm() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("name", ALL)
def test_a_pattern_is_quick_on_any_text(name: str) -> None:
    pattern, ways = ALL[name]
    slow = []
    for atom in ATOMS:
        for start, end in (("", "\x00"), ("A", "é!")):
            text = start + atom * (LENGTH // len(atom)) + end
            for way in ways:
                signal.setitimer(signal.ITIMER_REAL, SECONDS)
                try:
                    _ = pattern.sub("", text) if way == "sub" else _all(getattr(pattern, way)(text))
                except TimeoutError:
                    slow.append((way, atom))
                signal.setitimer(signal.ITIMER_REAL, 0)
        assert slow == []


def _all(found: object) -> object:
    return list(found) if isinstance(found, Iterator) else found
