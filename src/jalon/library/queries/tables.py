"""A comparison as a table to take along."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jalon.kernel.languages import pick
from jalon.library.queries.summaries import Comparison


def table_of(found: Comparison) -> Iterator[Sequence[object]]:
    """The heads, then one row for each objective; shares in percent, differences in points."""
    language = get_language() or "en"
    sides = (found.one, found.other)
    heads = (_("confirmed"), _("suggested"), _("of passages"), _("percent confirmed"), _("percent"))
    yield [
        _("Code"),
        _("Objective"),
        *(f"{side.name}: {head}" for side in sides for head in heads),
        _("difference, points"),
        _("difference of confirmed, points"),
    ]
    for line in found.lines:
        cells = [
            value
            for one in (line.one, line.other)
            for value in (
                one.evidence.confirmed,
                one.evidence.suggested,
                one.of,
                _percent(one.confirmed),
                _percent(one.share),
            )
        ]
        title = pick(line.element.short or line.element.title, language)
        ends = (_rounded(line.points), _rounded(line.confirmed_points))
        yield [line.element.code, title, *cells, *ends]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _percent(share: float | None) -> float | None:
    return _rounded(None if share is None else 100 * share)
