import importlib
import string
from collections import Counter

from jalon.kernel.errors import JalonError
from tests.contracts.source import imported, name_of, python_files


def _all_refusals() -> set[type[JalonError]]:
    for file in python_files():
        if "jalon.kernel.errors.JalonError" in set(imported(file)):
            importlib.import_module(name_of(file))
    found, waiting = set(), [JalonError]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("jalon.")}


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = Counter(kind.code for kind in _all_refusals() if "code" in vars(kind))

    assert [code for code, times in codes.items() if times > 1] == []


def test_every_sentence_can_be_filled() -> None:
    for kind in _all_refusals():
        facts = {name for _, name, _, _ in string.Formatter().parse(kind.sentence) if name}

        filled = str(kind(**dict.fromkeys(facts, "x.")))

        assert filled.endswith((".", "?", "!", "}")), kind
