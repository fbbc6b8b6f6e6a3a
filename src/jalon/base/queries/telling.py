"""How a notice is told: its sentence and its facts in the language of now."""

from collections.abc import Mapping
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t

from jalon.base.rules.notices import DAY_KEY, isolated
from jalon.base.wording import TOLD_FACTS, worded
from jalon.kernel.languages import listed, pick


def told(sentence: str, facts: Mapping[str, object]) -> str:
    """What a notice says in the language of now.

    Facts are written as that language does, and kept apart from text that runs the other way.
    """
    written = {
        name: value if name in TOLD_FACTS else _written(value) for name, value in facts.items()
    }
    return worded(sentence, written)


def _written(value: object) -> object:
    """A fact as the language of now writes it; words of ours are translated by `worded`."""
    if isinstance(value, Mapping):
        day = value.get(DAY_KEY)
        value = day_words(date.fromisoformat(day)) if day else pick(value, _language())
    if isinstance(value, list):
        return listed((isolated(part, _language()) for part in value), _language())
    if isinstance(value, int | float):
        return str(format_decimal(value, locale=_locale()))
    return isolated(str(value), _language())


def due_words(left: int) -> str:
    """Days that are left, or that something is overdue, in words."""
    if left in {0, 1}:
        return _t("due tomorrow") if left else _t("due today")
    n = str(format_decimal(abs(left), locale=_locale()))
    if left < 0:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": n}
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": n}


def day_words(day: date) -> str:
    """A day as the language of now writes it."""
    return str(format_date(day, format="long", locale=_locale()))


def _language() -> str:
    return get_language() or "en"


def _locale() -> Locale:
    return Locale.parse(_language(), sep="-")
