"""Texts of a record in several languages: the original, and translations that may be older.

The language of the content is apart from the language of the interface. A translation knows from
which state of the original it was made, so that pages can say when it is older.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import Language, language_of


class Hand(StrEnum):
    """Who made a text: a person, or a machine whose work nobody has checked."""

    PERSON = "person"
    MACHINE = "machine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A text in one language.

    Attributes:
        by: Who made it.
        on: Day it was written, ISO 8601.
        of: Digest of the original it was made from; empty for the original itself.
        older_since: Day from which the original says something else, ISO 8601; empty if it fits.
    """

    text: str
    by: Hand = Hand.PERSON
    on: str = ""
    of: str = ""
    older_since: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """One text of a record in all its languages (BCP 47 tags); `original` is what was written."""

    original: str
    told: Mapping[str, Told] = field(default_factory=dict)

    @property
    def by_language(self) -> Mapping[str, str]:
        """The texts by language, whoever made them."""
        return {tag: told.text for tag, told in self.told.items()}

    @property
    def by_people(self) -> Mapping[str, str]:
        """The texts by language that a person wrote or checked."""
        return {tag: t.text for tag, t in self.told.items() if t.by is Hand.PERSON}

    def text(self, language: str) -> str:
        """The text in a language; empty when there is none."""
        return self.told[language].text if language in self.told else ""

    def is_older(self, language: str) -> bool:
        """Whether a translation was made from another state of the original than today's."""
        return language in self.told and bool(self.told[language].older_since)


class UnknownLanguage(JalonError):
    """A text is in a language that is not among the six."""

    code = "unknown-language"
    sentence = _("“{value}” is not one of the six languages that records are written in.")


def digest(text: str) -> str:
    """What a translation remembers of the original: 16 signs of its SHA-256.

    >>> digest("Droit") == digest(" Droit ")
    True
    """
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def wanted_language(tag: str) -> str:
    """One of the six languages by any usual form of its tag.

    Raises:
        UnknownLanguage: It is none of them.
    """
    found = language_of(tag)
    if found not in set(Language):
        raise UnknownLanguage(value=tag)
    return found


def written(
    texts: Texts, language: str, text: str, *, on: date, by: Hand = Hand.PERSON, fits: bool = False
) -> Texts:
    """A text with what somebody wrote in one language; an empty text takes the language away.

    Args:
        texts: The text as it was.
        language: BCP 47 tag of what was written.
        text: What was written.
        on: The day.
        by: Who made it.
        fits: Whether somebody compared the translation with the original, and it says the same.

    Returns:
        The text as it is: when the original changed, translations made before are older since
        that day, until somebody compares them.
    """
    told = dict(texts.told)
    known = told.get(language)
    new = Told(text=text.strip(), by=by, on=on.isoformat())
    if not new.text:
        told.pop(language, None)
    elif language == texts.original:
        told[language] = known if known and known.text == new.text else replace(new, by=Hand.PERSON)
    elif known is None or fits or (known.text, known.by) != (new.text, by):
        told[language] = _translated(texts, known if not fits else None, new)
    changed = replace(texts, told=told)
    return _compared(changed, on) if language == texts.original else changed


def _translated(texts: Texts, known: Told | None, new: Told) -> Told:
    """A translation with what it was made from; one that is older stays so until it is compared."""
    if known is not None and known.older_since:
        return replace(new, of=known.of, older_since=known.older_since)
    return replace(new, of=digest(texts.text(texts.original)))


def _compared(texts: Texts, on: date) -> Texts:
    """The translations, with whether each still fits the original as it is on a day."""
    now = digest(texts.text(texts.original))
    told = {
        tag: one
        if tag == texts.original
        else replace(one, older_since="" if one.of == now else one.older_since or on.isoformat())
        for tag, one in texts.told.items()
    }
    return replace(texts, told=told)


def in_another_language(texts: Texts, language: str) -> Texts:
    """A text whose original is said to be in another language than before.

    >>> one = Texts(original="en", told={"en": Told(text="Droit")})
    >>> in_another_language(one, "fr").by_language
    {'fr': 'Droit'}
    """
    told = dict(texts.told)
    original = told.pop(texts.original, None)
    if original is not None:
        told[language] = original
    return Texts(original=language, told=told)


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageStatus:
    """In which state a record is in one language.

    Attributes:
        translated_from: Language of the original; empty for the original itself.
        older_since: Day from which the original says something else; empty if it fits.
        is_complete: Whether everything the original says is there.
    """

    language: str
    translated_from: str = ""
    by: Hand = Hand.PERSON
    on: str = ""
    older_since: str = ""
    is_complete: bool = True

    @property
    def is_original(self) -> bool:
        """Whether the record was written in this language."""
        return not self.translated_from

    @property
    def is_older(self) -> bool:
        """Whether the original has changed since."""
        return bool(self.older_since)

    @property
    def is_by_machine(self) -> bool:
        """Whether a machine made some of it and nobody has checked."""
        return self.by is Hand.MACHINE


def statuses(texts: Iterable[Texts]) -> tuple[LanguageStatus, ...]:
    """The languages a record exists in, the original first, then by tag.

    >>> one = Texts(original="fr", told={"fr": Told(text="Droit"), "en": Told(text="Right")})
    >>> [(status.language, status.translated_from) for status in statuses([one])]
    [('fr', ''), ('en', 'fr')]
    """
    fields = [one for one in texts if one.told]
    tags = {tag for one in fields for tag in one.told}
    originals = {one.original for one in fields}
    return tuple(
        _status(fields, tag) for tag in sorted(tags, key=lambda tag: (tag not in originals, tag))
    )


def _status(fields: list[Texts], tag: str) -> LanguageStatus:
    here = [one.told[tag] for one in fields if tag in one.told]
    original = next((one.original for one in fields if one.original != tag), "")
    return LanguageStatus(
        language=tag,
        translated_from=original,
        by=Hand.MACHINE if any(told.by is Hand.MACHINE for told in here) else Hand.PERSON,
        on=max(told.on for told in here),
        older_since=min((told.older_since for told in here if told.older_since), default=""),
        is_complete=all(tag in one.told for one in fields if one.original in one.told),
    )


def shown_language(status: Iterable[LanguageStatus], *, asked: str = "", interface: str) -> str:
    """The language in which a record is shown: as asked, else the interface's, else the original.

    What only a machine translated is shown when it is asked for, never by itself.

    >>> here = [LanguageStatus(language="fr"), LanguageStatus(language="en", translated_from="fr")]
    >>> [shown_language(here, interface=tag) for tag in ("en", "ar")]
    ['en', 'fr']
    """
    known = {one.language: one for one in status}
    if language_of(asked) in known:
        return language_of(asked)
    wished = known.get(language_of(interface))
    if wished is not None and not wished.is_by_machine:
        return wished.language
    return next(iter(known), language_of(interface))


def stored(texts: Texts) -> dict[str, Any]:  # Any: JSON values
    """A text as it is kept in the content of a version."""
    told = {
        tag: {name: value for name in Told.__slots__ if (value := getattr(one, name))}
        for tag, one in sorted(texts.told.items())
    }
    return {"original": texts.original, "told": told}


def texts_of(value: object, *, original: str = Language.EN.value) -> Texts:
    """A text from the form it is kept in; a plain mapping of texts by language is understood too.

    >>> texts_of({"en": "Right"}).by_language
    {'en': 'Right'}
    """
    if not isinstance(value, Mapping):
        return Texts(original=original)
    told = value.get("told")
    if not isinstance(told, Mapping):
        plain = {str(tag): str(text) for tag, text in value.items() if tag != "original"}
        return Texts(original=original, told={tag: Told(text=text) for tag, text in plain.items()})
    return Texts(
        original=str(value.get("original") or original),
        told={str(tag): _told(one) for tag, one in told.items() if isinstance(one, Mapping)},
    )


def _told(value: Mapping[str, object]) -> Told:
    facts = {name: str(value.get(name) or "") for name in ("text", "on", "of", "older_since")}
    return Told(by=Hand(str(value.get("by") or Hand.PERSON)), **facts)
