"""What the library tells search about words: the concepts that the tagging engine knows."""

from collections.abc import Iterable, Mapping, Sequence

LEAST_WEIGHT = 0.8
"""Concepts below it are hints: their terms belong together only loosely."""


def concept_groups(framework: str = "gcm") -> Iterable[Mapping[str, Sequence[str]]]:
    """The terms of each telling concept by language; terms of two sides ("a & b") are left out."""
    from jalon.engines.tagging.concepts import load_lexicon

    lexicon = load_lexicon(framework)
    for concept in lexicon.concepts if lexicon else ():
        if concept.weight >= LEAST_WEIGHT:
            yield {
                lang: tuple(term for term in terms if "&" not in term)
                for lang, terms in concept.terms.items()
            }
