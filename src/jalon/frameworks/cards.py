"""What frameworks tell search: the objectives of the Compact, and the names of elements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jalon.frameworks.queries import elements, elements_by_code
from jalon.frameworks.rules import ElementRecord, Kind
from jalon.search.public import Card, CardSource, Version


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
    """One card with a version for each language its title is in."""
    versions = {tag: _version(element, tag) for tag in sorted(element.title)}
    first = versions.pop("en", None) or versions.pop(min(versions))
    return Card(
        id=f"objective:{element.code}",
        kind="objective",
        title=first.title,
        text=first.text,
        lang=first.lang,
        url=f"/objectives/{element.local}/",
        element=(element.code,),
        state="confirmed",
        citation=f"GCM {element.local}",
        versions=tuple(versions.values()),
    )


def _version(element: ElementRecord, tag: str) -> Version:
    texts = [element.note.get(tag, ""), element.short.get(tag, "")]
    return Version(
        lang=tag,
        title=f"{element.local}. {element.title[tag]}",
        text=". ".join(text for text in texts if text),
    )


def _codes() -> Iterable[str]:
    return (element.code for element in elements("gcm", kinds=(Kind.OBJECTIVE,)))


OBJECTIVE_CARDS = CardSource(kind="objective", cards=_cards, ids=_codes)
