"""What this room lets people find: initiatives, in each language they are told in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jalon.kernel.languages import pick, picked_language
from jalon.practices.models import Initiative
from jalon.practices.queries import initiatives_with_ids
from jalon.practices.rules import InitiativeRecord
from jalon.search.public import Card, CardSource


def _cards(ids: Sequence[str]) -> Iterator[Card]:
    return (_card(record) for record in initiatives_with_ids(ids))


def _card(record: InitiativeRecord) -> Card:
    """One card with the texts of all languages, English first."""
    order = sorted(record.summary, key=lambda tag: (tag != "en", tag))
    others = [f"{record.title.get(tag, '')}. {record.summary[tag]}" for tag in order[1:]]
    return Card(
        id=f"initiative:{record.id}",
        kind="initiative",
        title=pick(record.title, "en"),
        text=" ".join([pick(record.summary, "en"), *others, *record.who]),
        lang=picked_language(record.summary, "en"),
        url=f"/initiatives/{record.id}",
        place=record.places,
        element=record.objectives,
        document=record.source.document,
        year=record.year_from,
        state="confirmed",
        citation=record.source.citation,
    )


def initiative_labels(slugs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Titles of initiatives by language, by slug."""
    return dict(Initiative.objects.filter(slug__in=list(slugs)).values_list("slug", "title"))


def _ids() -> Iterable[str]:
    return Initiative.objects.order_by("id").values_list("slug", flat=True)


INITIATIVE_CARDS = CardSource(kind="initiative", cards=_cards, ids=_ids)
