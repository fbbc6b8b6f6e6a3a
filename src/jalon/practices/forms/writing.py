"""The sections of the draft of an initiative: shape and words; what is missing may stay so."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.base.public import Actor, Content, Power, bodies_with_ids, can_act
from jalon.kernel.languages import OWN_NAMES, Language, direction, language_of, pick
from jalon.kernel.texts import Texts, in_another_language, stored, wanted_language, written
from jalon.practices.rules import (
    EARLIEST_YEAR,
    KIND_WORDS,
    LATEST_YEAR,
    InitiativeDraft,
    InitiativeKind,
    LanguageTaken,
    Section,
    begun,
    lines_of,
    years_fit,
)

LONGEST_TITLE, LONGEST_SUMMARY = 300, 5000
"""Letters of a title and of a summary."""


def today() -> date:
    """The day on which something is written."""
    return timezone.now().date()


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of initiatives in the reader's language."""
    return [(kind.value, _t(KIND_WORDS[kind])) for kind in InitiativeKind]


def text_attributes(language: str, **more: object) -> dict[str, object]:
    """What a field needs in which a text of some language is written."""
    return {"lang": language, "dir": direction(language), **more}


class BeginForm(forms.Form):
    """What a new initiative begins with: for which body, in which language, its kind and title."""

    body = forms.IntegerField(
        label=_("For which body"), min_value=1, max_value=2**31, widget=forms.Select
    )
    language = forms.ChoiceField(
        label=_("Language it is written in"),
        help_text=_("The original. Translations can be added later."),
        choices=lambda: [(tag.value, OWN_NAMES[tag]) for tag in Language],
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("What was done, in a few words that others would search for."),
        max_length=LONGEST_TITLE,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": language_of(get_language() or "en")}
        super().__init__(*args, **kwargs)
        named = bodies_writing(actor)
        self.fields["body"].widget.choices = named
        self.writes_for_some = bool(named)
        if len(named) == 1:
            self.initial["body"] = named[0][0]

    def body_id(self) -> int:
        """The body it is for; whether the actor writes for it is looked at by the act."""
        return int(self.cleaned_data["body"])

    def draft(self) -> InitiativeDraft:
        """The draft that begins."""
        typed = self.cleaned_data
        language = wanted_language(typed["language"])
        title = written(Texts(original=language), language, typed["title"], on=today())
        return begun(InitiativeKind(typed["kind"]), title)


def bodies_writing(actor: Actor) -> list[tuple[str, str]]:
    """The bodies that somebody writes for, as choices: one statement."""
    ids = {
        held.body_id for held in actor.holdings if can_act(actor, Power.WRITE, body_id=held.body_id)
    }
    found = bodies_with_ids(ids) if ids else {}
    language = get_language() or "en"
    return [(str(key), pick(body.name, language)) for key, body in sorted(found.items())]


class SectionForm(forms.Form):
    """One section: `_fields_of` gives what it begins with, `changed` what is to be saved.

    Nothing but the edition is required: a draft may be saved as far as it is.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput)
    template: ClassVar[str] = "practices/sections/_fields.html"

    def __init__(
        self, *args: Any, part: Section, draft: InitiativeDraft, edition: int, **kwargs: Any
    ) -> None:
        self.part, self.draft = part, draft
        kwargs["initial"] = {"edition": edition, **self._fields_of(draft)}
        super().__init__(*args, **kwargs)

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        """The values of the fields for a draft."""
        raise NotImplementedError

    def changed(self) -> Content:
        """What was typed, by name of the field of a version."""
        raise NotImplementedError

    def begin_from(self, edition: int) -> None:
        """Go on from another edition with what was typed, so that it can be saved knowingly."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["edition"] = str(edition)
        self.data = data

    def edition_typed(self) -> int:
        """The edition that the writer had before them."""
        return int(self.cleaned_data["edition"])


class WhatForm(SectionForm):
    """Kind, title and summary in the language of the original."""

    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("What was done, in a few words that others would search for."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    summary = forms.CharField(
        label=_("Summary"),
        help_text=_(
            "Two to five sentences in your own words: what was done, how, what came of it."
        ),
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(
        label=_("Language it is written in"),
        choices=lambda: [(tag.value, OWN_NAMES[tag]) for tag in Language],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "summary"):
            self.fields[name].widget.attrs |= text_attributes(self.draft.original)

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        return {
            "kind": draft.kind.value,
            "title": draft.title.text(draft.original),
            "summary": draft.summary.text(draft.original),
            "language": draft.original,
        }

    def clean_language(self) -> str:
        """The language of the original; not one in which there is a translation."""
        language = wanted_language(self.cleaned_data["language"])
        taken = {*self.draft.title.told, *self.draft.summary.told} - {self.draft.original}
        if language in taken:
            raise forms.ValidationError(_t(LanguageTaken.sentence))
        return language

    def changed(self) -> Content:
        """The kind, and the texts of the original."""
        typed = self.cleaned_data
        return {
            "kind": typed["kind"],
            "title": stored(self._text(self.draft.title, typed["title"])),
            "summary": stored(self._text(self.draft.summary, typed["summary"])),
        }

    def _text(self, texts: Texts, text: str) -> Texts:
        language = str(self.cleaned_data["language"])
        if language != texts.original:
            texts = in_another_language(texts, language)
        return written(texts, language, text, on=today())


class WhoForm(SectionForm):
    """Who did it, and in which years."""

    who = forms.CharField(
        label=_("Who did it"),
        help_text=_("One body a line, by its official name."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    year_from = forms.IntegerField(
        label=_("First year"),
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    year_to = forms.IntegerField(
        label=_("Last year"),
        help_text=_("Leave it empty while it goes on."),
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        return {
            "who": "\n".join(draft.who),
            "year_from": draft.year_from,
            "year_to": draft.year_to,
        }

    def clean(self) -> dict[str, Any]:
        """Years are in their order."""
        typed: dict[str, Any] = super().clean() or {}
        if not years_fit(typed.get("year_from"), typed.get("year_to")):
            self.add_error("year_to", _t("The last year lies before the first."))
        return typed

    def changed(self) -> Content:
        """The bodies, and the years."""
        typed = self.cleaned_data
        years = {"year_from": typed["year_from"], "year_to": typed["year_to"]}
        return {"who": list(lines_of(typed["who"])), **years}
