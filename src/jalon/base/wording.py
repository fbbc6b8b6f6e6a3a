"""How a refusal is told: its sentence in the language of the reader, filled with its facts."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.kernel.languages import listed

TOLD_FACTS = frozenset({"kind", "found", "expected", "state", "wanted", "move", "possible"})
"""Facts that are words of ours, and so are translated; others are names, numbers and codes."""


def worded(sentence: str, facts: Mapping[str, object]) -> str:
    """A sentence in the language of the reader, filled with its facts.

    Args:
        sentence: English, marked for translation, with facts in braces.
        facts: Values by name; those that are words of ours are translated too.
    """
    told = {name: _told(name, value) for name, value in facts.items()}
    return _t(sentence).format(**told)


def _told(name: str, value: object) -> object:
    if name in TOLD_FACTS and isinstance(value, tuple | list):
        return listed((_t(str(part)) for part in value), get_language() or "en")
    return _t(str(value)) if name in TOLD_FACTS and str(value) else value
