"""Terms to avoid and to prefer: the list as people read it, and what of it stands in a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from jalon.engines.tagging import Caution, Term, check_terms, terms
from jalon.engines.tagging.words import fold, guess_language, words_of
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of

TERM_LANGUAGES = ("en", "fr", "es")
"""Languages in which terms are known, the one to fall back to first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TermLine:
    """One term in one language.

    Attributes:
        avoid: The forms to avoid.
        prefer: What to write instead.
        is_confirmed: Whether the source of the advice was read; else it comes from secondary ones.
    """

    id: str
    lang: str
    avoid: tuple[str, ...]
    prefer: str
    why: str
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TermFound:
    """A term to avoid, found in a text.

    Attributes:
        text: As it stands in the text, from character `start` up to `end`.
        line: What is known of it, in the language of the text.
    """

    text: str
    start: int
    end: int
    line: TermLine


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A piece of a checked text; `number` counts the finds from 1, and is 0 between them."""

    text: str
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedText:
    """A text with what was found in it.

    Attributes:
        lang: The language it was read in.
        is_known: Whether terms are known in that language.
    """

    lang: str
    is_known: bool
    found: tuple[TermFound, ...]
    pieces: tuple[Piece, ...]


def term_language(*wanted: str) -> str:
    """The first of these languages in which terms are known; English when there is none."""
    return next((tag for tag in wanted if tag in TERM_LANGUAGES), TERM_LANGUAGES[0])


def term_lines(lang: str, words: str = "") -> list[TermLine]:
    """Terms in one language, in the order of the list.

    Args:
        lang: One of the languages in which terms are known.
        words: Keeps only terms in which all of these words, or their beginnings, stand.
    """
    asked = [fold(word) for word in words_of(words)]
    lines = [_line(term, lang) for term in terms() if lang in term.avoid]
    return [line for line in lines if all(word in _all_of(line) for word in asked)]


def terms_found(text: str, lang: str = UNKNOWN_LANGUAGE) -> list[TermFound]:
    """Terms to avoid in a text, in order of place; none where no terms are known in its language.

    Args:
        text: The text.
        lang: Its language; guessed from its words when it is unknown.
    """
    tag = _language(text, lang)
    return [_found(caution, tag) for caution in check_terms(text, tag)]


def checked_text(text: str, lang: str = UNKNOWN_LANGUAGE) -> CheckedText:
    """A text cut where something was found, to be shown with marks."""
    tag = _language(text, lang)
    found = terms_found(text, tag)
    return CheckedText(
        lang=tag,
        is_known=tag in TERM_LANGUAGES,
        found=tuple(found),
        pieces=tuple(_pieces(text, found)),
    )


def _language(text: str, lang: str) -> str:
    tag = language_of(lang or UNKNOWN_LANGUAGE)
    return guess_language(words_of(text)) if tag == UNKNOWN_LANGUAGE else str(tag)


def _line(term: Term, lang: str) -> TermLine:
    return TermLine(
        id=term.id,
        lang=lang,
        avoid=term.avoid[lang],
        prefer=term.prefer[lang],
        why=term.why[lang],
        is_confirmed=term.is_confirmed,
    )


def _found(caution: Caution, lang: str) -> TermFound:
    return TermFound(
        text=caution.text,
        start=caution.start,
        end=caution.end,
        line=_line(caution.term, lang),
    )


def _all_of(line: TermLine) -> str:
    return fold(" ".join((*line.avoid, line.prefer, line.why)))


def _pieces(text: str, found: Sequence[TermFound]) -> list[Piece]:
    pieces, at = [], 0
    for number, one in enumerate(found, start=1):
        pieces += [Piece(text=text[at : one.start], number=0), Piece(text=one.text, number=number)]
        at = one.end
    return [piece for piece in (*pieces, Piece(text=text[at:], number=0)) if piece.text]
