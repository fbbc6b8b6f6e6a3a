"""Folding: the same word in any spelling becomes the same characters.

Folding comes before stemming, so that "sécurité" and "securite" meet. It is the same in all
languages.
"""

import re
import unicodedata

_SPECIAL = str.maketrans({
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": None,
    "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "′": "'", "`": "'", "´": "'", "＇": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
})  # fmt: skip

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x02"
"""Soft hyphens, joiners and direction marks inside words, as a range of a character class."""

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents, Hebrew points and Arabic vowel signs, as a range of a character class."""

_UNSEEN = re.compile(f"[{INVISIBLE}{MARKS}]")
_MAX_ROUNDS = 5


def fold(text: str) -> str:
    """The text without case, accents, ligatures, vowel signs and letter variants.

    The letter й stays, because Russian endings need it. Folding twice changes nothing more.

    >>> fold("Sécurité"), fold("Œuvre"), fold("ОБЩИЙ ещё"), fold("إلى الهِجْرة"), fold("٣٤")
    ('securite', 'oeuvre', 'общий еще', 'الي الهجره', '34')
    """
    if text.isascii():
        return text.lower().replace("\x02", "").replace("`", "'")
    for _ in range(_MAX_ROUNDS):
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        folded = text.translate(_FOLDED)
        if folded == text or folded.isascii():
            return folded
        text = folded
    return text


class _Characters(dict[int, str]):
    """The folded form of each character, found when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = folded = _fold_character(chr(number))
        return folded


_FOLDED = _Characters()


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).casefold().translate(_SPECIAL)
    return "".join(map(_without_marks, unicodedata.normalize("NFC", plain)))


def _without_marks(character: str) -> str:
    if character == "й" or character.isascii():
        return "" if character == "\x02" else character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    plain = _UNSEEN.sub("", unicodedata.normalize("NFD", character)).translate(_SPECIAL)
    return unicodedata.normalize("NFC", plain)


def readable(text: str) -> str:
    """The text without lone surrogates and null characters, which no index can hold."""
    if text.isascii():
        return text.replace("\0", " ")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
