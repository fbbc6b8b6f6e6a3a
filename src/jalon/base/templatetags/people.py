"""Filters about people and bodies: duties and countries in the language of the reader."""

from collections.abc import Iterable

from babel import Locale
from django.template import Library
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.base.queries.sessions import device_words
from jalon.base.rules.duties import DUTY_TASKS, DUTY_WORDS, DutyKind
from jalon.kernel.languages import listed

register = Library()


@register.filter
def duty_word(kind: str) -> str:
    """A duty in words."""
    return _t(DUTY_WORDS[DutyKind(kind)])


@register.filter
def duty_words(kinds: Iterable[str]) -> str:
    """Duties in words, one after the other."""
    return listed((duty_word(kind) for kind in kinds), get_language() or "en")


@register.filter
def duty_task(kind: str) -> str:
    """What a duty lets somebody do, in words."""
    return _t(DUTY_TASKS[DutyKind(kind)])


@register.filter
def country(code: str) -> str:
    """The CLDR name of a country or area, by its ISO 3166-1 alpha-3 code; the code if unknown."""
    import pycountry

    found = pycountry.countries.get(alpha_3=code)
    if found is None:
        return code
    names = Locale.parse(get_language() or "en", sep="-").territories
    return str(names.get(found.alpha_2, found.name))


@register.filter
def device(user_agent: str) -> str:
    """What a browser says it is, in words."""
    return device_words(user_agent)
