"""Make text plain: spaces, ligatures, hyphens at line ends, web addresses, footnote calls."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from jalon.engines.reading.blocks import CALL, CALL_CLOSE
from jalon.engines.reading.lexicon import packaged_words

SOFT_HYPHEN = "\u00ad"
"""Stands at the end of a line where the file says that a word was cut."""

_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ODD_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u200b-\u200d\u2060\ufeff\ufffe\uffff]"
)
_STRAY_APOSTROPHE = re.compile(r"(?<=\b[cdjlmnstCDJLMNST]) (?=[’'][^\W\d_])|(?<=\bqu) (?=[’'])")
_STRAY_HYPHEN = re.compile(r"(?<=[^\W\d_]) -(?=[^\W\d_])|(?<=[A-Z]) -(?=\d)")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_ODD = re.compile(f"{_INVISIBLE.pattern}|{_LIGATURE.pattern}|{_ARABIC_FORMS.pattern}")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LINE_HYPHEN = re.compile(
    rf"(?<![^\W\d_])([^\W\d_]+(?:[-’'][^\W\d_]+){{0,8}})([-\u2010{SOFT_HYPHEN}])$"
)
HYPHENS = f"-\u2010{SOFT_HYPHEN}"
"""Signs that cut a word at the end of a line."""
_FIRST_WORD = re.compile(r"^[^\W\d_]+(?:[-’'][^\W\d_]+)*")

SHORT_PAIR = 7
"""Letters of two short words up to which they are more likely one word cut."""
_PREFIXES = frozenset(
    [
        "self", "non", "ex", "vice", "well", "quasi", "twenty", "thirty", "forty", "fifty",
        "sixty", "seventy", "eighty", "ninety", "vingt", "trente", "quarante", "cinquante",
        "soixante", "quatre",
    ]
)  # fmt: skip
"""Words that keep a hyphen after them; those of numbers too."""
_JOINTS = frozenset(
    word
    for words in (
        "a an and as at by for from in into is its no not of on or our so that the their this to",
        "via was were which with",
        "à au aux avec ce ces cet cette d dans de des du en entre est et l la le les leur leurs",
        "ne ni ou où par pas pour que qui sa se ses si son sont sous sur un une",
        "al como con cual del desde e el es esta este ha han las lo los más ni no o para por se",
        "sin sobre son su sus u una unas unos y ya",
    )
    for word in words.split()
)
"""Small words that no sentence or title ends in."""
_LINKS = frozenset(
    [
        "by",
        "to",
        "of",
        "the",
        "in",
        "at",
        "on",
        "up",
        "de",
        "du",
        "la",
        "le",
        "d",
        "l",
        "à",
        "y",
        "and",
        "et",
    ]
)

_HOST = (
    r"(?:[a-z0-9-]{1,63}\.){1,8}"
    r"(?:org|int|net|com|info|edu|gov|eu|un|ch|fr|es|uk|de|ca|mx|br|ma|gl|ly)"
)
WEB_ADDRESS = re.compile(
    rf"(?:https?://|ftp://|www\.)\S*[^\s.,;:!?)\]»”’\"'>]"
    rf"|\b(?:mailto:)?[\w.+-]{{1,64}}@{_HOST}\b"
    rf"|(?<![\w@/.-]){_HOST}/[\w./%?=&#~+-]*[\w/]"
    r"|(?<![\w@/.-])(?:[a-z0-9-]{3,63}\.){1,8}(?:org|int|net|com|info|edu|gov)(?![\w.]\w|\w)",
    re.IGNORECASE,
)
"""A web or mail address inside running text."""

_ADDRESS_SIGNS = ("/", "@", "www", ".org", ".int", ".net", ".com", ".info", ".edu", ".gov")
"""What every web address has one of."""
_ADDRESS_START = re.compile(r"https?:/|www\.", re.IGNORECASE)
_ADDRESS_REST = re.compile(r"[\w.~-]*[/_%=&?#][^\s]*|[\w.-]+\.(?:pdf|html?|aspx?|docx?|php)\b")
_CUT_ADDRESS = re.compile(r"(?<=https://) (?=\w)|(?<=\bwww\.) (?=\w)", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"[(\[<‹]\s*[)\]>›]")
_SPACE_BEFORE_STOP = re.compile(r"(?<! ) +(?=[,.)\]])")
_STOP_BEFORE_CALL_SPACE = re.compile(r" {2,}")
TAIL = 300
"""Characters at the end of a text that tell how it ends."""
TERMINAL = frozenset('.!?…:;؛。！？；：؟۔»”")')
"""Characters after which a sentence or a clause has ended."""


def tidy(text: str) -> str:
    r"""Spaces made single, invisible characters and ligatures resolved; lines are kept.

    >>> tidy("l ’eﬃcacité  du\u00a0plan")
    'l’efficacité du plan'
    """
    if _ODD.search(text):
        text = _INVISIBLE.sub("", text)
        text = _LIGATURE.sub(lambda found: _LIGATURES[found.group()], text)
        text = _ARABIC_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _is_loose(text):
        text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    if " ’" in text or " '" in text:
        text = _STRAY_APOSTROPHE.sub("", text)
    return _STRAY_HYPHEN.sub("-", text) if " -" in text else text


def _is_loose(text: str) -> bool:
    """Tell whether a text has other than single spaces between words, or some at its ends."""
    if not text or text[0].isspace() or text[-1].isspace():
        return bool(text)
    return "  " in text or " \n" in text or "\n " in text or bool(_ODD_SPACE.search(text))


def words_of(texts: Iterable[str]) -> Counter[str]:
    """How often each word, folded to lower case, stands in the texts; parts of words too."""
    whole: list[str] = []
    cut = False
    for text in texts:
        rest = _FIRST_WORD.sub("", text) if cut else text
        cut = text[-1:] in HYPHENS and bool(text)
        whole.append(_LINE_HYPHEN.sub("", rest) if cut else rest)
    counts: Counter[str] = Counter()
    for token, count in Counter("\n".join(whole).lower().split()).items():
        for word in [token] if token.isalpha() else _WORD.findall(token):
            counts[word] += count
    for word, count in list(counts.items()):
        if "-" in word:
            counts.update(dict.fromkeys(word.split("-"), count))
    return counts


def join_lines(lines: Sequence[str], known: Counter[str]) -> str:
    """One running text out of lines; words cut at line ends are joined.

    A hyphen at a line end stays when the document writes the word with it elsewhere.

    >>> join_lines(["la main-", "d’œuvre et la migra-", "tion"], words_of(["migration"]))
    'la main-d’œuvre et la migration'
    """
    parts: list[str] = []
    for piece in filter(None, map(str.strip, lines)):
        glued = _glued(parts[-1], piece, known) if parts else None
        if glued is None:
            parts.append(piece)
        else:
            parts[-1] = glued
    return " ".join(parts).replace(SOFT_HYPHEN, "")


def _glued(text: str, piece: str, known: Counter[str]) -> str | None:
    """Two lines put together without a space; None when a space belongs between them."""
    cut = _LINE_HYPHEN.search(text.rsplit(" ", 1)[-1]) if text[-1] in HYPHENS else None
    follow = _FIRST_WORD.match(piece)
    if cut and follow and not _ADDRESS_START.search(text.rsplit(" ", 1)[-1]):
        whole = text[: len(text) - len(cut.group())]
        return whole + _rejoin(cut, follow.group(), known) + piece[follow.end() :]
    if _runs_on(text[-1], piece[0]) or _cuts_address(text, piece):
        return text + piece
    return None


def _cuts_address(text: str, piece: str) -> bool:
    """Tell whether a web address was cut at the end of a line."""
    tail = text.rsplit(" ", 1)[-1]
    if not _ADDRESS_START.search(tail):
        return False
    if tail.lower().endswith("www."):
        return True
    return tail[-1] in "/-_=&%?" or bool(_ADDRESS_REST.match(piece.split(" ", 1)[0]))


def _rejoin(cut: "re.Match[str]", after: str, known: Counter[str]) -> str:
    before = cut.group(1)
    whole, hyphened = (before + after).lower(), f"{before}-{after}".lower()
    head, tail = before.rpartition("-")[::2]
    if known[hyphened] != known[whole]:
        return f"{before}-{after}" if known[hyphened] > known[whole] else before + after
    if cut.group(2) == SOFT_HYPHEN or (head and known[(tail + after).lower()]):
        return before + after
    if after[0].isupper() or "’" in after or "'" in after:
        return f"{before}-{after}"
    if whole in packaged_words():
        return before + after
    kept = hyphened in packaged_words() or _takes_hyphen(head, tail.lower(), after.lower(), known)
    return f"{before}-{after}" if kept else before + after


def _takes_hyphen(head: str, tail: str, after: str, known: Counter[str]) -> bool:
    """Tell whether two parts are more likely two words with a hyphen than one word cut."""
    if tail in _PREFIXES or (head and tail in _LINKS):
        return True
    both = (known[tail] or tail in packaged_words()) and (known[after] or after in packaged_words())
    return bool(both) and min(len(tail), len(after)) > 2 and len(tail) + len(after) > SHORT_PAIR


def _runs_on(last: str, first: str) -> bool:
    """Tell whether two characters stand without a space between them (Chinese, Japanese)."""
    return _is_wide(last) and _is_wide(first)


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def take_links(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without web addresses, and the addresses in order.

    >>> take_links("Voir https://example.org/a (en anglais).")
    ('Voir (en anglais).', ('https://example.org/a',))
    """
    small = text.lower()
    if not any(sign in small for sign in _ADDRESS_SIGNS):
        return text, ()
    text = _CUT_ADDRESS.sub("", text)
    links = tuple(found.group() for found in WEB_ADDRESS.finditer(text))
    if not links:
        return text, ()
    bare = WEB_ADDRESS.sub("", text)
    bare = _EMPTY_BRACKETS.sub("", bare)
    bare = _SPACE_BEFORE_STOP.sub("", _SPACES.sub(" ", bare))
    return bare.strip(), links


def take_calls(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without marked footnote calls, and their labels in order."""
    if CALL_CLOSE not in text:
        return text, ()
    calls = tuple(found.group(1) for found in CALL.finditer(text))
    return (_STOP_BEFORE_CALL_SPACE.sub(" ", CALL.sub("", text)), calls) if calls else (text, ())


def has_ended(text: str) -> bool:
    """Tell whether a text ends like a sentence or clause, footnote calls not counted.

    >>> has_ended("Fin."), has_ended("et la")
    (True, False)
    """
    bare = text[-TAIL:]
    bare = (CALL.sub("", bare) if CALL_CLOSE in bare else bare).rstrip()
    return bool(bare) and bare[-1] in TERMINAL


def runs_on(before: str, after: str) -> bool:
    """Tell whether a text goes on in the next one: not ended, or the next one starts small."""
    if not before or not after:
        return False
    start, before = after[:TAIL].lstrip("«“\"'’( ")[:1], before[-TAIL:].rstrip()
    if start.islower():
        return not has_ended(before) or before[-1:] in ");:"
    last = before.rsplit(" ", 1)[-1]
    return not has_ended(before) and (last[-1:] in ",-" or last in _JOINTS)
