"""Tell the language of passages: six languages, short ones from their surroundings."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from jalon.kernel.languages import UNKNOWN_LANGUAGE, Language

_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_FOREIGN = re.compile(f"{_ARABIC.pattern}|{_CYRILLIC.pattern}|{_HAN.pattern}")
_AFTER_LATIN = re.compile("[^\x00-\u03ff\u2000-\u2e7f]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
CLEAR_WORDS = 4
"""Small words of one language that are enough to tell it, with a third of others at most."""
_SMALL_WORDS = {
    tag: frozenset(words.split())
    for tag, words in (
        ("en", "the of and to in for with on that is are by be which their this from as it was"),
        ("fr", "les des et du dans une est pour aux sur par le au qui ce sont leurs avec ou cette"),
        ("es", "los las el y del en una para con por que se al como sus es o lo más su"),
    )
}
_TAGS = {
    word: frozenset(tag for tag, small in _SMALL_WORDS.items() if word in small)
    for words in _SMALL_WORDS.values()
    for word in words
}
"""The languages that each small word belongs to."""
SURE_LENGTH = 60
"""Characters from which on a Latin passage is judged by itself."""
ENOUGH = 400
"""Characters of a text that tell whether it has letters enough."""
SAMPLE = 20_000
"""Characters of a document that its main language is told from."""


@cache
def _identifier() -> Any:  # Any: py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["en", "es", "fr"])
    return identifier


def language_of(text: str) -> str:
    """The language of a text, by script, then by words; "und" when it has no letters.

    >>> language_of("Миграция"), language_of("移民"), language_of("12.5")
    ('ru', 'zh-Hans', 'und')
    """
    if text.isascii() or not _AFTER_LATIN.search(text) or not _FOREIGN.search(text):
        return _latin_language(text) if _LATIN.search(text) else UNKNOWN_LANGUAGE
    counts = {
        Language.AR: len(_ARABIC.findall(text)),
        Language.RU: len(_CYRILLIC.findall(text)),
        Language.ZH: 3 * len(_HAN.findall(text)),
    }
    latin = len(_LATIN.findall(text))
    tag, most = max(counts.items(), key=lambda pair: pair[1])
    if most > latin:
        return tag.value
    return _latin_language(text) if latin else UNKNOWN_LANGUAGE


@lru_cache(maxsize=1024)
def _latin_language(text: str) -> str:
    return _by_small_words(text) or str(_identifier().classify(text)[0])


def _by_small_words(text: str) -> str | None:
    """The language whose small words stand out in a text; None when it is not clear."""
    found = Counter(map(_TAGS.get, _LETTERS.findall(text.lower())))
    shares = sorted(
        (sum(count for tags, count in found.items() if tags and tag in tags), tag)
        for tag in _SMALL_WORDS
    )
    (second, _), (most, tag) = shares[-2:]
    return tag if most >= CLEAR_WORDS and most >= 3 * second else None


def languages_of(texts: Sequence[str], declared: str = UNKNOWN_LANGUAGE) -> list[str]:
    """The language of each text of one document.

    Args:
        texts: In document order.
        declared: What the file says its language is, or "und".

    Returns:
        One tag for each text: short texts take the language of the long one before them, or the
        main language of the document.
    """
    main = main_language(texts) if texts else declared
    if main == UNKNOWN_LANGUAGE:
        main = declared
    tags: list[str] = []
    last = main
    for text in texts:
        letters = _letters_in(text)
        foreign = letters >= 2 and not _LATIN.search(text)
        if foreign or letters >= SURE_LENGTH:
            last = language_of(text)
            tags.append(last)
        else:
            tags.append(last if letters else main)
    return _steady(tags, texts, main)


def _letters_in(text: str) -> int:
    """How many letters a text has; of a long one only whether it has enough of them."""
    first = sum(map(str.isalpha, text[: 2 * SURE_LENGTH]))
    return first if first >= SURE_LENGTH else sum(map(len, _LETTERS.findall(text[:ENOUGH])))


def _steady(tags: list[str], texts: Sequence[str], main: str) -> list[str]:
    """Take back single short deviations between passages of the main language."""
    calm = list(tags)
    for index, tag in enumerate(tags):
        alone = tags[max(0, index - 1) : index + 2].count(tag) == 1
        latin = {tag, main} <= {Language.EN, Language.ES, Language.FR}
        if tag != main and latin and alone and len(texts[index]) < 3 * SURE_LENGTH:
            calm[index] = main
    return calm


def main_language(texts: Sequence[str]) -> str:
    """The language most of a document is in."""
    votes: Counter[str] = Counter()
    size = 0
    for text in sorted(texts, key=len, reverse=True):
        if size > SAMPLE:
            break
        size += len(text)
        votes[language_of(text)] += len(text)
    return max(sorted(votes), key=votes.__getitem__) if votes else UNKNOWN_LANGUAGE
