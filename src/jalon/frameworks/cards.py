"""What frameworks tell search: the objectives of the Compact, and the names of elements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jalon.frameworks.queries import elements, elements_by_code
from jalon.frameworks.rules import ElementRecord, Kind
from jalon.kernel.languages import pick
from jalon.search.public import Card, CardSource


def element_labels(codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Number and short title by language of elements, by code."""
    return {
        code: {
            tag: f"{element.local} {text}" for tag, text in (element.short or element.title).items()
        }
        for code, element in elements_by_code(codes).items()
    }


def objective_labels(codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Number and official title by language of objectives, by code."""
    found = elements_by_code(codes)
    return {
        code: {tag: f"{element.local}. {text}" for tag, text in element.title.items()}
        for code, element in found.items()
    }


def _cards(codes: Sequence[str]) -> Iterator[Card]:
    return (_card(element) for element in elements_by_code(codes).values())


def _card(element: ElementRecord) -> Card:
    """One card with the texts of all languages."""
    texts = [*element.note.values(), *element.title.values(), *element.short.values()]
    return Card(
        id=f"objective:{element.code}",
        kind="objective",
        title=f"{element.local}. {pick(element.title, 'en')}",
        text=" ".join(texts),
        lang="en",
        url=f"/objectives/{element.local}/",
        element=(element.code,),
        state="confirmed",
        citation=f"GCM {element.local}",
    )


def _codes() -> Iterable[str]:
    return (element.code for element in elements("gcm", kinds=(Kind.OBJECTIVE,)))


OBJECTIVE_CARDS = CardSource(kind="objective", cards=_cards, ids=_codes)
