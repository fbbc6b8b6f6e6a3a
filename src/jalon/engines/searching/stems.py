"""Stemming: forms of one word meet. The only step that depends on the language."""

import threading
from collections.abc import Callable, Mapping

import Stemmer

from jalon.kernel.languages import Language, language_of

LATIN_LANGUAGES: tuple[str, ...] = (Language.EN, Language.FR, Language.ES)
"""Languages in Latin letters with a stemmer of their own; the others use the English one."""

_ALGORITHMS: Mapping[str, str] = {
    Language.EN: "english",
    Language.FR: "french",
    Language.ES: "spanish",
    Language.RU: "russian",
    Language.AR: "arabic",
}
_ARABIC_ARTICLES = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_ARABIC_AND = "و"
_SHORTEST_STEMMED = 3
_SHORTEST_ARABIC_REST = 3
_local = threading.local()


def stem_language(lang: str) -> str:
    """The language whose stemmer is used for Latin letters in a text in `lang`.

    >>> stem_language("fr-CH"), stem_language("zh-Hans"), stem_language("")
    ('fr', 'en', 'en')
    """
    known = language_of(lang)
    return known if known in LATIN_LANGUAGES else Language.EN.value


def stem(word: str, latin: str) -> str:
    """The stem of one folded word.

    Args:
        word: Folded (see `fold`), one script.
        latin: Language for Latin letters, one of `LATIN_LANGUAGES`; other letters need none.

    >>> stem("securites", "fr"), stem("миграции", "en"), stem("والهجره", "en") == stem("هجره", "en")
    ('securit', 'миграц', True)
    """
    if len(word) < _SHORTEST_STEMMED or not word.isalpha():
        return word
    first = word[0]
    if first.isascii():
        return _stem_with(latin, word)
    if "а" <= first <= "ӿ":
        return _stem_with(Language.RU, word)
    if "ء" <= first <= "ۿ":
        return _stem_with(Language.AR, _without_prefix(word)) or word
    return word


def _without_prefix(word: str) -> str:
    for prefix in _ARABIC_ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_ARABIC_REST:
            return word[len(prefix) :]
    if word.startswith(_ARABIC_AND) and len(word) > _SHORTEST_ARABIC_REST:
        return word[1:]
    return word


def _stem_with(language: str, word: str) -> str:
    """PyStemmer objects must not be shared by threads: each thread has its own."""
    stemmers: dict[str, Callable[[str], str]] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = _local.stemmers = {}
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_ALGORITHMS[language], 0).stemWord
    return stemmers[language](word)
