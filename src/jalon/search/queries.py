"""Asking the index, and telling what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import is_valid_path
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.base.public import SEES_ALL, seeing, viewer
from jalon.engines.searching import Card, Hit, Index, Query, Reason, Results
from jalon.kernel.languages import OWN_NAMES, listed, pick
from jalon.search.expanding import expansions
from jalon.search.models import PendingCard
from jalon.search.registry import CardSource, labels_of, sources
from jalon.search.rules import (
    FACET_TITLES,
    KIND_WORDS,
    REASON_WORDS,
    TOGETHER,
    TOLD_IN_SEVERAL,
    Asked,
    marks_of,
)

FURTHEST = 100_000
"""Results that can be paged through; the index counts more, and narrowing finds them."""
SHOWN_VALUES = 8
"""Values of a facet that are offered, besides those chosen."""


@cache
def _index_at(folder: str) -> Index:
    return Index(folder)


def index() -> Index:
    """The index of this installation; one object for each process."""
    return _index_at(str(settings.JALON_INDEX))


def find(query: Query, *, other_languages: bool = True) -> Results:
    """What the index has for a query, of what may be seen by whoever things are looked up for.

    Args:
        query: What is asked, as the engine takes it.
        other_languages: Whether terms of the same meaning are found too, in any language; only
            where the query brings no expansions of its own.

    Raises:
        IndexDamaged: The index is lost or cannot be read.
    """
    if other_languages and query.text and not query.expansions:
        query = replace(query, expansions=expansions(query.text, langs=query.langs))
    who = viewer()
    access = None if who.sees_all else marks_of(who.bodies, keeps=who.keeps)
    return index().search(replace(query, access=access))


def all_cards(*, batch: int = 2000) -> Iterator[Card]:
    """Every card of every room, made anew from the database."""
    for source in sources():
        ids = _ids_of(source)
        for start in range(0, len(ids), batch):
            yield from cards_of(source, ids[start : start + batch])


def cards_of(source: CardSource, ids: Sequence[str]) -> list[Card]:
    """Cards of one kind as they are now, also of what is not public: their marks say who finds it.

    They are all made before any is given, so that only this looks at everything.
    """
    with seeing(SEES_ALL):
        return list(source.cards(ids))


def _ids_of(source: CardSource) -> list[str]:
    with seeing(SEES_ALL):
        return list(source.ids())


def wanted_ids() -> set[str]:
    """The ids of all cards that the index should hold."""
    return {f"{source.kind}:{key}" for source in sources() for key in _ids_of(source)}


def cards_of_document(slug: str) -> list[str]:
    """The ids of all cards that only those find who may see a document."""
    with seeing(SEES_ALL):
        return [
            f"{source.kind}:{key}"
            for source in sources()
            if source.of_document is not None
            for key in source.of_document(slug)
        ]


def waiting() -> int:
    """How many cards wait to be indexed."""
    return PendingCard.objects.count()


@dataclass(frozen=True, kw_only=True, slots=True)
class HitLine:
    """A result as a page shows it: the address in the page's language, and words for its facts."""

    hit: Hit
    url: str
    title: str
    why: str

    @property
    def has_own_title(self) -> bool:
        """Whether the title is the one that was searched, so that its marks fit."""
        return self.title == self.hit.card.title


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetValue:
    """A value that results can be narrowed to, and how many of them have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """A way to narrow results; `name` is its parameter of the address."""

    title: str
    name: str
    values: Sequence[FacetValue]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One page of results and the ways to narrow them."""

    results: Results
    page: Page[int]
    groups: Sequence[tuple[str, Sequence[HitLine]]]
    facets: Sequence[Facet]


def answer(asked: Asked) -> Answer:
    """What a page of results shows.

    Raises:
        IndexDamaged: The index is lost or cannot be read.
    """
    results = find(_query(asked, asked.page), other_languages=not asked.only)
    pages = Paginator(range(min(results.total, FURTHEST)), per_page=TOGETHER)
    page = pages.get_page(asked.page)
    if results.total and page.number != asked.page:
        results = find(_query(asked, page.number), other_languages=not asked.only)
    names = {name: _names(name, results, asked) for name in FACET_TITLES}
    titles = _titles(results)
    return Answer(
        results=results,
        page=page,
        groups=_by_kind(results.hits, titles),
        facets=[_facet(name, results, asked, names[name]) for name in FACET_TITLES],
    )


def _query(asked: Asked, page: int) -> Query:
    return Query(
        text=asked.text,
        kinds=asked.kind,
        langs=asked.lang,
        elements=asked.element,
        places=asked.place,
        documents=asked.document,
        years=asked.year,
        limit=TOGETHER,
        offset=(page - 1) * TOGETHER,
        prefer=get_language() or "en",
    )


def _names(facet: str, results: Results, asked: Asked) -> Mapping[str, str]:
    """Names of the values of a facet in the page's language: one statement at the most."""
    if facet == "kind":
        return {kind: _t(word) for kind, word in KIND_WORDS.items()}
    if facet == "lang":
        return {**OWN_NAMES, "und": _t("not known")}
    wanted = [value for value, _count in results.facets.get(facet, ())]
    wanted += map(str, getattr(asked, facet))
    return _picked(facet, wanted)


def _titles(results: Results) -> Mapping[str, str]:
    """Titles in the page's language of results that are told in several, by id of the card."""
    found: dict[str, str] = {}
    for kind in TOLD_IN_SEVERAL:
        keys = [hit.id.partition(":")[2] for hit in results.hits if hit.card.kind == kind]
        found |= {f"{kind}:{key}": text for key, text in _picked(kind, keys).items()}
    return found


def _picked(facet: str, values: Sequence[str]) -> Mapping[str, str]:
    language = get_language() or "en"
    found = labels_of(facet, list(dict.fromkeys(values)))
    return {value: pick(texts, language) for value, texts in found.items()}


def _facet(name: str, results: Results, asked: Asked, names: Mapping[str, str]) -> Facet:
    counts = dict(results.facets.get(name, ()))
    chosen = [str(value) for value in getattr(asked, name)]
    shown = [*chosen, *(value for value in counts if value not in chosen)]
    values = [
        FacetValue(
            value=value,
            label=names.get(value, value),
            count=counts.get(value, 0),
            chosen=value in chosen,
        )
        for value in shown[: SHOWN_VALUES + len(chosen)]
    ]
    return Facet(title=_t(FACET_TITLES[name]), name=name, values=values)


def _by_kind(
    hits: Sequence[Hit], titles: Mapping[str, str]
) -> Sequence[tuple[str, Sequence[HitLine]]]:
    """The results of a page by kind, each kind where its best result stood."""
    groups: dict[str, list[HitLine]] = {}
    for hit in hits:
        groups.setdefault(hit.card.kind, []).append(_hit_line(hit, titles))
    return [(_t(KIND_WORDS.get(kind, kind)), lines) for kind, lines in groups.items()]


def _hit_line(hit: Hit, titles: Mapping[str, str]) -> HitLine:
    card = hit.card
    return HitLine(
        hit=hit,
        url=address_of(card.url),
        title=titles.get(card.id) or card.title or card.citation,
        why=" · ".join(_reasons(hit.reasons)),
    )


def _reasons(reasons: Sequence[Reason]) -> Iterator[str]:
    """Why something was found, in words: a kind of reason with all texts that were found."""
    texts: dict[str, list[str]] = {}
    for reason in reasons:
        texts.setdefault(reason.kind, []).append(reason.text)
    for kind, found in texts.items():
        words = listed(dict.fromkeys(found), get_language() or "en")
        name = _t(REASON_WORDS.get(kind, kind))
        yield _t("{kind}: {words}").format(kind=name, words=words) if words else name


def address_of(path: str) -> str:
    """The address of a card in the page's language, with the slash at the end that pages have."""
    address = f"/{get_language() or 'en'}{path}"
    if not is_valid_path(address) and is_valid_path(f"{address}/"):
        return f"{address}/"
    return address
