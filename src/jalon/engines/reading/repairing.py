"""Repair words out of PDF whose ligatures carry no letters: drawn, unmapped or wrongly mapped."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from jalon.engines.reading.blocks import Block
from jalon.engines.reading.lexicon import packaged_words
from jalon.engines.reading.normalising import words_of

LOST = "\ue002"
"""Stands for a letter or ligature that is drawn, not written."""
GAP = "[…]"
"""Stands in the text for what could not be repaired."""
LIGATURES = ("ti", "fi", "tt", "ff", "fl", "ffi", "ft", "tti", "ffl", "tf", "fj", "th")
"""What a lost glyph most often stood for, the most frequent first."""
MIN_ENDING = 4
"""Letters of an ending that make a guessed word likely when other words end so."""
_MISREAD = {"Ɵ": "ti", "Ʃ": "tt", "ƫ": "tti", "Ō": "ft"}
_MISREAD_LIGATURE = re.compile("(?<=[a-zà-ÿ])[ƟƩƫ]|[ƟƩƫ](?=[a-zà-ÿ])|(?<=[a-zà-ÿ])Ō(?=[a-zà-ÿ])")
_MISREAD_SIGN = re.compile("[ƟƩƫŌ]")
_UNMAPPED_SIGN = re.compile("[\ufffd\ue003-\uefff]")
_UNMAPPED = re.compile("(?<=[^\\W\\d_])[\ufffd\ue003-\uefff](?=[^\\W\\d_])")
_BROKEN = re.compile(f"(?<![^\\W\\d_])[^\\W\\d_]*(?:{LOST}[^\\W\\d_]*)+")
_RUN = re.compile(f"{LOST}+")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dictionary:
    """Words that are known, and their endings."""

    words: Container[str]
    endings: Container[str]


def mend_glyphs(text: str) -> str:
    """Ligatures that a font maps to rare letters, and unmapped glyphs between letters marked.

    >>> mend_glyphs("migraƟon and a commiƩee")
    'migration and a committee'
    """
    if text.isascii():
        return text
    if _MISREAD_SIGN.search(text):
        text = _MISREAD_LIGATURE.sub(lambda found: _MISREAD[found.group()], text)
    return _UNMAPPED.sub(LOST, text) if _UNMAPPED_SIGN.search(text) else text


def mend_words(blocks: Sequence[Block]) -> None:
    """Fill in lost ligatures; what stays uncertain makes its block doubtful.

    Words of the document itself and of the packaged texts tell which ligature a word lost. What
    most of them lost is then tried on the rest.
    """
    broken = [block for block in blocks if LOST in block.text]
    if not broken:
        return
    known = words_of(block.text for block in blocks)
    words = known.keys() | packaged_words()
    endings = {word[-MIN_ENDING:] for word in words if len(word) > MIN_ENDING}
    dictionary = _Dictionary(words=words, endings=endings)
    votes = _votes(broken, dictionary)
    usual = max(LIGATURES, key=lambda one: (votes[one], -LIGATURES.index(one)))
    for block in broken:
        block.text, sure = _mended(block.text, dictionary, usual if votes[usual] else "")
        block.doubtful = block.doubtful or not sure


def _votes(blocks: Iterable[Block], dictionary: _Dictionary) -> Counter[str]:
    votes: Counter[str] = Counter()
    for block in blocks:
        for found in _BROKEN.finditer(block.text):
            votes.update(_fitting(found.group(), dictionary)[:1])
    return votes


def _fitting(word: str, dictionary: _Dictionary) -> list[str]:
    """Ligatures that make a known word."""
    bare = word.lower()
    return [one for one in LIGATURES if len(bare) > 2 and _RUN.sub(one, bare) in dictionary.words]


def _mended(text: str, dictionary: _Dictionary, usual: str) -> tuple[str, bool]:
    """The text with its words repaired, and whether all repairs are sure."""
    sure = True

    def mend(found: "re.Match[str]") -> str:
        nonlocal sure
        word = found.group()
        fitting = _fitting(word, dictionary)
        if fitting:
            return _RUN.sub(usual if usual in fitting else fitting[0], word)
        guess = _RUN.sub(usual, word)
        if usual and word[-1] != LOST and len(word) > 3:
            sure = sure and guess.lower()[-MIN_ENDING:] in dictionary.endings
            return guess
        sure = False
        return _RUN.sub(GAP, word)

    return _BROKEN.sub(mend, text), sure
