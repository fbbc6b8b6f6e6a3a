"""How a document is shown to people: what a page of it holds, and the words for its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.utils.translation import gettext as _t

from jalon.kernel.errors import text_marker as _


class Show(StrEnum):
    """Which passages of a document a page shows."""

    ALL = "all"
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"


NOTICE_WORDS: Mapping[str, str] = {
    "encoding-guessed": _(
        "The file does not say how its letters are written; we guessed. Look for odd letters."
    ),
    "page-repeated": _("These pages repeat an earlier page and were read once."),
    "page-without-text": _("These pages hold no text; they may be pictures."),
    "page-recognised": _(
        "These pages are pictures; a program recognised their text, so check it against the page."
    ),
    "arabic-in-pdf": _("Arabic taken out of a PDF may be wrong; compare it with the page."),
}
"""What people are told about a reading, by the code of the notice."""

REASON_WORDS: Mapping[str, str] = {
    "mention": _("named"),
    "words": _("words"),
    "concept": _("concept"),
    "section": _("section"),
    "learned": _("learned here"),
    "meaning": _("near in meaning"),
}
"""How people are told why the engine suggests an element; other kinds say nothing to a reader."""

ACT_WORDS: Mapping[str, str] = {
    "add tag": _("added the tag"),
    "confirm tag": _("confirmed the tag"),
    "refuse tag": _("refused the tag"),
    "take back decision on tag": _("took back the decision on the tag"),
}
"""How the page of a passage tells what people did to its tags."""

PASSAGES_TOGETHER = 100
"""Passages on one page of a long document."""


def page_of(order: int) -> int:
    """The page of a document, from 1, on which a passage stands when all are shown.

    >>> page_of(0), page_of(99), page_of(100)
    (1, 1, 2)
    """
    return order // PASSAGES_TOGETHER + 1


def element_code_typed(text: str, framework: str = "gcm") -> str:
    """The code of an element from what a person typed or chose: a number first, or a full code.

    >>> element_code_typed("6 Fair recruitment"), element_code_typed("P3")
    ('gcm:6', 'gcm:p3')
    """
    words = text.split()
    first = words[0].rstrip(".,)").lower() if words else ""
    return first if ":" in first or not first else f"{framework}:{first}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingFilter:
    """What a page of a document shows: which passages, on which element, which page of them.

    `held` is the label of a passage that is shown in any case: the one that was just decided on.
    """

    show: Show = Show.ALL
    objective: str = ""
    page: int = 1
    held: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether some passages are left out."""
        return self.show is not Show.ALL or bool(self.objective)

    @property
    def query(self) -> str:
        """The filter as the query of an address, without what is usual.

        >>> ReadingFilter(show=Show.SUGGESTED, page=2).query, ReadingFilter().query
        ('?show=suggested&page=2', '')
        """
        parts = {
            "show": self.show.value if self.show is not Show.ALL else "",
            "objective": self.objective.removeprefix("gcm:"),
            "page": str(self.page) if self.page > 1 else "",
            "held": self.held,
        }
        kept = {name: value for name, value in parts.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Words of a passage that a tag rests on: offsets into its text, and the element they show."""

    start: int
    end: int
    area: int | None = None
    number: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of a passage's text; `span` is what it shows, None for plain text."""

    text: str
    span: Span | None = None


def pieces_of(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """A text cut where spans begin and end; where spans overlap, the first one keeps the words.

    >>> [piece.text for piece in pieces_of("fair work for all", [Span(start=5, end=9)])]
    ['fair ', 'work', ' for all']
    """
    pieces, at = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < at or not span.start < span.end <= len(text):
            continue
        pieces.append(Piece(text=text[at : span.start]))
        pieces.append(Piece(text=text[span.start : span.end], span=span))
        at = span.end
    return tuple(piece for piece in (*pieces, Piece(text=text[at:])) if piece.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldNotice:
    """What a person should know of the reading, and the pages it is about, if any."""

    sentence: str
    pages: tuple[int, ...]


def told_notices(notices: Sequence[Mapping[str, object]]) -> list[ToldNotice]:
    """Notices of a reading in words, each kind once with all its pages in order."""
    pages: dict[str, list[int]] = {}
    for notice in notices:
        found = pages.setdefault(str(notice.get("code")), [])
        page = notice.get("page")
        if isinstance(page, int):
            found.append(page)
    return [
        ToldNotice(sentence=_t(NOTICE_WORDS.get(code, code)), pages=tuple(sorted(set(numbers))))
        for code, numbers in pages.items()
    ]
