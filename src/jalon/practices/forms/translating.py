"""The section of a draft that translates: title and summary in the other languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.base.public import Content
from jalon.kernel.languages import Language
from jalon.kernel.texts import Hand, LanguageStatus, Texts, stored, written
from jalon.practices.forms.writing import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    SectionForm,
    text_attributes,
    today,
)
from jalon.practices.rules import InitiativeDraft


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguagePart:
    """One other language with its fields, and in which state it is."""

    language: str
    status: LanguageStatus | None
    fields: tuple[forms.BoundField, ...]
    machine: forms.BoundField
    fits: forms.BoundField

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown at once."""
        return any(field.errors for field in self.fields) or (
            self.status is not None and self.status.is_older
        )


class LanguagesForm(SectionForm):
    """Title and summary in the other languages; who translated, and whether it still fits."""

    template = "practices/sections/_languages.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tag in self.others:
            self.fields |= _language_fields(tag)

    @property
    def others(self) -> Sequence[str]:
        """The languages that are not that of the original."""
        return [tag.value for tag in Language if tag.value != self.draft.original]

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for status in draft.languages:
            key = _key(status.language)
            found[f"title_{key}"] = draft.title.text(status.language)
            found[f"summary_{key}"] = draft.summary.text(status.language)
            found[f"machine_{key}"] = status.is_by_machine
        return found

    @property
    def original(self) -> tuple[str, str]:
        """Title and summary that are translated."""
        draft = self.draft
        return draft.title.text(draft.original), draft.summary.text(draft.original)

    def parts(self) -> list[LanguagePart]:
        """The languages with their fields and state, those that exist first."""
        known = {status.language: status for status in self.draft.languages}
        parts = [self._part(tag, known.get(tag)) for tag in self.others]
        return sorted(parts, key=lambda part: part.status is None)

    def _part(self, tag: str, status: LanguageStatus | None) -> LanguagePart:
        key = _key(tag)
        return LanguagePart(
            language=tag,
            status=status,
            fields=(self[f"title_{key}"], self[f"summary_{key}"]),
            machine=self[f"machine_{key}"],
            fits=self[f"fits_{key}"],
        )

    def changed(self) -> Content:
        """Title and summary with their translations."""
        title, summary = self.draft.title, self.draft.summary
        for tag in self.others:
            title = self._text(title, "title", tag)
            summary = self._text(summary, "summary", tag)
        return {"title": stored(title), "summary": stored(summary)}

    def _text(self, texts: Texts, name: str, tag: str) -> Texts:
        typed, key = self.cleaned_data, _key(tag)
        return written(
            texts,
            tag,
            typed[f"{name}_{key}"],
            on=today(),
            by=Hand.MACHINE if typed[f"machine_{key}"] else Hand.PERSON,
            fits=typed[f"fits_{key}"],
        )


def _key(tag: str) -> str:
    return tag.lower().replace("-", "_")


def _language_fields(tag: str) -> dict[str, forms.Field]:
    key = _key(tag)
    return {
        f"title_{key}": forms.CharField(
            label=_("Title"),
            required=False,
            max_length=LONGEST_TITLE,
            widget=forms.TextInput(attrs=text_attributes(tag)),
        ),
        f"summary_{key}": forms.CharField(
            label=_("Summary"),
            required=False,
            max_length=LONGEST_SUMMARY,
            widget=forms.Textarea(attrs=text_attributes(tag, rows=6)),
        ),
        f"machine_{key}": forms.BooleanField(
            label=_("A machine translated this, and nobody has checked it"),
            help_text=_("It is shown as such, and is not found by searching."),
            required=False,
        ),
        f"fits_{key}": forms.BooleanField(
            label=_("I have compared it with the original: it says the same"), required=False
        ),
    }
