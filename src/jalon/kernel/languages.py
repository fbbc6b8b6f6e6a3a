"""The six languages of the United Nations, and how to choose among texts in them."""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum


class Language(StrEnum):
    """A language of the interface and of documents, by its BCP 47 tag."""

    AR = "ar"
    EN = "en"
    ES = "es"
    FR = "fr"
    RU = "ru"
    ZH = "zh-Hans"


UNKNOWN_LANGUAGE = "und"
"""BCP 47 tag of a text whose language is not known."""

OWN_NAMES: Mapping[str, str] = {
    Language.AR: "العربية",
    Language.EN: "English",
    Language.ES: "Español",
    Language.FR: "Français",
    Language.RU: "Русский",
    Language.ZH: "中文",
}


LIST_SIGNS: Mapping[str, str] = {Language.AR: "، ", Language.ZH: "、"}
"""What stands between the parts of a list, where it is no comma and a space."""


def direction(language: str) -> str:
    """Writing direction of a language, as HTML names it.

    >>> direction("ar"), direction("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if language == Language.AR else "ltr"


def language_of(tag: str) -> str:
    """Our tag for a language tag of any usual form.

    >>> language_of("fr-CH"), language_of("zh_CN"), language_of("xx")
    ('fr', 'zh-Hans', 'und')
    """
    short = tag.replace("_", "-").split("-")[0].lower()
    if short == "zh":
        return Language.ZH.value
    return short if short in set(Language) else UNKNOWN_LANGUAGE


def own_name(tag: str) -> str:
    """The name of a language in itself, for a tag of any usual form; the tag if it is not ours.

    >>> own_name("zh-hans"), own_name("de")
    ('中文', 'de')
    """
    return OWN_NAMES.get(language_of(tag), tag)


def pick(texts: Mapping[str, str], wanted: str) -> str:
    """The text in the wanted language, else English, else French, else any; else empty.

    The tag may have any usual form: Django writes "zh-hans".

    >>> pick({"fr": "oui", "en": "yes"}, "ar"), pick({"zh-Hans": "是", "en": "yes"}, "zh-hans")
    ('yes', '是')
    """
    return next((texts[tag] for tag in _order(texts, wanted) if texts.get(tag)), "")


def picked_language(texts: Mapping[str, str], wanted: str) -> str:
    """The language of the text that `pick` gives."""
    order = _order(texts, wanted)
    return next((str(tag) for tag in order if texts.get(tag)), UNKNOWN_LANGUAGE)


def listed(parts: Iterable[str], language: str) -> str:
    """Parts one after the other, with the sign of the language between; empty ones are left out.

    >>> listed(["3 confirmed", "", "1 suggestion"], "en"), listed(["甲", "乙"], "zh-hans")
    ('3 confirmed, 1 suggestion', '甲、乙')
    """
    return LIST_SIGNS.get(language_of(language), ", ").join(filter(None, parts))


def name_key(name: str) -> tuple[str, str]:
    """A key that sorts names as people look them up: accents and case matter last.

    >>> sorted(["Zambie", "Égypte", "Espagne"], key=name_key)
    ['Égypte', 'Espagne', 'Zambie']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)), name


def _order(texts: Mapping[str, str], wanted: str) -> tuple[str, ...]:
    first = wanted if wanted in texts else language_of(wanted)
    return (first, Language.EN, Language.FR, *sorted(texts))
