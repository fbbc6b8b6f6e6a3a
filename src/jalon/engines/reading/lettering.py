"""Letters of many scripts: which are capitals, which have none, how long a text is."""

import re

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WIDE_SIGN = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]"
_WIDE_GAP = re.compile(f"(?<={_WIDE_SIGN}) (?={_WIDE_SIGN}|\\d)|(?<=[\\d%‰]) (?={_WIDE_SIGN})")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_AFTER_ALPHABETS = re.compile("[^\x00-\u2e7f]")
WIDE_LETTERS = 3
"""Letters of an alphabet that say as much as one Chinese sign."""


def is_capitals(text: str, least: int = 1) -> bool:
    """Tell whether a text is set in capitals; scripts without capitals never are.

    >>> is_capitals("ANNEX II"), is_capitals("附件"), is_capitals("12.5 %")
    (True, False, False)
    """
    return text.upper() == text and sum(char.isupper() for char in text) >= least


def opens_high(text: str) -> bool:
    """Tell whether a text starts with a letter that may start a sentence.

    >>> opens_high("The"), opens_high("the"), opens_high("移民"), opens_high("3 %")
    (True, False, True, False)
    """
    first = text[:1]
    return first.isalpha() and not first.islower()


def has_wide(text: str) -> bool:
    """Tell quickly whether a text may hold Chinese, Japanese or Korean signs.

    >>> has_wide("é"), has_wide("移民")
    (False, True)
    """
    return not text.isascii() and bool(_AFTER_ALPHABETS.search(text))


def without_wide_gaps(text: str) -> str:
    """A text without the spaces that a page's layout put between Chinese signs.

    >>> without_wide_gaps("从 百分之 7.2 降至"), without_wide_gaps("a b")
    ('从百分之7.2降至', 'a b')
    """
    return _WIDE_GAP.sub("", text) if has_wide(text) else text


def has_leaders(text: str) -> bool:
    """Tell whether a row of dots leads to a page number, as in tables of contents.

    >>> has_leaders("Wells . . . . 12"), has_leaders("Wells ... and")
    (True, False)
    """
    dotted = ".." in text or ". ." in text or "…" in text
    return dotted and bool(_LEADERS.search(text))


def length_of(text: str) -> int:
    """How much a text says, in letters of an alphabet.

    >>> length_of("plan"), length_of("移民计划")
    (4, 12)
    """
    if not has_wide(text):
        return len(text)
    return len(text) + (WIDE_LETTERS - 1) * len(_WIDE.findall(text))
