"""Words of a text: where they stand, without accents and endings, in six languages.

A word is folded (small letters, no accents) before its ending is cut, so that "sécurité" and
"securite" are one word. What was done for a word is kept, because texts repeat their words.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

import Stemmer

from jalon.kernel.languages import UNKNOWN_LANGUAGE, Language

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(
    rf"[{_CHINESE}]|[^\W_{_CHINESE}](?:[^\W_{_CHINESE}]|[\u0300-\u036f\u064b-\u0652])*"
)
_ALGORITHMS = {
    Language.EN: "english",
    Language.FR: "french",
    Language.ES: "spanish",
    Language.RU: "russian",
    Language.AR: "arabic",
}
_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ـ": None,
    }
)
_SMALL_WORDS = {
    Language.EN: (
        "a an and are as at be been by for from had has have in into is it its of on or s "
        "such that the their them these they this those through to under upon was were "
        "which who whose will with within also other more can"
    ),
    Language.FR: (
        "a afin ainsi au aux avec c ce ces cette d dans de des du elle elles en entre est "
        "et etre eux il ils j l la le les leur leurs lors lorsque m meme mais n ne nos "
        "notamment nous on ont ou par pas pour qu que qui s sa se ses si son sont sur "
        "tout tous toute toutes un une y"
    ),
    Language.ES: (
        "a al ante asi como con cual cuando de del desde e el ella ellos en entre es esta "
        "estas este estos fue ha han hasta incluida incluido incluidas incluidos incluso "
        "incluye la las le les lo los mas ni no o para pero por "
        "que se sea ser si sin sobre son su sus tambien todas todo todos toda u un una "
        "unos y"
    ),
    Language.RU: (
        "в во и на не с со о об от по для к ко из за у а но или их его ее как что это при "
        "до также все всех"
    ),
    Language.AR: (
        "في من على الى عن و او ان التي الذي الذين هذا هذه ذلك مع ما لا كل بين بما غير قد تم"
    ),
    Language.ZH: ("的 和 与 及 在 了 对 等 其 以 并"),
}
_EXACT_WORDS = {
    Language.EN: (
        "nationality:nationality,nationalities relatives:relatives organ:organs "
        "regulariz:regularization,regularisation,regularize,regularise,regularized,regularised "
        "informal:informal,informally integrity:integrity minority:minority,minorities "
        "employability:employability diverse:diverse processing:processing "
        "totalization:totalization,totalisation neighbouring:neighbouring,neighboring "
        "naturaliz:naturalization,naturalisation"
    ),
    Language.FR: (
        "visa:visa,visas traite:traite visant:visant disparite:disparite,disparites "
        "foyer:foyer,foyers competent:competent,competents,competente,competentes "
        "estime:estime,estimes,estiment orientations:orientations recenser:recenser,recense "
        "indique:indique,indiquer,indiquent,indiquant renvoie:renvoie,renvoient "
        "inclus:inclus,incluse,incluses,inclure integre:integre,integres,integree,integrees "
        "integrante:integrante detenteur:detenteur,detenteurs"
    ),
    Language.ES: (
        "trata:trata visa:visa,visas nacionalidad:nacionalidad,nacionalidades "
        "informe:informe,informes papel:papel periodo:periodo,periodos,periodicamente,periodico "
        "diverso:diverso,diversos,diversa,diversas integridad:integridad "
        "competente:competente,competentes deporte:deporte,deportes homologo:homologo,homologos "
        "sido:sido proceder:proceda,procede,proceden,procedente,procedentes miden:miden,mide "
        "interes:interes,intereses indice:indice,indices contrato:contrato,contratos "
        "integrado:integrado,integrada,integrados,integradas integrante:integrante,integrantes "
        "orientar:orientar,orienta,orientan vulnerar:vulnerar,vulnerarse"
    ),
}
"""Words whose usual stem would meet another word ("visa" and "viser"): a stem, and its words."""
_EXACT = {
    language: {
        word: stem
        for stem, _, words in (row.partition(":") for row in rows.split())
        for word in words.split(",")
    }
    for language, rows in _EXACT_WORDS.items()
}
_KEPT_WORDS = 200_000


class _Ending(Protocol):
    """What cuts the ending of a word."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - the name is PyStemmer's
        """The word without its ending."""
        ...


def fold(word: str) -> str:
    """A word in small letters without accents.

    >>> fold("Œuvre"), fold("Rétention")
    ('oeuvre', 'retention')
    """
    small = word.lower().translate(_LETTERS)
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFKD", small)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


_SMALL = {
    language: frozenset(fold(word) for word in words.split())
    for language, words in _SMALL_WORDS.items()
}


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their offsets, in order; one Chinese character is one word.

    >>> word_spans("d’examen")
    [('d', 0, 1), ('examen', 2, 8)]
    """
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def words_of(text: str) -> list[str]:
    """The words of a text, in order, as they stand."""
    return _WORD.findall(text)


class Stems:
    """Stems of the words of one language; an empty stem marks a small word that carries no meaning.

    >>> Stems("en").stem("Recruiters"), Stems("en").stem("the")
    ('recruit', '')
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._ending: _Ending | None = None
        if lang in _ALGORITHMS:
            self._ending = Stemmer.Stemmer(_ALGORITHMS[Language(lang)])
        self._small = _SMALL[Language(lang)] if lang in _SMALL else frozenset()
        self._exact = _EXACT.get(Language(lang), {}) if lang in _SMALL else {}
        self._kept: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """The stem of one word."""
        kept = self._kept.get(word)
        if kept is None:
            if len(self._kept) > _KEPT_WORDS:
                self._kept.clear()
            kept = self._kept[word] = self._make(word)
        return kept

    def stems(self, text: str) -> list[str]:
        """The stems of a text in order, small words left out."""
        return [stem for stem in map(self.stem, words_of(text)) if stem]

    def _make(self, word: str) -> str:
        folded = fold(word)
        if folded in self._small:
            return ""
        if folded in self._exact:
            return self._exact[folded]
        if self._ending is None or folded.isdigit():
            return folded
        return self._ending.stemWord(_singular(folded, self.lang))


def _singular(word: str, lang: str) -> str:
    """Cut a plural ending that the stemmer keeps once accents are gone."""
    if lang == Language.FR and len(word) > 3 and word[-1] == "s":
        return word[:-1]
    if lang == Language.ES and len(word) > 4 and word.endswith("es") and word[-3] in "dlnrz":
        return word[:-2]
    return word


def guess_language(words: Sequence[str]) -> str:
    """The language of a text by its letters and small words; "und" when there is nothing to go by.

    >>> guess_language("les travailleurs et leurs familles".split())
    'fr'
    """
    sample = [fold(word) for word in words[:80]]
    letters = "".join(sample)
    for language, first, last in (
        (Language.ZH, "\u3400", "\u9fff"),
        (Language.AR, "\u0600", "\u06ff"),
        (Language.RU, "\u0400", "\u04ff"),
    ):
        if 3 * sum(first <= letter <= last for letter in letters) > len(letters):
            return str(language)
    counts = {
        language: sum(word in _SMALL[language] for word in sample)
        for language in (Language.EN, Language.FR, Language.ES)
    }
    best = str(max(counts, key=lambda language: counts[language]))
    return best if counts[Language(best)] else UNKNOWN_LANGUAGE
