"""Codes: stable names of framework elements, and how they sort."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NewType

_LETTERS = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "’": "-"})
"""Letters that Unicode does not take apart, spelled out."""

ElementCode = NewType("ElementCode", str)
"""Framework and local code, such as "gcm:6.c" or "sdg:10.7.1"."""

FrameworkSlug = NewType("FrameworkSlug", str)
"""Short name of a framework, such as "gcm"."""


def element_code(framework: str, local: str) -> ElementCode:
    """The full code of an element.

    >>> element_code("gcm", "6.c")
    'gcm:6.c'
    """
    return ElementCode(f"{framework}:{local}")


def split_code(code: str) -> tuple[str, str]:
    """Framework and local part of a full code; an empty framework when there is none.

    >>> split_code("sdg:10.7"), split_code("6")
    (('sdg', '10.7'), ('', '6'))
    """
    framework, found, local = code.partition(":")
    return (framework, local) if found else ("", code)


def with_parents(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes with the elements they stand below, each once, so that a parent finds its children.

    >>> with_parents(["gcm:6.c", "gcm:23"])
    ('gcm:6', 'gcm:6.c', 'gcm:23')
    """
    found: dict[str, None] = {}
    for code in codes:
        parts = code.split(".")
        found |= dict.fromkeys(".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return tuple(found)


def sort_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts codes as people count: gcm:2 before gcm:10, gcm:6 before gcm:6.a.

    >>> sorted(["gcm:10", "gcm:6.a", "gcm:6", "gcm:2"], key=sort_key)
    ['gcm:2', 'gcm:6', 'gcm:6.a', 'gcm:10']
    """
    parts = re.findall(r"\d+|[^\W\d_]+", code)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def slug_of(text: str, *, longest: int = 80) -> str:
    """A lower-case address part made of ASCII letters, digits and hyphens; may be empty.

    >>> slug_of("A/75/542"), slug_of("Égalité des chances"), slug_of("Mise en œuvre")
    ('a-75-542', 'egalite-des-chances', 'mise-en-oeuvre')
    """
    spelled = text.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return slug[:longest].rstrip("-")
