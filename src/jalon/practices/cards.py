"""What this room lets people find: initiatives, in each language they are told in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jalon.base.public import EVERYONE, seeing
from jalon.kernel.languages import pick, picked_language
from jalon.practices.models import Initiative
from jalon.practices.queries.published import initiatives_with_ids
from jalon.practices.rules import InitiativeRecord
from jalon.search.public import Card, CardSource, Version


def _cards(ids: Sequence[str]) -> Iterator[Card]:
    """Cards for everybody: they name a source only when everybody may see it."""
    with seeing(EVERYONE):
        found = initiatives_with_ids(ids)
    return (_card(record) for record in found)


def _card(record: InitiativeRecord) -> Card:
    """One card with a version for each language it is told in."""
    own = picked_language(record.summary, "en")
    versions = {tag: _version(record, tag) for tag in sorted(record.summary)}
    first = versions.pop(own)
    return Card(
        id=f"initiative:{record.id}",
        kind="initiative",
        title=first.title,
        text=first.text,
        lang=own,
        url=f"/initiatives/{record.id}",
        place=record.places,
        element=record.objectives,
        document=record.source.document,
        year=record.year_from,
        state="confirmed",
        citation=record.source.citation,
        versions=tuple(versions.values()),
    )


def _version(record: InitiativeRecord, tag: str) -> Version:
    """Title and summary in one language, with the numbers it reports and the bodies behind it."""
    figures = [f"{figure.value:g} {pick(figure.unit, tag)}." for figure in record.figures]
    text = " ".join([record.summary[tag], *figures, ", ".join(record.who)])
    return Version(lang=tag, title=pick(record.title, tag), text=text)


def initiative_labels(slugs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Titles of initiatives by language, by slug."""
    return dict(Initiative.objects.filter(slug__in=list(slugs)).values_list("slug", "title"))


def _ids() -> Iterable[str]:
    return Initiative.objects.order_by("id").values_list("slug", flat=True)


def _of_document(slug: str) -> Iterable[str]:
    rows = Initiative.objects.filter(document__slug=slug).order_by("id")
    return rows.values_list("slug", flat=True)


INITIATIVE_CARDS = CardSource(kind="initiative", cards=_cards, ids=_ids, of_document=_of_document)
