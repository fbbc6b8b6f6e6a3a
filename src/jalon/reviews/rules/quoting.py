"""How a passage is quoted: whole sentences, never altered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category

LONGEST_QUOTE = 600
"""Characters of a quoted passage at the most; longer passages are cut at the end of a sentence."""

SHORTEST_QUOTE = 240
"""A cut at a sentence is preferred when at least this many characters remain."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """Words of a passage, unaltered; whether words before or after them are left out."""

    text: str
    cut_before: bool = False
    cut_after: bool = False


_UNPRINTABLE = frozenset({"Cc", "Co", "Cs"})
_NO_LETTERS = frozenset("\ufffe\uffff")
"""Code points that will never be letters, and that XML forbids."""

_ENDS = re.compile(r"[.!?؟…][)»”’\"']*(?=\s)|[。！？][」』”）]*|\n")
"""Where a sentence may end; whether it does is for `_ends_there` to say."""

_SHORT_FORM = re.compile(
    r"(?:^|[\s(«“])(?:[^\W\d]|art|cf|chap|ibid|no|nos|nº|op|p|par|pp|vol|гл|п|с|ст)\.$",
    re.IGNORECASE,
)
"""A letter or a usual short form before a full stop."""


def _ends_there(text: str, end: int) -> bool:
    follows = text[end:].lstrip()[:1]
    return not follows.islower() and not _SHORT_FORM.search(text[max(0, end - 12) : end])


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence, the last one at the end of the text.

    >>> sentence_ends("See p. 4. Done? Yes")
    [9, 15, 19]
    """
    ends = [match.end() for match in _ENDS.finditer(text)]
    return [*(end for end in ends if end < len(text) and _ends_there(text, end)), len(text)]


def quote_of(
    text: str,
    *,
    keep: Sequence[int] = (),
    longest: int = LONGEST_QUOTE,
    shortest: int = SHORTEST_QUOTE,
) -> Quote:
    """The words of a passage that a report quotes: whole sentences, never altered.

    Only white space is joined. A long passage is quoted from its beginning, or from a sentence
    further down when the words that matter stand there.

    Args:
        text: The passage.
        keep: Offsets of words the quote should hold, the most important first.
        longest: Characters at the most.
        shortest: A sentence's end before this many characters is too early to stop at.

    >>> quote_of("One. Two is longer. Three.", longest=20, shortest=5)
    Quote(text='One. Two is longer.', cut_before=False, cut_after=True)
    """
    ends = sentence_ends(text)
    begin = _begin(ends, keep, longest) if len(text) > longest else 0
    rest = text[begin:]
    if len(rest.strip()) <= longest:
        return Quote(text=_joined(rest), cut_before=begin > 0)
    stops = [end - begin for end in ends if shortest <= end - begin <= longest]
    stop = max(stops, default=0) or max(rest.rfind(" ", 0, longest), 0) or longest
    return Quote(text=_joined(rest[:stop]), cut_before=begin > 0, cut_after=True)


def _begin(ends: Sequence[int], keep: Sequence[int], longest: int) -> int:
    """Where to begin, so that the quote holds all offsets, or else the first of them."""
    if not keep:
        return 0
    last = next((end for end in ends if end > max(keep)), ends[-1])
    earliest, first = (_sentence_start(ends, offset) for offset in (min(keep), keep[0]))
    return next((start for start in (0, earliest) if last - start <= longest), first)


def _sentence_start(ends: Sequence[int], offset: int) -> int:
    return max((end for end in ends if end <= offset), default=0)


def _joined(text: str) -> str:
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    r"""A text without signs that mean nothing outside their file: control and private-use ones.

    A Word file cannot hold the first, and no font shows the second.

    >>> printable("a\x00b \uf0b7 c")
    'ab  c'
    """
    if text.isprintable():
        return text
    return "".join(map(_printed, text))


def _printed(sign: str) -> str:
    """A sign as it is printed: nothing for one that means nothing, a space for odd spaces."""
    if category(sign) not in _UNPRINTABLE and sign not in _NO_LETTERS:
        return sign
    return " " if sign.isspace() else ""


def named_at(text: str, names: Iterable[str]) -> int | None:
    """The offset at which a text first says one of some names, as whole words; None if it does not.

    Chinese is written without spaces, so there a name counts wherever it stands.

    >>> named_at("Nigeria and Niger", ["Niger"]), named_at("在葡萄牙境内", ["葡萄牙"])
    (12, 1)
    """
    found = (re.search(_whole(name), text) for name in names)
    return min((match.start() for match in found if match), default=None)


def _whole(name: str) -> str:
    plain = re.escape(name)
    return plain if "\u4e00" <= name[:1] <= "\u9fff" else rf"(?<!\w){plain}(?!\w)"
