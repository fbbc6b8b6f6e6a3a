"""Filters and tags of every template: figures, dates, texts in several languages, addresses.

They are built in (see the settings), so that no template has to load them. None asks the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import sqrt

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from django.http import QueryDict
from django.template import Context, Library
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.kernel.languages import listed as _listed
from jalon.kernel.languages import pick as _pick
from jalon.kernel.languages import picked_language

register = Library()

ABSENT = "–"
"""What stands where a figure is missing."""

LENGTH_OF_YEAR, LENGTH_OF_MONTH = 4, 7
"""Characters of a date known to the year ("2019") and to the month ("2019-03")."""

BANDS = 8
"""Bands of an evidence bar."""

DEPTHS = 4
"""Depths of colour in a matrix."""

STATE_WORDS = {
    "confirmed": _("confirmed"),
    "suggested": _("suggestion"),
    "refused": _("refused"),
    "none": _("nothing found"),
}

STATEMENT_WORDS = {
    "commitment": _("commitment"),
    "measure": _("measure taken"),
    "result": _("result"),
    "gap": _("gap or challenge"),
    "recommendation": _("recommendation"),
    "statistic": _("statistic"),
    "background": _("background"),
}
FINDING_WORDS = {
    "body": _("bodies"),
    "instrument": _("instruments"),
    "city": _("cities"),
    "date": _("dates"),
    "figure": _("figures"),
}


def _locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """A figure in the writing of the page's language; a dash when it is missing.

    Args:
        value: The figure, or None.
        decimals: Digits after the decimal sign; as many as needed (at most three) without it.
    """
    if value is None or value == "":
        return ABSENT
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=_locale()))


@register.filter
def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    """A share of one as a percentage: 0.61 is "61 %" in French; a dash when it is missing."""
    if value is None or value == "":
        return ABSENT
    pattern = None if not decimals else _locale().percent_formats[None].pattern
    if pattern is not None:
        pattern = pattern.replace("0", "0." + "0" * decimals, 1)
    return str(format_percent(round(float(value), decimals + 2), format=pattern, locale=_locale()))


@register.filter
def day(value: date | str | None) -> str:
    """A date as far as it is known: a date, "2019-03-15", "2019-03" or "2019".

    Anything else is shown as it stands.
    """
    if not value:
        return ""
    try:
        return _day(value)
    except ValueError:
        return str(value)


def _day(value: date | str) -> str:
    if isinstance(value, date):
        return str(format_date(value, format="long", locale=_locale()))
    if len(value) == LENGTH_OF_YEAR:
        return value
    if len(value) == LENGTH_OF_MONTH:
        first = date.fromisoformat(f"{value}-01")
        return str(format_skeleton("yMMMM", first, locale=_locale()))
    return str(format_date(date.fromisoformat(value), format="long", locale=_locale()))


@register.filter
def pick(texts: Mapping[str, str] | str | None) -> str:
    """The text in the language of the page, else English, else French, else any."""
    if isinstance(texts, str) or texts is None:
        return texts or ""
    return _pick(texts, get_language() or "en")


@register.filter
def picked(texts: Mapping[str, str]) -> str:
    """The language of the text that `pick` shows, for its `lang` attribute."""
    return picked_language(texts, get_language() or "en")


@register.filter
def language_word(tag: str) -> str:
    """The name of a language in the language of the page: "fr" is "French" in English."""
    return str(_locale().languages.get(tag.replace("-", "_"), tag))


@register.filter
def actor_word(name: str) -> str:
    """Who acted, as people read it: a name that we gave is translated, those of people stay."""
    return str(_("local reader")) if name == "local reader" else name


@register.simple_tag
def citation(document: str, label: str = "", page: int | str | None = None) -> str:
    """The steady short form of a place in a document: "A/75/542 §64, p. 14".

    Args:
        document: Symbol or short name of the document.
        label: Label of the passage; only numbered paragraphs ("64", "12.a") are shown.
        page: Page as the document prints it, or None.
    """
    place = f" §{label}" if label[:1].isdecimal() else ""
    shown = _t("p. {page}").format(page=page) if page not in {None, ""} else ""
    return f"{document}{place}" + (f", {shown}" if shown else "")


@register.filter
def area_class(area: int | str | None) -> str:
    """The class that gives a thematic area its colour and notches; empty without an area."""
    text = str(area or "").rpartition("-")[2]
    return f"area-{text}" if text in {"1", "2", "3", "4", "5"} else ""


@register.filter
def statement_word(kind: str) -> str:
    """The word for a kind of statement, as people read it."""
    return str(STATEMENT_WORDS.get(kind, kind))


@register.filter
def finding_word(kind: str) -> str:
    """The word for a sort of things that a passage names."""
    return str(FINDING_WORDS.get(kind, kind))


@register.filter
def state_word(state: str) -> str:
    """The word for a state of knowledge, as people read it."""
    return str(STATE_WORDS.get(state, state))


@register.filter
def depth(count: int | None, most: int = 12) -> int:
    """How deep a cell of a matrix is coloured: 0 for nothing, else 1 to 4.

    Args:
        count: Passages in the cell.
        most: Passages from which the colour is full.
    """
    if not count:
        return 0
    return max(1, min(DEPTHS, -(-count * DEPTHS // max(most, 1))))


@register.simple_tag
def bands(confirmed: int, suggested: int, most: int = 0) -> list[str]:
    """The eight bands of an evidence bar, as states from the start of the line.

    The bar is as long as the square root of its sum, so that few passages beside many still
    differ from fewer. A count above nothing has at least one band; the confirmed come first.

    Args:
        confirmed: Passages confirmed by a person.
        suggested: Passages suggested by the machine.
        most: The sum that fills the bar; the bar's own sum without it.
    """
    total = confirmed + suggested
    least = (confirmed > 0) + (suggested > 0)
    filled = max(least, round(BANDS * sqrt(total / max(most, total, 1))))
    solid = round(filled * confirmed / max(total, 1))
    solid = max(confirmed > 0, min(solid, filled - (suggested > 0)))
    return ["confirmed"] * solid + ["suggested"] * (filled - solid) + ["none"] * (BANDS - filled)


@register.simple_tag
def evidence_words(confirmed: int = 0, suggested: int = 0, initiatives: int = 0) -> str:
    """Counts of passages by state, and of initiatives, in words; empty when all are zero."""
    parts = (
        ngettext("%(n)s confirmed", "%(n)s confirmed", confirmed) if confirmed else "",
        ngettext("%(n)s suggestion", "%(n)s suggestions", suggested) if suggested else "",
        ngettext("%(n)s initiative", "%(n)s initiatives", initiatives) if initiatives else "",
    )
    counts = (confirmed, suggested, initiatives)
    told = [part % {"n": number(n)} for part, n in zip(parts, counts, strict=True) if part]
    return listed(told)


@register.filter
def isolated(text: str) -> str:
    """A text of any direction, so that it does not turn the signs around it."""
    return f"\u2068{text}\u2069" if text else text


@register.filter
def listed(parts: Iterable[object]) -> str:
    """Parts of a list one after the other, with the sign of the page's language between."""
    return _listed(map(str, parts), get_language() or "en")


@register.filter
def marked(text: str, spans: Iterable[Sequence[int]] | None) -> SafeString:
    """A text, escaped, with `<mark>` around its (start, end) spans; overlaps are joined."""
    parts, at = [], 0
    for start, end in sorted((int(span[0]), int(span[1])) for span in spans or ()):
        first = max(start, at)
        if end <= first:
            continue
        parts += [escape(text[at:first]), "<mark>", escape(text[first:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """The query of this page with some parameters changed; None or "" takes one away.

    Changing anything but the page goes back to the first page.
    """
    query = _query(context)
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_toggle(context: Context, name: str, value: object) -> str:
    """The query of this page with one value of a repeated parameter added, or removed if there."""
    query = _query(context)
    query.pop("page", None)
    values = query.getlist(name)
    text = str(value)
    query.setlist(name, [v for v in values if v != text] if text in values else [*values, text])
    return f"?{query.urlencode()}"


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


@register.simple_tag(takes_context=True)
def current(context: Context, *names: str) -> SafeString:
    """`aria-current="page"` when this page has one of the given address names, else nothing."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match is not None and match.view_name in names
    return SafeString(' aria-current="page"' if here else "")
