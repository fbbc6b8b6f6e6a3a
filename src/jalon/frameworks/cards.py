"""What frameworks tell search: the names of elements."""

from collections.abc import Mapping, Sequence

from jalon.frameworks.queries import elements_by_code


def element_labels(codes: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Number and short title by language of elements, by code."""
    return {
        code: {
            tag: f"{element.local} {text}" for tag, text in (element.short or element.title).items()
        }
        for code, element in elements_by_code(codes).items()
    }
