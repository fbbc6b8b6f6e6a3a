"""The home page: how much is known, the objectives at a glance, and what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from jalon.base.public import ActRecord, newest_acts
from jalon.library.public import PassageRecord, document_names, library_counts, passages_with_ids
from jalon.pages.queries.objectives import objective_groups
from jalon.pages.rules import Grouping, News, ObjectiveGroup, ObjectiveLine
from jalon.practices.public import count as initiative_count

ACTS_READ = 120
NEWS_SHOWN = 6
TOLD = frozenset({"read document", "confirm tag", "add tag"})
"""Acts that are news to a visitor; the others are housekeeping."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HomePicture:
    """Everything the home page shows; `counts` by name, in documents, passages, initiatives."""

    counts: Mapping[str, int]
    groups: tuple[ObjectiveGroup, ...]
    most: int
    news: tuple[News, ...]

    @property
    def pole(self) -> tuple[ObjectiveLine, ...]:
        """All objectives by number: the bands of the pole."""
        lines = (line for group in self.groups for line in group.lines)
        return tuple(sorted(lines, key=lambda line: int(line.number)))


def home_picture(grouping: Grouping, *, language: str) -> HomePicture:
    """The home page with the objectives laid out as asked."""
    groups = objective_groups(language, grouping)
    return HomePicture(
        counts={**library_counts(), "initiatives": initiative_count()},
        groups=groups,
        most=most_passages(groups),
        news=tuple(newest()),
    )


def most_passages(groups: Iterable[ObjectiveGroup]) -> int:
    """The largest number of passages on one objective: what fills a bar."""
    lines = [line for group in groups for line in group.lines]
    return max((line.confirmed + line.suggested for line in lines), default=0)


def newest() -> list[News]:
    """What was read and decided last: acts of one kind on one document and day together."""
    acts = [act for act in newest_acts(limit=ACTS_READ) if act.act in TOLD]
    passages = {str(one.id): one for one in _passages(acts)}
    grouped: dict[tuple[date, str, str], list[ActRecord]] = {}
    for act in acts:
        kind, _colon, key = act.subject.partition(":")
        slug = key if kind == "document" else passages[key].document if key in passages else ""
        if slug:
            grouped.setdefault((act.at.date(), act.act, slug), []).append(act)
    keys = list(grouped)[:NEWS_SHOWN]
    names = document_names(slug for _day, _act, slug in keys) if keys else {}
    return [
        News(
            day=day,
            act=act,
            count=len(grouped[day, act, slug]),
            document=slug,
            name=names[slug].name,
            url=_address(grouped[day, act, slug], slug, passages),
        )
        for day, act, slug in keys
        if slug in names
    ]


def _passages(acts: Iterable[ActRecord]) -> Sequence[PassageRecord]:
    keys = {act.subject.removeprefix("passage:") for act in acts if act.subject[:8] == "passage:"}
    return passages_with_ids(int(key) for key in keys) if keys else []


def _address(acts: Sequence[ActRecord], slug: str, passages: Mapping[str, PassageRecord]) -> str:
    """The passage when only one was decided on, else the document."""
    passage = passages.get(acts[0].subject.removeprefix("passage:"))
    if len(acts) == 1 and passage is not None:
        return reverse("library:passage", kwargs={"slug": slug, "label": passage.label})
    return reverse("library:document", kwargs={"slug": slug})
